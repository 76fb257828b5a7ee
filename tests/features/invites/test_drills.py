"""The leak drill: everything void, every room replaced, everybody invited anew, each once; and several rooms of one group."""

import threading

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.invites import drills, overview
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import Drill, DrillOpen, InviteVoid, NothingToDrill, Passed, Reached
from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.openchats import changes
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull, Item, NoSuchChat, SameAddress, Step, Why
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from tests.features.my.visits import ROOM, ROOM_CODE, make_invite, set_room
from tests.people import caseworker_of, make_group, make_other_group, make_victim
from tests.world import World

NEW, NEW_CODE = "https://open.kakao.com/o/gAfter01", "889900"
REASON = "링크가 다른 단체방에 올라왔습니다"


class Room:
    """A group of five with a room, and its caseworker."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.group_id, self.members = make_group(world, size=5)
        set_room(world, self.group_id)

    def desk(self):  # type: ignore[no-untyped-def]
        return self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world))

    def enter(self, member: VictimId) -> str:
        token = make_invite(self.world, member)
        with self.world.as_member(member) as work:
            return invites.enter(work, token).url

    def begin(self) -> None:
        with self.desk() as work:
            drills.begin(work, self.group_id, reason=REASON, revoke=invites.revoke_all)

    def set(self, *, number: int = 1, url: str = NEW, code: str = NEW_CODE, **more: int) -> int:
        with self.desk() as work:
            return invites.set_room(work, self.group_id, url=url, code=code, number=number, **more)

    def drill(self) -> Drill:
        with self.world.as_system() as work:
            found = drills.newest(work, self.group_id)
        assert found is not None
        return found

    def owed(self) -> int:
        with self.world.as_system() as work:
            return int(work.db.scalar(select(func.count()).select_from(Message).where(Message.kind == "invite")) or 0)

    def lines(self) -> dict[VictimId, tuple[Reached, Passed | None]]:
        with self.desk() as work:
            return {one.member.victim_id: (one.reached, one.passed) for one in overview.of_group(work, self.group_id)}


@pytest.fixture
def room(world: World) -> Room:
    return Room(world)


def test_a_drill_voids_closes_and_invites_all_anew_once(world: World, room: Room) -> None:
    room.enter(room.members[0])
    token = make_invite(world, room.members[1])
    room.begin()
    with world.as_member(room.members[1]) as work, pytest.raises(InviteVoid):
        invites.enter(work, token)
    with pytest.raises(ChatHeld):
        make_invite(world, room.members[2])
    with room.desk() as work, pytest.raises(ChatHeld):
        invites.owe(work, room.members)
    world.clock.forward(seconds=1)
    before = room.drill()
    assert (before.voided, before.chats, before.waiting, before.invited, before.ended_at) == (1, 1, 1, 0, None)
    with pytest.raises(SameAddress):
        room.set(url=ROOM)
    with pytest.raises(SameAddress):
        room.set(code=ROOM_CODE)
    assert room.owed() == 0 and room.drill().waiting == 1
    room.set()
    after = room.drill()
    assert (after.waiting, after.invited, after.entered) == (0, 5, 0) and room.owed() == 5, (
        "also who was in the old room"
    )
    assert room.enter(room.members[0]) == NEW
    assert room.drill().entered == 1
    with world.as_system() as work:
        assert drills.carry_on(work, room.group_id, invite=invites.owe) == 0
        deeds = list(
            work.db.scalars(select(AuditLine.deed).where(AuditLine.deed.like("drill:%")).order_by(AuditLine.id))
        )
    assert deeds == ["drill:begun", "drill:invited"] and room.owed() == 5


def test_who_paused_is_passed_over_and_the_overview_says_why(world: World, room: Room) -> None:
    waiting = make_victim(world, name="한새로", phone="010-0700-0001")
    with world.as_member(room.members[0]) as work:
        pausing.pause(work)
    room.enter(room.members[1])
    make_invite(world, room.members[2])
    assert room.lines() == {
        room.members[0]: (Reached.NEVER, Passed.PAUSED),
        room.members[1]: (Reached.ENTERED, Passed.ENTERED),
        room.members[2]: (Reached.INVITED, Passed.INVITED),
        room.members[3]: (Reached.NEVER, None),
        room.members[4]: (Reached.NEVER, None),
        waiting: (Reached.NEVER, Passed.NOT_ACTIVE),
    }
    room.begin()
    room.set()
    assert room.drill().invited == 4


def test_with_two_rooms_the_invites_go_when_both_are_new(world: World, room: Room) -> None:
    with room.desk() as work:
        openchats.set_capacity(work, room.group_id, number=1, capacity=3)
    room.set(number=2, url="https://open.kakao.com/o/gSecond01", code="111111", capacity=3)
    urls = [room.enter(one) for one in room.members]
    assert sorted(urls) == [ROOM] * 3 + ["https://open.kakao.com/o/gSecond01"] * 2
    room.begin()
    room.set()
    assert room.drill().waiting == 1 and room.owed() == 0
    room.set(number=2, url="https://open.kakao.com/o/gThird001", code="222222")
    assert room.drill().invited == 5 and room.owed() == 5
    again = [room.enter(one) for one in room.members]
    assert sorted(again) == [NEW] * 3 + ["https://open.kakao.com/o/gThird001"] * 2, "each in the room that was hers"


def test_full_rooms_take_nobody_and_a_pause_frees_a_seat(world: World, room: Room) -> None:
    with room.desk() as work:
        openchats.set_capacity(work, room.group_id, number=1, capacity=4)
    for one in room.members[:4]:
        room.enter(one)
    with pytest.raises(ChatsFull):
        make_invite(world, room.members[4])
    with room.desk() as work, pytest.raises(ChatsFull):
        invites.owe(work, room.members)
    assert room.owed() == 0, "all or none"
    with world.as_member(room.members[0]) as work:
        pausing.pause(work)
    assert room.enter(room.members[4]) == ROOM


def test_two_who_want_the_last_seat_at_once(world: World, room: Room) -> None:
    with room.desk() as work:
        openchats.set_capacity(work, room.group_id, number=1, capacity=2)
    outcomes: list[str] = []

    def ask(member: VictimId) -> None:
        try:
            make_invite(world, member)
            outcomes.append("seat")
        except ChatsFull:
            outcomes.append("full")

    threads = [threading.Thread(target=ask, args=(one,)) for one in room.members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["full"] * 3 + ["seat"] * 2


def test_a_drill_in_the_middle_of_entering_lets_nobody_into_the_new_room_by_an_old_invite(
    world: World, room: Room
) -> None:
    tokens = {one: make_invite(world, one) for one in room.members}
    entered: list[str] = []
    start = threading.Barrier(len(tokens) + 1)

    def go(member: VictimId) -> None:
        start.wait()
        for _ in range(4):
            try:
                with world.as_member(member) as work:
                    entered.append(invites.enter(work, tokens[member]).url)
            except InviteVoid:
                continue

    def drill() -> None:
        start.wait()
        room.begin()
        room.set()

    threads = [*(threading.Thread(target=go, args=(one,)) for one in tokens), threading.Thread(target=drill)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(entered) <= {ROOM} and len(entered) == len(room.members) - room.drill().voided
    assert room.drill().invited == 5 and room.owed() == 5


def test_drills_and_new_rooms_pressed_at_once_happen_once(world: World, room: Room) -> None:
    outcomes: list[str] = []

    def begin() -> None:
        try:
            room.begin()
            outcomes.append("begun")
        except DrillOpen:
            outcomes.append("open")

    for target, count in ((begin, 5), (lambda: room.set(url=f"{NEW}{len(outcomes)}", code="55555"), 1)):
        threads = [threading.Thread(target=target) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["begun"] + ["open"] * 4
    assert room.owed() == 5


def test_two_who_set_the_two_last_rooms_at_once_invite_once(world: World, room: Room) -> None:
    room.set(number=2, url="https://open.kakao.com/o/gSecond01", code="111111")
    room.begin()
    new = {1: (NEW, NEW_CODE), 2: ("https://open.kakao.com/o/gThird001", "222222")}
    threads = [
        threading.Thread(target=lambda number=number: room.set(number=number, url=new[number][0], code=new[number][1]))
        for number in new
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.drill().invited == 5 and room.owed() == 5


def test_a_drill_wants_a_room_and_a_reason_and_a_caseworker(world: World, room: Room) -> None:
    other, _ = make_other_group(world)
    with room.desk() as work:
        with pytest.raises(NothingToDrill):
            drills.begin(work, other, reason=REASON, revoke=invites.revoke_all)
        with pytest.raises(ReasonMissing):
            drills.begin(work, room.group_id, reason="짧", revoke=invites.revoke_all)
    for role in (Role.LAWYER, Role.MEMBER, Role.ADMIN):
        with world.as_staff(role, None) as work, pytest.raises(NotAllowed):
            drills.begin(work, room.group_id, reason=REASON, revoke=invites.revoke_all)


def test_a_change_has_steps_and_is_over_with_the_last(world: World, room: Room) -> None:
    with room.desk() as work:
        assert changes.demand(work, room.group_id, why=Why.INSIDER, reason=REASON) == 1
        assert changes.demand(work, room.group_id, why=Why.INSIDER, reason=REASON) == 0
    assert room.enter(room.members[0]) == ROOM, "nothing is held by asking alone"
    room.set()
    with room.desk() as work:
        (change,) = changes.of_group(work, room.group_id).values()
        assert change.next_step is Step.TOLD
        assert not openchats.tick(work, room.group_id, number=1, step=Step.WRITTEN)
        assert openchats.tick(work, room.group_id, number=1, step=Step.TOLD)
        assert openchats.tick(work, room.group_id, number=1, step=Step.CLOSED)
        assert changes.of_group(work, room.group_id) == {}
        with pytest.raises(NoSuchChat):
            openchats.tick(work, room.group_id, number=2, step=Step.TOLD)


def test_checks_come_due_and_another_room_has_to_be_looked_at_anew(world: World, room: Room) -> None:
    def due() -> int:
        with room.desk() as work:
            return sum(one.checks for one in openchats.due(work))

    assert due() == len(Item)
    with room.desk() as work:
        assert openchats.look(work, room.group_id, number=1, found=dict.fromkeys(Item, True)) == len(Item)
    assert due() == 0
    with room.desk() as work:
        openchats.look(work, room.group_id, number=1, found={Item.CODE_ON: False})
    assert due() == 1, "what is not as it should be stays due"
    world.clock.forward(days=14)
    assert due() == len(Item)
    with room.desk() as work:
        openchats.look(work, room.group_id, number=1, found=dict.fromkeys(Item, True))
    room.set(url=ROOM)
    assert due() == 0, "another code of the same room"
    room.set()
    assert due() == len(Item)


def test_a_new_code_of_the_same_room_leaves_who_is_in_it_there(world: World, room: Room) -> None:
    room.enter(room.members[0])
    make_invite(world, room.members[1])
    assert room.set(url=ROOM, code="565656") == 1
    assert room.lines()[room.members[0]][0] is Reached.ENTERED and room.lines()[room.members[1]][0] is Reached.RUN_OUT
    room.set()
    assert room.lines()[room.members[0]] == (Reached.RUN_OUT, None)


def test_no_message_holds_a_link_and_a_room_s_code_together(world: World, room: Room) -> None:
    room.begin()
    room.set()
    with world.as_system() as work:
        rows = list(work.db.scalars(select(Invite).where(Invite.token_mac.is_(None))))
        assert len(rows) == 5 and {row.way for row in rows} == {"message"}
