"""She lost the old number: a caseworker's change waits its days, the old number is told at once, and it can be stopped."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.telephones.types import ChangeWaits, NothingWaits, NumberTaken, SameNumber
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours, ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.identity.keepers import Keeper
from tests.features.my.visits import make_invite, press, set_room, visit, visit_as_caseworker
from tests.features.telephones.conftest import CHECKED, NEW, OLD, REASON, Another, Member, ask_at_desk, number, sent
from tests.people import caseworker_of, make_group
from tests.world import World


def groups_of(world: World, victim_id: UUID) -> UUID | None:
    with world.as_system() as work:
        member = groups.membership_of(work, victim_id)
    return member.group_id if member else None


def carried_out(world: World) -> int:
    return telephones.carry_out(world.works)


def test_it_waits_its_days_and_then_is_hers(world: World, member: Member) -> None:
    change = ask_at_desk(world, member.id)
    assert (change.due_at - change.asked_at).days == world.settings.number_change_days == 3
    assert member.told() == [(OLD, "number_change_asked")]
    world.clock.forward(days=2, hours=23, minutes=59)
    assert carried_out(world) == 0
    assert member.knows_her_by == [OLD]
    world.clock.forward(minutes=2)
    member.client = visit(world, member.app, member.id)
    assert carried_out(world) == 1
    assert carried_out(world) == 0
    assert member.knows_her_by == [NEW]
    assert member.client.get("/my").status_code == 302, "every session ended"
    assert member.told() == [(OLD, "number_left"), (NEW, "number_changed")]
    with world.engine.connect() as db:
        assert db.execute(text("select outcome, phone from phone_changes")).all() == [("done", None)]


def test_she_stops_it_from_the_page_that_the_message_names(world: World, member: Member) -> None:
    ask_at_desk(world, member.id)
    sent(world, member.letters)
    told = [one for one in member.letters if one.kind == "number_change_asked"]
    assert "/my/phone" in told[0].body
    assert "02-0000-0000" in told[0].body
    assert "담당 창구에서 번호를 바꾸려고 합니다" in member.page()
    assert member.send("", path="/my/phone/stop").location == "/my/phone"
    world.clock.forward(days=4)
    assert carried_out(world) == 0
    assert member.knows_her_by == [OLD]
    with world.as_member(member.id) as work, pytest.raises(NothingWaits):
        telephones.stop(work, member.id)


def test_the_desk_stops_it_too_and_another_member_cannot(world: World, member: Member, another: Another) -> None:
    ask_at_desk(world, member.id)
    with world.as_member(another("010-0456-0001").id) as work, pytest.raises(NotYours):
        telephones.stop(work, member.id)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        telephones.stop(work, member.id)
    assert (OLD, "number_change_stopped") in member.told()


@pytest.mark.parametrize("role", [Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN])
def test_nobody_but_the_desk_asks_for_it(world: World, member: Member, role: Role) -> None:
    with world.as_staff(role, caseworker_of(world)) as work, pytest.raises(NotAllowed):
        telephones.ask(work, member.id, number(NEW), reason=REASON, checked=CHECKED)


def test_it_needs_a_reason_a_check_and_a_number_that_is_free(world: World, member: Member, another: Another) -> None:
    another("010-0456-0001")
    for refusal, phone, reason, checked in (
        (ReasonMissing, NEW, "", CHECKED),
        (ReasonMissing, NEW, REASON, ""),
        (SameNumber, OLD, REASON, CHECKED),
        (NumberTaken, "010-0456-0001", REASON, CHECKED),
    ):
        with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work, pytest.raises(refusal):
            telephones.ask(work, member.id, number(phone), reason=reason, checked=checked)
    assert member.told() == []


def test_of_many_who_ask_at_once_one_waits(world: World, member: Member) -> None:
    caseworker_of(world)

    def ask(last: int) -> bool:
        try:
            ask_at_desk(world, member.id, f"010-0123-88{last:02}")
        except ChangeWaits:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))).count(True) == 1
    assert len(member.told()) == 1


def test_workers_that_carry_out_at_once_change_it_once(world: World, member: Member) -> None:
    ask_at_desk(world, member.id)
    world.clock.forward(days=4)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: carried_out(world), range(4))) == 1
    assert [kind for _, kind in member.told()].count("number_changed") == 1


def test_a_number_that_somebody_registered_meanwhile_is_left_to_her(
    world: World, member: Member, another: Another
) -> None:
    ask_at_desk(world, member.id)
    other = another(NEW)
    world.clock.forward(days=4)
    assert carried_out(world) == 0
    assert (member.knows_her_by, other.knows_her_by) == ([OLD], [NEW])
    with world.engine.connect() as db:
        assert db.execute(text("select outcome, phone from phone_changes")).all() == [("taken", None)]


def test_who_is_erased_meanwhile_leaves_nothing_that_waits(world: World, member: Member) -> None:
    ask_at_desk(world, member.id)
    with world.works.open(SYSTEM) as work:
        erasing.destroy(work, member.id, ground=Ground.CONSENT, reason="본인이 원했습니다")
    with world.engine.connect() as db:
        assert db.execute(text("select count(*) from phone_changes")).scalar_one() == 0
    world.clock.forward(days=4)
    assert carried_out(world) == 0


def test_open_invites_are_void_and_her_group_stays(world: World, member: Member) -> None:
    group, members = make_group(world, size=3, first_number=5000, landlord="박표본")
    set_room(world, group)
    make_invite(world, members[0])
    ask_at_desk(world, members[0])
    world.clock.forward(days=3, seconds=1)
    assert carried_out(world) == 1
    with world.engine.connect() as db:
        assert db.execute(text("select count(*) from invites where revoked_at is null")).scalar_one() == 0
    assert groups_of(world, members[0]) == group
    with world.as_system() as work:
        assert victims.profile(work, members[0]).verified_at is not None


def test_the_desk_s_page_asks_shows_what_waits_and_never_the_new_number(world: World, member: Member) -> None:
    desk = visit_as_caseworker(world, member.app)
    with world.as_system() as work:
        reference = victims.profile(work, member.id).reference
    page = f"/desk/people/{reference}/phone"
    refused = press(desk, page, phone="02-123", reason=REASON, checked=CHECKED)
    assert refused.status_code == 422
    short = press(desk, page, phone=NEW, reason=REASON, checked="네")
    assert "다섯 글자보다 짧습니다" in short.get_data(as_text=True)
    assert press(desk, page, phone=NEW, reason=REASON, checked=CHECKED).location == page
    shown = desk.get(page).get_data(as_text=True)
    assert CHECKED in shown
    assert "9999" not in shown
    assert "전화번호 변경이 기다립니다" in desk.get(f"/desk/people/{reference}").get_data(as_text=True)
    assert press(desk, page, f"{page}/stop").location == page
    assert "멈췄습니다" in desk.get(page).get_data(as_text=True)
    assert REASON in member.page("/my/record")


def test_passkeys_of_a_lost_telephone_go_with_its_number_and_she_is_told(world: World, member: Member) -> None:
    keeper = Keeper.member(world, member.id)
    keeper.adds()
    member.told()
    ask_at_desk(world, member.id)
    assert keeper.shows() is not None, "while it waits nothing is taken from her"
    world.clock.forward(days=4)
    assert carried_out(world) == 1
    assert keeper.ids() == []
    assert keeper.shows() is None
    assert member.told().count((NEW, "passkey_removed")) == 1
    member.client = visit(world, member.app, member.id)
    assert "패스키를 지웠습니다" in member.page("/my/record")
