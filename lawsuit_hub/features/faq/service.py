"""Reading the FAQ, and what an utterance means by it. Everybody may; nobody is known here."""

import re

from sqlalchemy import select

from lawsuit_hub.features.faq import matchers
from lawsuit_hub.features.faq.models import FaqEntry, FaqWording
from lawsuit_hub.features.faq.types import Entry, Heard, Near, NoSuchEntry
from lawsuit_hub.infra.work import Work

MOST_NEAR = 3
_PIECES = re.compile(r"\d+|\D+")
_STANDS = FaqWording.entry_id == FaqEntry.id, FaqWording.turn == FaqEntry.turn


def entries(work: Work, *, retired: bool = False) -> tuple[Entry, ...]:
    """Those that are shown, by category as the lowest code of each has it; `retired` adds the others behind them."""
    some = [] if retired else [FaqWording.retired.is_(False)]
    rows = work.db.execute(select(FaqEntry, FaqWording).join(FaqWording, (_STANDS[0]) & (_STANDS[1])).where(*some))
    listed = sorted((entry_of(entry, wording) for entry, wording in rows), key=lambda one: _natural(one.code))
    place = {one.category: index for index, one in reversed(list(enumerate(listed)))}
    return tuple(sorted(listed, key=lambda one: (one.retired, place[one.category])))


def get(work: Work, code: str, *, retired: bool = False) -> Entry:
    """Raises NoSuchEntry; `retired` finds one that is shown no more too."""
    row = work.db.execute(
        select(FaqEntry, FaqWording).join(FaqWording, (_STANDS[0]) & (_STANDS[1])).where(FaqEntry.code == code)
    ).one_or_none()
    if row is None or (row[1].retired and not retired):
        raise NoSuchEntry
    return entry_of(row[0], row[1])


def history(work: Work, code: str) -> tuple[Entry, ...]:
    """All that it ever said, the newest first. Raises NoSuchEntry."""
    entry = work.db.scalar(select(FaqEntry).where(FaqEntry.code == code))
    if entry is None:
        raise NoSuchEntry
    rows = work.db.scalars(select(FaqWording).where(FaqWording.entry_id == entry.id).order_by(FaqWording.turn.desc()))
    return tuple(entry_of(entry, row) for row in rows)


def hear(work: Work, text: str) -> Heard:
    """The entry that an utterance means, where that is sure enough. It is not kept."""
    return hear_among(entries(work), text)


def hear_among(listed: tuple[Entry, ...], text: str) -> Heard:
    """The same among entries that were read before."""
    matcher, of = matchers.of(listed), {one.code: one for one in listed}
    ranked = matcher.rank(text)[:MOST_NEAR]
    near = tuple(Near(code, of[code].question, score) for code, score in ranked)
    score = near[0].score if near else 0.0
    return Heard(of[near[0].code] if score >= matchers.ENOUGH else None, score, near)


def entry_of(entry: FaqEntry, wording: FaqWording) -> Entry:
    return Entry(
        id=entry.id,
        code=entry.code,
        turn=wording.turn,
        category=wording.category,
        question=wording.question,
        answer=wording.answer,
        variants=tuple(wording.variants),
        at=wording.at,
        retired=wording.retired,
    )


def _natural(code: str) -> list[tuple[int, int | str]]:
    """F2 before F10."""
    return [(0, int(piece)) if piece.isdecimal() else (1, piece) for piece in _PIECES.findall(code)]
