"""Suggesting: looked at before it is sent, sent once, by a member or by anybody. Nothing that is kept says at what hour."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.features.suggestions import alike, keeping, limiting, persons, receipts, telling
from lawsuit_hub.features.suggestions.models import Suggestion, SuggestionTopic
from lawsuit_hub.features.suggestions.types import Near, Origin, Preview, Sent, Suggesting
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

_NEAR = 3


def preview(work: Work, suggesting: Suggesting, *, network: str) -> Preview:
    """As it would be kept; nothing is kept. Raises BadSuggestion, TooMany."""
    work.require(Permission.SUGGESTION_SEND)
    limiting.count(work, "looks", network)
    said = keeping.typed(work, suggesting.text)
    return Preview(said.text, said.replaced, near(work, said.text))


def near(work: Work, text: str) -> tuple[Near, ...]:
    """Public topics that the search finds by these words and that are like them: a word in common alone is no likeness."""
    hits = search.find(work, text, kinds=(Kind.TOPIC,), limit=_NEAR).hits
    public = SuggestionTopic.id.in_([one.id for one in hits]), SuggestionTopic.shown_on.is_not(None)
    rows = {row.id: row for row in work.db.scalars(select(SuggestionTopic).where(*public))}
    mine, found = alike.pairs(text), [rows[one.id] for one in hits if one.id in rows]
    liked = [row for row in found if alike.most(mine, alike.said(row.shown_title, row.shown_summary)) >= alike.ENOUGH]
    return tuple(Near(row.number, row.shown_title) for row in liked)


def send(work: Work, suggesting: Suggesting, *, once: str, network: str, browser: str = "") -> Sent:
    """`once`: of the form. `browser`: what a cookie of ours says, of somebody without an account.

    Raises BadSuggestion, TooMany.
    """
    work.require(Permission.SUGGESTION_SEND)
    said = keeping.typed(work, suggesting.text).text
    # A form that lay in a browser's memory and comes with other words is a suggestion of its own.
    once = f"{once} {keeping.text_mac(work, said).hex()}"
    if (before := _before(work, once)) is not None:
        return before
    limiting.count(work, "suggestions", network)
    row = _made(work, suggesting, said, once, browser)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same form at the same moment
        work.keys.forget(row.id)
        return _before(work, once) or Sent(row.id, again=True)
    # Not by her and about nothing: a line with either would say whose it is.
    audit.record(work.acting_as(SYSTEM), "suggestion:sent")
    return Sent(row.id, _code(work, once))


def _made(work: Work, suggesting: Suggesting, said: str, once: str, browser: str) -> Suggestion:
    member = work.actor.id
    row = Suggestion(
        id=new_id(),
        origin=(Origin.MEMBER if member else Origin.VISITOR).value,
        category=suggesting.category.value,
        text_mac=keeping.text_mac(work, said),
        quotable=suggesting.quotable,
        received_on=work.today,
        once_mac=_once_mac(work, once),
    )
    work.keys.new_subject(row.id, KeyKind.PEER)
    row.text = seal(work, said, keeping.TEXT, row.id, row.id)
    if member is None:
        row.receipt_mac = receipts.mac_of(work, receipts.code_of(work, once))
        row.browser_mac = persons.browser_mac(work, browser) if browser else None
    else:
        row.person_mac = persons.mac_of(work, member)
        row.author = telling.seal_author(work, row.id, member) if suggesting.tell else None
    return row


def _before(work: Work, once: str) -> Sent | None:
    """What this very form made."""
    row = work.db.scalar(select(Suggestion).where(Suggestion.once_mac == _once_mac(work, once)))
    if row is None:
        return None
    return Sent(row.id, _code(work, once), again=True)


def _code(work: Work, once: str) -> str:
    return "" if work.actor.id else receipts.code_of(work, once)


def _once_mac(work: Work, once: str) -> bytes:
    return work.keys.mac("suggestions.once", f"{work.actor.id or ''} {once}")
