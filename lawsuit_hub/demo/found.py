"""The demo's survey that is over, with its results for everybody. Whoever answered is one of those who were asked; what, is invented."""

from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.demo import survey_answers
from lawsuit_hub.features.findings import planning
from lawsuit_hub.features.findings import service as findings
from lawsuit_hub.features.findings.types import Pair, Voice
from lawsuit_hub.features.surveys import building, inviting, opening, records, sheets
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import Area, Kind, Option, Question, Questionnaire, Rule, Whom
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.infra.work import Works

_SILENT = 4  # every fourth of those who were asked
_SEED = 1739  # with which some cells are hidden and others are not
_AGES = (Option("younger", "20·30대"), Option("older", "40대 이상"))
_HELP = (Option("cost", "소송 비용"), Option("law", "법률 상담"), Option("home", "살 집"), Option("mind", "마음 상담"))
_WILL = (Option("yes", "네"), Option("unsure", "아직 모르겠어요"), Option("no", "아니요"))
WHOLE = Questionnaire(
    "피해자 설문: 지금 필요한 것",
    "네 가지만 여쭙니다. 이름 없이 답합니다.",
    (
        Area(
            "지금 필요한 것",
            (
                Question("years", Kind.SINGLE, "나이대", required=True, options=_AGES),
                Question("help", Kind.MULTIPLE, "지금 가장 필요한 도움", options=_HELP),
                Question("together", Kind.SINGLE, "함께 소송할 뜻이 있나요?", options=_WILL),
                Question("say", Kind.TEXT, "하고 싶은 말씀"),
            ),
        ),
    ),
)


def tell_findings(works: Works, caseworker: Actor) -> UUID:
    """The survey. Run again it changes nothing."""
    with works.open(caseworker, read_only=True) as work:
        there = [one.id for one in surveys.everything(work) if one.questionnaire.title == WHOLE.title]
    if there:
        return there[0]
    made = ask(works, caseworker)
    with works.open(caseworker) as work:
        urn = records.get(work, made).urn_id
        asked = [one for place, one in enumerate(sorted(inviting.people(work, made))) if place % _SILENT]
        for who, said in zip(asked, survey_answers.sheets(WHOLE, len(asked), seed=_SEED), strict=True):
            urns.cast(work, urn, who=who, slip=sheets.slip(WHOLE, said))
    tell(works, caseworker, made)
    return made


def ask(works: Works, caseworker: Actor) -> UUID:
    """Of everybody verified, from today on."""
    with works.open(caseworker) as work:
        made = building.make(work)
        building.change(work, made, lambda _empty: WHOLE, turn=0)
        until = work.today + timedelta(days=1)
        opening.open_(work, made, turn=1, rule=Rule(Whom.VERIFIED), closes_on=until, remind_days=(), anyway=True)
    return made


def tell(works: Works, caseworker: Actor, made: UUID) -> None:
    """Closed, and its results are there for everybody."""
    with works.open(caseworker) as work:
        opening.close(work, made, reason="보기로 닫은 조사입니다")
        planning.add_pair(work, made, Pair("together", "years"))
        planning.add_voice(work, made, Voice("say", "처벌을 더 강하게", ("처벌",)))
        findings.publish(work, made, version=0)
