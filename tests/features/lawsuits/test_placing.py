"""Where a person's landlord puts her: joined, pending, outside; and who is active."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords.types import LandlordConflict
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import NoSuchGroup, Placement
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind, VictimId
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.people import caseworker_of, make_active, make_answer, make_group, make_victim, verify
from tests.world import World

ELSEWHERE = "부산광역시 수영구 표본로 77, 1호"
OTHER_BIRTH = "1955-05-05"


def placement(world: World, victim_id: VictimId) -> Placement:
    with world.as_system() as work:
        return lawsuits.placements(work, [victim_id])[victim_id]


def is_active(world: World, victim_id: VictimId) -> bool:
    with world.as_system() as work:
        line = groups.membership_of(work, victim_id)
        return line is not None and line.active_since is not None


def messages(world: World, kind: str) -> list[VictimId]:
    with world.as_system() as work:
        return [
            row.recipient_id for row in work.db.scalars(select(Message).where(Message.kind == kind)) if row.recipient_id
        ]


def test_the_first_of_a_landlord_opens_a_group_and_the_second_joins_it(world: World) -> None:
    first, second = make_victim(world), make_victim(world, phone="010-0200-0002", address=ELSEWHERE)
    assert placement(world, first) == placement(world, second) == Placement("GS-0001", "joined")


def test_another_birth_date_opens_another_group(world: World) -> None:
    make_victim(world)
    other = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=OTHER_BIRTH)
    assert placement(world, other).group == "GS-0002"


def test_a_name_alone_waits_with_the_like_named_group_as_candidate(world: World) -> None:
    make_victim(world)
    bare = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=None)
    assert placement(world, bare) == Placement(None, "pending", ("GS-0001",))
    with world.as_system() as work:
        assert groups.membership_of(work, bare) is None


def test_who_did_not_say_yes_is_recognised_and_has_no_place(world: World) -> None:
    first = make_victim(world)
    aside = make_victim(world, phone="010-0200-0002", joins=False)
    assert placement(world, aside) == Placement("GS-0001", None)
    with world.as_system() as work:
        line = groups.line(work, groups.by_code(work, "GS-0001"))
        assert groups.membership_of(work, aside) is None
    assert (line.members, line.pending) == (0, 1)
    assert placement(world, first).membership == "joined"


def test_a_pending_person_takes_her_place_when_a_later_answer_connects_her_and_her_lease_is_seen_again(
    world: World,
) -> None:
    make_victim(world)
    bare = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=None)
    verify(world, bare)
    make_victim(world, phone="010-0200-0003", address=ELSEWHERE)
    assert placement(world, bare) == Placement("GS-0001", "joined")
    assert not is_active(world, bare)
    verify(world, bare)
    assert is_active(world, bare)


def test_a_caseworker_puts_a_pending_person_into_a_group(world: World) -> None:
    make_victim(world)
    bare = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=None)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        placed = lawsuits.settle(
            work, bare, group_id=groups.by_code(work, "gs-0001 "), reason="등기부를 보니 같은 분입니다"
        )
    assert placed == placement(world, bare) == Placement("GS-0001", "joined")
    with world.as_system() as work:
        assert audit.about(work, bare, deeds=["landlord:decided"])[0].reason == "등기부를 보니 같은 분입니다"


def test_a_caseworker_gives_a_pending_person_a_group_of_her_own(world: World) -> None:
    make_victim(world)
    bare = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=None)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        lawsuits.settle(work, bare, group_id=None, reason="이름만 같은 다른 분입니다")
    assert placement(world, bare).group == "GS-0002"


def test_nobody_can_put_a_person_where_birth_dates_contradict(world: World) -> None:
    make_victim(world)
    other = make_victim(world, phone="010-0200-0002", address=ELSEWHERE, landlord_birth=OTHER_BIRTH)
    with pytest.raises(LandlordConflict), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        lawsuits.settle(work, other, group_id=groups.by_code(work, "GS-0001"), reason="같은 분 같습니다")
    assert placement(world, other).group == "GS-0002"


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN])
def test_only_a_caseworker_decides_about_landlords(world: World, role: Role) -> None:
    victim_id = make_victim(world)
    with pytest.raises(NotAllowed), world.as_staff(role, None) as work:
        lawsuits.settle(work, victim_id, group_id=None, reason="까닭이 있습니다")


def test_a_decision_needs_a_reason(world: World) -> None:
    bare = make_victim(world, landlord_birth=None)
    with pytest.raises(ReasonMissing), world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        lawsuits.settle(work, bare, group_id=None, reason=" 음 ")


def test_an_unknown_group_is_refused(world: World) -> None:
    with pytest.raises(NoSuchGroup), world.as_system() as work:
        groups.by_code(work, "GS-9999")


def test_active_means_confirmed_consented_and_seen(world: World) -> None:
    imported = make_victim(world, channel=Channel.FORM)
    verify(world, imported)
    assert not is_active(world, imported)
    with world.as_visitor() as work:
        registration.confirm(work, imported, given=[ConsentGiven(ConsentKind.COLLECT, True)], joins=True)
    assert is_active(world, imported)


def test_who_takes_the_lease_check_back_takes_the_activity_back(world: World) -> None:
    _, (one, *_rest) = make_group(world, size=3)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.unverify_lease(work, one, reason="다른 사람의 계약서였습니다")
        lawsuits.refresh(work, one)
    assert not is_active(world, one)
    with world.as_member(one) as work:
        assert cards.own_group(work, one) is None


def test_a_newer_answer_must_be_seen_again(world: World) -> None:
    imported = make_victim(world, channel=Channel.FORM)
    verify(world, imported)
    with world.as_system() as work:
        answer = make_answer(world, deposit="99000000")
        victims.amend(work, imported, answer)
        registration.confirm(work, imported, given=[ConsentGiven(ConsentKind.COLLECT, True)], joins=True)
        registration.place(work, imported, answer)
    assert not is_active(world, imported)


def test_leaving_ends_the_membership_and_coming_back_restores_it(world: World) -> None:
    group_id, (one, *rest) = make_group(world, size=3)
    with world.as_member(one) as work:
        lawsuits.leave(work, one)
    with world.as_system() as work:
        assert groups.membership_of(work, one) is None
        assert sorted(groups.active_victims(work, group_id)) == sorted(rest)
    assert placement(world, one) == Placement("GS-0001", None)
    with world.as_member(one) as work:
        lawsuits.rejoin(work, one)
    assert is_active(world, one)


def test_the_second_active_member_opens_the_group_for_both_and_a_later_one_is_told_alone(world: World) -> None:
    one = make_active(world)
    assert messages(world, "group_open") == []
    two = make_active(world, phone="010-0200-0002")
    assert sorted(messages(world, "group_open")) == sorted([one, two])
    world.clock.now += timedelta(days=1)
    three = make_active(world, phone="010-0200-0003")
    assert sorted(messages(world, "group_open")) == sorted([one, two, three])


def test_a_group_takes_the_first_district_that_is_known(world: World) -> None:
    make_victim(world)
    make_victim(world, phone="010-0200-0002", address=ELSEWHERE)
    with world.as_system() as work:
        assert groups.line(work, groups.by_code(work, "GS-0001")).area == "서울 강서구"


def test_a_changed_landlord_moves_a_person_under_another_alias(world: World) -> None:
    make_victim(world, phone="010-0200-0002")
    imported = make_victim(world, channel=Channel.FORM)
    with world.as_system() as work:
        before = groups.membership_of(work, imported)
        answer = make_answer(world, landlord="다른표본", landlord_birth=OTHER_BIRTH, address=ELSEWHERE)
        victims.amend(work, imported, answer)
        registration.place(work, imported, answer)
        after = groups.membership_of(work, imported)
    assert before is not None and after is not None
    assert placement(world, imported).group == "GS-0002"
    assert before.alias != after.alias and before.group_id != after.group_id
