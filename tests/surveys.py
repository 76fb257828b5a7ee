"""Surveys through the services: made, opened, answered by people or filled with invented answers. For surveys and for what is found in them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.surveys import answering, building, drafts, opening, questionnaires, records, sheets
from lawsuit_hub.features.surveys.types import Questionnaire, Rule, Sheet, Whom
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra import secret_cookie
from tests.people import caseworker_of
from tests.world import World

GANGSEO = questionnaires.template(questionnaires.GANGSEO)
DAYS = 5


def made(world: World, whole: Questionnaire | None = None) -> UUID:
    """A draft: of 2023, or of these words."""
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        survey_id = building.make(work, template=questionnaires.GANGSEO if whole is None else None)
        if whole is not None:
            building.change(work, survey_id, lambda _empty: whole, turn=0)
        return survey_id


def opened(world: World, whole: Questionnaire | None = None, *, rule: Rule | None = None, days: int = DAYS) -> UUID:
    """For everybody verified; somebody has to be."""
    survey_id = made(world, whole)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        opening.open_(
            work,
            survey_id,
            turn=records.get(work, survey_id).turn,
            rule=rule or Rule(Whom.VERIFIED),
            closes_on=work.today + timedelta(days=days),
            remind_days=(1,),
            anyway=True,
        )
    return survey_id


def answer(world: World, survey_id: UUID, victim_id: UUID, sheet: Sheet) -> None:
    """As her pages do, without the pages."""
    secret = secret_cookie.fresh()
    with world.as_member(victim_id) as work:
        drafts.save(work, survey_id, secret, sheets.plain(sheet))
        answering.send(work, survey_id, secret)


def fill(world: World, survey_id: UUID, given: Sequence[Sheet]) -> None:
    """Fast, and of nobody: marks of people who are nowhere."""
    with world.as_system() as work:
        row = records.get(work, survey_id)
        whole = questionnaires.kept(row.content)
        for one in given:
            urns.cast(work, row.urn_id, who=uuid4(), slip=sheets.slip(whole, one))


def closed(world: World, survey_id: UUID) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        opening.close(work, survey_id, reason="답이 모두 모였습니다")


def of_2023(world: World, count: int = survey_answers.ANSWERED) -> UUID:
    """The survey of November 2023 with its number of answers, closed. Somebody verified has to be there."""
    survey_id = opened(world)
    fill(world, survey_id, survey_answers.sheets(GANGSEO, count))
    closed(world, survey_id)
    return survey_id
