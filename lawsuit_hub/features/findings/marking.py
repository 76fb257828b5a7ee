"""Which questions together could tell who somebody is, for the file of rows: one caseworker chooses, another confirms, then it may go out.

The choice decides whether a row can be found again by whoever knows somebody, so it is not one person's (decision 0054).
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.findings import plans
from lawsuit_hub.features.findings.models import FindingPlan
from lawsuit_hub.features.findings.results import digest
from lawsuit_hub.features.findings.types import (
    AlreadyOut,
    Marks,
    NoSuchQuestion,
    NotConfirmed,
    NothingMarked,
    OwnWord,
    SomebodyElse,
)
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import Kind
from lawsuit_hub.infra.work import Work

MOST = 6


def of(work: Work, survey_id: UUID) -> Marks:
    work.require(Permission.SURVEY_MANAGE)
    row = work.db.get(FindingPlan, survey_id)
    return _told(row) if row else Marks()


def waiting(work: Work) -> tuple[UUID, ...]:
    """The surveys whose marks somebody else chose and nobody confirmed."""
    work.require(Permission.SURVEY_MANAGE)
    others = (FindingPlan.marked_by != work.actor.id, FindingPlan.confirmed_by.is_(None))
    rows = work.db.scalars(select(FindingPlan).where(*others).order_by(FindingPlan.survey_id))
    return tuple(row.survey_id for row in rows if row.marking)


def propose(work: Work, survey_id: UUID, keys: Sequence[str]) -> None:
    """Others than before want confirming anew; the same ones change nothing. Two files with other marks would tell more together than
    each, so the first file fixes them.

    Raises NoSuchSurvey, NoSuchQuestion, NotNow, AnswersGone, AlreadyOut.
    """
    asked = surveys.one(work, survey_id).questionnaire
    if len(keys) > MOST or any(plans.kind(asked, key) in {Kind.TEXT, Kind.MULTIPLE} for key in keys):
        raise NoSuchQuestion
    held = plans.held(work, survey_id)
    same = set(keys) == set(held.marking)
    if held.rows_out_on is not None and not same:
        raise AlreadyOut
    if same and (held.marked_by is not None or not keys):
        return
    held.marking, held.marked_by, held.confirmed_by = list(dict.fromkeys(keys)), work.actor.id, None
    audit.record(work, "finding:marks-chosen", about=survey_id, kind="survey", words=", ".join(held.marking))
    work.db.flush()


def confirm(work: Work, survey_id: UUID, *, seen: str) -> None:
    """A second person's word. `seen`: of the choice that her page showed (Marks.seen). Once; a second confirmation changes nothing.

    Raises NoSuchSurvey, NotNow, AnswersGone, NothingMarked, SomebodyElse where it is another choice by now, OwnWord.
    """
    work.require(Permission.FINDING_EXPORT)
    held = plans.held(work, survey_id)
    if not held.marking or held.marked_by is None:
        raise NothingMarked
    if _told(held).seen != seen:
        raise SomebodyElse
    if held.marked_by == work.actor.id:
        raise OwnWord
    if held.confirmed_by is None:
        held.confirmed_by = work.actor.id
        audit.record(work, "finding:marks-confirmed", about=survey_id, kind="survey", words=", ".join(held.marking))
        work.db.flush()


def fix(work: Work, survey_id: UUID) -> tuple[str, ...]:
    """The marks of the rows that are given away now: for good. Raises NothingMarked, NotConfirmed."""
    held = plans.held(work, survey_id)
    check(_told(held))
    held.rows_out_on = held.rows_out_on or work.today
    work.db.flush()
    return tuple(held.marking)


def check(marks: Marks) -> None:
    """Raises NothingMarked, NotConfirmed."""
    if not marks.keys:
        raise NothingMarked
    if marks.confirmed_by is None:
        raise NotConfirmed


def _told(row: FindingPlan) -> Marks:
    keys = tuple(row.marking)
    seen = digest(f"{row.marked_by}|{'|'.join(keys)}")
    return Marks(keys, row.marked_by, row.confirmed_by, out_on=row.rows_out_on, seen=seen)
