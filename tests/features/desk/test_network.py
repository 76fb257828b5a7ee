"""What landlords share, and the same hand behind several: a word of a caseworker that merges nobody and can be taken back."""

import re
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import network
from lawsuit_hub.features.lawsuits import groups
from tests.features.desk.conftest import Desk
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages

REASON = "두 사람의 대리인이 같은 사람입니다"
HOUSE = "서울특별시 강서구 표본로 7, {}호"


@pytest.fixture
def two(world: World) -> list[UUID]:
    """GS-0001 and GS-0002, of two landlords in one house."""
    return [
        make_victim(world, phone=f"010-0400-000{n}", landlord=name, landlord_birth=born, address=HOUSE.format(101 + n))
        for n, (name, born) in enumerate((("한첫째", "1961-01-01"), ("조둘째", "1972-02-02")))
    ]


def link(desk: Desk, other: str, reason: str = REASON) -> tuple[int, str]:
    page = "/desk/groups/GS-0001/network"
    answer = desk.send(page, page=page, link__other=other, link__reason=reason)
    return answer.status_code, answer.get_data(as_text=True)


def test_who_shares_a_house_is_named_by_code_and_by_nothing_else(desk: Desk, two: list[UUID]) -> None:
    page = desk.read("/desk/groups/GS-0001/network")
    assert "GS-0002" in page
    assert not re.search("한첫째|조둘째|표본로", page)


def test_a_link_is_made_audited_and_taken_back_and_merges_nobody(desk: Desk, two: list[UUID], world: World) -> None:
    assert link(desk, "GS-0002")[0] == 303
    for code, other in (("GS-0001", "GS-0002"), ("GS-0002", "GS-0001")):
        assert f"{other}과 이어짐" in desk.read(f"/desk/groups/{code}/network")
    with world.as_system() as work:
        lines = {one.code: one for one in groups.lines(work)}
        [hand] = network.hands_of(work, lines["GS-0001"].landlord_id)
        said = [one.reason for one in audit.about(work, lines["GS-0002"].landlord_id) if one.deed == "landlord:linked"]
    assert len(lines) == 2 and said == [REASON]
    page = "/desk/groups/GS-0001/network"
    answer = desk.send(f"{page}/{hand.link_id}/remove", page=page, unlink__reason="잘못 이었습니다")
    assert answer.status_code == 303 and "이어 둔 임대인이 없습니다" in desk.read(page)
    again = desk.client.post(
        f"{page}/{hand.link_id}/remove", data={**desk.form(page, page), "unlink-reason": "한 번 더 누릅니다"}
    )
    assert again.status_code == 409


@pytest.mark.parametrize("other", ["GS-9999", "GS-0001", "\u0000"])
def test_nothing_and_itself_are_refused_beside_the_field(desk: Desk, two: list[UUID], other: str) -> None:
    status, page = link(desk, other)
    assert status == 422 and "이 모임입니다" in page


def test_twice_is_once(desk: Desk, two: list[UUID]) -> None:
    assert link(desk, "GS-0002")[0] == 303
    status, page = link(desk, "GS-0002")
    assert status == 422 and "이미 이어져" in page


def test_a_link_of_another_group_is_not_taken_back_from_here(desk: Desk, two: list[UUID], world: World) -> None:
    page = "/desk/groups/GS-0001/network"
    desk.read(page)
    fields = {**desk.form(page, page), "unlink-reason": "남의 것을 거둡니다"}
    assert desk.client.post(f"{page}/{uuid4()}/remove", data=fields).status_code == 409
    assert desk.get("/desk/groups/GS-9999/network").status_code == 404
