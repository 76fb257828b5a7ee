"""The short code of an invite on paper: typed by hand, good once, in its member's own session alone, with limits on tries."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.invites import codes
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import Entered, InviteVoid, Printed
from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import NotAllowed
from tests.features.my.visits import ROOM, ROOM_CODE, press, set_room, visit, without_csrf
from tests.people import caseworker_of, make_group
from tests.world import World


@pytest.fixture
def members(world: World) -> list[VictimId]:
    group_id, members = make_group(world, size=3)
    set_room(world, group_id)
    return members


def paper(world: World, *who: VictimId) -> list[Printed]:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return invites.write_on_paper(work, who)


def typed(world: World, victim_id: VictimId, code: str, *, address: str | None = None) -> Entered:
    with world.as_member(victim_id) as work:
        return invites.enter_by_code(work, code, address=address)


def test_a_code_is_typed_as_people_type_and_lets_in_once(world: World, members: list[VictimId]) -> None:
    (one,) = paper(world, members[0])
    assert repr(one) == "<printed invite>" and len(one.code) == 9
    sloppy = f"  {one.code.replace('-', ' ').lower()} "
    assert typed(world, members[0], sloppy).url == ROOM
    for again in (one.code, sloppy):
        with pytest.raises(InviteVoid):
            typed(world, members[0], again)
    with world.as_member(members[0]) as work, pytest.raises(InviteVoid):
        invites.enter(work, one.token)


def test_the_link_of_the_same_paper_uses_up_the_code(world: World, members: list[VictimId]) -> None:
    (one,) = paper(world, members[0])
    with world.as_member(members[0]) as work:
        assert invites.enter(work, one.token).code == ROOM_CODE
    with pytest.raises(InviteVoid):
        typed(world, members[0], one.code)


def test_a_code_is_another_s_in_no_session_and_stays_good(world: World, members: list[VictimId]) -> None:
    (one,) = paper(world, members[0])
    with pytest.raises(InviteVoid):
        typed(world, members[1], one.code)
    assert typed(world, members[0], one.code).url == ROOM


def test_a_paper_lives_two_weeks_and_a_second_paper_voids_it(world: World, members: list[VictimId]) -> None:
    (old,), (late,) = paper(world, members[0]), paper(world, members[1])
    (new,) = paper(world, members[0])
    with pytest.raises(InviteVoid):
        typed(world, members[0], old.code)
    world.clock.now += timedelta(hours=336) - timedelta(seconds=1)
    assert typed(world, members[0], new.code).url == ROOM
    world.clock.now += timedelta(seconds=1)
    with pytest.raises(InviteVoid):
        typed(world, members[1], late.code)


def test_five_tries_of_a_member_and_then_she_waits_and_nobody_else(world: World, members: list[VictimId]) -> None:
    mine, hers = paper(world, *members[:2])
    by = {one.victim_id: one.code for one in (mine, hers)}
    for _ in range(5):
        with pytest.raises(InviteVoid):
            typed(world, members[0], "AAAA-AAAA")
    with pytest.raises(TooMany):
        typed(world, members[0], by[members[0]])
    assert typed(world, members[1], by[members[1]]).url == ROOM


def test_an_address_has_a_budget_of_its_own(world: World, members: list[VictimId]) -> None:
    with world.as_system() as work:
        mac = work.keys.mac("invites.address", "192.0.2.7").hex()
        work.limits.hit(codes.PER_ADDRESS, "invite-code-address", mac, cost=120)
    with pytest.raises(TooMany):
        typed(world, members[0], "AAAA-AAAA", address="192.0.2.7")
    with pytest.raises(InviteVoid):
        typed(world, members[0], "AAAA-AAAA", address="192.0.2.8")


def test_only_keyed_hashes_of_a_code_are_stored(world: World, members: list[VictimId]) -> None:
    printed = paper(world, *members)
    with world.as_system() as work:
        macs = {row.code_mac for row in work.db.scalars(select(Invite))}
    assert len(macs) == 3 and None not in macs
    for file in world.folder.parent.rglob("*"):
        for one in printed:
            assert not file.is_file() or codes.read(one.code).encode() not in file.read_bytes()


def test_the_alphabet_holds_no_letters_that_look_alike() -> None:
    assert not set("01OILUV") & set(codes.ALPHABET) and len(set(codes.ALPHABET)) == len(codes.ALPHABET)
    assert len(codes.ALPHABET) ** codes.LENGTH > 10**11
    assert len({codes.new_code() for _ in range(200)}) == 200


def test_a_hundred_who_type_one_code_at_once_enter_once(
    world: World, members: list[VictimId], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "PER_MEMBER", "1000 per minute")
    monkeypatch.setattr(codes, "PER_MEMBER_A_DAY", "1000 per day")
    (one,) = paper(world, members[0])
    outcomes: list[str] = []

    def shout(by_link: bool) -> None:
        try:
            with world.as_member(members[0]) as work:
                if by_link:
                    invites.enter(work, one.token)
                else:
                    invites.enter_by_code(work, one.code, address=None)
            outcomes.append("in")
        except InviteVoid:
            outcomes.append("void")

    threads = [threading.Thread(target=shout, args=(number % 2 == 0,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in"] + ["void"] * 99


@pytest.mark.parametrize("role", [Role.LAWYER, Role.MEMBER, Role.VISITOR, Role.ADMIN])
def test_only_a_caseworker_prints_and_only_a_member_types(world: World, members: list[VictimId], role: Role) -> None:
    (one,) = paper(world, members[0])
    with world.as_staff(role, None) as work:
        with pytest.raises(NotAllowed):
            invites.write_on_paper(work, members)
        with pytest.raises((NotAllowed, InviteVoid)):
            invites.enter_by_code(work, one.code, address=None)


def test_who_pauses_gets_no_invite_and_her_paper_opens_nothing(world: World, members: list[VictimId]) -> None:
    (one,) = paper(world, members[0])
    with world.as_member(members[0]) as work:
        pausing.pause(work)
    with pytest.raises(InviteVoid):
        typed(world, members[0], one.code)
    assert paper(world, members[0]) == []
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert invites.owe(work, members) == 2


@pytest.mark.pages
def test_the_pages_of_a_code(world: World, members: list[VictimId]) -> None:
    app = world.app()
    (one,) = paper(world, members[0])
    hers, other = visit(world, app, members[0]), visit(world, app, members[1])
    wrong = press(other, "/my/enter", code=one.code)
    unknown = press(other, "/my/enter", code="ABCD-2345")
    assert wrong.status_code == unknown.status_code == 422
    assert without_csrf(wrong.get_data(as_text=True)) == without_csrf(unknown.get_data(as_text=True))
    assert one.code not in wrong.get_data(as_text=True)
    entered = press(hers, "/my/enter", code=one.code)
    assert entered.status_code == 200 and ROOM in entered.get_data(as_text=True)
    assert entered.headers["Cache-Control"] == "no-store"
