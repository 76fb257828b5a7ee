"""The door to surveys: the names that others call. What stands behind each is in its own module."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.surveys import inviting, questionnaires, records, sheets
from lawsuit_hub.features.surveys.answering import standing, waiting
from lawsuit_hub.features.surveys.keeping import for_copy, turn_the_day
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import NotNow
from lawsuit_hub.features.surveys.telling import REMINDER, still_wanted, tell
from lawsuit_hub.features.surveys.types import Answered, State, SurveyLine
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen

INVITATION = inviting.KIND
OVER = frozenset({State.CLOSED, State.PRESENTED})

__all__ = [
    "INVITATION",
    "OVER",
    "REMINDER",
    "answered",
    "everything",
    "for_copy",
    "one",
    "public",
    "standing",
    "still_wanted",
    "tell",
    "turn_the_day",
    "waiting",
]


def public(work: Work) -> tuple[SurveyLine, ...]:
    """What everybody may know of: all that were opened, the newest first."""
    work.require(Permission.SITE_READ)
    return records.lines(work, Survey.state != State.DRAFT.value)


def everything(work: Work) -> tuple[SurveyLine, ...]:
    """Drafts too."""
    work.require(Permission.SURVEY_MANAGE)
    return records.lines(work)


def one(work: Work, survey_id: UUID) -> SurveyLine:
    """Raises NoSuchSurvey."""
    work.require(Permission.SURVEY_MANAGE)
    return records.line(records.get(work, survey_id))


def answered(work: Work, survey_id: UUID) -> Answered:
    """Everything that was answered in a survey that is over, in an order drawn now. Needs the vault.

    Leaves no line: whoever shows answers to somebody, or takes them out, does.
    Raises NoSuchSurvey, NotNow, urns' TooFew below five, CannotOpen where slips came or went after its end.
    """
    work.require(Permission.SURVEY_MANAGE)
    row = records.get(work, survey_id)
    if State(row.state) not in OVER:
        raise NotNow
    whole = questionnaires.kept(row.content)
    slips = urns.slips(work, row.urn_id)
    if len(slips) != row.counted:
        raise CannotOpen("not as many sheets as there were at its end")
    return Answered(whole, tuple(sheets.sheet(whole, one) for one in slips), row.invited)
