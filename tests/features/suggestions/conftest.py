"""A member, another, visitors and caseworkers with what they do about suggestions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.suggestions import gathering, own, progress, reading, sending, showing, supporting, topics
from lawsuit_hub.features.suggestions.models import Suggestion
from lawsuit_hub.features.suggestions.types import Category, Event, Own, PublicTopic, Sent, Suggesting, Topic, Wording
from tests.people import caseworker_of, make_staff, make_victim
from tests.world import World

OFFICE, ELSEWHERE = "192.0.2.0/24", "198.51.100.0/24"
TEXT = "경매 유예 기간을 더 늘려 주세요."
TITLE, SUMMARY = "경매 유예 기간 늘리기", "경매와 공매를 미루는 기간을 1년보다 길게 하자는 건의입니다."


@dataclass
class Voices:
    """What the people of a test do."""

    world: World
    her: UUID
    another: UUID
    colleague: UUID

    def send(
        self, text: str = TEXT, *, by: UUID | None = None, quotable: bool = True, tell: bool = False, once: str = ""
    ) -> Sent:
        with self.world.as_member(by or self.her) as work:
            said = Suggesting(Category.AUCTION, text, quotable, tell)
            return sending.send(work, said, once=once or uuid4().hex, network=OFFICE)

    def send_as_visitor(
        self, text: str = TEXT, *, quotable: bool = False, once: str = "", network: str = OFFICE, browser: str = ""
    ) -> Sent:
        with self.world.as_visitor() as work:
            said = Suggesting(Category.AUCTION, text, quotable)
            return sending.send(work, said, once=once or uuid4().hex, network=network, browser=browser)

    def desk(self, deed: Callable[[Any], Any], *, colleague: bool = False) -> Any:
        account = self.colleague if colleague else caseworker_of(self.world)
        with self.world.as_staff(Role.CASEWORKER, account) as work:
            return deed(work)

    def topic(self, title: str = TITLE, summary: str = SUMMARY) -> int:
        wording = Wording(title, summary, Category.AUCTION)
        return int(self.desk(lambda work: topics.make(work, wording, once=uuid4().hex)))

    def view(self, number: int) -> Topic:
        found: Topic = self.desk(lambda work: topics.view(work, number))
        return found

    def gather(self, one: UUID, number: int, *, same: bool = False) -> int:
        return int(self.desk(lambda work: gathering.gather(work, one, number, same=same)))

    def look(self, one: UUID, *masks: str) -> None:
        turn = self.row(one).turn
        self.desk(lambda work: gathering.look(work, one, seen=turn, masks=masks))

    def publish(self, number: int) -> None:
        seen = self.view(number).turn
        self.desk(lambda work: showing.publish(work, number, seen=seen, mark=showing.state(work, number).mark))

    def step(self, number: int, event: Event) -> None:
        seen = self.view(number).turn
        self.desk(lambda work: progress.add(work, number, event, seen=seen))

    def join(self, number: int, *, by: UUID | None = None, browser: str = "", network: str = OFFICE) -> None:
        with self.world.as_visitor() if by is None else self.world.as_member(by) as work:
            supporting.join(work, number, browser=browser, network=network)

    def mine(self, by: UUID | None = None) -> tuple[Own, ...]:
        with self.world.as_member(by or self.her) as work:
            return own.mine(work)

    def listed(self) -> tuple[PublicTopic, ...]:
        with self.world.as_visitor() as work:
            return reading.listed(work, category=None, page=1)[0]

    def read(self, number: int) -> Any:
        with self.world.as_visitor() as work:
            return reading.one(work, number)

    def row(self, one: UUID) -> Suggestion:
        with self.world.as_system() as work:
            return work.db.scalars(select(Suggestion).where(Suggestion.id == one)).one()

    def rows(self) -> list[Suggestion]:
        with self.world.as_system() as work:
            return list(work.db.scalars(select(Suggestion)))


@pytest.fixture
def voices(world: World) -> Voices:
    another = make_victim(world, name="이표본", phone="010-0200-0001")
    colleague = make_staff(world, Role.CASEWORKER, login="colleague@example.com")
    return Voices(world, make_victim(world), another, colleague)
