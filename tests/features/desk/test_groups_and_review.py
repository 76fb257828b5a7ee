"""The desk about landlords and groups: what agrees, what forbids, what a caseworker decides, and rooms that are written only."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import review
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.landlords import comparing, proposals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups, rooms
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import service as victims
from tests.features.desk.conftest import REASON, Desk
from tests.people import make_firm, make_group, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

OK, REFUSED, GONE, CONFLICT, SEE_OTHER = 200, 422, 404, 409, 303
ROOM, ROOM_CODE = "https://open.kakao.com/o/gAbc1234", "code77"
ELSEWHERE = "서울특별시 강서구 다른로 5, 101호"


def pending(world: World, **about: object) -> UUID:
    """Somebody whose landlord shares the group's name and nothing else."""
    return make_victim(
        world, **{"name": "정표본", "phone": "010-0555-0002", "landlord_birth": None, "address": ELSEWHERE, **about}
    )


def code_of(world: World, victim_id: UUID) -> str | None:
    with world.as_system() as work:
        place = groups.membership_of(work, victim_id)
        return groups.get(work, place.group_id).code if place else None


def owed(world: World, kind: str) -> set[UUID | None]:
    with world.as_system() as work:
        return set(work.db.scalars(select(Message.recipient_id).where(Message.kind == kind)))


def linked_groups(world: World) -> tuple[UUID, UUID]:
    """Two groups with active members of which certain evidence says that they are one landlord's; a member of the older, of the younger."""
    _, (older, _) = make_group(world, size=2)
    _, (younger, _) = make_group(
        world, size=2, first_number=3000, landlord="표본주택(주)", business_number="123-45-67891", address=ELSEWHERE
    )
    with world.as_system() as work:
        one, other = (
            groups.get(work, groups.membership_of(work, who).group_id).landlord_id for who in (older, younger)
        )  # type: ignore[union-attr]
        proposals.propose(work, older=one, younger=other, because="business")
    return older, younger


def proposal_of(world: World) -> UUID:
    with world.as_system() as work:
        (found,) = landlords.merge_proposals(work)
        return found.id


def test_what_agrees_is_said_and_no_value_is_shown(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    page = desk.read(f"/desk/review/{desk.reference(her)}")
    assert "GS-0001에 넣기" in page and "같음 1" in page and "다른 건물" in page and "임*본" in page
    assert "임표본" not in page and "표본로 12" not in page and "1968-01" not in page


def test_one_who_waits_is_joined_and_appears_in_the_group(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    url = f"/desk/review/{desk.reference(her)}"
    assert code_of(world, her) is None and desk.reference(her) in desk.read("/desk/review")
    sent = desk.form(url, url) | {"choice": "join", "reason": REASON}
    assert desk.client.post(url, data=sent).status_code == SEE_OTHER
    assert code_of(world, her) == "GS-0001" and desk.reference(her) in desk.read("/desk/groups/GS-0001")
    assert desk.client.post(url, data=sent).status_code == CONFLICT, "an old tab"
    assert desk.get(url).status_code == CONFLICT
    with world.as_system() as work:
        assert [line.reason for line in audit.about(work, her, deeds=["landlord:decided"])] == [REASON]


def test_one_who_waits_may_get_a_group_of_her_own(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    url = f"/desk/review/{desk.reference(her)}"
    assert desk.send(url, page=url, choice="own", reason=REASON).status_code == SEE_OTHER
    assert code_of(world, her) == "GS-0002"


def test_a_contradiction_forbids_whatever_else_agrees(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    make_group(
        world,
        size=2,
        first_number=3000,
        landlord="박다른",
        landlord_birth="1955-03-03",
        address="서울특별시 양천구 목동로 7, 101호",
    )
    her = pending(world, landlord="림표본", landlord_birth="1968-01-20")
    url = f"/desk/review/{desk.reference(her)}"
    page = desk.read(f"{url}?group=GS-0002")
    assert "이 모임에는 넣을 수 없습니다" in page and "어긋남 1" in page
    assert 'value="join" disabled' in page
    answer = desk.send(url, page=f"{url}?group=GS-0002", choice="join", group="GS-0002", reason=REASON)
    assert answer.status_code == REFUSED and "어긋나" in answer.get_data(as_text=True) and code_of(world, her) is None
    assert "이 모임에는 넣을 수 없습니다" not in desk.read(url), "beside the other group nothing contradicts"


def test_a_reason_is_asked_of_every_decision(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    url = f"/desk/review/{desk.reference(her)}"
    answer = desk.send(url, page=url, choice="own", reason="음")
    assert (
        answer.status_code == REFUSED and "다섯 글자" in answer.get_data(as_text=True) and code_of(world, her) is None
    )


def test_an_unknown_code_is_said_beside_the_field(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    page = desk.read(f"/desk/review/{desk.reference(pending(world))}?group=GS-4040")
    assert "GS-4040은 없는 번호입니다" in page


def test_groups_with_active_members_are_joined_only_by_a_decision(world: World, desk: Desk) -> None:
    older, younger = linked_groups(world)
    assert (code_of(world, older), code_of(world, younger)) == ("GS-0001", "GS-0002")
    url = f"/desk/review/merge/{proposal_of(world)}"
    assert url in desk.read("/desk/review") and "이렇게 됩니다" in desk.read(url)
    sent = desk.form(url, url) | {"choice": "join", "reason": REASON}
    assert desk.client.post(url, data=sent).status_code == SEE_OTHER
    assert (code_of(world, older), code_of(world, younger)) == ("GS-0001", "GS-0001")
    assert desk.client.post(url, data=sent).status_code == CONFLICT
    assert desk.get("/desk/groups/GS-0002").location.endswith("/desk/groups/GS-0001"), "an old code leads on"


def test_groups_said_to_be_apart_stay_apart_and_are_not_asked_again(world: World, desk: Desk) -> None:
    older, younger = linked_groups(world)
    url = f"/desk/review/merge/{proposal_of(world)}"
    assert desk.send(url, page=url, choice="apart", reason=REASON).status_code == SEE_OTHER
    assert (code_of(world, older), code_of(world, younger)) == ("GS-0001", "GS-0002")
    assert "합칠지 정할 모임" not in desk.read("/desk") and desk.get(url).status_code == CONFLICT


def test_a_foreign_id_of_a_merge_does_nothing(desk: Desk) -> None:
    assert desk.get(f"/desk/review/merge/{uuid4()}").status_code == CONFLICT


def test_fields_are_compared_by_equality_alone(world: World) -> None:
    _, (member, _) = make_group(world, size=2)
    her = pending(world, landlord="림표본")
    with world.as_system() as work:
        landlord_id = groups.get(work, groups.membership_of(work, member).group_id).landlord_id  # type: ignore[union-attr]
        assert landlord_id is not None
        rows = {row.field: row.agreement.value for row in comparing.compare(work, her, landlord_id)}
    assert rows == {
        "name": "similar",
        "birth": "unknown",
        "business": "unknown",
        "corporation": "unknown",
        "building": "unknown",
    }


def test_the_table_begins_with_groups_in_which_somebody_waits(world: World, desk: Desk) -> None:
    make_group(world, size=3)
    make_group(
        world,
        size=2,
        first_number=3000,
        landlord="박다른",
        landlord_birth="1955-03-03",
        address="서울특별시 양천구 목동로 7, 101호",
    )
    make_victim(
        world,
        phone="010-0555-0007",
        landlord="박다른",
        landlord_birth="1955-03-03",
        address="서울특별시 양천구 목동로 7, 102호",
    )
    page = desk.read("/desk/groups")
    assert page.index("GS-0002") < page.index("GS-0001")


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("https://open.kakao.com/o/sAbc1234", ROOM_CODE, "1:1"),
        ("https://open.kakao.com/me/abc", ROOM_CODE, "1:1"),
        ("http://open.kakao.com/o/gAbc1234", ROOM_CODE, "https://open.kakao.com"),
        ("https://evil.example/o/gAbc1234", ROOM_CODE, "https://open.kakao.com"),
        ("https://open.kakao.com/o/gAbc1234?x=1", ROOM_CODE, "그룹 채팅방 주소가 아닙니다"),
        (ROOM, "짧", "4~20자"),
        ("", ROOM_CODE, "주소를 적어"),
    ],
)
def test_only_a_group_room_is_taken_and_the_reason_is_said(
    world: World, desk: Desk, url: str, code: str, words: str
) -> None:
    group_id, _ = make_group(world, size=2)
    page = "/desk/groups/GS-0001"
    answer = desk.send(f"{page}/room", page=page, room__url=url, room__code=code)
    assert answer.status_code == REFUSED and words in answer.get_data(as_text=True)
    with world.as_system() as work:
        assert not groups.line(work, group_id).has_room


def test_a_room_is_written_and_never_shown_and_its_change_voids_invites(world: World, desk: Desk) -> None:
    group_id, members = make_group(world, size=3)
    page = "/desk/groups/GS-0001"
    sent = desk.form(page, f"{page}/room") | {"room-url": ROOM, "room-code": ROOM_CODE}
    assert desk.client.post(f"{page}/room", data=sent).status_code == SEE_OTHER
    assert desk.client.post(f"{page}/room", data=sent).status_code == CONFLICT, "sent twice, set once"
    with world.as_member(members[0]) as work:
        token = invites.make(work)
    world.clock.forward(seconds=5)
    shown = desk.read(page)
    assert "gAbc1234" not in shown and ROOM_CODE not in shown and "다시 보이지 않습니다" in shown
    changed = desk.send(f"{page}/room", page=page, room__url="https://open.kakao.com/o/gNew9999", room__code="new123")
    assert changed.status_code == SEE_OTHER and "초대 1개가 무효" in desk.read(page)
    with world.as_member(members[0]) as work, pytest.raises(InviteVoid):
        invites.enter(work, token)
    with world.as_system() as work:
        assert rooms.open_room(work, group_id).code == "new123"


def test_invites_go_to_who_has_none_and_a_second_press_sends_nothing(world: World, desk: Desk) -> None:
    group_id, members = make_group(world, size=3)
    make_victim(world, name="한표본", phone="010-0555-0007")
    page = "/desk/groups/GS-0001"
    assert "서비스 안의 대화방을 씁니다" in desk.read(page)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        invites.set_room(work, group_id, url=ROOM, code=ROOM_CODE)
    sent = desk.form(page, f"{page}/invites")
    answers = [desk.client.post(f"{page}/invites", data=sent).status_code for _ in range(2)]
    assert answers == [SEE_OTHER, CONFLICT], "the second press was for a preview that is over"
    with world.as_system() as work:
        assert sorted(work.db.scalars(select(Message.recipient_id).where(Message.kind == "invite"))) == sorted(members)
    assert "초대받고 들어오지 않은 사람" in desk.read("/desk")
    world.clock.forward(hours=world.settings.invite_hours + 1)
    desk.sign_in()
    assert "3명에게 초대 보내기" in desk.read(page), "what ran out is sent again"


def test_unused_invites_are_voided_by_a_press(world: World, desk: Desk) -> None:
    group_id, members = make_group(world, size=3)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        invites.set_room(work, group_id, url=ROOM, code=ROOM_CODE)
    page = "/desk/groups/GS-0001"
    assert "revoke-invites" not in desk.read(page)
    with world.as_member(members[0]) as work:
        token = invites.make(work)
    sent = desk.form(page, f"{page}/invites/revoke")
    assert desk.client.post(f"{page}/invites/revoke", data=sent).status_code == SEE_OTHER
    assert "초대 1개를 무효로" in desk.read(f"{page}/invites")
    with world.as_member(members[0]) as work, pytest.raises(InviteVoid):
        invites.enter(work, token)
    assert desk.client.post(f"{page}/invites/revoke", data=sent).status_code == SEE_OTHER
    assert "무효로 할 초대가 없습니다" in desk.read(page)


def test_a_lawyer_is_chosen_by_firm_and_by_who_agreed_to_it(world: World, desk: Desk) -> None:
    firm = make_firm(world)
    group_id, _ = make_group(world, size=2, firm_id=firm)
    with world.as_system() as work:
        (lawyer,) = identity.lawyers(work)
    page = "/desk/groups/GS-0001"
    assert "확정된 2명 가운데 2명이" in desk.read(page) and "법무법인 표본" in desk.read(page)
    assert "지금 맡은 변호사가 없습니다" in desk.read(page)
    sent = desk.form(page, f"{page}/lawyer") | {"lawyer-lawyer": str(lawyer.id), "lawyer-reason": REASON}
    for _ in range(2):
        assert desk.client.post(f"{page}/lawyer", data=sent).status_code == SEE_OTHER
    with world.as_system() as work:
        assert groups.line(work, group_id).lawyer_id == lawyer.id
        assert audit.count(work, group_id, deeds=["group:lawyer"]) == 1
    for nobody in (str(uuid4()), str(desk.account_id), "x"):
        assert desk.client.post(f"{page}/lawyer", data=sent | {"lawyer-lawyer": nobody}).status_code == REFUSED
    assert "법무법인 표본" in desk.read("/desk")
    for wrong in ({"until": "2020-01-01"}, {"starts_on": "그제"}, {"reason": "짧음"}):
        typed = {f"lawyer-{name}": value for name, value in wrong.items()}
        assert desk.client.post(f"{page}/lawyer", data=sent | typed).status_code == REFUSED, wrong
    dated = sent | {"lawyer-until": "2026-12-31"}
    assert desk.client.post(f"{page}/lawyer", data=dated).status_code == SEE_OTHER
    assert "12월 31일까지" in desk.read(page) and "지난 배정" in desk.read(page)
    assert desk.send(f"{page}/lawyer/end", page=page, end__reason="").status_code == REFUSED
    assert desk.send(f"{page}/lawyer/end", page=page, end__reason=REASON).status_code == SEE_OTHER
    assert "지금 맡은 변호사가 없습니다" in desk.read(page)


def test_who_withdrew_waits_for_no_landlord(world: World, desk: Desk) -> None:
    make_group(world, size=2)
    her = pending(world)
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        victims.withdraw(work, her, reason=REASON)
        assert review.queue(work) == (0, ())
