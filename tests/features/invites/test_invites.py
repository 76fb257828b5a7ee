"""An invite lets one member in, once, into the room it was made for; everything else is one refusal."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import Entered, InviteVoid
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NotActive
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import NotAllowed
from tests.features.my.visits import ROOM, ROOM_CODE, make_invite, set_room
from tests.people import caseworker_of, make_active, make_group, make_other_group, make_victim
from tests.world import World


def enter(world: World, victim_id: VictimId, token: str) -> Entered:
    with world.as_member(victim_id) as work:
        return invites.enter(work, token)


def refused(world: World, victim_id: VictimId, token: str) -> None:
    with pytest.raises(InviteVoid):
        enter(world, victim_id, token)


def rows(world: World) -> list[Invite]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Invite).order_by(Invite.made_at)))


@pytest.fixture
def members(world: World) -> list[VictimId]:
    """Three active members of a group with a room."""
    group_id, members = make_group(world, size=3)
    set_room(world, group_id)
    return members


def test_an_invite_shows_the_alias_the_room_and_its_code(world: World, members: list[VictimId]) -> None:
    entered = enter(world, members[0], make_invite(world, members[0]))
    with world.as_system() as work:
        line = groups.membership_of(work, members[0])
    assert line is not None and line.entered_room_at == world.clock.now
    assert (entered.alias, entered.url, entered.code) == (line.alias, ROOM, ROOM_CODE)
    assert repr(entered) == "<entered>"


def test_a_used_invite_opens_nothing(world: World, members: list[VictimId]) -> None:
    token = make_invite(world, members[0])
    enter(world, members[0], token)
    refused(world, members[0], token)


def test_the_invite_of_one_opens_nothing_for_another_and_stays_good(world: World, members: list[VictimId]) -> None:
    token = make_invite(world, members[0])
    refused(world, members[1], token)
    assert enter(world, members[0], token).url == ROOM


def test_an_invite_lives_as_long_as_the_settings_say(world: World, members: list[VictimId]) -> None:
    late, in_time = make_invite(world, members[0]), make_invite(world, members[1])
    world.clock.now += timedelta(hours=72) - timedelta(seconds=1)
    assert enter(world, members[1], in_time).url == ROOM
    world.clock.now += timedelta(seconds=1)
    refused(world, members[0], late)


def test_a_new_invite_voids_the_earlier_one(world: World, members: list[VictimId]) -> None:
    old, new = make_invite(world, members[0]), make_invite(world, members[0])
    refused(world, members[0], old)
    assert enter(world, members[0], new).url == ROOM


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "../my", "a" * 5000, "토큰", "\x00"])
def test_an_unknown_token_opens_nothing(world: World, members: list[VictimId], token: str) -> None:
    make_invite(world, members[0])
    refused(world, members[0], token)


def test_a_token_is_case_sensitive(world: World, members: list[VictimId]) -> None:
    refused(world, members[0], make_invite(world, members[0]).swapcase())


def test_a_rotated_room_voids_every_unused_invite_of_its_group_alone(world: World, members: list[VictimId]) -> None:
    tokens = {member: make_invite(world, member) for member in members}
    other_id, others = make_other_group(world)
    set_room(world, other_id)
    other = make_invite(world, others[0])
    with world.as_system() as work:
        line = groups.membership_of(work, members[0])
    assert line is not None
    assert set_room(world, line.group_id, code="512740") == 3
    for member, token in tokens.items():
        refused(world, member, token)
    assert enter(world, others[0], other).code == ROOM_CODE
    assert enter(world, members[0], make_invite(world, members[0])).code == "512740"


def test_who_left_cannot_enter_with_an_invite_made_before(world: World, members: list[VictimId]) -> None:
    token = make_invite(world, members[0])
    with world.as_member(members[0]) as work:
        registration.leave_group(work, members[0])
    refused(world, members[0], token)
    with world.as_member(members[0]) as work:
        lawsuits.rejoin(work, members[0])
    refused(world, members[0], token)


def test_who_is_no_longer_active_cannot_enter(world: World, members: list[VictimId]) -> None:
    token = make_invite(world, members[0])
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.unverify_lease(work, members[0], reason="다른 사람의 계약서였습니다")
        lawsuits.refresh(work, members[0])
    refused(world, members[0], token)


def test_a_group_that_is_no_longer_visible_lets_nobody_in(world: World) -> None:
    group_id, (one, two) = make_group(world, size=2)
    set_room(world, group_id)
    token = make_invite(world, one)
    with world.as_member(two) as work:
        registration.leave_group(work, two)
    refused(world, one, token)


def test_a_merged_group_voids_the_invites_of_those_who_moved(world: World) -> None:
    here, there = "서울특별시 강서구 표본로 12", "부산광역시 수영구 표본로 77"
    kept, _ = make_group(world, size=2, address=here)
    gone, moved = make_group(
        world, size=2, first_number=7000, landlord="표본주택", business_number="123-45-67891", address=there
    )
    for group_id in (kept, gone):
        set_room(world, group_id)
    token = make_invite(world, moved[0])
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        owed_before = invites.owe(work, [moved[1]])
        one, other = (line.landlord_id for line in groups.lines(work))
        lawsuits.apply(work, landlords.merge(work, one, other))
        member = groups.membership_of(work, moved[0])
        assert member is not None and member.group_id == kept
        assert invites.state(work, member.membership_id) is None
    refused(world, moved[0], token)
    with world.as_system() as work:
        owed = work.db.scalars(select(Invite).where(Invite.token_mac.is_(None))).one()
        assert owed_before == 1 and invites.token_for_sending(work, owed.id) is None
    assert enter(world, moved[0], make_invite(world, moved[0])).url == ROOM


def test_only_the_keyed_hash_of_a_token_is_stored(world: World, members: list[VictimId]) -> None:
    token = make_invite(world, members[0])
    enter(world, members[0], token)
    (row,) = rows(world)
    with world.as_system() as work:
        lines = work.db.scalars(select(AuditLine).where(AuditLine.deed.like("invite:%"))).all()
        assert row.token_mac is not None and token.encode() not in row.token_mac
        assert row.token_mac == work.keys.mac("invites.token", token)
        assert [line.deed for line in lines] == ["invite:made", "invite:used"]
        assert not any(token in f"{line.details}{line.reason}" for line in lines)
    for file in world.folder.glob("*"):
        assert file.is_dir() or token.encode() not in file.read_bytes()


def test_a_token_has_256_random_bits(world: World, members: list[VictimId]) -> None:
    tokens = [make_invite(world, members[0]) for _ in range(5)]
    assert len(set(tokens)) == 5 and all(len(token) == 43 for token in tokens)


def test_an_unverified_member_gets_no_invite(world: World, members: list[VictimId]) -> None:
    waiting = make_victim(world, phone="010-0700-0001")
    with pytest.raises(NotActive):
        make_invite(world, waiting)
    assert rows(world) == []


def test_who_cannot_see_her_group_gets_no_invite(world: World) -> None:
    with pytest.raises(NotActive):
        make_invite(world, make_active(world))


def test_without_an_open_chat_an_invite_leads_into_the_built_in_room(world: World) -> None:
    _, (one, other) = make_group(world, size=2)
    token = make_invite(world, one)
    with pytest.raises(InviteVoid):
        enter(world, other, token)
    entered = enter(world, one, token)
    assert (entered.url, entered.code) == ("", "") and entered.alias
    with pytest.raises(InviteVoid):
        enter(world, one, token)


def test_the_eleventh_invite_of_a_day_is_refused(world: World, members: list[VictimId]) -> None:
    for _ in range(10):
        make_invite(world, members[0])
    with pytest.raises(TooMany):
        make_invite(world, members[0])
    assert make_invite(world, members[1])


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LAWYER, Role.ADMIN, Role.VISITOR])
def test_nobody_but_a_member_makes_an_invite_and_nobody_else_enters(
    world: World, members: list[VictimId], role: Role
) -> None:
    token = make_invite(world, members[0])
    with world.as_staff(role, None) as work:
        with pytest.raises(NotAllowed):
            invites.make(work)
        with pytest.raises(InviteVoid):
            invites.enter(work, token)


def test_the_state_knows_an_invite_while_it_is_good(world: World, members: list[VictimId]) -> None:
    with world.as_system() as work:
        line = groups.membership_of(work, members[0])
        assert line is not None and invites.state(work, line.membership_id) is None
    token = make_invite(world, members[0])
    with world.as_system() as work:
        found = invites.state(work, line.membership_id)
        assert found is not None and found.expires_at - found.made_at == timedelta(hours=72)
    enter(world, members[0], token)
    with world.as_system() as work:
        assert invites.state(work, line.membership_id) is None


# Invitations by message


def owe(world: World, victim_ids: list[VictimId]) -> int:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return invites.owe(work, victim_ids)


def test_an_owed_invite_has_no_token_until_it_is_sent(world: World, members: list[VictimId]) -> None:
    waiting = make_victim(world, phone="010-0700-0001")
    assert owe(world, [*members, waiting]) == 3
    with world.as_system() as work:
        messages = work.db.scalars(select(Message).where(Message.kind == "invite")).all()
        assert {message.recipient_id for message in messages} == set(members)
    assert [row.token_mac for row in rows(world)] == [None] * 3
    world.clock.now += timedelta(hours=5)
    owed = rows(world)
    with world.as_system() as work:
        line = groups.memberships_of(work, members)[members[0]]
        (mine,) = (row for row in owed if row.membership_id == line.membership_id)
        token = invites.token_for_sending(work, mine.id)
    assert token is not None
    world.clock.now += timedelta(hours=71)
    assert enter(world, members[0], token).url == ROOM


def test_a_message_sent_again_carries_the_only_good_token(world: World, members: list[VictimId]) -> None:
    owe(world, members[:1])
    (invite,) = rows(world)
    with world.as_system() as work:
        first, second = (invites.token_for_sending(work, invite.id) for _ in range(2))
    assert first and second
    refused(world, members[0], first)
    assert enter(world, members[0], second).url == ROOM


def test_a_message_for_a_void_invite_is_not_sent(world: World, members: list[VictimId]) -> None:
    owe(world, members[:2])
    first, second = rows(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert invites.revoke(work, members[0]) == 1
    with world.as_member(members[1]) as work:
        registration.leave_group(work, members[1])
    with world.as_system() as work:
        assert invites.token_for_sending(work, first.id) is None
        assert invites.token_for_sending(work, second.id) is None


@pytest.mark.parametrize("role", [Role.LAWYER, Role.MEMBER, Role.VISITOR])
def test_only_a_caseworker_owes_and_only_the_worker_sends(world: World, members: list[VictimId], role: Role) -> None:
    with world.as_staff(role, None) as work:
        with pytest.raises(NotAllowed):
            invites.owe(work, members)
        with pytest.raises(NotAllowed):
            invites.token_for_sending(work, members[0])
