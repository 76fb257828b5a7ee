"""A survey's course: opened, given more days, closed, presented. Its words are held fast by their hash from the opening on."""

from datetime import date, timedelta
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.surveys import checking, drafts, inviting, questionnaires, records, scanning
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import Frozen, NotNow, NotReady, Stale
from lawsuit_hub.features.surveys.types import Rule, State
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work

LONGEST_DAYS = 120


def open_(
    work: Work, survey_id: UUID, *, turn: int, rule: Rule, closes_on: date, remind_days: tuple[int, ...], anyway: bool
) -> int:
    """From now it is answered, and its people are told by the worker. How many are asked.

    `anyway`: somebody looked at what may stand in its way. Raises NoSuchSurvey, Frozen, Stale, NotReady.
    """
    work.require(Permission.SURVEY_OPEN)
    try:
        row = records.hold(work, survey_id, State.DRAFT)
    except NotNow:
        raise Frozen from None
    if row.turn != turn:
        raise Stale
    _look(work, row, closes_on, remind_days, anyway=anyway)
    asked = inviting.settle(work, row.id, rule)
    if not asked:
        raise NotReady("nobody")
    urns.make(work, row.urn_id)
    row.fingerprint = questionnaires.fingerprint(questionnaires.kept(row.content))
    row.rule, row.invited = records.told_rule(rule), len(asked)
    row.remind_days = ",".join(map(str, sorted(set(remind_days), reverse=True)))
    row.state, row.opened_at, row.opened_by, row.closes_on = State.OPEN.value, work.now, work.actor.id, closes_on
    audit.record(work, "survey:opened", about=row.id, kind="survey", count=len(asked), words=row.fingerprint)
    audit.record_many(work, "survey:invited", about=asked, survey=str(row.id))
    work.wake_worker()
    work.db.flush()
    return len(asked)


def extend(work: Work, survey_id: UUID, *, closes_on: date, reason: str) -> None:
    """To a later day. Raises NoSuchSurvey, NotNow, NotReady("until"), ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.SURVEY_MANAGE)
    kept = audit.clean_reason(reason)
    row = records.hold(work, survey_id, State.OPEN)
    if row.closes_on is None or closes_on <= row.closes_on or closes_on > work.today + timedelta(days=LONGEST_DAYS):
        raise NotReady("until")
    row.closes_on, row.reminded = closes_on, None
    audit.record(work, "survey:extended", about=row.id, kind="survey", reason=kept, until=closes_on.isoformat())


def close(work: Work, survey_id: UUID, *, reason: str) -> None:
    """Before its day. Raises NoSuchSurvey, NotNow, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.SURVEY_MANAGE)
    kept = audit.clean_reason(reason)
    row = records.hold(work, survey_id, State.OPEN)
    audit.record(work, "survey:closed", about=row.id, kind="survey", reason=kept)
    end(work, row)


def present(work: Work, survey_id: UUID) -> None:
    """Its results are for everybody now: findings say so as they publish. Raises NoSuchSurvey, NotNow."""
    work.require(Permission.SURVEY_MANAGE)
    row = records.hold(work, survey_id, State.CLOSED)
    row.state, row.presented_at = State.PRESENTED.value, work.now
    audit.record(work, "survey:presented", about=row.id, kind="survey")


def end(work: Work, row: Survey) -> None:
    """Half-filled sheets go with it."""
    row.state, row.closed_at = State.CLOSED.value, work.now
    row.counted, row.counted_on = urns.count(work, row.urn_id), work.today
    drafts.drop_all(work, row.id)
    work.db.flush()


def _look(work: Work, row: Survey, closes_on: date, remind_days: tuple[int, ...], *, anyway: bool) -> None:
    whole = questionnaires.kept(row.content)
    found = (*checking.problems(whole), *scanning.problems(work.settings, whole))
    if any(one.must_go for one in found) or (found and not anyway):
        raise NotReady("problems")
    if not work.today < closes_on <= work.today + timedelta(days=LONGEST_DAYS):
        raise NotReady("until")
    length = (closes_on - work.today).days
    if len(set(remind_days)) > work.settings.survey_reminders or any(not 0 <= one < length for one in remind_days):
        raise NotReady("remind")
