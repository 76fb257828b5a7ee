"""A group that votes: a ballot made, opened, voted on and counted through the services."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.ballots import counting, making, service, voting
from lawsuit_hub.features.ballots.types import Asked, Ballot, OwnBallot
from lawsuit_hub.features.outbox.models import Message
from tests.features.rosters.exports import make_counsel
from tests.people import caseworker_of
from tests.world import World

QUESTION, OPTIONS = "어느 법무법인에 맡길까요?", ("표본 법무법인", "다른 법무법인", "기권")
REASON = "물음이 잘못되었습니다"


class Hall:
    """`desk(deed)` and `member(who, deed)` do something in a work of theirs."""

    def __init__(self, world: World, *, size: int = 6) -> None:
        self.world, self.counsel = world, make_counsel(world, size=size)
        self.group_id, self.people, self.code = self.counsel.group_id, self.counsel.people, self.counsel.code

    @property
    def today(self) -> date:
        with self.world.as_system() as work:
            return work.today

    def desk(self, deed: Callable[[Any], Any]) -> Any:
        with self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world)) as work:
            return deed(work)

    def member(self, who: UUID, deed: Callable[[Any], Any]) -> Any:
        with self.world.as_member(who) as work:
            return deed(work)

    def asked(self, *, starts: int = 0, days: int = 7, **other: Any) -> Asked:
        first = self.today + timedelta(days=starts)
        said = {"question": QUESTION, "explanation": "둘 다 만나 보았습니다.", "options": OPTIONS} | other
        return Asked(from_on=first, until_on=first + timedelta(days=days), **said)

    def make(self, *, once: str = "a", office: bool = False, **asked: Any) -> UUID:
        said = self.asked(**asked)
        return UUID(str(self.desk(lambda work: making.make(work, self.code, said, once=once, office=office))))

    def vote(self, who: UUID, ballot: UUID, choice: int = 0) -> str:
        return str(self.member(who, lambda work: voting.vote(work, ballot, choice)))

    def own(self, who: UUID, ballot: UUID) -> OwnBallot:
        found: OwnBallot = self.member(who, lambda work: voting.own_one(work, ballot))
        return found

    def seen(self, ballot: UUID) -> Ballot:
        found: Ballot = self.desk(lambda work: service.one(work, self.code, ballot))
        return found

    def later(self, days: int) -> int:
        self.world.clock.forward(days=days)
        return counting.turn(self.world.works)

    def owed(self, kind: str) -> list[UUID]:
        with self.world.as_system() as work:
            return [one.recipient_id for one in work.db.query(Message).filter_by(kind=kind)]


@pytest.fixture
def hall(world: World) -> Hall:
    return Hall(world)
