"""Who is asked: a rule, counted before and settled as the survey opens. Opens no identity."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import delete, insert, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits import groups, present
from lawsuit_hub.features.lawsuits.types import NoSuchGroup, Stage
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.surveys.models import SurveyPerson
from lawsuit_hub.features.surveys.refusals import NotReady
from lawsuit_hub.features.surveys.types import Rule, Whom
from lawsuit_hub.features.victims import audience
from lawsuit_hub.features.victims.audience import Audience
from lawsuit_hub.infra.work import Work

KIND = "survey"
PIECE = 2000
MOST_NAMED = 200
# Who may answer: also who gets no message, because she asked for none.
_MAY = frozenset({audience.GETS, audience.QUIET, audience.OFF})


def count(work: Work, rule: Rule) -> tuple[int, int]:
    """How many are asked as of now, and how many of them get a message. Raises NotReady("rule")."""
    work.require(Permission.SURVEY_MANAGE)
    words = audience.counts(work, _audience(work, rule))
    return sum(words.get(one, 0) for one in _MAY), words.get(audience.GETS, 0)


def settle(work: Work, survey_id: UUID, rule: Rule) -> list[UUID]:
    """Writes down who is asked; returns them. Raises NotReady("rule")."""
    found: list[UUID] = []
    for page in _pages(work, _audience(work, rule)):
        asked = [(one, word) for one, word in page if word in _MAY]
        rows = [{"survey_id": survey_id, "victim_id": one, "told": word != audience.GETS} for one, word in asked]
        if rows:
            work.db.execute(insert(SurveyPerson), rows)
        found += [one for one, _word in asked]
    return found


def is_invited(work: Work, survey_id: UUID, victim_id: UUID | None) -> bool:
    return victim_id is not None and work.db.get(SurveyPerson, (survey_id, victim_id)) is not None


def people(work: Work, survey_id: UUID) -> list[UUID]:
    return list(work.db.scalars(select(SurveyPerson.victim_id).where(SurveyPerson.survey_id == survey_id)))


def surveys_of(work: Work, victim_id: UUID) -> list[UUID]:
    return list(work.db.scalars(select(SurveyPerson.survey_id).where(SurveyPerson.victim_id == victim_id)))


def drop(work: Work, survey_id: UUID) -> None:
    work.db.execute(delete(SurveyPerson).where(SurveyPerson.survey_id == survey_id))


def _audience(work: Work, rule: Rule) -> Audience:
    off = choosing.without(KIND)
    if rule.whom is Whom.VERIFIED:
        return Audience(work.now, audience.verified(), off=off)
    if not rule.named or len(rule.named) > MOST_NAMED:
        raise NotReady("rule")
    if rule.whom is Whom.STAGES:
        if not set(rule.named) <= {one.value for one in Stage}:
            raise NotReady("rule")
        return Audience(work.now, present.people_of([], [Stage(one) for one in rule.named]), off=off)
    try:
        wanted = [groups.by_code(work, code) for code in rule.named]
    except NoSuchGroup:
        raise NotReady("rule") from None
    return Audience(work.now, present.people_of(wanted, []), off=off)


def _pages(work: Work, whom: Audience) -> Iterator[list[tuple[UUID, str]]]:
    after: UUID | None = None
    while some := audience.page(work, whom, after=after, size=PIECE):
        yield some
        after = some[-1][0]
