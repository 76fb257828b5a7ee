"""Two at the same moment: of merges, undoings and registrations one comes after the other, and nobody is lost between them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import regrouping
from lawsuit_hub.features.desk.regroup_types import ChangedSince, NotTogether
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import changes, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.change_types import Bar, CannotUndo
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from tests.features.desk.test_groups_and_review import ELSEWHERE, code_of
from tests.features.desk.town import cards_are_as_she_wishes, everybody_has_her_place, facts_are_counted
from tests.people import caseworker_of, make_group, make_victim
from tests.world import World

REASON = "등기부를 함께 보고 정했습니다"
MANY = 6


def two_groups(world: World) -> list[UUID]:
    _, older = make_group(world, size=2)
    _, younger = make_group(
        world, size=3, first_number=3000, landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
    )
    return [*older, *younger]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each came to: what it returned, or what it was refused with."""
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        ready.wait()
        try:
            return deed()
        except (ChangedSince, NotTogether, CannotUndo) as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def merge(world: World, worker: UUID, token: str) -> str:
    with world.as_staff(Role.CASEWORKER, worker) as work:
        return regrouping.merge(work, "GS-0001", "GS-0002", reason=REASON, token=token)


def whole(world: World, people: list[UUID]) -> None:
    with world.as_system() as work:
        everybody_has_her_place(work, people)
        facts_are_counted(work)
        cards_are_as_she_wishes(work)


def test_of_many_who_merge_at_once_one_does(world: World) -> None:
    people, worker = two_groups(world), caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        token = regrouping.plan_merge(work, "GS-0001", "GS-0002").token
    came = at_once(*[lambda: merge(world, worker, token)] * MANY)
    assert (
        sorted(map(str, came)).count("GS-0001") == 1 and sum(isinstance(one, NotTogether) for one in came) == MANY - 1
    )
    whole(world, people)
    with world.as_system() as work:
        assert changes.count(work) == 1


def test_of_many_who_put_it_back_at_once_one_does(world: World) -> None:
    people, worker = two_groups(world), caseworker_of(world)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        token = regrouping.plan_merge(work, "GS-0001", "GS-0002").token
    merge(world, worker, token)
    with world.as_staff(Role.CASEWORKER, worker) as work:
        (change,) = changes.listed(work, offset=0, limit=2)
        seen = regrouping.plan_undo(work, change).token

    def undo() -> object:
        with world.as_staff(Role.CASEWORKER, worker) as work:
            return regrouping.undo(work, change.id, reason=REASON, token=seen)

    came = at_once(*[undo] * MANY)
    refused = [one.bar for one in came if isinstance(one, CannotUndo)]
    assert refused == [Bar.UNDONE] * (MANY - 1)
    whole(world, people)
    assert {code_of(world, one) for one in people[2:]} == {"GS-0002"}


def test_who_registers_is_verified_or_leaves_during_a_merge_is_in_the_group_that_stays(world: World) -> None:
    people, worker = two_groups(world), caseworker_of(world)
    waiting = [
        make_victim(
            world, phone=f"010-0500-000{n}", landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
        )
        for n in range(3)
    ]
    new: list[UUID] = []

    def register() -> None:
        new.append(
            make_victim(
                world, phone="010-0600-0001", landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
            )
        )

    def leave() -> None:
        with world.as_member(people[3]) as work:
            registration.leave_group(work, people[3])

    def check(one: UUID) -> None:
        with world.as_staff(Role.CASEWORKER, worker) as work:
            landlords.take_turn(work)
            victims.verify_lease(work, one, reason=REASON)
            lawsuits.refresh(work, one)

    def join_all() -> object:
        with world.as_staff(Role.CASEWORKER, worker) as work:
            landlords.take_turn(work)
            token = regrouping.plan_merge(work, "GS-0001", "GS-0002").token
            return regrouping.merge(work, "GS-0001", "GS-0002", reason=REASON, token=token)

    at_once(join_all, register, leave, *[lambda one=one: check(one) for one in waiting])
    whole(world, [*people, *waiting, *new])
    assert {code_of(world, one) for one in [*waiting, *new]} == {"GS-0001"} and code_of(world, people[3]) is None
    with world.as_system() as work:
        line = groups.line(work, groups.by_code(work, "GS-0002"))
        assert (line.code, line.members) == ("GS-0001", len(people) - 1 + len(waiting))
