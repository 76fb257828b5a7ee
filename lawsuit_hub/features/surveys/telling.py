"""Tells people of a survey: once as it opens, and near its end who has not answered. The worker's; whoever dies is followed by one who goes on."""

from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.quiet import is_quiet
from lawsuit_hub.features.surveys import inviting, records
from lawsuit_hub.features.surveys.models import Survey, SurveyPerson
from lawsuit_hub.features.surveys.types import State
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work, Works

PIECE = 400
REMINDER = "survey_reminder"


def tell(works: Works) -> int:
    """How many messages are owed now."""
    with works.open(SYSTEM, read_only=True) as work:
        running = list(work.db.scalars(select(Survey.id).where(Survey.state == State.OPEN.value)))
    total = 0
    for survey_id in running:
        while told := _piece(works, survey_id):
            total += told
        with works.open(SYSTEM) as work:
            total += _remind(work, survey_id)
    return total


def still_wanted(work: Work, survey_id: UUID, victim_id: UUID, *, reminder: bool) -> bool:
    """Asked as a message is written: of what is over nobody is told, and nobody is reminded who has answered since."""
    row = work.db.get(Survey, survey_id)
    if row is None or row.state != State.OPEN.value or row.closes_on is None or work.today > row.closes_on:
        return False
    if not inviting.is_invited(work, survey_id, victim_id):
        return False
    return not (reminder and urns.has_cast(work, row.urn_id, victim_id))


def _piece(works: Works, survey_id: UUID) -> int:
    with works.open(SYSTEM) as work:
        row = _held(work, survey_id)
        if row is None:
            return 0
        waits = select(SurveyPerson.victim_id).where(SurveyPerson.survey_id == survey_id, ~SurveyPerson.told)
        some = list(work.db.scalars(waits.order_by(SurveyPerson.victim_id).limit(PIECE)))
        outbox.queue_many(work, inviting.KIND, to=some, params={"survey": str(survey_id)})
        done = (SurveyPerson.survey_id == survey_id, SurveyPerson.victim_id.in_(some))
        work.db.execute(
            update(SurveyPerson).where(*done).values(told=True).execution_options(synchronize_session=False)
        )
        return len(some)


def _remind(work: Work, survey_id: UUID) -> int:
    """Once for each of its days, the nearest where several are due; how many of how many is written nowhere."""
    row = _held(work, survey_id)
    if row is None or row.closes_on is None or is_quiet(work.settings, work.now):
        return 0
    left = (row.closes_on - work.today).days
    due = [days for days in records.days_of(row) if days >= left >= 0 and (row.reminded is None or days < row.reminded)]
    if not due or row.opened_at is None or row.opened_at.date() == work.now.date():
        return 0
    row.reminded = min(due)
    asked = inviting.people(work, survey_id)
    return outbox.queue_many(
        work, REMINDER, to=sorted(urns.missing(work, row.urn_id, asked)), params={"survey": str(survey_id)}
    )


def _held(work: Work, survey_id: UUID) -> Survey | None:
    """Another worker that has the row does it."""
    mine = select(Survey).where(Survey.id == survey_id, Survey.state == State.OPEN.value)
    return work.db.scalar(mine.with_for_update(skip_locked=True).execution_options(populate_existing=True))
