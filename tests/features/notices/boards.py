"""A board with two caseworkers: what one writes with a find, the other releases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.notices import board as reading
from lawsuit_hub.features.notices import desk_board, gate, releasing, writing
from lawsuit_hub.features.notices.types import Category, Draft, Item, Line, Notice
from lawsuit_hub.features.programmes import editing
from lawsuit_hub.features.programmes import service as programmes
from lawsuit_hub.features.programmes.types import Content, Decision, Fact, Field, Rules, Sure, Wish
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.infra.work import Work
from tests.world import World

TITLE, BODY = "소송수행경비 신청을 받습니다", "## 언제\n\n12월 15일부터 **구청**에서 받습니다."
WHOLE = Content(
    "소송수행경비",
    {
        one: Fact(f"{one}에 관한 사실", "구 조례", "https://www.example.org/rule", date(2026, 3, 2), Sure.TOLD)
        for one in Field
    },
    Rules(decisions=frozenset({Decision.DECIDED}), wishes=frozenset({Wish.SUIT})),
)
REASON = "글을 읽어 보았습니다"


@dataclass
class Board:
    world: World
    writer: UUID
    second: UUID

    def desk(self, deed: Callable[[Work], Any], *, by: UUID | None = None) -> Any:
        with self.world.as_staff(Role.CASEWORKER, by or self.writer) as work:
            return deed(work)

    def write(
        self, body: str = BODY, *, title: str = TITLE, category: Category = Category.SUPPORT, once: str = "a"
    ) -> int:
        return int(self.desk(lambda work: writing.write(work, Draft(category, title, body), once=once)))

    def revise(self, number: int, body: str, *, seen: int, correction: str = "") -> None:
        draft = Draft(Category.SUPPORT, TITLE, body, correction)
        self.desk(lambda work: writing.revise(work, number, draft, seen=seen))

    def publish(self, number: int, *, seen: int = 1, at: datetime | None = None, by: UUID | None = None) -> None:
        mark = self.mark(number)
        self.desk(lambda work: releasing.publish(work, number, seen=seen, mark=mark, at=at), by=by)

    def released(self, number: int) -> None:
        """Asked for by the writer, given by the second."""
        item = self.item(number)
        self.desk(lambda work: releasing.ask(work, number, seen=item.newest.turn))
        text, mark = gate.text_of(item.newest), self.mark(number)
        holder = gate.holder(item.id)
        self.desk(lambda work: publishing.release(work, holder, text, seen=mark, reason=REASON), by=self.second)

    def shown(
        self, body: str = BODY, *, once: str = "a", title: str = TITLE, category: Category = Category.SUPPORT
    ) -> int:
        number = self.write(body, once=once, title=title, category=category)
        self.publish(number)
        return number

    def item(self, number: int) -> Item:
        return self.desk(lambda work: desk_board.item(work, number))

    def mark(self, number: int) -> str:
        item = self.item(number)
        return str(self.desk(lambda work: gate.state(work, item.id, item.newest)).mark)

    def lines(self) -> tuple[Line, ...]:
        with self.world.as_visitor() as work:
            return reading.page(work).lines

    def read(self, number: int) -> Notice:
        with self.world.as_visitor() as work:
            return reading.one(work, number)


def told(world: World, writer: UUID) -> dict[str, str]:
    """A notice that was corrected once, with a file, a draft that waits for a second person, and a programme; by the names that addresses hold them under."""
    here = Board(world, writer, writer)
    number = here.shown()
    here.revise(number, f"{BODY} 그리고 보조금24에서도.", seen=1, correction="신청하는 곳을 더했습니다")
    here.publish(number, seen=2)
    item = here.item(number)

    def attach(work: Work) -> UUID:
        looked = publishing.look(work.settings, "신청서.txt", "신청서입니다".encode())
        return publishing.attach(work, gate.holder(item.id), looked).id

    here.desk(attach)
    draft = here.write("문의는 010-0123-4567로 해 주세요.", once="draft")
    here.desk(lambda work: releasing.ask(work, draft, seen=1))
    return {"notice_no": str(number), "draft_no": str(draft), "programme_no": str(programme(world, writer))}


def programme(world: World, writer: UUID, content: Content | None = None, *, once: str = "a") -> int:
    with world.as_staff(Role.CASEWORKER, writer) as work:
        number = editing.write(work, content or WHOLE, once=once)
        item = programmes.item(work, number)
        editing.publish(work, number, seen=1, mark=editing.gate(work, item.id, item.newest).mark)
        return number


@pytest.fixture
def board(world: World) -> Board:
    return Board(world, make_finished(world, "writer@example.com"), make_finished(world, "second@example.com"))


def make_finished(world: World, login: str) -> UUID:
    with world.as_system() as work:
        made, _secret = identity.add_finished_staff(
            work, login=login, role=Role.CASEWORKER, password="sample-words-for-a-test-7"
        )
        return made
