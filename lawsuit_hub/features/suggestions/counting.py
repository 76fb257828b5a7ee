"""How many people stand behind a topic. Outside, a number moves once a day, so that no single step shows; fewer than five have none."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select

from lawsuit_hub.features.statistics import stepping
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.features.suggestions.models import (
    MemberSupport,
    Suggestion,
    SuggestionTopic,
    TopicStep,
    VisitorSupport,
)
from lawsuit_hub.features.suggestions.types import REPLIES, Figures, People, Status
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.small_cells import FEWEST


def people(work: Work, topic_ids: Collection[UUID]) -> dict[UUID, People]:
    """Whoever wrote and joined is one."""
    found = dict.fromkeys(topic_ids, People())
    for some in batches(topic_ids):
        members = _distinct(work, some, Suggestion.person_mac, MemberSupport, MemberSupport.person_mac)
        visitors = _distinct(work, some, Suggestion.browser_mac, VisitorSupport, VisitorSupport.browser_mac)
        written = _written(work, some)
        kept = select(
            SuggestionTopic.id,
            SuggestionTopic.kept_suggestions,
            SuggestionTopic.kept_members,
            SuggestionTopic.kept_visitors,
        ).where(SuggestionTopic.id.in_(some))
        for one, suggestions, hers, theirs in work.db.execute(kept):
            all_of, nobodys = written.get(one, (0, 0))
            found[one] = People(
                suggestions=all_of + suggestions,
                members=members.get(one, 0) + hers,
                visitors=visitors.get(one, 0) + nobodys + theirs,
            )
    return found


def _distinct(work: Work, ids: Collection[UUID], wrote: Any, joined: Any, joined_by: Any) -> dict[UUID, int]:
    both = (
        select(Suggestion.topic_id.label("topic"), wrote.label("who"))
        .where(Suggestion.topic_id.in_(ids), wrote.is_not(None))
        .union(select(joined.topic_id.label("topic"), joined_by.label("who")).where(joined.topic_id.in_(ids)))
        .subquery()
    )
    rows = work.db.execute(select(both.c.topic, func.count().label("number")).group_by(both.c.topic))
    return {one.topic: one.number for one in rows}


def _written(work: Work, ids: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many suggestions, and how many of them of nobody who could be known again."""
    nobodys = func.sum(case((_nobodys(), 1), else_=0))
    rows = work.db.execute(
        select(Suggestion.topic_id, func.count(), nobodys)
        .where(Suggestion.topic_id.in_(ids))
        .group_by(Suggestion.topic_id)
    )
    return {topic: (count, int(alone or 0)) for topic, count, alone in rows if topic is not None}


def _nobodys() -> ColumnElement[bool]:
    return Suggestion.person_mac.is_(None) & Suggestion.browser_mac.is_(None)


def shown(row: SuggestionTopic) -> int | None:
    """The number for everybody; None where it is of a few."""
    return row.people_shown if row.people_shown >= FEWEST else None


def recount(work: Work, row: SuggestionTopic) -> None:
    """Once a day at most, and as public numbers move: in fives, at a distance that is drawn anew, so that whoever joins and counts the next
    day learns neither a number below five nor whether one more came. The topic is held."""
    if row.counted_on is None or row.counted_on < work.today:
        counted = people(work, [row.id])[row.id].all
        moved = stepping.of_people(Shown(row.people_shown), counted, far=stepping.distance())
        row.people_shown, row.counted_on = moved.number or 0, work.today


def recount_all(work: Work) -> int:
    """Of every public topic, the first time on a day that the worker asks. Returns how many."""
    old = or_(SuggestionTopic.counted_on.is_(None), SuggestionTopic.counted_on < work.today)
    such = select(SuggestionTopic).where(SuggestionTopic.shown_on.is_not(None), old)
    rows = list(work.db.scalars(such.order_by(SuggestionTopic.number).with_for_update()))
    for row in rows:
        recount(work, row)
    return len(rows)


def figures(work: Work) -> Figures:
    """For the page of public numbers, which moves them once a day itself. Topics count by the suggestions gathered under them."""
    kept, gathered = func.coalesce(func.sum(SuggestionTopic.kept_suggestions), 0), Suggestion.topic_id
    received = (work.db.scalar(select(func.count()).select_from(Suggestion).where(Suggestion.aside == "")) or 0) + int(
        work.db.scalar(select(kept)) or 0
    )

    def under(statuses: Collection[Status]) -> int:
        topics = select(TopicStep.topic_id).where(TopicStep.status.in_([one.value for one in statuses]))
        now = select(func.count()).select_from(Suggestion).where(gathered.in_(topics))
        before = select(kept).where(SuggestionTopic.id.in_(topics))
        return int(work.db.scalar(now) or 0) + int(work.db.scalar(before) or 0)

    return Figures(received=received, forwarded=under({Status.FORWARDED}), answered=under(REPLIES))
