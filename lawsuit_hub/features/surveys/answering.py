"""A person's side: what she may answer, page by page, and sending it. Leaves no audit line, no moment and no message.

Between two pages her answers lie in a draft (drafts.py); sent, they lie in an urn, and that she sent is a mark there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.surveys import (
    drafts,
    inviting,
    pages_of,
    paths,
    questionnaires,
    reading,
    records,
    sheets,
    wording,
)
from lawsuit_hub.features.surveys.models import Survey
from lawsuit_hub.features.surveys.refusals import AnsweredAlready, Incomplete, NoSuchSurvey, Over
from lawsuit_hub.features.surveys.types import Answer, Kind, Questionnaire, Sheet, State, SurveyLine
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.urns.types import HasCast, SlipTooLong
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a survey. `answered` is for her own eyes alone."""

    line: SurveyLine
    invited: bool
    answered: bool
    takes: bool  # answers, today


def standing(work: Work, survey_id: UUID) -> Standing:
    """Of whoever asks, also a visitor. Raises NoSuchSurvey."""
    row = records.get(work, survey_id)
    if row.state == State.DRAFT.value:
        raise NoSuchSurvey
    invited = inviting.is_invited(work, survey_id, work.actor.id)
    answered = invited and work.actor.id is not None and urns.has_cast(work, row.urn_id, work.actor.id)
    return Standing(records.line(work, row), invited, answered, _takes(work, row))


def waiting(work: Work) -> tuple[SurveyLine, ...]:
    """The open surveys that wait for whoever asks."""
    work.require(Permission.SURVEY_ANSWER)
    if work.actor.id is None:
        return ()
    found = []
    for survey_id in inviting.surveys_of(work, work.actor.id):
        stands = standing(work, survey_id)
        if stands.takes and not stands.answered:
            found.append(stands.line)
    return tuple(sorted(found, key=lambda one: (one.closes_on is None, one.closes_on, str(one.id))))


def begun(work: Work, survey_id: UUID, secret: str | None) -> tuple[Questionnaire, dict[str, Answer]]:
    """What she is asked and what she has answered so far. Raises NoSuchSurvey, Over, AnsweredAlready."""
    return _sheet(work, _open(work, survey_id), secret)


def take(
    work: Work, survey_id: UUID, secret: str, number: int, typed: reading.Typed, *, seen: Collection[str]
) -> pages_of.Read:
    """Keeps what a page brought and is right. Raises NoSuchSurvey (no such page either), Over, AnsweredAlready."""
    whole, sheet = _sheet(work, _open(work, survey_id, held=True), secret)
    if not 1 <= number <= len(whole.areas):
        raise NoSuchSurvey
    read = pages_of.read(whole, sheet, number, typed, seen=seen, scrubbed=partial(wording.shown_back, work))
    drafts.save(work, survey_id, secret, sheets.plain(read.sheet))
    return read


def carry_over(work: Work, survey_id: UUID, old: str | None, new: str) -> None:
    """Her sheet under another secret. Raises NoSuchSurvey, Over, AnsweredAlready."""
    _open(work, survey_id, held=True)
    content = drafts.load(work, survey_id, old)
    drafts.drop(work, survey_id, old)
    drafts.save(work, survey_id, new, content)


def send(work: Work, survey_id: UUID, secret: str | None) -> None:
    """All of it or nothing. Raises NoSuchSurvey, Over, AnsweredAlready, Incomplete."""
    row = _open(work, survey_id, held=True)
    whole, sheet = _sheet(work, row, secret)
    lacking = paths.missing(whole, sheet)
    if lacking or not paths.cleaned(whole, sheet):
        raise Incomplete(tuple(one.key for one in lacking))
    assert work.actor.id is not None  # noqa: S101 - by _open
    slip = sheets.slip(whole, _without_fellows(work, whole, sheet))
    try:
        urns.cast(work, row.urn_id, who=work.actor.id, slip=slip)
    except HasCast:
        raise AnsweredAlready from None
    except SlipTooLong:
        raise Incomplete(tuple(one.key for one in paths.asked(whole, sheet) if one.kind is Kind.TEXT)) from None
    drafts.drop(work, survey_id, secret)


def _without_fellows(work: Work, whole: Questionnaire, sheet: Sheet) -> dict[str, Answer]:
    said, her = paths.cleaned(whole, sheet), work.actor.id
    for one in questionnaires.questions(whole):
        words = said.get(one.key)
        if her is not None and one.kind is Kind.TEXT and isinstance(words, str):
            said[one.key] = wording.of_fellows(work, her, words)
    return said


def _sheet(work: Work, row: Survey, secret: str | None) -> tuple[Questionnaire, dict[str, Answer]]:
    whole = questionnaires.kept(row.content)
    return whole, sheets.of_plain(whole, drafts.load(work, row.id, secret))


def _open(work: Work, survey_id: UUID, *, held: bool = False) -> Survey:
    """`held`: its end waits for this transaction, and whoever comes while it ends waits for that: no answer is taken after the count."""
    work.require(Permission.SURVEY_ANSWER)
    row = records.shared(work, survey_id) if held else records.get(work, survey_id)
    if row.state == State.DRAFT.value or not (row.gone_at or inviting.is_invited(work, survey_id, work.actor.id)):
        raise NoSuchSurvey
    if not _takes(work, row):
        raise Over
    if work.actor.id is not None and urns.has_cast(work, row.urn_id, work.actor.id):
        raise AnsweredAlready
    return row


def _takes(work: Work, row: Survey) -> bool:
    return row.state == State.OPEN.value and row.closes_on is not None and work.today <= row.closes_on
