"""A member with a group, another member, and two caseworkers before the question board."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.faq import writing
from lawsuit_hub.features.faq.types import Draft
from lawsuit_hub.features.questions import answering, asking, moderating, queue, service
from lawsuit_hub.features.questions.types import Asking, Case, Category, Line, Thread
from tests.people import caseworker_of, make_staff, make_victim
from tests.world import World

OFFICE, ELSEWHERE = "192.0.2.0/24", "198.51.100.0/24"
TITLE, TEXT = "경매가 시작되면 보증금은 어떻게 받나요?", "집이 경매에 넘어간다고 합니다. 무엇부터 해야 하나요?"
ANSWER = "배당요구 종기까지 법원에 배당을 신청해 주세요."


@dataclass
class Board:
    """What the people of a test do on the board."""

    world: World
    her: UUID
    another: UUID
    colleague: UUID

    def ask(
        self, title: str = TITLE, text: str = TEXT, *, by: UUID | None = None, public: bool = True, once: str = "a"
    ) -> UUID | None:
        with self.world.as_member(by or self.her) as work:
            return asking.ask(work, Asking(Category.AUCTION, title, text, public), once=once, network=OFFICE)

    def ask_as_visitor(self, title: str = TITLE, *, network: str = OFFICE, once: str = "v") -> UUID | None:
        with self.world.as_visitor() as work:
            return asking.ask(work, Asking(Category.AUCTION, title, TEXT, False), once=once, network=network)

    def desk(self, deed: Callable[[Any], Any], *, colleague: bool = False) -> Any:
        account = self.colleague if colleague else caseworker_of(self.world)
        with self.world.as_staff(Role.CASEWORKER, account) as work:
            return deed(work)

    def case(self, one: UUID) -> Case:
        found: Case = self.desk(lambda work: queue.case(work, one))
        return found

    def show(self, one: UUID, *masks: str) -> None:
        self.desk(lambda work: moderating.show(work, one, seen=self.case(one).thread.turn, masks=masks))

    def answer(self, one: UUID, text: str = ANSWER) -> None:
        self.desk(lambda work: answering.answer(work, one, text, seen=self.case(one).thread.turn, office=False))

    def read(self, one: UUID, by: UUID | None = None) -> Thread:
        with self.world.as_visitor() if by is None else self.world.as_member(by) as work:
            return service.thread(work, one)[0]

    def listed(self) -> tuple[Line, ...]:
        with self.world.as_visitor() as work:
            return service.listed(work, category=None, page=1)[0]

    def found(self, words: str) -> list[UUID]:
        with self.world.as_visitor() as work:
            return [one.id for one in service.found(work, words, page=1)[0]]

    def own(self, by: UUID | None = None) -> tuple[Line, ...]:
        with self.world.as_member(by or self.her) as work:
            return service.own(work)

    def faq(self, question: str = "배당요구는 언제까지 하나요?", answer: str = "법원이 정한 종기까지 합니다.") -> None:
        self.desk(lambda work: writing.write(work, Draft(question, answer)))


@pytest.fixture
def board(world: World) -> Board:
    another = make_victim(world, name="이표본", phone="010-0200-0001")
    colleague = make_staff(world, Role.CASEWORKER, login="colleague@example.com")
    return Board(world, make_victim(world), another, colleague)
