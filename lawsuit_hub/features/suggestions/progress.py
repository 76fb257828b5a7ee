"""What becomes of a topic, step by step: looked into, forwarded, answered, adopted or not. Steps stay; the last one is its status."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.suggestions import keeping, showing, topics
from lawsuit_hub.features.suggestions.models import SuggestionTopic, TopicStep
from lawsuit_hub.features.suggestions.types import (
    ENDS,
    LONGEST_DOCUMENT,
    LONGEST_RECIPIENT,
    LONGEST_WORDS,
    BadSuggestion,
    Event,
    NotThere,
    Stale,
    Status,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

# What each step has to say beside its day.
_SAYS: dict[Status, tuple[str, ...]] = {
    Status.FORWARDED: ("recipient",),
    Status.ANSWERED: ("recipient", "words"),
    **dict.fromkeys(ENDS, ("words",)),
}


def add(work: Work, number: int, event: Event, *, seen: int) -> None:
    """By hand, at the desk. Raises NotThere, Stale, BadSuggestion."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept, row = cleaned(work, event), topics.hold(work, number, seen=seen)
    _add(work, row, kept)


def add_to(work: Work, topic_ids: Collection[UUID], event: Event) -> None:
    """To many at once; what stands so already is not written twice. Raises NotThere, BadSuggestion."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = cleaned(work, event)
    wanted = select(SuggestionTopic).where(SuggestionTopic.id.in_(topic_ids))
    rows = list(
        work.db.scalars(
            wanted.order_by(SuggestionTopic.number).with_for_update().execution_options(populate_existing=True)
        )
    )
    if len(rows) != len(set(topic_ids)):
        raise NotThere
    for row in rows:
        if not _stands(work, row.id, kept):
            _add(work, row, kept)


def forward(work: Work, topic_ids: Collection[UUID], *, recipient: str, day: date, number: str) -> None:
    """Sent to `recipient` on `day` under document `number`. Raises NotThere, BadSuggestion."""
    add_to(work, topic_ids, Event(Status.FORWARDED, day, recipient, number))


def answer(work: Work, topic_ids: Collection[UUID], *, recipient: str, day: date, number: str, words: str) -> None:
    """`recipient` answered. Members who asked for it are told once it is public. Raises NotThere, BadSuggestion."""
    add_to(work, topic_ids, Event(Status.ANSWERED, day, recipient, number, words))


def conclude(work: Work, topic_ids: Collection[UUID], *, outcome: Status, day: date, words: str) -> None:
    """Adopted, partly, or not, and why. Raises NotThere, BadSuggestion."""
    if outcome not in ENDS:
        raise BadSuggestion("choose", "status")
    add_to(work, topic_ids, Event(outcome, day, words=words))


def remove(work: Work, number: int, step: int, *, seen: int, reason: str) -> None:
    """One that was written by mistake. Raises NotThere, Stale, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept, row = audit.clean_reason(reason), topics.hold(work, number, seen=seen)
    found = work.db.scalar(select(TopicStep).where(TopicStep.topic_id == row.id, TopicStep.number == step))
    if found is None:
        raise Stale
    work.db.delete(found)
    work.db.flush()
    last = topics.steps(work, row.id)[-1:]
    row.status, row.status_on = (
        (last[0].status.value, last[0].day) if last else (Status.RECEIVED.value, row.made_at.date())
    )
    topics.turned(work, row)
    audit.record(work, "topic:step-removed", about=row.id, kind=topics.KIND, reason=kept, number=number)
    showing.keep_up(work, row)


def cleaned(work: Work, event: Event) -> Event:
    """Raises BadSuggestion."""
    if event.status is Status.RECEIVED:
        raise BadSuggestion("choose", "status")
    if not date(2020, 1, 1) <= event.day <= work.today:
        raise BadSuggestion("date", "day")
    must = _SAYS.get(event.status, ())

    def line(text: str, field: str, longest: int) -> str:
        return keeping.line(work, text, longest=longest, field=field, empty=field not in must)

    return Event(
        event.status,
        event.day,
        line(event.recipient, "recipient", LONGEST_RECIPIENT),
        line(event.document, "document", LONGEST_DOCUMENT),
        keeping.public(work, event.words, longest=LONGEST_WORDS, field="words", empty="words" not in must),
    )


def _stands(work: Work, topic_id: UUID, event: Event) -> bool:
    same: Sequence[object] = work.db.scalars(
        select(TopicStep.id).where(
            TopicStep.topic_id == topic_id,
            TopicStep.status == event.status.value,
            TopicStep.day == event.day,
            TopicStep.recipient == event.recipient,
            TopicStep.document == event.document,
            TopicStep.words == event.words,
        )
    ).all()
    return bool(same)


def _add(work: Work, row: SuggestionTopic, event: Event) -> None:
    last = work.db.scalar(select(func.max(TopicStep.number)).where(TopicStep.topic_id == row.id)) or 0
    step = TopicStep(
        id=new_id(),
        topic_id=row.id,
        number=last + 1,
        status=event.status.value,
        day=event.day,
        recipient=event.recipient,
        document=event.document,
        words=event.words,
        at=work.now,
        by_account=work.actor.id,
    )
    work.db.add(step)
    row.status, row.status_on = event.status.value, event.day
    topics.turned(work, row)
    work.db.flush()
    audit.record(work, "topic:step", about=row.id, kind=topics.KIND, number=row.number, status=event.status.value)
    showing.keep_up(work, row)
