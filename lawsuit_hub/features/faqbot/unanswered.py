"""What nothing answered, for the caseworker: scrubbed and sealed when it is kept, grouped by likeness, forgotten after a while."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.faqbot.models import UnansweredRow
from lawsuit_hub.features.faqbot.types import Channel, NoSuchUtterance, Unanswered
from lawsuit_hub.features.search import similar
from lawsuit_hub.infra import peer_texts
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub
from lawsuit_hub.values.text import visible

LONGEST, SHORTEST = 200, 2
MOST_KEPT = 2000
LOOKED_AT = 400  # the newest, of which groups are made: each is compared with each group
A_DAY, OF_A_NETWORK = "1000 per day", "20 per day"
TEXT = "bot_unanswered.text"
# Who says her own name says it so; scrubbing knows those that are called by one.
_INTRODUCED = re.compile(
    r"((?:이름은|이름이|성함은|저는|나는|전)\s*)[가-힣]{2,5}?(?=이고|입니다|이에요|이예요|예요|인데|이라고|라고|임\b|요\b)"
)
_NAME_TAG = "[이름]"
_ALIKE = 0.6


def keep(work: Work, text: str, channel: Channel, *, network: str = "") -> bool:
    """False where it is not kept: it holds a resident number or hardly a word, or enough came today, by this network (where there is
    one; Kakao's is everybody's) or by this channel. Where it is full the oldest goes."""
    whole = " ".join(unicodedata.normalize("NFC", visible(text)).split())
    try:
        said = _INTRODUCED.sub(rf"\1{_NAME_TAG}", scrub(whole[: 4 * LONGEST]).text)[:LONGEST]
    except ResidentNumber:
        return False
    if sum(char.isalnum() for char in said) < SHORTEST or not _may_come(work, channel, network):
        return False
    _make_room(work)
    row = UnansweredRow(id=new_id(), channel=channel.value, said_on=work.today)
    work.keys.new_subject(row.id, KeyKind.PEER)
    row.text = peer_texts.seal(work, said, TEXT, row.id, row.id)
    work.db.add(row)
    return True


def _may_come(work: Work, channel: Channel, network: str) -> bool:
    try:
        if network:
            work.limits.hit(OF_A_NETWORK, "bot-unanswered-network", network)
        work.limits.hit(A_DAY, "bot-unanswered", channel.value)
    except TooMany:
        return False
    return True


def _make_room(work: Work) -> None:
    oldest_first = select(UnansweredRow.id).order_by(UnansweredRow.said_on, UnansweredRow.id)
    if (over := count(work) + 1 - MOST_KEPT) > 0:
        _forget(work, list(work.db.scalars(oldest_first.limit(over))))


def waiting(work: Work) -> tuple[Unanswered, ...]:
    """Groups of what is alike, the most frequent first; of the newest `LOOKED_AT`, and of older ones when those are settled."""
    work.require(Permission.FAQ_WRITE)
    newest_first = select(UnansweredRow).order_by(UnansweredRow.said_on.desc(), UnansweredRow.id.desc())
    found = _groups(work, list(work.db.scalars(newest_first.limit(LOOKED_AT))))
    return tuple(sorted(found, key=lambda one: -one.count))


def _groups(work: Work, rows: list[UnansweredRow]) -> list[Unanswered]:
    work.keys.prefetch([row.id for row in rows], KeyKind.PEER)
    groups: list[tuple[frozenset[str], list[tuple[UnansweredRow, str]]]] = []
    for row in rows:
        text = peer_texts.opened(work, row.text, TEXT, row.id, row.id)
        pairs = similar.pairs(text)
        home = next(
            (held for known, held in groups if text == held[0][1] or similar.alike(pairs, known) >= _ALIKE), None
        )
        if home is None:
            groups.append((pairs, [(row, text)]))
        else:
            home.append((row, text))
    return [_group(held) for _pairs, held in groups]


def group_of(work: Work, utterance: UUID) -> Unanswered:
    """One that newer ones pushed from the list since it was shown stands alone. Raises NoSuchUtterance."""
    for one in waiting(work):
        if utterance in one.ids:
            return one
    row = work.db.get(UnansweredRow, utterance)
    if row is None:
        raise NoSuchUtterance
    return _groups(work, [row])[0]


def settle(work: Work, ids: Iterable[UUID], *, because: str) -> int:
    """They are answered now, or need no answer: their words go. `because`: entry, variant or dismissed."""
    work.require(Permission.FAQ_WRITE)
    gone = _forget(work, list(ids))
    audit.record(work, "bot:settled", count=gone, because=because)
    return gone


def retire(work: Work) -> int:
    """What is older than `unanswered_days`; the worker calls it. Returns how many went."""
    old = UnansweredRow.said_on <= work.today - timedelta(days=work.settings.unanswered_days)
    return _forget(work, list(work.db.scalars(select(UnansweredRow.id).where(old))))


def count(work: Work) -> int:
    return int(work.db.execute(select(func.count()).select_from(UnansweredRow)).scalar_one())


def _forget(work: Work, ids: Sequence[UUID]) -> int:
    gone = 0
    for some in batches(ids):
        there = list(work.db.scalars(select(UnansweredRow.id).where(UnansweredRow.id.in_(some))))
        for one in there:
            work.keys.forget(one)
        work.db.execute(delete(UnansweredRow).where(UnansweredRow.id.in_(there)))
        gone += len(there)
    return gone


def _group(held: list[tuple[UnansweredRow, str]]) -> Unanswered:
    said = tuple(dict.fromkeys(text for _row, text in held))
    return Unanswered(said, tuple(row.id for row, _text in held), max(row.said_on for row, _ in held).isoformat())
