"""The overview: facts with their source and day, sorted by one's own situation and kept nowhere; the gate; the demo's own data."""

from dataclasses import replace
from datetime import date

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo.public import PROGRAMMES
from lawsuit_hub.features.programmes import contents, editing, loading, service
from lawsuit_hub.features.programmes.fitting import AGE, DECISION, fitting
from lawsuit_hub.features.programmes.types import (
    BadWords,
    Decision,
    Fact,
    Field,
    Fit,
    Home,
    NoSuchProgramme,
    Rules,
    Situation,
    Stale,
    Sure,
    Wish,
)
from lawsuit_hub.features.publishing.types import NotReleased, ReasonHoldsPersonal
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from tests.features.my.visits import press, visit
from tests.features.notices.boards import REASON, WHOLE, Board, board, programme
from tests.world import World

__all__ = ["board"]
pytestmark = pytest.mark.either
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rules", "situation", "fit"),
    [
        (Rules(), Situation(), Fit.MAYBE),
        (Rules(decisions=frozenset({Decision.DECIDED})), Situation(decision=Decision.DECIDED), Fit.MAYBE),
        (Rules(decisions=frozenset({Decision.DECIDED})), Situation(decision=Decision.NONE), Fit.NOT),
        (Rules(decisions=frozenset({Decision.DECIDED})), Situation(), Fit.ASK),
        (Rules(age_from=19, age_to=39), Situation(age=39), Fit.MAYBE),
        (Rules(age_from=19, age_to=39), Situation(age=40), Fit.NOT),
        (Rules(age_from=19), Situation(age=18), Fit.NOT),
        (Rules(income_to=50_000_000), Situation(income=50_000_001), Fit.NOT),
        (Rules(income_to=50_000_000), Situation(income=0), Fit.MAYBE),
        (Rules(homes=frozenset({Home.LEFT}), age_to=39), Situation(home=Home.LEFT), Fit.ASK),
    ],
)
def test_what_she_left_open_speaks_against_nothing(rules: Rules, situation: Situation, fit: Fit) -> None:
    assert fitting(rules, situation).fit is fit


def test_why_it_does_not_fit_is_said_and_a_wish_orders_but_excludes_nothing() -> None:
    rules = Rules(decisions=frozenset({Decision.DECIDED}), wishes=frozenset({Wish.SUIT}), age_to=39)
    found = fitting(rules, Situation(decision=Decision.NONE, wishes=frozenset({Wish.BUY})))
    assert (found.against, found.unknown, found.wished) == ((DECISION,), (AGE,), False)


def test_the_demo_s_programmes_are_whole_and_no_fact_is_without_source_and_day() -> None:
    found = loading.contents_of(PROGRAMMES.read_text(encoding="utf-8"))
    names = {one.name for one in found}
    assert {"소송수행경비 지원", "우선매수권", "저리 대출과 대환대출", "HUG 전세피해확인서"} <= names
    assert sum(one.one_of != "" for one in found) == 4
    for one in found:
        assert contents.cleaned(one).name == one.name
        assert all(fact.source and fact.on for fact in one.facts.values())


@pytest.mark.parametrize("text", ["", "x", "[[programme]]", '[[programme]]\nname = "가"\nwhat = 1', "programme = 3"])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(loading.BadFile):
        loading.contents_of(text)


def test_a_version_at_a_time_and_the_old_one_is_read_until_the_new_is_published(world: World, board: Board) -> None:
    number = programme(world, board.writer)
    newer = replace(WHOLE, facts={**WHOLE.facts, Field.AMOUNT: Fact("세대당 200만 원", "조례", "", DAY, Sure.READ)})
    board.desk(lambda work: editing.revise(work, number, newer, seen=1))
    with world.as_visitor() as work:
        assert service.shown(work)[0].content.facts[Field.AMOUNT].text != "세대당 200만 원"
    with pytest.raises(Stale):
        board.desk(lambda work: editing.revise(work, number, newer, seen=1))
    item = board.desk(lambda work: service.item(work, number))
    mark = board.desk(lambda work: editing.gate(work, item.id, item.newest)).mark
    board.desk(lambda work: editing.publish(work, number, seen=2, mark=mark))
    with world.as_visitor() as work:
        assert service.shown(work)[0].content.facts[Field.AMOUNT].text == "세대당 200만 원"
        assert [hit.kind for hit in search.find(work, "200만", kinds=[Kind.PROGRAMME]).hits] == [Kind.PROGRAMME]
    assert len(board.desk(lambda work: service.item(work, number)).versions) == 2
    with pytest.raises(NoSuchProgramme):
        board.desk(lambda work: service.item(work, 999))


def test_a_find_takes_a_second_person_here_too(world: World, board: Board) -> None:
    held = replace(WHOLE, facts={Field.WHAT: Fact("담당자 010-0123-4567", "조례", "", DAY, Sure.READ)})
    with pytest.raises(NotReleased):
        programme(world, board.writer, held)


@pytest.mark.parametrize(
    ("fact", "field"),
    [
        (Fact("주민번호 900101-1234567", "조례", "", DAY, Sure.READ), "what"),
        (Fact("돈", "", "", DAY, Sure.READ), "what_source"),
        (Fact("돈", "조례", "http://example.org", DAY, Sure.READ), "what_url"),
        (Fact("돈", "조례", "javascript:alert(1)", DAY, Sure.READ), "what_url"),
        (Fact("돈", "조례", "https://a@b.example/", DAY, Sure.READ), "what_url"),
        (Fact("가" * 601, "조례", "", DAY, Sure.READ), "what"),
    ],
)
def test_a_fact_that_cannot_be_kept_is_refused(fact: Fact, field: str) -> None:
    with pytest.raises(BadWords) as refusal:
        contents.cleaned(replace(WHOLE, facts={Field.WHAT: fact}))
    assert refusal.value.field == field


def test_one_that_is_over_says_why_and_those_that_exclude_each_other_name_the_others(
    world: World, board: Board
) -> None:
    first = programme(world, board.writer, replace(WHOLE, name="첫째", one_of="둘 중 하나"), once="a")
    programme(world, board.writer, replace(WHOLE, name="둘째", one_of="둘 중 하나"), once="b")
    with world.as_visitor() as work:
        assert [one.others for one in service.overview(work, Situation()).ask] == [("둘째",), ("첫째",)]
    board.desk(lambda work: editing.move_up(work, 2))
    board.desk(lambda work: editing.end(work, first, reason=REASON))
    with world.as_visitor() as work:
        found = service.overview(work, Situation())
        assert [one.programme.content.name for one in found.over] == ["첫째"] and found.ask[0].others == ()
        assert search.find(work, "첫째", kinds=[Kind.PROGRAMME]).hits == ()
    board.desk(lambda work: editing.resume(work, first))
    with world.as_visitor() as work:
        assert [one.programme.content.name for one in service.overview(work, Situation()).ask] == ["둘째", "첫째"]


def test_the_page_sorts_by_what_is_asked_and_takes_anything(world: World, board: Board) -> None:
    programme(world, board.writer)
    visitor = world.app().test_client()
    assert "맞을 수 있는 것 1" in visitor.get("/programmes?decision=decided&wishes=suit").get_data(as_text=True)
    said = visitor.get("/programmes?decision=none").get_data(as_text=True)
    assert "지금은 맞지 않는 것 1" in said and "피해자 결정" in said
    odd = (
        "decision=x",
        "age=-1",
        "age=" + "9" * 400,
        "income=abc",
        "wishes=suit&wishes=x",
        "home=left&home=living",
        "age=%00",
    )
    for query in odd:
        assert visitor.get(f"/programmes?{query}").status_code == 200, query


def test_a_caseworker_adds_one_by_the_page(world: World, board: Board) -> None:
    desk = visit(world, world.app(), board.writer, role=Role.CASEWORKER)
    fact = {"what_text": "소송 비용", "what_source": "조례", "what_sure": "read"}
    form = {"name": "소송수행경비", "once": "page", "income_to": "5000", **fact}
    assert press(desk, "/desk/programmes/new", **form).status_code == 422, "without the day"
    made = press(desk, "/desk/programmes/new", **form, what_on="2026-03-02").headers["Location"]
    assert made == press(desk, "/desk/programmes/new", **form, what_on="2026-03-02").headers["Location"]
    item = board.desk(lambda work: service.item(work, 1))
    assert item.newest.content.rules.income_to == 50_000_000
    edited = press(desk, f"{made}/edit", **form, what_on="2026-03-03", seen="1")
    assert edited.status_code == 303
    assert press(desk, f"{made}/edit", **form, what_on="2026-03-04", seen="1").status_code == 409


def test_why_a_programme_is_over_holds_nobody(world: World, board: Board) -> None:
    number = programme(world, board.writer)
    with pytest.raises(ReasonHoldsPersonal):
        board.desk(lambda work: editing.end(work, number, reason="문의는 010-0123-4567로 하세요"))
