"""Days that must not be missed: entered once, counted by the table, reminded of once at each distance, never at night, never when over."""

import threading
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups, pausing
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.proceedings import deadlines, kinds, reminding, service
from lawsuit_hub.features.proceedings.types import BadDeadline, NoSuchDeadline, Source
from lawsuit_hub.features.rights import own
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.worker import deliver
from tests.features.proceedings.cases import TODAY, Case
from tests.features.rosters.exports import make_finished
from tests.people import caseworker_of, make_group, make_other_group
from tests.world import World


def reminded(world: World) -> list[UUID]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == "deadline")))


def at(world: World, day: date, hour: int = 10) -> None:
    """So many o'clock in Korea."""
    world.clock.now = datetime(day.year, day.month, day.day, hour, 0, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("name", "counted_from", "due_on"),
    [
        ("objection", date(2026, 3, 2), date(2026, 4, 1)),
        ("appeal", date(2026, 3, 2), date(2026, 3, 16)),
        ("support_application", date(2024, 2, 29), date(2027, 2, 28)),
        ("support_application", date(2026, 3, 2), date(2029, 3, 2)),
    ],
)
def test_periods_are_counted_from_the_table_without_the_first_day(name: str, counted_from: date, due_on: date) -> None:
    assert kinds.due(kinds.BY_NAME[name], counted_from) == due_on


def test_every_counted_period_says_where_it_is_from_and_how_sure_that_is() -> None:
    for kind in kinds.KINDS:
        assert kind.source and (kind.confidence in ("V", "V2", "M+") or not kind.is_counted)
        assert kind.remind == tuple(sorted(kind.remind, reverse=True))


def test_a_day_is_entered_once_and_its_words_are_scrubbed_and_sealed(world: World, case: Case) -> None:
    words = "010-0999-7777로 연락"
    assert case.day("own", TODAY + timedelta(days=9), title=words, once="x")
    assert not case.day("own", TODAY + timedelta(days=9), title=words, once="x")
    with world.as_member(case.counsel.people[0]) as work:
        (day,) = service.own_course(work).deadlines
    assert day.title == "[전화번호]로 연락" and day.due_on == TODAY + timedelta(days=9)
    with pytest.raises(ReasonHoldsNumber):
        case.day("own", TODAY + timedelta(days=9), title="910307-1234567", once="y")


@pytest.mark.parametrize(
    ("kind", "days", "more", "why"),
    [
        ("hearing", -1, {}, "past"),
        ("hearing", 4000, {}, "far"),
        ("own", 5, {}, "title"),
        ("hearing", 5, {"aliases": ("없는 별칭 1",)}, "people"),
        ("hearing", 5, {"remind_days": (900,)}, "days"),
    ],
)
def test_what_is_no_day_is_refused(case: Case, kind: str, days: int, more: dict[str, object], why: str) -> None:
    with pytest.raises(BadDeadline) as bad:
        case.day(kind, TODAY + timedelta(days=days), **more)
    assert bad.value.why == why


def test_everybody_is_reminded_once_at_each_distance(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=20), remind_days=(14, 7, 1), source=Source.COURT)
    due_on = TODAY + timedelta(days=20)
    total = 0
    for before in range(20, -2, -1):
        for hour in (9, 12, 20):
            at(world, due_on - timedelta(days=before), hour)
            total += reminding.remind(world.works)
    assert total == 6 and sorted(reminded(world)) == sorted(case.counsel.people * 3)


def test_a_day_that_is_entered_late_is_reminded_of_at_once_and_not_for_each_distance_that_is_over(
    world: World, case: Case
) -> None:
    case.day(day=TODAY + timedelta(days=2), remind_days=(14, 7, 3, 1))
    assert [reminding.remind(world.works) for _ in range(3)] == [2, 0, 0]


def test_nobody_is_woken_at_night_unless_the_day_is_tomorrow_or_today(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=8), remind_days=(7, 1))
    for hour in (21, 23):
        at(world, TODAY + timedelta(days=1), hour)
        assert reminding.remind(world.works) == 0
    at(world, TODAY + timedelta(days=2), 7)
    assert reminding.remind(world.works) == 0
    at(world, TODAY + timedelta(days=2), 8)
    assert reminding.remind(world.works) == 2
    at(world, TODAY + timedelta(days=7), 0)
    assert reminding.remind(world.works) == 2, "within a day, also at night"


def test_chosen_members_alone_are_reminded_and_see_it(world: World, case: Case) -> None:
    one, other = case.counsel.people
    case.day(day=TODAY + timedelta(days=1), aliases=(case.alias(one),))
    reminding.remind(world.works)
    assert reminded(world) == [one]
    with world.as_member(other) as work:
        assert service.own_course(work).deadlines == ()


def test_who_paused_or_wants_quiet_is_not_reminded_and_who_returns_is(world: World, case: Case) -> None:
    one, other = case.counsel.people
    case.day(day=TODAY + timedelta(days=5), remind_days=(7, 3))
    with world.as_member(one) as work:
        pausing.pause(work)
    with world.as_member(other) as work:
        own.stop(work)
    assert reminding.remind(world.works) == 0
    with world.as_member(one) as work:
        pausing.resume(work)
    assert reminding.remind(world.works) == 1 and reminded(world) == [one]


def test_what_is_done_or_cancelled_is_not_reminded_of_even_when_it_was_owed(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=1))
    reminding.remind(world.works)
    (day,) = case.desk(lambda work: deadlines.of_group(work, case.counsel.group_id))
    ended = [
        case.lawyer(
            lambda work: deadlines.end(
                work, case.code, day.id, ended_as=deadlines.CANCELLED, reason="재판 날이 바뀌었습니다"
            )
        )
        for _ in range(2)
    ]
    assert ended == [True, False]
    deliver(world.instance)
    with world.as_system() as work:
        assert {one.failure for one in work.db.scalars(select(Message).where(Message.kind == "deadline"))} == {
            "the day is over, done or cancelled, or not hers any more"
        }
    with world.as_member(case.counsel.people[0]) as work:
        assert service.own_course(work).deadlines == ()


def test_another_group_s_day_does_not_exist(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=5))
    (day,) = case.desk(lambda work: deadlines.of_group(work, case.counsel.group_id))
    make_other_group(world)
    with pytest.raises(NoSuchDeadline):
        case.desk(lambda work: deadlines.end(work, "GS-0002", day.id, ended_as=deadlines.DONE))
    other = make_finished(world, Role.LAWYER, "other@example.com")
    with world.as_staff(Role.LAWYER, other) as work, pytest.raises(NoSuchGroup):
        deadlines.end(work, case.code, day.id, ended_as=deadlines.DONE)


def test_workers_that_remind_at_once_remind_once(world: World, case: Case) -> None:
    case.day(day=TODAY + timedelta(days=1))
    totals: list[int] = []
    threads = [threading.Thread(target=lambda: totals.append(reminding.remind(world.works))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(totals) == 2 and sorted(reminded(world)) == sorted(case.counsel.people)


def test_days_of_a_merged_group_are_not_lost(world: World, case: Case) -> None:
    kept, stayed = make_group(
        world,
        size=2,
        first_number=7000,
        landlord="표본주택",
        business_number="123-45-67891",
        address="부산광역시 수영구 표본로 77",
    )
    case.day("own", TODAY + timedelta(days=1), title="서류 챙기기")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        one, other = (line.landlord_id for line in groups.lines(work))
        lawsuits.apply(work, landlords.merge(work, one, other))
        there = groups.membership_of(work, stayed[0])
        assert there is not None
        assert [day.title for day in deadlines.of_group(work, there.group_id)] == ["서류 챙기기"]
    assert reminding.remind(world.works) == 4
