"""The demo's open survey: a short one, from areas of the one of 2023. Once, however often it is run."""

from dataclasses import replace
from datetime import timedelta

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.demo.gatherings import DAYS_AHEAD
from lawsuit_hub.features.surveys import building, opening, questionnaires, service
from lawsuit_hub.features.surveys.types import Area, Questionnaire, Rule, Whom
from lawsuit_hub.infra.work import Works

OPENING = """건물을 고치고 관리하는 일과 피해자 모임에 대해 여쭙니다. 5분쯤 걸립니다.
답은 이름 없이 모으고, 결과는 간담회에서 알립니다."""
_DAYS, _BUILDING, _TOGETHER, _OTHER = 7, 5, 9, 10  # it ends before the meeting


def open_small(works: Works, caseworker: Actor) -> None:
    with works.open(caseworker) as work:
        if service.everything(work):
            return
        survey_id = building.make(work)
        building.change(work, survey_id, lambda _empty: words(), turn=0)
        opening.open_(
            work,
            survey_id,
            turn=1,
            rule=Rule(Whom.VERIFIED),
            closes_on=work.today + timedelta(days=_DAYS),
            remind_days=(3, 1),
            anyway=False,
        )


def announce_results(works: Works, caseworker: Actor, meeting: str) -> None:
    """At the meeting that is to come. What was announced before stays."""
    with works.open(caseworker) as work:
        for one in service.everything(work):
            if one.opened_on and not one.results_path:
                on = work.today + timedelta(days=DAYS_AHEAD)
                building.announce(work, one.id, on=on, path=f"/meetings/{meeting}")


def words() -> Questionnaire:
    whole = questionnaires.template(questionnaires.GANGSEO)
    living = next(one for one in whole.areas[0].questions if one.key == "living")
    areas = (whole.areas[_BUILDING], whole.areas[_TOGETHER], whole.areas[_OTHER])
    first = replace(areas[0], questions=(living, *areas[0].questions))
    return Questionnaire("건물 관리와 모임에 관한 짧은 조사", OPENING, (Area(first.title, first.questions), *areas[1:]))
