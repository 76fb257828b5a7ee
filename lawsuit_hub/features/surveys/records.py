"""One survey's row: found, held, and as others see it. Private to this feature."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select

from lawsuit_hub.features.surveys import questionnaires
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import NoSuchSurvey, NotNow
from lawsuit_hub.features.surveys.types import FEWEST_TOLD, Rule, State, SurveyLine, Whom
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.small_cells import FEWEST
from lawsuit_hub.values.dates import KST

WARNING = timedelta(days=30)


def get(work: Work, survey_id: UUID) -> Survey:
    """Raises NoSuchSurvey."""
    row = work.db.get(Survey, survey_id)
    if row is None:
        raise NoSuchSurvey
    return row


def hold(work: Work, survey_id: UUID, *states: State) -> Survey:
    """To the end of the transaction. Raises NoSuchSurvey, NotNow."""
    asked = select(Survey).where(Survey.id == survey_id).with_for_update().execution_options(populate_existing=True)
    row = work.db.scalar(asked)
    if row is None:
        raise NoSuchSurvey
    if State(row.state) not in states:
        raise NotNow
    return row


def shared(work: Work, survey_id: UUID) -> Survey:
    """Read and held: many at once, and nobody changes it meanwhile. Raises NoSuchSurvey."""
    asked = select(Survey).where(Survey.id == survey_id)
    row = work.db.scalar(asked.with_for_update(read=True).execution_options(populate_existing=True))
    if row is None:
        raise NoSuchSurvey
    return row


def lines(work: Work, *where: ColumnElement[bool]) -> tuple[SurveyLine, ...]:
    """The newest first."""
    rows: Iterable[Survey] = work.db.scalars(select(Survey).where(*where).order_by(Survey.made_at.desc(), Survey.id))
    return tuple(line(work, row) for row in rows)


def line(work: Work, row: Survey) -> SurveyLine:
    return SurveyLine(
        id=row.id,
        state=State(row.state),
        questionnaire=questionnaires.kept(row.content),
        fingerprint=row.fingerprint or "",
        turn=row.turn,
        rule=kept_rule(row),
        made_on=row.made_at.astimezone(KST).date(),
        opened_on=row.opened_at.astimezone(KST).date() if row.opened_at else None,
        closes_on=row.closes_on,
        closed_on=row.closed_at.astimezone(KST).date() if row.closed_at else None,
        remind_days=days_of(row),
        reminded=row.reminded,
        invited=row.invited,
        answered=counted(row) or None,
        answered_on=row.counted_on,
        results_on=row.results_on,
        results_path=row.results_path,
        goes_on=goes_on(work, row),
        gone_on=row.gone_at.astimezone(KST).date() if row.gone_at else None,
    )


def counted(row: Survey) -> int:
    """In fives until the results are told. What an open survey counted are fives already (keeping.py)."""
    told = row.state == State.PRESENTED.value and row.counted >= FEWEST
    return row.counted if told else row.counted - row.counted % FEWEST


def goes_on(work: Work, row: Survey) -> date | None:
    """So many days after its results were told first; of what was never told, after its end, and never before the desk could read for
    thirty days that it goes: also where the setting was lowered or no worker ran. None while it runs, and of what is gone."""
    over = row.presented_at or row.closed_at
    if over is None or row.gone_at:
        return None
    day = over.astimezone(KST).date() + timedelta(days=work.settings.survey_days)
    return max(day, (row.warned_on or work.today) + WARNING) if is_untold(row) else day


def is_untold(row: Survey) -> bool:
    """It is over, nobody published what was in it, and enough answered for that."""
    return row.state == State.CLOSED.value and counted(row) >= FEWEST_TOLD


def days_of(row: Survey) -> tuple[int, ...]:
    return tuple(int(one) for one in row.remind_days.split(",") if one)


def kept_rule(row: Survey) -> Rule:
    return Rule(Whom(row.rule["whom"]), tuple(row.rule["named"]))


def told_rule(rule: Rule) -> dict[str, object]:
    return {"whom": rule.whom.value, "named": list(rule.named)}
