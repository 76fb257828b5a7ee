"""One survey's plan: held by whoever changes it. Private to this feature."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.findings.models import FindingPlan
from lawsuit_hub.features.findings.types import NoSuchQuestion
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.refusals import AnswersGone, NotNow
from lawsuit_hub.features.surveys.types import Kind, Questionnaire, State
from lawsuit_hub.infra.work import Work


def held(work: Work, survey_id: UUID) -> FindingPlan:
    """To the end of the transaction. Raises NoSuchSurvey, NotNow of a draft, which may still be thrown away, AnswersGone."""
    if surveys.one(work, survey_id).state is State.DRAFT:
        raise NotNow
    row = _locked(work, survey_id) or _made(work, survey_id)
    if surveys.are_gone(work, survey_id):  # asked now: whoever let them go may have held the row
        raise AnswersGone
    return row


def _made(work: Work, survey_id: UUID) -> FindingPlan:
    try:
        with work.db.begin_nested():
            work.db.add(FindingPlan(survey_id=survey_id, turn=0, pairs=[], voices=[], marking=[]))
            work.db.flush()
    except IntegrityError:  # another tab at the same moment
        pass
    return work.db.get_one(FindingPlan, survey_id, with_for_update=True, populate_existing=True)


def _locked(work: Work, survey_id: UUID) -> FindingPlan | None:
    """As it stands now, whatever was read of it before, and nobody else's until this transaction ends."""
    return work.db.get(FindingPlan, survey_id, with_for_update=True, populate_existing=True)


def changed(work: Work, row: FindingPlan, what: str) -> None:
    row.turn += 1
    audit.record(work, "finding:planned", about=row.survey_id, kind="survey", words=what)
    work.db.flush()


def kind(asked: Questionnaire, key: str) -> Kind:
    """Raises NoSuchQuestion. A line of a matrix is named `question/line`."""
    name, _slash, line = key.partition("/")
    found = next((one for area in asked.areas for one in area.questions if one.key == name), None)
    if (
        found is None
        or (found.kind is Kind.MATRIX) != bool(line)
        or (line and line not in {one.key for one in found.lines})
    ):
        raise NoSuchQuestion
    return found.kind
