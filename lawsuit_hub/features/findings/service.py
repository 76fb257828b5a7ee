"""The door to findings: what the desk sees before, what everybody may read after. An issue that is out never changes."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.findings import issues, planning, report
from lawsuit_hub.features.findings.book import voice_of
from lawsuit_hub.features.findings.counting import Before, Counted, counted
from lawsuit_hub.features.findings.models import FindingIssue
from lawsuit_hub.features.findings.results import digest, read, spelt
from lawsuit_hub.features.findings.types import Issue, NotPublished, Results, SomebodyElse
from lawsuit_hub.features.surveys import opening
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import State
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.paper_hwpx import hwpx_of
from lawsuit_hub.infra.paper_pdf import pdf_of
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

PDF, HWPX = "pdf", "hwpx"

__all__ = ["HWPX", "PDF", "latest", "paper", "preview", "publish", "versions", "voice_of"]


def preview(work: Work, survey_id: UUID) -> Results:
    """As it would be published now. Raises NoSuchSurvey, NotNow, AnswersGone, TooFew, TooFewSheets, NotTogether."""
    return _counted(work, survey_id).results


def latest(work: Work, survey_id: UUID) -> Issue:
    """Raises NotPublished."""
    work.require(Permission.SITE_READ)
    row = issues.last(work, survey_id)
    if row is None:
        raise NotPublished
    day = row.published_at.astimezone(KST).date()
    return Issue(read(row.content), row.version, day, row.digest, row.pdf_digest, row.hwpx_digest)


def versions(work: Work, survey_id: UUID) -> int:
    work.require(Permission.SURVEY_MANAGE)
    return work.db.scalar(select(func.count()).where(FindingIssue.survey_id == survey_id)) or 0


def paper(work: Work, survey_id: UUID, kind: str) -> bytes:
    """Raises NotPublished."""
    work.require(Permission.SITE_READ)
    row = issues.last(work, survey_id)
    if row is None or kind not in {PDF, HWPX}:
        raise NotPublished
    return row.pdf if kind == PDF else row.hwpx


def publish(work: Work, survey_id: UUID, *, version: int) -> Issue:
    """For everybody, at once, for good. `version`: how many were out as the page was made.

    Raises NoSuchSurvey, NotNow, AnswersGone, TooFew, TooFewSheets, NotTogether, SomebodyElse.
    """
    work.require(Permission.FINDING_PUBLISH)
    if versions(work, survey_id) != version:
        raise SomebodyElse
    made = _counted(work, survey_id, held=True)
    text = spelt(made.results)
    whole = report.paper(made.results, day=work.today, digest=digest(text))
    pdf, hwpx = pdf_of(whole), hwpx_of(whole)
    row = FindingIssue(
        id=new_id(),
        survey_id=survey_id,
        version=version + 1,
        content=text,
        digest=digest(text),
        plan=asdict(made.plan),
        hidden=list(made.hidden),
        withheld=list(made.withheld),
        pdf=pdf,
        pdf_digest=digest(pdf),
        hwpx=hwpx,
        hwpx_digest=digest(hwpx),
        published_at=work.now,
        published_by=work.actor.id,
    )
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        raise SomebodyElse from None
    if surveys.one(work, survey_id).state is State.CLOSED:
        opening.present(work, survey_id)
    audit.record(work, "finding:published", about=survey_id, kind="survey", count=version + 1, words=row.digest)
    return latest(work, survey_id)


def _counted(work: Work, survey_id: UUID, *, held: bool = False) -> Counted:
    line, plan = surveys.one(work, survey_id), planning.plan(work, survey_id)
    answered = surveys.answered(work, survey_id, held=held)
    last = issues.last(work, survey_id)
    before = Before(issues.counted_for(last), frozenset(last.hidden), frozenset(last.withheld)) if last else None
    opened = line.opened_on.isoformat() if line.opened_on else ""
    closed = line.closed_on.isoformat() if line.closed_on else ""
    return counted(answered, plan, opened=opened, closed=closed, before=before)
