"""Numbers for everybody move, and from no two days does anybody learn of one person."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.counters import COUNTERS
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.statistics import public, stepping
from lawsuit_hub.features.statistics.models import PublicFigure
from lawsuit_hub.features.statistics.stepping import Shown
from lawsuit_hub.features.statistics.types import Figure, Line, Reading
from lawsuit_hub.features.victims import counting
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import NotAllowed
from tests.features.statistics.test_statistics import GANGSEO, register
from tests.people import caseworker_of, make_group
from tests.world import World

WALK = st.lists(st.tuples(st.integers(0, 60), st.integers(5, 9)), min_size=1, max_size=60)


@given(WALK)
def test_whatever_comes_and_goes_a_step_is_five_people_or_none(days: list[tuple[int, int]]) -> None:
    shown = Shown()
    for count, far in days:
        before, shown = shown, stepping.of_people(shown, count, far=far)
        if shown != before:
            assert abs((shown.number or 0) - (before.number or 0)) >= 5
        assert shown.number is None or (shown.number >= 5 and shown.number % 5 == 0)
        assert abs(count - (shown.number or 0)) < 9, "and it is never far from the truth"


@given(WALK, st.integers(0, 59))
def test_one_person_more_on_any_day_shows_no_other_step_than_one_of_five(
    days: list[tuple[int, int]], when: int
) -> None:
    """Two worlds that differ by one person from some day on: wherever what is shown differs, it differs by whole steps."""
    with_her, without = Shown(), Shown()
    for number, (count, far) in enumerate(days):
        without = stepping.of_people(without, count, far=far)
        with_her = stepping.of_people(with_her, count + (number >= when), far=far)
        assert ((with_her.number or 0) - (without.number or 0)) % 5 == 0


@given(st.lists(st.tuples(st.integers(1, 3_000_000), st.integers(5, 9)), min_size=1, max_size=60))
def test_a_sum_moves_with_five_people_and_never_by_one_person_s(grants: list[tuple[int, int]]) -> None:
    won, shown, behind = 0, Shown(), 0
    for people, (more, far) in enumerate(grants, start=1):
        won += more
        before, shown = shown, stepping.of_money(shown, won, people, far=far)
        if shown != before:
            assert people - behind >= 5
            behind = people
        assert (shown.number or 0) % stepping.MONEY_STEP == 0 and (shown.number or 0) <= won


def test_at_which_distance_it_moves_is_drawn_and_nobody_can_wait_for_the_fifth() -> None:
    assert {stepping.distance() for _ in range(400)} == {5, 6, 7, 8, 9}


def move(world: World, **other: Callable[[object], Reading]) -> int:
    with world.as_system() as work:
        return public.move_today(work, {**COUNTERS, **{Figure[name.upper()]: count for name, count in other.items()}})


def lines(world: World) -> dict[Figure, Line]:
    with world.works.open(VISITOR, read_only=True) as work:
        return {one.figure: one for one in public.lines(work)}


def test_a_number_is_looked_at_once_a_day_by_however_many_workers(world: World) -> None:
    with ThreadPoolExecutor(4) as pool:
        looked = sum(pool.map(lambda _which: move(world), range(8)))
    assert looked == len(lines(world)) == len(public.OWN) + len(COUNTERS)
    assert move(world) == 0
    world.clock.forward(days=1)
    assert move(world) == looked


@pytest.mark.either
def test_people_appear_by_five_and_a_withdrawal_shows_nothing(world: World) -> None:
    made = register(world, 4, GANGSEO)
    move(world)
    assert lines(world)[Figure.PEOPLE].number is None
    made += register(world, 8, GANGSEO, first=20)
    world.clock.forward(days=1)
    move(world)
    assert lines(world)[Figure.PEOPLE].number == 10, "twelve, in fives"
    with world.as_system() as work:
        victims.withdraw(work, made[0], reason="동의를 거둡니다")
    world.clock.forward(days=1)
    move(world)
    told = lines(world)[Figure.PEOPLE]
    assert told.number == 10 and told.moved_on == told.since + timedelta(days=1)
    with world.as_system() as work:
        assert counting.how_many(work) == 11
        kept = {name: value for row in work.db.scalars(select(PublicFigure)) for name, value in vars(row).items()}
    assert 11 not in kept.values() and 12 not in kept.values(), "what was counted is kept nowhere"


@pytest.mark.either
def test_a_suit_and_a_meeting_show_at_once_and_a_step_taken_back_does_not(world: World) -> None:
    group_id, _ = make_group(world, size=2)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        groups.set_stage(work, group_id, stage=Stage.FILED)
    move(world, meetings=lambda _work: Reading(1))
    assert (lines(world)[Figure.SUITS].number, lines(world)[Figure.MEETINGS].number) == (1, 1)
    assert lines(world)[Figure.GROUPS].number is None, "one group: one person may have opened it"
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        groups.set_stage(work, group_id, stage=Stage.MANDATE)
    world.clock.forward(days=1)
    move(world, meetings=lambda _work: Reading(1))
    assert lines(world)[Figure.SUITS].number == 0


@pytest.mark.either
def test_months_hold_what_was_shown_and_no_more_than_twelve(world: World) -> None:
    rand, count = Random(7), 0
    for _day in range(0, 500, 10):
        count += rand.randrange(12)
        move(world, money=lambda _work, count=count: Reading(count * 700_000, count))
        world.clock.forward(days=10)
    money = lines(world)[Figure.MONEY]
    assert len(money.months) == 12 and money.months[-1][1] == money.number
    assert all(number is None or number % 1_000_000 == 0 for _month, number in money.months)


@pytest.mark.either
def test_nobody_but_the_worker_counts(world: World) -> None:
    for role in (Role.CASEWORKER, Role.MEMBER, Role.VISITOR):
        with (
            world.works.open(VISITOR) if role is Role.VISITOR else world.as_staff(role, None) as work,
            pytest.raises(NotAllowed),
        ):
            public.move_today(work, COUNTERS)


@pytest.mark.pages
def test_the_page_says_what_each_means_and_since_when(world: World) -> None:
    client = world.app().test_client()
    assert "아직 세지 않았습니다" in client.get("/numbers").get_data(as_text=True)
    register(world, 12, GANGSEO)
    move(world, money=lambda _work: Reading(37_500_000, 20))
    page = client.get("/numbers").get_data(as_text=True)
    for words in (
        "약 10명",
        "약 3,700만 원",
        "지금 등록해 함께하는 피해자입니다",
        "부터 셈",
        "아직 적습니다",
    ):
        assert words in page, words
    assert 'class="months"' not in page, "one month is no picture"
    world.clock.forward(days=31)
    move(world, money=lambda _work: Reading(37_500_000, 20))
    drawn = client.get("/numbers").get_data(as_text=True)
    assert all(words in drawn for words in ('class="months"', "<table", "<svg"))
    assert "12명" not in page and 'href="/numbers"' in client.get("/").get_data(as_text=True)


def test_people_who_are_erased_make_no_room_for_a_sum_of_one() -> None:
    shown = stepping.of_money(Shown(), 20_000_000, 10, far=5)
    assert shown == Shown(20_000_000, 10)
    assert stepping.of_money(shown, 23_000_000, 5, far=5) == shown, "six went, one came"
    assert stepping.of_money(shown, 33_000_000, 15, far=5) == Shown(33_000_000, 15)
