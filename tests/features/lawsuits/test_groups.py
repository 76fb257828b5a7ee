"""Groups as staff see them: counts, stages, lawyers, rooms."""

from datetime import timedelta
from uuid import uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import assignments, groups, rooms
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.room_url import clean_room_code, clean_room_url
from lawsuit_hub.features.lawsuits.types import BadRoomUrl, NoSuchGroup, RoomMissing, Stage
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.work import NotAllowed
from tests.features.my.visits import ROOM, ROOM_CODE, set_room
from tests.people import OTHER_LANDLORD, caseworker_of, make_active, make_group, make_staff, make_victim
from tests.world import World


def counts(world: World) -> list[tuple[str, int, int, bool]]:
    with world.as_system() as work:
        return [(line.code, line.members, line.pending, line.visible) for line in groups.lines(work)]


def test_the_lines_count_active_members_and_everybody_who_waits(world: World) -> None:
    make_active(world)
    assert counts(world) == [("GS-0001", 1, 0, False)]
    make_active(world, phone="010-0600-0001")
    make_victim(world, phone="010-0600-0002")  # joined, the lease not seen
    elsewhere = "부산광역시 수영구 표본로 77, 1호"
    make_victim(world, phone="010-0600-0003", address=elsewhere, landlord_birth=None)  # pending
    make_victim(
        world, phone="010-0600-0004", address="대구광역시 중구 표본로 5", landlord_birth=None, joins=False
    )  # stays outside
    assert counts(world) == [("GS-0001", 2, 2, True)]


def test_who_left_is_counted_nowhere(world: World) -> None:
    _, (one, *_rest) = make_group(world, size=3)
    with world.as_member(one) as work:
        lawsuits.leave(work, one)
    assert counts(world) == [("GS-0001", 2, 0, True)]


def test_a_lawyer_sees_her_own_groups_alone(world: World) -> None:
    mine, _ = make_group(world, size=2)
    make_victim(
        world,
        phone="010-0601-0001",
        **OTHER_LANDLORD,
    )
    lawyer = make_staff(world, Role.LAWYER)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(work, mine, lawyer_id=lawyer)
    with world.as_staff(Role.LAWYER, lawyer) as work:
        assert [line.code for line in groups.lines(work, lawyer_id=lawyer)] == ["GS-0001"]
        assert groups.for_lawyer(work, "GS-0001").id == mine
        for code in ("GS-0002", "GS-9999"):
            with pytest.raises(NoSuchGroup):
                groups.for_lawyer(work, code)
    with (
        world.as_staff(Role.LAWYER, make_staff(world, Role.LAWYER, login="other@example.com")) as work,
        pytest.raises(NoSuchGroup),
    ):
        groups.for_lawyer(work, "GS-0001")


def test_a_stage_is_dated_and_the_same_stage_again_changes_nothing(world: World) -> None:
    group_id, _ = make_group(world, size=2)
    world.clock.now += timedelta(days=3)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert groups.set_stage(work, group_id, stage=Stage.SETTLED)
        assert not groups.set_stage(work, group_id, stage=Stage.SETTLED)
        assert groups.stage_dates(work, group_id)["settled"] == world.clock.now
        assert len(audit.about(work, group_id, deeds=["group:stage"])) == 1


@pytest.mark.parametrize("role", [Role.LAWYER, Role.ADMIN, Role.PRIVACY_OFFICER])
def test_only_a_caseworker_changes_a_group(world: World, role: Role) -> None:
    group_id, _ = make_group(world, size=2)
    with world.as_staff(role, None) as work:
        with pytest.raises(NotAllowed):
            groups.set_stage(work, group_id, stage=Stage.CLOSED)
        with pytest.raises(NotAllowed):
            assignments.assign(work, group_id, lawyer_id=uuid4())
        with pytest.raises(NotAllowed):
            rooms.set_room(work, group_id, url=ROOM, code=ROOM_CODE)


def test_a_room_lies_sealed_and_opens_for_who_is_let_in(world: World) -> None:
    group_id, _ = make_group(world, size=2)
    with pytest.raises(RoomMissing), world.as_system() as work:
        rooms.open_room(work, group_id)
    set_room(world, group_id)
    with world.as_system() as work:
        room = rooms.open_room(work, group_id)
    assert (room.url, room.code, repr(room)) == (ROOM, ROOM_CODE, "<room>")
    with world.engine.connect() as db:
        row = db.exec_driver_sql("select room_url, room_code from lawsuit_groups").one()
    assert b"kakao" not in bytes(row[0]) and ROOM_CODE.encode() not in bytes(row[1])


def test_setting_a_room_again_is_a_rotation_in_the_record(world: World) -> None:
    group_id, _ = make_group(world, size=2)
    set_room(world, group_id)
    set_room(world, group_id, code="512740")
    with world.as_system() as work:
        assert [line.deed for line in audit.about(work, group_id, deeds=["room:set", "room:rotated"])] == [
            "room:rotated",
            "room:set",
        ]


@pytest.mark.parametrize("url", ["https://open.kakao.com/o/gSample01", " https://open.kakao.com/o/gabcde "])
def test_the_address_of_a_group_room_is_taken(url: str) -> None:
    assert clean_room_url(url) == url.strip()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://open.kakao.com/o/sSample01", "private_chat"),
        ("https://open.kakao.com/me/sample", "private_chat"),
        ("http://open.kakao.com/o/gSample01", "host"),
        ("https://open.kakao.com.example.org/o/gSample01", "host"),
        ("https://open.kakao.com@example.org/o/gSample01", "host"),
        ("https://user:word@open.kakao.com/o/gSample01", "host"),
        ("https://open.kakao.com:8443/o/gSample01", "host"),
        ("https://example.org/o/gSample01", "host"),
        ("open.kakao.com/o/gSample01", "host"),
        ("javascript:alert(1)", "host"),
        ("https://open.kakao.com/o/gSample01?next=//example.org", "shape"),
        ("https://open.kakao.com/o/gSample01#x", "shape"),
        ("https://OPEN.kakao.com/o/gSample01", "shape"),
        ("https://open.kakao.com/o/gSample01/../sSample01", "shape"),
        ("https://open.kakao.com/o/g가나다라마", "shape"),
        ("https://open.kakao.com/o/g", "shape"),
        ("https://open.kakao.com:port/o/gSample01", "shape"),
        ("", "host"),
    ],
)
def test_any_other_address_is_refused_with_its_reason(url: str, why: str) -> None:
    with pytest.raises(BadRoomUrl) as refused:
        clean_room_url(url)
    assert refused.value.why == why


@pytest.mark.parametrize("code", ["", "123", "12 34", "<b>407192</b>", "4" * 21, "암호암호"])
def test_a_code_that_no_room_has_is_refused(code: str) -> None:
    with pytest.raises(BadRoomUrl) as refused:
        clean_room_code(code)
    assert refused.value.why == "code"


def test_the_first_active_member_names_the_area_not_a_stranger_who_filled_in_a_form(world: World) -> None:
    make_victim(world, phone="010-0300-0001", address="부산광역시 해운대구 표본로 1, 101호", channel=Channel.FORM)
    her = make_active(world, phone="010-0300-0002")
    make_active(world, phone="010-0300-0003", address="서울특별시 양천구 표본로 1, 101호")
    with world.as_system() as work:
        seat = groups.membership_of(work, her)
        assert seat is not None and groups.line(work, seat.group_id).area == "서울 강서구"
