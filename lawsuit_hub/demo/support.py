"""The demo's litigation-cost support: one programme with money; applications granted and on a list for the finance office, one that waits for
the second check, one for the first."""

from datetime import date
from functools import cache
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.demo.life import keep_locked
from lawsuit_hub.features.costs import applying, days, granting, papers, paying, programmes, reading, reviewing
from lawsuit_hub.features.costs.types import (
    Account,
    CostKind,
    Findings,
    Item,
    Known,
    PaperKind,
    Rule,
    Rules,
    Status,
    Sure,
    Written,
)
from lawsuit_hub.features.documents.decoding import Drawn
from lawsuit_hub.infra.typesetting import draw_page
from lawsuit_hub.infra.work import Works

_RULES = Rules(
    name="소송수행경비 지원 (보기)",
    districts=("강서구",),
    statuses=frozenset({Status.DECIDED, Status.HUG}),
    per_household=1_000_000,
    kinds=frozenset(CostKind) - {CostKind.LAWYER, CostKind.OTHER},
    spent_from=date(2023, 12, 15),
    opens=date(2023, 12, 15),
    closes=None,
    one_of=("반환보증 보증료", "긴급주거 입주자 이사비", "청년월세", "소송수행경비"),
    appeal_days=30,
    source="구 보도자료, 2023년 12월",
    url="",
    on=date(2024, 1, 31),
    sure=Sure.TOLD,
)
_BUDGETS = {2023: 100_000_000, 2024: 1_100_000_000}
_THIS_YEAR = 1_100_000_000
MORE = 3  # applicants beside the first
_ITEMS = (
    Item(CostKind.STAMP, 455_000, date(2024, 5, 20)),
    Item(CostKind.SERVICE, 102_000, date(2024, 5, 20)),
)
_PAGE = """
#let paper = json(bytes(sys.inputs.paper))
#set page(width: 300pt, height: 200pt)
#set text(font: "NanumSquare", size: 16pt)
#align(center + horizon, text(paper.said))
"""


def give(works: Works, first: Actor, second: Actor, people: list[UUID]) -> None:
    """Run again it changes nothing."""
    with works.open(first) as work:
        number = programmes.write(work, _RULES, once="demo")
        programme = programmes.one(work, number)
    if programme.live is None:
        with works.open(second) as work:
            programmes.force(work, number, seen=1, reason="보도자료와 같은지 보았습니다")
            for year, total in {**_BUDGETS, work.today.year: _THIS_YEAR}.items():
                if year >= work.today.year - 10:
                    granting.fund(work, programme.id, year, total, reason="그해 예산을 적습니다")
        hers, another, checked, *_waits = [_apply(works, person, number) for person in people]
        for one in (hers, another, checked):
            _check(works, first, one)
        for one in (hers, another):
            _decide(works, second, one)
        _hand_on(works, first)
        with works.open(SYSTEM) as work:
            days.count_today(work)


def _apply(works: Works, person: UUID, programme_no: int) -> int:
    her = Actor(Role.MEMBER, person)
    written = Written(
        Status.DECIDED, date(2024, 2, 1), _ITEMS, alone=True, account=Account("김보기", "보기은행", "000-0000-0000"), members=()
    )  # fmt: skip
    with works.open(her) as work:
        number = applying.begin(work, programme_no)
        applying.save(work, number, written, seen=1)
        for kind, said in ((PaperKind.STATUS, "피해자 결정문 (보기)"), (PaperKind.RECEIPT, "납부 영수증 (보기)")):
            papers.keep(work, reading.row_of(work, number), [_drawn(said)], kind=kind)
        applying.submit(work, number, seen=2)
    return number


def _check(works: Works, first: Actor, number: int) -> None:
    with works.open(first) as work:
        one = reading.view(work, reading.row_of(work, number))
        found = Findings(
            dict.fromkeys(set(Rule) - {Rule.BUDGET}, Known.YES),
            tuple(item.amount for item in _ITEMS),
            ("", ""),
            approve=True,
            reason="결정문과 영수증이 규칙에 맞습니다",
        )
        reviewing.check(work, number, found, seen=one.turn)


def _decide(works: Works, second: Actor, number: int) -> None:
    with works.open(second) as work:
        turn = reading.row_of(work, number).turn
        reviewing.decide(work, number, agree=True, reason="첫 확인과 같습니다", seen=turn)


def _hand_on(works: Works, first: Actor) -> None:
    """The list and its file, with its password beside it as the roster's: a page shows it once."""
    with works.open(first) as work:
        made = paying.make(work, once="demo", reason="시연: 이달 지급분을 넘깁니다")
        locked = paying.file_of(work, made.number)
    keep_locked("payments", locked, made.password)


@cache
def _drawn(said: str) -> Drawn:
    picture = draw_page(_PAGE, {"said": said}, texts=[said])
    return Drawn(picture, 600, 400, "photo", 0, searched=True)
