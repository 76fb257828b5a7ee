"""What time does to surveys: their last day, the day's count, and what a person's own copy says of them."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.statistics import stepping
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.features.surveys import inviting, opening, questionnaires
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.types import State
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work


def turn_the_day(work: Work) -> None:
    """Closes what is past its last day and counts the others once a day; the worker calls it. What is shown of a count moves so that whoever
    reads it each day cannot tell whether one person has answered."""
    running = Survey.state == State.OPEN.value
    due = or_(Survey.counted_on.is_(None), Survey.counted_on < work.today)
    for row in work.db.scalars(select(Survey).where(running, due).with_for_update(skip_locked=True)):
        if row.closes_on is not None and row.closes_on < work.today:
            audit.record(work, "survey:closed", about=row.id, kind="survey")
            opening.end(work, row)
        else:
            shown = stepping.of_people(Shown(row.counted), urns.count(work, row.urn_id), far=stepping.distance())
            row.counted, row.counted_on = shown.number or 0, work.today
    work.db.flush()


def for_copy(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """The surveys that she was asked in, and whether there is an answer of hers: which it is, nobody can say (docs/data-copy.md)."""
    found = []
    for survey_id in inviting.surveys_of(work, victim_id):
        row = work.db.get(Survey, survey_id)
        if row is not None and row.opened_at is not None:
            title = questionnaires.kept(row.content).title
            answered = urns.has_cast(work, row.urn_id, victim_id)
            found.append({"title": title, "opened_at": row.opened_at.isoformat(), "answered": answered})
    return sorted(found, key=lambda one: str(one["opened_at"]))
