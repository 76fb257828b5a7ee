"""What higher features keep of a group goes on after a merge and its end: who was taken out stays out, days and numbers stay readable."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import regrouping
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.proceedings import cases, deadlines, reminding
from lawsuit_hub.features.proceedings.deadlines import Entry
from lawsuit_hub.features.proceedings.types import Facts
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rooms import moderation, places, posting, reports
from lawsuit_hub.features.rooms.types import Silenced, TakenOut, TooManyNames
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.values.case_number import CaseNumber
from tests.features.desk.test_groups_and_review import ELSEWHERE
from tests.people import caseworker_of, make_active, make_group
from tests.world import World

REASON = "두 모임의 임대인이 같은 회사입니다"
NUMBER = "2026가합12345"


@pytest.fixture
def two(world: World) -> tuple[list[UUID], list[UUID]]:
    """GS-0001 and GS-0002, three each, which a caseworker may merge."""
    _, older = make_group(world, size=3)
    _, younger = make_group(
        world, size=3, first_number=3000, landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
    )
    return older, younger


def merge(world: World) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        landlords.take_turn(work)
        token = regrouping.plan_merge(work, "GS-0001", "GS-0002").token
        regrouping.merge(work, "GS-0001", "GS-0002", reason=REASON, token=token)


def come_in(world: World, *people: UUID) -> None:
    for one in people:
        with world.as_member(one) as work:
            places.enter(work)


def membership(world: World, victim_id: UUID) -> UUID:
    with world.as_system() as work:
        return groups.memberships_of(work, [victim_id])[victim_id].membership_id


def test_who_was_taken_out_or_silenced_stays_so_after_a_merge_until_she_is_let_in(
    world: World, two: tuple[list[UUID], list[UUID]]
) -> None:
    out, silent, third = two[1]
    come_in(world, *two[1])
    with world.as_member(silent) as work:
        posting.post(work, "반갑습니다", key=uuid4())
    worker, hers = caseworker_of(world), membership(world, out)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        moderation.open_room(work, "GS-0002", reason=REASON)
        moderation.pause(work, "GS-0002", 1, hours=24, reason=REASON)
        moderation.take_out(work, "GS-0002", hers, reason=REASON)
    merge(world)
    with pytest.raises(TakenOut):
        come_in(world, out)
    come_in(world, silent, third)
    with pytest.raises(Silenced), world.as_member(silent) as work:
        posting.post(work, "다시 씁니다", key=uuid4())
    with world.as_staff(Role.CASEWORKER, worker) as work:
        moderation.let_in(work, "GS-0001", hers, reason=REASON)
    come_in(world, out)


def test_everybody_reads_that_her_room_was_opened_and_why(world: World, two: tuple[list[UUID], list[UUID]]) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        moderation.open_room(work, "GS-0001", reason=REASON)
    for one in two[0]:
        with world.as_system() as work:
            assert [line.reason for line in audit.about(work, one, deeds=("room:opened",))] == [REASON]


def test_names_in_reports_are_counted_like_names_in_messages(world: World, two: tuple[list[UUID], list[UUID]]) -> None:
    one, other, _ = two[0]
    make_active(world, name="서가온", phone="010-0700-0001")
    come_in(world, one, other)
    for number in range(11):
        with world.as_member(other) as work:
            posting.post(work, f"글 {number}", key=uuid4())
    for number in range(10):
        with world.as_member(one) as work:
            reports.report(work, number + 1, reason="서가온 이 여기 있나요")
    with pytest.raises(TooManyNames), world.as_member(one) as work:
        reports.report(work, 11, reason="서가온 도 여기 있나요")
    with world.as_member(one) as work:
        reports.report(work, 11, reason="돈을 달라고 합니다")


def test_a_number_and_a_day_of_a_merged_group_are_read_after_its_key_is_gone(
    world: World, two: tuple[list[UUID], list[UUID]]
) -> None:
    today = world.clock.now.date()
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        group_id = groups.by_code(work, "GS-0002")
        cases.enter(work, group_id, Facts("seoul-south", CaseNumber.parse(NUMBER), date(2026, 3, 1)))
        deadlines.enter(work, "GS-0002", Entry("own", today + timedelta(days=300), title="서류 내는 날"), once="a")
    merge(world)
    world.clock.forward(days=world.settings.undo_days + 1)
    retire(world.works)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        stands = groups.by_code(work, "GS-0002")
        newest = cases.newest(work, stands)
        assert newest is not None and newest.number == NUMBER
        assert [one.title for one in deadlines.of_group(work, stands)] == ["서류 내는 날"]


def test_a_day_for_one_member_goes_with_her_and_is_not_sent_to_who_left(
    world: World, two: tuple[list[UUID], list[UUID]]
) -> None:
    her, gone, _ = two[1]
    day = world.clock.now.date() + timedelta(days=5)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        aliases = tuple(one.alias for one in groups.memberships_of(work, [her, gone]).values())
        deadlines.enter(work, "GS-0002", Entry("hearing", day, aliases=aliases), once="a")
        reference = victims.profile(work, her).reference
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        token = regrouping.plan_split(work, "GS-0002", [reference], into="").token
        regrouping.split(work, "GS-0002", [reference], into="", reason=REASON, token=token)
    with world.as_member(gone) as work:
        registration.leave_group(work, gone)
    with world.as_system() as work:
        place = groups.memberships_of(work, [her])[her]
        [view] = deadlines.of_member(work, place.group_id, her)
        assert reminding.still_concerns(work, view.id, her)
        assert not reminding.still_concerns(work, view.id, gone)
