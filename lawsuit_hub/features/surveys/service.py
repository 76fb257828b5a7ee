"""The door to surveys: the names that others call. What stands behind each is in its own module."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.surveys import inviting, questionnaires, records, sheets
from lawsuit_hub.features.surveys.answering import standing, waiting
from lawsuit_hub.features.surveys.ending import let_go
from lawsuit_hub.features.surveys.keeping import for_copy, turn_the_day
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import AnswersGone, NotNow
from lawsuit_hub.features.surveys.telling import REMINDER, still_wanted, tell
from lawsuit_hub.features.surveys.types import Answered, State, SurveyLine
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.urns.types import NoSuchUrn
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen

INVITATION = inviting.KIND
WARNING = records.WARNING
OVER = frozenset({State.CLOSED, State.PRESENTED})

__all__ = [
    "INVITATION",
    "OVER",
    "REMINDER",
    "WARNING",
    "answered",
    "are_gone",
    "everything",
    "for_copy",
    "let_go",
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
    return records.line(work, records.get(work, survey_id))


def are_gone(work: Work, survey_id: UUID) -> bool:
    """Whether its answers were destroyed: as the table says now, whatever this work read of it before."""
    work.require(Permission.SURVEY_MANAGE)
    return work.db.scalar(select(Survey.gone_at).where(Survey.id == survey_id)) is not None


def answered(work: Work, survey_id: UUID, *, held: bool = False) -> Answered:
    """Everything that was answered in a survey that is over, in an order drawn now. Needs the vault. `held`: its answers do not go before
    this transaction ends.

    Leaves no line: whoever shows answers to somebody, or takes them out, does.
    Raises NoSuchSurvey, NotNow, AnswersGone, urns' TooFew below five, CannotOpen where slips came or went after its end.
    """
    work.require(Permission.SURVEY_MANAGE)
    row = records.hold(work, survey_id, *State) if held else records.get(work, survey_id)
    if State(row.state) not in OVER:
        raise NotNow
    whole = questionnaires.kept(row.content)
    slips = _slips(work, row)
    if len(slips) != row.counted:
        raise CannotOpen("not as many sheets as there were at its end")
    return Answered(whole, tuple(sheets.sheet(whole, one) for one in slips), row.invited)


def _slips(work: Work, row: Survey) -> list[str]:
    """What goes between two readings of it is told as gone, and not as damaged."""
    try:
        return urns.slips(work, row.urn_id)
    except (NoSuchUrn, CannotOpen):
        work.db.refresh(row)
        if row.gone_at is None:
            raise
        raise AnswersGone from None
