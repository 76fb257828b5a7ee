"""What an answer from a public form may do to a confirmed person: anybody can type her number, she herself included."""

import pytest
from sqlalchemy import select

from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.victims.models import Task
from tests.features.responses.form_files import LATER, row, taken
from tests.people import make_active, make_group, make_victim, verify
from tests.world import World

NUMBER, OTHER_NUMBER = "123-45-67891", "220-81-62517"
PHONE = "010-0777-7777"
HOUSE = "서울특별시 강서구 표본로 12, 301호"


def waiting(world: World) -> list[str]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Task.kind).where(Task.closed_at.is_(None))))


def answer(landlord: str, number: str) -> list[str]:
    said = {"name": "홍표본", "phone": PHONE, "address": HOUSE, "landlord": landlord, "number": number}
    return row(at=LATER, firm="아니요", kind="법인", **said)


def test_a_members_answer_with_another_number_takes_her_into_no_other_group(world: World) -> None:
    make_group(world, landlord="주식회사 표본가옥", business_number=NUMBER)
    her = make_active(
        world, name="홍표본", phone=PHONE, landlord="주식회사 다른집", business_number=OTHER_NUMBER, address=HOUSE
    )
    with world.as_system() as work:
        before = groups.membership_of(work, her)
    (line,) = taken(world, [answer("주식회사 다른집", NUMBER)])
    assert (line.outcome, line.group) == ("updated", "GS-0002")
    assert waiting(world) == ["changed_answer"]
    with world.as_member(her) as work:
        assert groups.membership_of(work, her) == before
        assert cards.own_group(work, her) is None, "she sees nobody of the group whose number she wrote"


def test_a_member_whose_landlord_waits_settles_him_by_no_answer_of_a_form(world: World) -> None:
    make_group(world, landlord="주식회사 표본가옥", business_number=NUMBER)
    make_victim(
        world, name="박다름", phone="010-0777-7778", landlord_birth="1970-01-01", address="서울 강서구 표본로 99, 101호"
    )
    her = make_victim(world, name="홍표본", phone=PHONE, landlord_birth=None, address=HOUSE)
    verify(world, her)
    (line,) = taken(world, [answer("임표본", NUMBER)])
    assert (line.outcome, line.group, line.membership) == ("updated", None, "pending")
    assert waiting(world) == ["changed_answer"]
    with world.as_member(her) as work:
        assert groups.membership_of(work, her) is None


def test_who_is_settled_by_a_strangers_row_is_not_active_before_her_lease_is_seen_again(world: World) -> None:
    group, _ = make_group(world, landlord="주식회사 표본가옥", business_number=NUMBER)
    make_victim(
        world, name="박다름", phone="010-0777-7778", landlord_birth="1970-01-01", address="서울 강서구 표본로 99, 101호"
    )
    her = make_victim(world, name="홍표본", phone=PHONE, landlord_birth=None, address=HOUSE)
    verify(world, her)
    taken(
        world, [row(name="최낯선", phone="010-0777-7779", address=HOUSE, landlord="임표본", number=NUMBER, kind="법인")]
    )
    with world.as_member(her) as work:
        seat = groups.membership_of(work, her)
        assert seat is not None and (seat.group_id, seat.active_since) == (group, None)
        assert cards.own_group(work, her) is None
    verify(world, her)
    with world.as_member(her) as work:
        assert cards.own_group(work, her) is not None


@pytest.mark.parametrize("number", ["1968-01-20", ""])
def test_a_members_answer_that_only_adds_waits_for_nobody(world: World, number: str) -> None:
    make_active(world, name="홍표본", phone=PHONE, landlord_birth=None, address=HOUSE)
    (line,) = taken(world, [row(at=LATER, name="홍표본", phone=PHONE, address=HOUSE, firm="아니요", number=number)])
    assert (line.outcome, line.group, line.membership) == ("updated", "GS-0001", "joined")
    assert waiting(world) == []
    later = row(name="박다름", phone="010-0777-7778", address="서울 강서구 표본로 99, 101호", number="1968-01-20")
    assert taken(world, [later])[0].group == ("GS-0001" if number else "GS-0002")
