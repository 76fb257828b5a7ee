"""Two pairs of eyes for erasures: nobody agrees to what she wrote herself, many within an hour take two, her own word needs nobody."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground, OwnWish
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.victims.types import Channel
from tests.features.oversight.officers import make_officer
from tests.people import caseworker_of, make_active, make_victim
from tests.world import World, statements

REASON = "본인이 전화로 지워 달라고 함"


def imported(world: World, count: int, *, first: int = 1) -> list[UUID]:
    return [
        make_victim(world, name="홍길동", phone=f"010-0321-{i:04d}", channel=Channel.FORM)
        for i in range(first, first + count)
    ]


def write_down(world: World, her: UUID, *, by: UUID | None = None, ground: Ground = Ground.COMMAND) -> None:
    with world.as_staff(Role.CASEWORKER, by or caseworker_of(world)) as work:
        destruction.ask(work, her, ground=ground, reason=REASON)


def approve(world: World, officer: UUID, her: UUID) -> bool:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        return destruction.approve(work, her)


def approve_list(world: World, officer: UUID) -> int:
    with world.as_staff(Role.PRIVACY_OFFICER, officer) as work:
        (due,) = destruction.due(work)
        return destruction.approve_list(work, due.kind, seen=due.seen)


def erased(world: World) -> set[UUID]:
    with world.as_system() as work:
        return destruction.erased_ids(work)


def test_whoever_wrote_a_wish_down_does_not_agree_to_it_whatever_she_has_become(world: World) -> None:
    her, other = make_active(world), make_officer(world)
    writer = caseworker_of(world)
    write_down(world, her, by=writer)
    with world.as_system() as work:
        work.db.execute(update(StaffAccount).where(StaffAccount.id == writer).values(role="privacy_officer"))
    with pytest.raises(OwnWish):
        approve(world, writer, her)
    assert destruction.carry_out(world.works) == 0
    assert approve(world, other, her) and destruction.carry_out(world.works) == 1


def test_what_an_answer_asked_for_is_not_carried_out_by_itself_but_her_own_word_is(world: World) -> None:
    her = make_active(world)
    write_down(world, her, ground=Ground.ANSWER)
    world.clock.forward(days=30)
    assert destruction.carry_out(world.works) == 0
    with world.as_member(her) as work:
        asked = destruction.ask(work, her, ground=Ground.CONSENT)
    assert asked.ground is Ground.CONSENT and asked.asked_by is None and asked.due_at > world.clock.now
    world.clock.forward(days=world.settings.erasure_days)
    assert destruction.carry_out(world.works) == 1 and erased(world) == {her}


def test_more_than_so_many_within_an_hour_take_a_second_officer(make_world: Callable[..., World]) -> None:
    world = make_world(erasures_alone=2)
    one, other = make_officer(world), make_officer(world, "other@example.com")
    first, second, third = imported(world, 3)
    for her in (first, second, third):
        write_down(world, her)
    assert approve(world, one, first) and destruction.carry_out(world.works) == 1
    assert approve(world, one, second), "carried out or not, both count"
    assert not approve(world, one, third) and not approve(world, one, third), "her word is kept, twice is once"
    with world.as_system() as work:
        assert [line.deed for line in audit.about(work, third, deeds=("destruction:approved",))] == []
    assert destruction.carry_out(world.works) == 1 and third not in erased(world)
    assert approve(world, other, third), "she is under the number herself"
    assert destruction.carry_out(world.works) == 1 and third in erased(world)
    (fourth,) = imported(world, 1, first=9)
    write_down(world, fourth)
    world.clock.forward(hours=1, minutes=1)
    assert approve(world, one, fourth), "an hour later she may again"


def test_a_long_list_takes_two_officers_and_a_word_counts_while_its_giver_may_give_it(
    make_world: Callable[..., World],
) -> None:
    world = make_world(erasures_alone=2)
    one, other, gone = (make_officer(world, f"officer-{i}@example.com") for i in range(3))
    imported(world, 3)
    world.clock.forward(days=world.settings.unconfirmed_days)
    assert approve_list(world, gone) == 0
    with world.as_system() as work:
        identity.close_account(work, gone)
    assert approve_list(world, one) == 0 and approve_list(world, one) == 0
    world.clock.forward(hours=24, minutes=1)
    assert approve_list(world, other) == 0, "the first word was a day old"
    assert approve_list(world, one) == 3
    assert destruction.carry_out(world.works) == 3


def test_one_approved_thing_is_looked_up_by_itself_however_long_the_list(world: World) -> None:
    """As many statements for each of four as for one alone, and none that reads the whole list."""
    officer = make_officer(world)
    counted = {}
    for size, first in ((1, 1), (4, 11)):
        imported(world, size, first=first)
        world.clock.forward(days=world.settings.unconfirmed_days)
        assert approve_list(world, officer) == size
        with statements(world.engine) as seen:
            assert destruction.carry_out(world.works) == size
        counted[size] = len([one for one in seen if "FROM victims" in one and "registered_at" in one])
        whole = [one for one in seen if "FROM victims" in one and "answered_at <=" in one and "victims.id =" not in one]
        assert whole == []
    assert counted[4] == 4 * counted[1]
