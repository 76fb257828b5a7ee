"""The desk's pages of invites, rooms and the leak drill: a preview that is kept, paper that is shown once, a proof before the drill."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.models import SignIn
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.victims.types import VictimId
from tests.features.desk.conftest import Desk
from tests.features.my.visits import ROOM, ROOM_CODE, set_room
from tests.features.rosters.exports import make_finished
from tests.people import make_group
from tests.world import World

pytestmark = pytest.mark.pages

PAGE = "/desk/groups/GS-0001"
OK, SEE_OTHER, CONFLICT, REFUSED = 200, 303, 409, 422
REASON = "링크가 다른 단체방에 올라왔습니다"


@pytest.fixture
def members(world: World) -> list[VictimId]:
    group_id, members = make_group(world, size=3)
    set_room(world, group_id)
    return members


@pytest.fixture
def desk(world: World, members: list[VictimId]) -> Desk:
    return Desk(world, world.app(), Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "at-work@example.com"))


def test_what_was_previewed_is_what_is_sent(world: World, desk: Desk, members: list[VictimId]) -> None:
    sent = desk.form(f"{PAGE}/invites", f"{PAGE}/invites")
    with world.as_member(members[0]) as work:
        invites.make(work)
    assert desk.client.post(f"{PAGE}/invites", data=sent).status_code == CONFLICT
    assert desk.send(f"{PAGE}/invites", page=f"{PAGE}/invites", invites__hours="24").status_code == SEE_OTHER
    with world.as_system() as work:
        rows = work.db.scalars(select(Invite).where(Invite.way == "message")).all()
        assert {row.hours for row in rows} == {24} and len(rows) == 2


def test_paper_is_shown_once_and_lets_its_member_in(world: World, desk: Desk, members: list[VictimId]) -> None:
    who = [desk.reference(one) for one in members[:2]]
    chosen = f"{PAGE}/invites/chosen"
    answer = desk.send(chosen, page=f"{PAGE}/invites", chosen__who=who, chosen__hours="", deed="print")
    html = answer.get_data(as_text=True)
    found = re.findall(r'class="slip-code">([^<]+)<', html)
    assert answer.status_code == OK and len(found) == 2 and answer.headers["Cache-Control"] == "no-store"
    assert html.count("data:image/svg+xml") >= 2 and ROOM not in html and ROOM_CODE not in html and "임표본" not in html
    assert not any(code in desk.read(f"{PAGE}/invites") for code in found)
    entered = []
    for one in members:
        for code in found:
            with world.as_member(one) as work:
                try:
                    entered.append(invites.enter_by_code(work, code, address=None).url)
                except InviteVoid:
                    continue
    assert entered == [ROOM, ROOM]
    void = desk.send(chosen, page=f"{PAGE}/invites", chosen__who=["P-ZZZZZZ"], chosen__hours="", deed="send")
    assert (
        void.status_code == SEE_OTHER and desk.send(chosen, page=f"{PAGE}/invites", deed="send").status_code == REFUSED
    )


def test_a_drill_from_the_page_wants_a_fresh_proof(world: World, desk: Desk, members: list[VictimId]) -> None:
    url = f"{PAGE}/drill"
    assert "다시 초대할 사람" in desk.read(url)
    sent = desk.form(url, url) | {"drill-reason": REASON}
    with world.as_system() as work:
        work.db.execute(update(SignIn).values(proved_at=work.now - timedelta(days=1)))
    assert desk.client.post(url, data=sent).status_code == 401
    desk.sign_in()
    sent = desk.form(url, url) | {"drill-reason": REASON}
    assert desk.client.post(url, data=sent).status_code == SEE_OTHER
    assert "새 주소를 기다립니다" in desk.read(url) and "새 대화방을 기다립니다" in desk.read(f"{PAGE}/invites")
    rooms = f"{PAGE}/rooms"
    same = desk.send(f"{rooms}/1", page=rooms, room1__url=ROOM, room1__code="new999")
    assert same.status_code == REFUSED and "옛 방의 주소입니다" in same.get_data(as_text=True)
    new = desk.send(f"{rooms}/1", page=rooms, room1__url="https://open.kakao.com/o/gAfter01", room1__code="new999")
    assert new.status_code == SEE_OTHER and "3명에게 다시 초대를 보냈습니다" in desk.read(url)


def test_rooms_are_added_looked_at_and_sized(world: World, desk: Desk, members: list[VictimId]) -> None:
    rooms = f"{PAGE}/rooms"
    added = desk.send(f"{rooms}/2", page=rooms, room2__url="https://open.kakao.com/o/gSecond01", room2__code="222222")
    assert added.status_code == SEE_OTHER and "대화방 2" in desk.read(rooms) and "gSecond01" not in desk.read(rooms)
    assert desk.client.post(f"{rooms}/9/host", data=desk.form(rooms, f"{rooms}/1/host")).status_code == 404
    assert desk.send(f"{rooms}/1/host", page=rooms).status_code == SEE_OTHER
    checks = desk.form(rooms, f"{rooms}/1/checks") | {
        "check-title": "fine",
        "check-code_on": "wrong",
        "check-host": "?",
    }
    assert desk.client.post(f"{rooms}/1/checks", data=checks).status_code == SEE_OTHER
    assert "본 것 2가지" in desk.read(rooms) and "대화방에서 볼 것" in desk.read("/desk")
    assert desk.send(f"{rooms}/1/capacity", page=rooms, capacity1__capacity="0").status_code == REFUSED
    assert desk.send(f"{rooms}/1/capacity", page=rooms, capacity1__capacity="12").status_code == SEE_OTHER
    with world.as_system() as work:
        group_id = groups.by_code(work, "GS-0001")
        assert [chat.capacity for chat in openchats.of_group(work, group_id)] == [12, 300]
