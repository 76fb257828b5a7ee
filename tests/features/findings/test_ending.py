"""The answers of a survey go some days after it is over with; what was published stays, and no page breaks over what is gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.desk import board_tasks
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.findings import ending, marking, planning, raw, service
from lawsuit_hub.features.findings.models import FindingIssue, FindingPlan
from lawsuit_hub.features.findings.results import digest
from lawsuit_hub.features.findings.types import NotPublished, Pair, Voice
from lawsuit_hub.features.surveys import answering, keeping
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.models import SurveyPerson
from lawsuit_hub.features.surveys.refusals import AnswersGone, Over
from lawsuit_hub.features.surveys.types import State
from lawsuit_hub.features.urns.models import Urn, UrnBatch
from tests.features.findings.test_results import ASKED, WORD, at_desk, clerk
from tests.features.my.visits import press, visit
from tests.people import make_group
from tests.surveys import answer, closed, fill, opened
from tests.world import World

SAID, RARE = "전세사기 처벌을 더 강하게 해 주세요.", "마을버스 정류장이 너무 멀어요."
SHEET = {"age": "a3", "help": ("w0", "w1"), "say": SAID}
DAYS = 180


@pytest.fixture
def people(world: World) -> Any:
    return make_group(world, size=6)[1]


@pytest.fixture
def survey(world: World, people: Any) -> Any:
    """Six people of a group and twenty-five of nobody; what three wrote stands in a group that is too small to publish."""
    made = opened(world, ASKED)
    for person in people:
        answer(world, made, person, SHEET)
    fill(world, made, [{**SHEET, "age": "a4"}] * 16 + [{"age": "a5", "say": RARE}] * 3 + [{"age": "a3"}] * 6)
    closed(world, made)
    return made


def gather(world: World, survey: Any) -> None:
    def choose(work: Any) -> None:
        planning.add_pair(work, survey, Pair("home", "age"))
        for name, word in (("처벌", "처벌"), ("교통", "마을버스")):
            planning.add_voice(work, survey, Voice("say", name, (word,)))
        known = {text: mark for mark, text in planning.texts(work, survey, "say")}
        planning.quote(work, survey, question="say", name="처벌", marks=[known[SAID]])
        planning.quote(work, survey, question="say", name="교통", marks=[known[RARE]])

    at_desk(world, choose)


def publish(world: World, survey: Any, version: int = 0) -> Any:
    return at_desk(world, lambda work: service.publish(work, survey, version=version))


def cleaned(world: World, *, days: int) -> int:
    """What the worker let go, which comes every hour: here after so many days."""
    world.clock.forward(days=days)
    with world.as_system() as work:
        return ending.let_go(work)


def went(world: World) -> int:
    """On its last day, of which the desk was told a month before."""
    assert cleaned(world, days=DAYS - 30) == 0
    return cleaned(world, days=30)


def line_of(world: World, survey: Any) -> Any:
    return at_desk(world, lambda work: surveys.one(work, survey))


def left(world: World) -> list[int]:
    with world.as_system() as work:
        counts = [work.db.scalar(select(func.count()).select_from(one)) for one in (Urn, UrnBatch, SurveyPerson)]
    return [count or 0 for count in counts]


@pytest.mark.either
def test_answers_marks_and_who_was_asked_go_and_what_was_published_stays(world: World, survey: Any) -> None:
    gather(world, survey)
    issue = publish(world, survey)
    assert cleaned(world, days=DAYS - 1) == 0 and left(world)[0] == 1 and left(world)[2] == 6
    assert cleaned(world, days=1) == 1 and left(world) == [0, 0, 0]
    assert cleaned(world, days=1) == 0, "once"
    with world.as_visitor() as work:
        assert service.latest(work, survey) == issue
        assert digest(service.paper(work, survey, service.PDF)) == issue.pdf_digest
    with world.as_system() as work:
        kept = [str(one.voices) for one in work.db.scalars(select(FindingPlan))]
        kept += [f"{one.plan}{one.content}" for one in work.db.scalars(select(FindingIssue))]
        assert SAID in "".join(kept), "it was published"
        assert RARE not in "".join(kept), "three wrote it, and it was in no issue"
        deeds = list(work.db.scalars(select(AuditLine.deed).where(AuditLine.about_id == survey)))
    assert deeds.count("survey:answers-destroyed") == 1
    line = line_of(world, survey)
    assert line.state is State.PRESENTED and line.gone_on is not None and line.goes_on is None
    assert line.answered == 31, "numbers that were told stay told"


@pytest.mark.either
def test_the_day_is_known_from_the_end_on_and_publishing_moves_it_once(world: World, survey: Any) -> None:
    end = line_of(world, survey)
    assert end.goes_on == end.closed_on + timedelta(days=DAYS)
    assert cleaned(world, days=DAYS - 1) == 0
    publish(world, survey)
    told = line_of(world, survey).goes_on
    assert told == end.goes_on + timedelta(days=DAYS - 1), "from the day on which everybody could read it"
    assert cleaned(world, days=100) == 0
    publish(world, survey, version=1)
    assert line_of(world, survey).goes_on == told, "a later issue puts nothing off"
    assert cleaned(world, days=79) == 0 and cleaned(world, days=1) == 1


@pytest.mark.either
def test_what_nobody_published_is_told_to_the_desk_before_it_goes(world: World, survey: Any) -> None:
    def tasks() -> list[str]:
        return [one["url"] for one in at_desk(world, board_tasks.tasks)]

    assert "/desk/surveys" not in tasks()
    assert cleaned(world, days=DAYS - 30) == 0
    assert tasks().count("/desk/surveys") == 1
    assert cleaned(world, days=30) == 1
    assert "/desk/surveys" not in tasks()
    assert line_of(world, survey).state is State.CLOSED
    with world.as_visitor() as work, pytest.raises(NotPublished):
        service.latest(work, survey)


@pytest.mark.either
def test_nothing_unpublished_goes_before_the_desk_was_told_of_it_for_a_month(world: World, survey: Any) -> None:
    """Also where the clock jumps, no worker ran for long, or the setting is lowered from one hour to the next."""
    closed_on = line_of(world, survey).closed_on
    assert cleaned(world, days=DAYS + 400) == 0 and left(world)[0] == 1, "nobody could read of it before"
    jumped = closed_on + timedelta(days=DAYS + 400)
    assert line_of(world, survey).goes_on == jumped + timedelta(days=30)
    assert at_desk(world, ending.going_untold) == 1
    assert cleaned(world, days=29) == 0 and left(world)[0] == 1
    assert cleaned(world, days=1) == 1 and left(world) == [0, 0, 0]


@pytest.mark.either
def test_who_lowers_the_days_takes_nothing_within_the_hour(world: World, survey: Any) -> None:
    assert cleaned(world, days=40) == 0
    assert at_desk(world, ending.going_untold) == 0, "a hundred and forty days are left"
    lower = replace(world.settings, survey_days=10)
    with world.as_system() as work:
        work.settings = lower
        assert ending.let_go(work) == 0
    assert left(world)[0] == 1 and cleaned(world, days=1) == 0, "raised again it is not soon, and its month begins anew"
    world.clock.forward(days=60)
    with world.as_system() as work:
        work.settings = lower
        assert ending.let_go(work) == 0
    world.clock.forward(days=30)
    with world.as_system() as work:
        work.settings = lower
        assert ending.let_go(work) == 1


@pytest.mark.pages
@pytest.mark.parametrize(("days", "late"), [(180, 180), (10, 30)])
def test_who_is_asked_reads_how_long_answers_are_kept_at_least(make_world: Any, days: int, late: int) -> None:
    world = make_world(survey_days=days)
    person = make_group(world, size=6)[1][0]
    asked = opened(world, ASKED)
    page = visit(world, world.app(), person).get(f"/surveys/{asked}").text
    assert f"공개하고 {days}일 뒤에 지웁니다. 공개하지 않으면 조사가 끝나고 {late}일 뒤" in page
    assert "여쭈었다는 기록은 접속기록에" in page


@pytest.mark.pages
def test_between_ten_and_thirty_answers_no_file_of_rows_is_promised(world: World, people: Any) -> None:
    twelve = opened(world, ASKED)
    fill(world, twelve, [SHEET] * 12)
    closed(world, twelve)
    desk = visit(world, world.app(), clerk(world), role=Role.CASEWORKER)
    for path in (f"/desk/surveys/{twelve}", f"/desk/surveys/{twelve}/findings"):
        page = desk.get(path).text
        assert "그 전날까지 결과를 공개할 수 있습니다" in page and "연구용 파일을 낼 수 있습니다" not in page


@pytest.mark.either
def test_of_what_too_few_answered_nobody_is_urged_to_publish(world: World, people: Any) -> None:
    few = opened(world, ASKED)
    for person in people:
        answer(world, few, person, SHEET)
    fill(world, few, [SHEET] * 3)
    closed(world, few)
    assert cleaned(world, days=DAYS - 1) == 0
    assert at_desk(world, ending.going_untold) == 0
    page = visit(world, world.app(), clerk(world), role=Role.CASEWORKER).get(f"/desk/surveys/{few}").text
    assert "너무 적어 결과를 공개할 수 없습니다" in page and "결과를 공개하지 않으면" not in page
    assert cleaned(world, days=1) == 1


@pytest.mark.either
def test_an_open_survey_and_a_draft_lose_nothing(world: World, people: Any) -> None:
    running = opened(world, ASKED, days=100)
    answer(world, running, people[0], SHEET)
    assert line_of(world, running).goes_on is None
    assert cleaned(world, days=DAYS) == 0 and left(world)[2] == 6


@pytest.mark.either
def test_whatever_reads_answers_says_that_they_are_gone(world: World, survey: Any, people: Any) -> None:
    gather(world, survey)
    with world.as_staff(Role.CASEWORKER, clerk(world)) as work:
        marking.propose(work, survey, ["age"])
    seen = at_desk(world, lambda work: marking.of(work, survey)).seen
    at_desk(world, lambda work: marking.confirm(work, survey, seen=seen))
    publish(world, survey)
    assert cleaned(world, days=DAYS) == 1
    deeds: list[Callable[[Any], object]] = [
        lambda work: surveys.answered(work, survey),
        lambda work: service.preview(work, survey),
        lambda work: service.publish(work, survey, version=1),
        lambda work: raw.export(work, survey, password=WORD, reason="대학의 주거 연구에 냅니다"),
        lambda work: planning.texts(work, survey, "say"),
        lambda work: planning.read_texts(work, survey, "say"),
        lambda work: planning.quote(work, survey, question="say", name="처벌", marks=[]),
        lambda work: planning.add_pair(work, survey, Pair("home", "age")),
        lambda work: planning.drop_pair(work, survey, Pair("home", "age")),
        lambda work: planning.add_voice(work, survey, Voice("say", "처벌", ("처벌",))),
        lambda work: planning.drop_voice(work, survey, "say", "처벌"),
        lambda work: marking.propose(work, survey, ["home"]),
        lambda work: marking.confirm(work, survey, seen=seen),
    ]
    for deed in deeds:
        with pytest.raises(AnswersGone):
            at_desk(world, deed)
    assert surveys.tell(world.works) == 0
    with world.as_system() as work:
        keeping.turn_the_day(work)
        assert not surveys.still_wanted(work, survey, people[0], reminder=True)
        assert keeping.for_copy(work, people[0]) == []
    with world.as_member(people[0]) as work:
        assert answering.waiting(work) == ()
        stands = answering.standing(work, survey)
        assert not stands.invited and not stands.answered and not stands.takes
        with pytest.raises(Over):
            answering.begun(work, survey, None)
    with world.as_system() as work:
        erasing.destroy(work, people[1], ground=Ground.COMMAND, reason="본인이 원합니다")


@pytest.mark.pages
@pytest.mark.parametrize("published", [True, False])
def test_every_page_of_it_stands_when_its_answers_are_gone(
    world: World, survey: Any, people: Any, published: bool
) -> None:
    app = world.app()
    account = clerk(world)
    desk, member = visit(world, app, account, role=Role.CASEWORKER), visit(world, app, people[0])
    page, about = f"/desk/surveys/{survey}", f"/surveys/{survey}"
    gather(world, survey)
    before = desk.get(f"{page}/findings").text
    assert "결과를 공개하지 않으면 답이" in before and "결과를 공개하지 않으면 답이" in desk.get(page).text
    assert "답을 지우는 날" in desk.get("/desk/surveys").text and "답을 지우는 날" in desk.get(about).text
    assert "연구용 파일을 낼 수 있습니다" in before, "thirty-one answered"
    if published:
        publish(world, survey)
        assert "표를 더해 다시 공개" in desk.get(f"{page}/findings").text
        assert "<title>작은 조사 결과" in desk.get(f"{about}/results").text
    assert went(world) == 1
    desk, member = visit(world, app, account, role=Role.CASEWORKER), visit(world, app, people[0])
    said = "공개한 결과와 보고서는 그대로 남습니다" if published else "결과는 공개하지 않았습니다"
    for path in (page, f"{page}/findings"):
        told = desk.get(path)
        assert told.status_code == 200 and "에 지웠습니다" in told.text and said in told.text
        assert "여쭈었다는 기록은 접속기록에" in told.text, "the trail says of each that she was invited"
    gone = desk.get(f"{page}/findings").text
    assert 'action="' not in gone.split("<main")[1].split("</main")[0], "nothing is left to press"
    assert "에 지움" in desk.get("/desk/surveys").text
    assert "답을 지운 날" in member.get(about).text
    for path in ("/surveys", "/my", "/my/messages"):
        assert member.get(path).status_code == 200
    for path in (f"{about}/answer", f"{about}/check", f"{about}/code"):
        assert member.get(path).status_code == 409
    assert desk.get(f"{page}/findings/texts/say").status_code == 409
    for deed in ("pairs/remove", "voices/remove", "publish", "texts/say/read"):
        assert press(desk, page, f"{page}/findings/{deed}").status_code == 409
    for kind in ("", "?as=tables", ".csv", ".pdf", ".hwpx"):
        assert desk.get(f"{about}/results{kind}").status_code == (200 if published else 404)


def test_what_is_being_published_as_its_day_comes_is_published_whole(world: World, survey: Any) -> None:
    """The worker does not take answers from under an issue: it leaves them, or waits and finds that they are told."""
    gather(world, survey)
    assert cleaned(world, days=DAYS - 30) == 0
    world.clock.forward(days=30)
    gone: list[int] = []

    def clean() -> None:
        with world.as_system() as work:
            gone.append(ending.let_go(work))

    cleaning = Thread(target=clean)

    def deed(work: Any) -> None:
        service.publish(work, survey, version=0)
        cleaning.start()
        cleaning.join(0.5)

    at_desk(world, deed)
    cleaning.join()
    assert gone == [0] and left(world)[0] == 1
    assert len(at_desk(world, lambda work: surveys.answered(work, survey)).sheets) == 31


@pytest.mark.either
def test_an_erased_person_leaves_nothing_before_and_nothing_after(world: World, survey: Any, people: Any) -> None:
    with world.as_system() as work:
        erasing.destroy(work, people[0], ground=Ground.COMMAND, reason="본인이 원합니다")
    assert left(world)[2] == 5
    assert len(at_desk(world, lambda work: surveys.answered(work, survey)).sheets) == 31
    assert went(world) == 1 and left(world) == [0, 0, 0]
    with world.as_system() as work:
        erasing.destroy(work, people[1], ground=Ground.COMMAND, reason="본인이 원합니다")
