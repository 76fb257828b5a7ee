"""Topics as rows and as they are read by staff. Made and reworded by a caseworker; what anybody reads is showing's."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.suggestions import counting, keeping
from lawsuit_hub.features.suggestions.models import Suggestion, SuggestionTopic, TopicStep
from lawsuit_hub.features.suggestions.types import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Category,
    NotThere,
    Stale,
    Status,
    Step,
    Topic,
    Wording,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work

KIND = "topic"
QUOTED = Suggestion.quotable.is_(True) & Suggestion.looked_on.is_not(None) & (Suggestion.aside == "")


def get(work: Work, number: int) -> SuggestionTopic:
    """Raises NotThere."""
    row = work.db.scalar(select(SuggestionTopic).where(SuggestionTopic.number == number))
    if row is None:
        raise NotThere
    return row


def hold(work: Work, number: int, *, seen: int | None = None) -> SuggestionTopic:
    """To the end of this work. Raises NotThere; Stale where it is not as it was `seen`, or was joined to another."""
    wanted = select(SuggestionTopic).where(SuggestionTopic.number == number).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotThere
    if (seen is not None and row.turn != seen) or row.joined_to is not None:
        raise Stale
    return row


def turned(work: Work, row: SuggestionTopic) -> None:
    row.turn += 1
    row.moved_at = work.now


def make(work: Work, wording: Wording, *, once: str) -> int:
    """The number of a topic that the desk alone sees; of the one that this form made before. Raises BadSuggestion."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept = cleaned(work, wording)
    before = select(SuggestionTopic.number).where(SuggestionTopic.once == once)
    made = work.db.scalar(before)
    if made is not None:
        return made
    row = add_numbered(work.db, SuggestionTopic.number, lambda number: _new(work, number, kept, once))
    if row is None:  # its form came twice at one moment, or numbers were taken again and again
        made = work.db.scalar(before)
        if made is None:
            raise TooMany
        return made
    audit.record(work, "topic:made", about=row.id, kind=KIND, number=row.number)
    return row.number


def _new(work: Work, number: int, kept: Wording, once: str) -> SuggestionTopic:
    return SuggestionTopic(
        id=new_id(),
        number=number,
        title=kept.title,
        summary=kept.summary,
        category=kept.category.value,
        status=Status.RECEIVED.value,
        status_on=work.today,
        once=once,
        made_at=work.now,
        moved_at=work.now,
        worded_by=work.actor.id,
    )


def reword(work: Work, number: int, wording: Wording, *, seen: int) -> None:
    """People read the words before until these are published. Raises NotThere, Stale, BadSuggestion."""
    work.require(Permission.SUGGESTION_HANDLE)
    kept, row = cleaned(work, wording), hold(work, number, seen=seen)
    row.title, row.summary, row.category, row.worded_by = kept.title, kept.summary, kept.category.value, work.actor.id
    turned(work, row)
    audit.record(work, "topic:worded", about=row.id, kind=KIND, number=number)


def cleaned(work: Work, wording: Wording) -> Wording:
    return Wording(
        keeping.line(work, wording.title, longest=LONGEST_TITLE, field="title"),
        keeping.public(work, wording.summary, longest=LONGEST_SUMMARY, field="summary"),
        wording.category,
    )


def views(work: Work, rows: Iterable[SuggestionTopic]) -> tuple[Topic, ...]:
    some = list(rows)
    ids = [row.id for row in some]
    counted = counting.people(work, ids)
    quoted, waiting = _quoted(work, ids), _unshown(work, ids)
    return tuple(
        Topic(
            id=row.id,
            number=row.number,
            title=row.title,
            summary=row.summary,
            category=Category(row.category),
            status=Status(row.status),
            status_on=row.status_on,
            shown_on=row.shown_on,
            people=counted[row.id],
            quotes=quoted.get(row.id, 0),
            unshown=row.id in waiting or (row.title, row.summary) != (row.shown_title, row.shown_summary),
            turn=row.turn,
        )
        for row in some
    )


def view(work: Work, number: int) -> Topic:
    """Raises NotThere."""
    return views(work, [get(work, number)])[0]


def _quoted(work: Work, ids: Collection[UUID]) -> dict[UUID, int]:
    rows = work.db.execute(
        select(Suggestion.topic_id, func.count())
        .where(Suggestion.topic_id.in_(ids), QUOTED)
        .group_by(Suggestion.topic_id)
    )
    return {topic: count for topic, count in rows if topic is not None}


def _unshown(work: Work, ids: Collection[UUID]) -> set[UUID]:
    rows = select(TopicStep.topic_id).where(TopicStep.topic_id.in_(ids), TopicStep.shown.is_(False))
    return set(work.db.scalars(rows))


def steps(work: Work, topic_id: UUID, *, shown: bool = False) -> tuple[Step, ...]:
    """In their order, the first first. `shown`: those that anybody reads."""
    wanted = select(TopicStep).where(TopicStep.topic_id == topic_id).order_by(TopicStep.number)
    if shown:
        wanted = wanted.where(TopicStep.shown.is_(True))
    return tuple(
        Step(row.number, Status(row.status), row.day, row.recipient, row.document, row.words, row.shown)
        for row in work.db.scalars(wanted)
    )
