"""A meeting, its people and its caseworkers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.meetings import door, organisations, planning, representing, signing_up, telling, tickets
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.organisations import Facts
from lawsuit_hub.features.meetings.signing_up import Wish
from lawsuit_hub.features.meetings.types import Audience, Plan, SeatLine, Ticket
from lawsuit_hub.features.outbox.models import Message
from tests.people import caseworker_of, make_staff
from tests.world import World

LINK = "https://meet.example.com/rooms/kept-inside"
TITLE = "전세피해 지원 간담회"


@dataclass
class Meetings:
    """What the people of a test do with meetings."""

    world: World

    def plan(self, **changes: Any) -> Plan:
        now: datetime = self.world.clock.now
        plan = Plan(
            title=TITLE,
            purpose="지원사업을 설명하고 묻고 답합니다.",
            place="강서구청 3층 회의실",
            link=LINK,
            starts_at=now + timedelta(days=10),
            ends_at=now + timedelta(days=10, hours=2),
            capacity=20,
            signup_until=now + timedelta(days=9),
            audience=Audience.ALL,
        )
        return replace(plan, **changes)

    def desk(self, deed: Callable[[Any], Any], *, colleague: bool = False) -> Any:
        account = self._colleague() if colleague else caseworker_of(self.world)
        with self.world.as_staff(Role.CASEWORKER, account) as work:
            return deed(work)

    def draft(self, **changes: Any) -> UUID:
        made: UUID = self.desk(lambda work: planning.write(work, self.plan(**changes), once=uuid4().hex))
        return made

    def announce(self, meeting: UUID) -> int:
        told: int = self.desk(lambda work: telling.announce(work, meeting, seen=1))
        return told

    def open(self, **changes: Any) -> UUID:
        meeting = self.draft(**changes)
        self.announce(meeting)
        return meeting

    def visitor(self, meeting: UUID, *, once: str = "", network: str = "") -> str:
        with self.world.as_visitor() as work:
            return signing_up.sign_up(work, meeting, Wish(), once=once or uuid4().hex, network=network or uuid4().hex)

    def member(self, meeting: UUID, victim_id: UUID, **wish: Any) -> None:
        with self.world.as_member(victim_id) as work:
            signing_up.sign_up(work, meeting, Wish(**wish), once="", network="")

    def ticket(self, meeting: UUID, victim_id: UUID) -> Ticket:
        with self.world.as_member(victim_id) as work:
            return tickets.own(work, meeting)

    def receipt(self, code: str) -> Ticket:
        with self.world.as_visitor() as work:
            return tickets.by_receipt(work, code, network=uuid4().hex)

    def seats(self, meeting: UUID) -> tuple[SeatLine, ...]:
        found: tuple[SeatLine, ...] = self.desk(lambda work: door.seats(work, meeting))
        return found

    def row(self, meeting: UUID) -> MeetingRow:
        with self.world.as_system() as work:
            return work.db.get_one(MeetingRow, meeting)

    def taken(self, meeting: UUID) -> int:
        """As the seats say, whatever the meeting's own count is."""
        with self.world.as_system() as work:
            held = select(func.sum(Seat.seats)).where(Seat.meeting_id == meeting, Seat.waiting.is_(False))
            return int(work.db.scalar(held) or 0)

    def told(self, kind: str) -> list[UUID]:
        with self.world.as_system() as work:
            return list(work.db.scalars(select(Message.recipient_id).where(Message.kind == kind)))

    def organisation(self, name: str = "표본 피해자 대책위원회", *, public: bool = True) -> UUID:
        made: UUID = self.desk(
            lambda work: organisations.add(work, Facts(name, "피해자들이 모인 단체입니다.", public), once=uuid4().hex)
        )
        return made

    def speaks_for(self, victim_id: UUID, organisation: UUID) -> None:
        code = self.desk(lambda work: representing.offer_code(work, organisation))
        with self.world.as_member(victim_id) as work:
            representing.link(work, code)

    def _colleague(self) -> UUID:
        return make_staff(self.world, Role.CASEWORKER, login=f"{uuid4().hex[:8]}@example.com")


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """All at one moment; what each gave, or raised."""
    made: list[Any] = [None] * len(deeds)

    def run(place: int) -> None:
        try:
            made[place] = deeds[place]()
        except Exception as error:
            made[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return made


@pytest.fixture
def meetings(world: World) -> Meetings:
    return Meetings(world)
