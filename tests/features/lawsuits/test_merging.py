"""Two groups of one landlord become one: by themselves while nobody is active, else by a caseworker's word."""

from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import NoSuchProposal
from lawsuit_hub.features.lawsuits import cards, groups, rooms
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.victims.types import VictimId
from tests.features.my.visits import set_room
from tests.people import caseworker_of, make_victim, verify
from tests.world import World

HERE, THERE = "서울특별시 강서구 표본로 12, 301호", "부산광역시 수영구 표본로 77, 1호"
BORN = "1968-01-20"


def two_groups(world: World, *, size: int = 2, active: bool = False) -> tuple[list[VictimId], list[VictimId]]:
    """One known by his birth date, one by a company number; nothing connects them yet."""
    first = [make_victim(world, phone=f"010-0300-000{n}", address=HERE, landlord_birth=BORN) for n in range(size)]
    second = [
        make_victim(world, phone=f"010-0301-000{n}", address=THERE, landlord="표본주택", business_number="123-45-67891")
        for n in range(size)
    ]
    if active:
        for victim_id in (*first, *second):
            verify(world, victim_id)
    return first, second


def connect(world: World) -> VictimId:
    """An answer that is certainly both: the company's name in the company's house, with the person's …"""
    return make_victim(world, phone="010-0302-0001", address=HERE, landlord="임표본", business_number="123-45-67891")


def codes(world: World) -> list[str]:
    with world.as_system() as work:
        return [line.code for line in groups.lines(work)]


def group_of(world: World, victim_id: VictimId) -> str:
    with world.as_system() as work:
        placed = lawsuits.placements(work, [victim_id])[victim_id]
    return placed.group or ""


def decide(world: World, *, join: bool) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        (proposal,) = landlords.merge_proposals(work)
        lawsuits.decide_merge(work, proposal.id, join=join, reason="사업자등록증의 대표자가 같습니다")


def test_groups_without_active_members_become_one_under_the_older_code(world: World) -> None:
    first, second = two_groups(world)
    assert codes(world) == ["GS-0001", "GS-0002"]
    bridge = connect(world)
    assert codes(world) == ["GS-0001"]
    assert {group_of(world, one) for one in (*first, *second, bridge)} == {"GS-0001"}
    with world.as_system() as work:
        assert groups.by_code(work, "GS-0002") == groups.by_code(work, "GS-0001")
        line = groups.line(work, groups.by_code(work, "GS-0002"))
        assert (line.members, line.pending) == (0, 5)


def test_active_members_make_it_a_proposal(world: World) -> None:
    two_groups(world, active=True)
    connect(world)
    assert codes(world) == ["GS-0001", "GS-0002"]
    with world.as_system() as work:
        assert len(landlords.merge_proposals(work)) == 1


def test_active_members_in_the_younger_group_alone_make_it_a_proposal_too(world: World) -> None:
    _, second = two_groups(world)
    verify(world, second[0])
    connect(world)
    assert codes(world) == ["GS-0001", "GS-0002"]


def test_a_caseworker_joins_them_and_everybody_moved_has_another_alias(world: World) -> None:
    first, second = two_groups(world, active=True)
    connect(world)
    with world.as_system() as work:
        before = groups.memberships_of(work, [*first, *second])
    decide(world, join=True)
    with world.as_system() as work:
        after = groups.memberships_of(work, [*first, *second])
        kept = groups.by_code(work, "GS-0001")
        assert {line.group_id for line in after.values()} == {kept}
        assert all(after[one].alias == before[one].alias for one in first)
        assert all(after[one].alias != before[one].alias for one in second)
        assert len({line.alias for line in after.values()}) == 4
        assert audit.about(work, kept, deeds=["group:merged"])
    for one in (*first, *second):
        with world.as_member(one) as work:
            own = cards.own_group(work, one)
        assert own is not None and own.code == "GS-0001" and own.active == 4 and len(own.cards) == 3
        assert all(card.name_mask and card.district and card.band for card in own.cards)


def test_the_older_code_stays_even_where_the_landlord_row_of_the_younger_does(world: World) -> None:
    two_groups(world, active=True)
    connect(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        one, other = (line.landlord_id for line in groups.lines(work))
        lawsuits.apply(work, landlords.merge(work, other, one))
    assert codes(world) == ["GS-0001"]


def test_a_refused_proposal_keeps_them_apart_for_good(world: World) -> None:
    first, second = two_groups(world, active=True)
    connect(world)
    decide(world, join=False)
    make_victim(world, phone="010-0302-0002", address=THERE, landlord="임표본", business_number="123-45-67891")
    assert codes(world) == ["GS-0001", "GS-0002"]
    assert group_of(world, first[0]) != group_of(world, second[0])
    with world.as_system() as work:
        assert landlords.merge_proposals(work) == []


def test_a_decided_proposal_cannot_be_decided_again(world: World) -> None:
    two_groups(world, active=True)
    connect(world)
    with world.as_system() as work:
        (proposal,) = landlords.merge_proposals(work)
    decide(world, join=True)
    with pytest.raises(NoSuchProposal), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        lawsuits.decide_merge(work, proposal.id, join=True, reason="한 번 더 눌렀습니다")


def test_the_room_of_the_group_that_went_is_gone(world: World) -> None:
    two_groups(world, active=True)
    with world.as_system() as work:
        gone = groups.by_code(work, "GS-0002")
    set_room(world, gone)
    connect(world)
    decide(world, join=True)
    with pytest.raises(NoSuchGroup), world.as_system() as work:
        rooms.open_room(work, gone)
    with world.as_system() as work:
        assert not groups.line(work, groups.by_code(work, "GS-0002")).has_room


def told(world: World) -> list[tuple[str, VictimId]]:
    with world.as_system() as work:
        owed = work.db.execute(text("select kind, recipient_id from outbox_messages where kind like 'group_%'"))
        return sorted((kind, UUID(str(to))) for kind, to in owed.all())


def test_who_moves_is_told_that_her_group_changed_and_nobody_that_it_opened_again(world: World) -> None:
    first, second = two_groups(world, active=True)
    connect(world)
    before = told(world)
    assert {kind for kind, _ in before} == {"group_open"}
    decide(world, join=True)
    news = [one for one in told(world) if one not in before]
    assert news == sorted(("group_changed", one) for one in second)
    assert len(told(world)) == len(before) + len(second), first
