"""A suggestion for whoever wrote it: by her account, or by the code she was shown. How far it is, taking it back, changing her consent."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.suggestions import endings, limiting, persons, reading, receipts
from lawsuit_hub.features.suggestions.keeping import TEXT
from lawsuit_hub.features.suggestions.models import MemberSupport, Suggestion, SuggestionTopic
from lawsuit_hub.features.suggestions.types import Category, NotThere, Own, Status, WrongCode
from lawsuit_hub.infra.peer_texts import opened
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind


def mine(work: Work) -> tuple[Own, ...]:
    """The newest day first."""
    work.require(Permission.OWN_READ)
    return _views(work, work.db.scalars(_hers(work).order_by(Suggestion.received_on.desc(), Suggestion.id)))


def by_code(work: Work, typed: str, *, network: str) -> Own:
    """Raises WrongCode, TooMany."""
    limiting.count(work, "codes", network)
    return _views(work, [_coded(work, typed)])[0]


def withdraw(work: Work, suggestion_id: UUID) -> None:
    """With her words; what a topic says in a caseworker's words stays. Raises NotThere."""
    _gone(work, _own(work, suggestion_id))


def withdraw_by_code(work: Work, typed: str, *, network: str) -> None:
    """Raises WrongCode, TooMany."""
    limiting.count(work, "codes", network)
    _gone(work, _coded(work, typed))


def consent(work: Work, suggestion_id: UUID, *, quotable: bool) -> None:
    """Her words may be quoted, or no more. Raises NotThere."""
    _agreed(work, _own(work, suggestion_id), quotable=quotable)


def consent_by_code(work: Work, typed: str, *, quotable: bool, network: str) -> None:
    """Raises WrongCode, TooMany."""
    limiting.count(work, "codes", network)
    _agreed(work, _coded(work, typed), quotable=quotable)


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """For her own copy (docs/data-copy.md)."""
    hers = select(Suggestion).where(Suggestion.person_mac == persons.mac_of(work, victim_id))
    return [
        {
            "received_on": one.received_on.isoformat(),
            "category": one.category.value,
            "text": one.text or None,
            "may_be_quoted": one.quotable,
            "set_aside_reason": one.aside or None,
            "status": one.status.value,
        }
        for one in _views(work, work.db.scalars(hers.order_by(Suggestion.received_on, Suggestion.id)))
    ]


def joined_of(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """The same of what she joined."""
    hers = select(MemberSupport.topic_id).where(MemberSupport.person_mac == persons.mac_of(work, victim_id))
    titles = select(SuggestionTopic.title).where(SuggestionTopic.id.in_(hers)).order_by(SuggestionTopic.number)
    return [{"title": one} for one in work.db.scalars(titles)]


def _hers(work: Work) -> Any:
    victim_id = work.actor.id
    if victim_id is None:
        raise NotThere
    return select(Suggestion).where(Suggestion.person_mac == persons.mac_of(work, victim_id))


def _own(work: Work, suggestion_id: UUID) -> Suggestion:
    work.require(Permission.OWN_WRITE)
    row: Suggestion | None = work.db.scalar(_hers(work).where(Suggestion.id == suggestion_id).with_for_update())
    if row is None:
        raise NotThere
    return row


def _coded(work: Work, typed: str) -> Suggestion:
    work.require(Permission.SUGGESTION_SEND)
    mac = receipts.mac_of(work, typed)
    row = work.db.scalar(select(Suggestion).where(Suggestion.receipt_mac == mac).with_for_update()) if mac else None
    if row is None:
        raise WrongCode
    return row


def _gone(work: Work, row: Suggestion) -> None:
    endings.remove(work, [row.id])
    audit.record(work.acting_as(SYSTEM), "suggestion:taken-back")


def _agreed(work: Work, row: Suggestion, *, quotable: bool) -> None:
    if row.quotable == quotable:
        return
    row.quotable = quotable
    row.looked_on = None  # what was looked at was looked at under the former word
    row.turn += 1
    audit.record(work.acting_as(SYSTEM), "suggestion:consent-changed", quotable=quotable)


def _views(work: Work, rows: Iterable[Suggestion]) -> tuple[Own, ...]:
    some = list(rows)
    work.keys.prefetch([row.id for row in some], KeyKind.PEER)
    ids = {row.topic_id for row in some if row.topic_id}
    topics = {row.id: row for row in work.db.scalars(select(SuggestionTopic).where(SuggestionTopic.id.in_(ids)))}
    return tuple(_view(work, row, topics.get(row.topic_id) if row.topic_id else None) for row in some)


def _view(work: Work, row: Suggestion, topic: SuggestionTopic | None) -> Own:
    """Of a topic that is not public she is told that somebody looks into it."""
    public = topic is not None and topic.shown_on is not None
    status = Status(topic.status) if topic and public else Status.REVIEW if topic else Status.RECEIVED
    return Own(
        id=row.id,
        category=Category(row.category),
        text=opened(work, row.text, TEXT, row.id, row.id),
        received_on=row.received_on,
        quotable=row.quotable,
        looked=row.looked_on is not None,
        aside=row.aside,
        status=status,
        topic=reading.public(topic) if topic and public else None,
    )
