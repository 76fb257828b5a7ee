"""Making a survey and changing its draft. Once it was opened not a word changes."""

import unicodedata
from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.surveys import checking, editing, questionnaires, records, scanning
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import Frozen, NotNow, NotReady, Stale
from lawsuit_hub.features.surveys.types import Problem, Questionnaire, Rule, State, Whom
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import visible

LONGEST_PATH = 200


def make(work: Work, *, template: str | None = None) -> UUID:
    """Empty, or one of questionnaires.TEMPLATES."""
    whole = questionnaires.template(template) if template in questionnaires.TEMPLATES else editing.EMPTY
    return _made(work, whole, template or "")


def copy(work: Work, survey_id: UUID) -> UUID:
    """A draft with the same words. Raises NoSuchSurvey."""
    work.require(Permission.SURVEY_MANAGE)
    return _made(work, questionnaires.kept(records.get(work, survey_id).content), "copy")


def change(work: Work, survey_id: UUID, edit: Callable[[Questionnaire], Questionnaire], *, turn: int) -> None:
    """`turn`: of the words that the page showed. Raises NoSuchSurvey, Frozen, Stale, NotReady("many"; "resident": a number
    that is never kept)."""
    row = _draft(work, survey_id, turn)
    before = questionnaires.kept(row.content)
    changed = edit(before)
    new = set(questionnaires.texts(changed)) - set(questionnaires.texts(before))
    if any(shape_in(unicodedata.normalize("NFC", visible(one))) for one in new):
        raise NotReady("resident")
    if len(changed.areas) > checking.MOST_AREAS or len(questionnaires.questions(changed)) > checking.MOST_QUESTIONS:
        raise NotReady("many")
    row.content, row.turn = questionnaires.told(changed), row.turn + 1
    work.db.flush()


def remove(work: Work, survey_id: UUID, *, turn: int) -> None:
    """Raises NoSuchSurvey, Frozen, Stale."""
    row = _draft(work, survey_id, turn)
    audit.record(work, "survey:removed", about=row.id, kind="survey")
    work.db.execute(delete(Survey).where(Survey.id == row.id))


def announce(work: Work, survey_id: UUID, *, on: date | None, path: str) -> None:
    """When and where the results are told; a path of this site. Raises NoSuchSurvey, NotReady("path")."""
    work.require(Permission.SURVEY_MANAGE)
    inside = not path or (path.startswith("/") and not path.startswith(("//", "/\\")) and len(path) <= LONGEST_PATH)
    if not inside or shape_in(path) or any(letter.isspace() or not letter.isprintable() for letter in path):
        raise NotReady("path")
    row = records.hold(work, survey_id, *State)
    row.results_on, row.results_path = on, path
    audit.record(work, "survey:results-announced", about=row.id, kind="survey")


def problems(work: Work, survey_id: UUID) -> tuple[Problem, ...]:
    """Raises NoSuchSurvey."""
    work.require(Permission.SURVEY_MANAGE)
    whole = questionnaires.kept(records.get(work, survey_id).content)
    return (*checking.problems(whole), *scanning.problems(work.settings, whole))


def _made(work: Work, whole: Questionnaire, source: str) -> UUID:
    work.require(Permission.SURVEY_MANAGE)
    assert work.actor.id is not None  # noqa: S101 - who manages has an account
    row = Survey(
        id=new_id(),
        urn_id=new_id(),
        state=State.DRAFT.value,
        content=questionnaires.told(whole),
        rule=records.told_rule(Rule(Whom.VERIFIED)),
        made_at=work.now,
        made_by=work.actor.id,
    )
    work.db.add(row)
    audit.record(work, "survey:made", about=row.id, kind="survey", source=source)
    work.db.flush()
    return row.id


def _draft(work: Work, survey_id: UUID, turn: int) -> Survey:
    work.require(Permission.SURVEY_MANAGE)
    try:
        row = records.hold(work, survey_id, State.DRAFT)
    except NotNow:
        raise Frozen from None
    if row.turn != turn:
        raise Stale
    return row
