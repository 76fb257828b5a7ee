"""A programme in force with money, applicants, and three caseworkers: two decide, a third hears appeals."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.costs import (
    appeals,
    applying,
    days,
    granting,
    opening,
    papers,
    paying,
    programmes,
    queue,
    reading,
    reviewing,
)
from lawsuit_hub.features.costs.types import (
    Account,
    Application,
    CostKind,
    Findings,
    Item,
    Known,
    PaperKind,
    Rule,
    Rules,
    State,
    Status,
    Sure,
    Written,
)
from lawsuit_hub.features.documents.decoding import Drawn
from tests.people import CANARY_EMAIL, CANARY_NAME, CANARY_PHONE, caseworker_of, make_staff, make_victim
from tests.world import World

CAP = 1_000_000
REASON = "규칙과 영수증을 보았습니다"
RULES = Rules(
    name="표본구 소송수행경비 지원",
    districts=("강서구",),
    statuses=frozenset({Status.DECIDED, Status.HUG}),
    per_household=CAP,
    kinds=frozenset(CostKind) - {CostKind.LAWYER, CostKind.OTHER},
    spent_from=date(2023, 12, 15),
    opens=date(2023, 12, 15),
    closes=None,
    one_of=("반환보증 보증료", "긴급주거 입주자 이사비", "청년월세", "소송수행경비"),
    appeal_days=30,
    source="표본구 조례",
    url="https://example.com/rules",
    on=date(2024, 1, 2),
    sure=Sure.READ,
)
PAGE = Drawn(b"a picture", 100, 140, "photo", 0, searched=True)
ACCOUNT = Account("홍길동", "표본은행", "000-00-0001234")
ITEM = Item(CostKind.DEPOSIT_SUIT, 1_200_000, date(2024, 3, 5), "지방법원")
WRITTEN = Written(Status.DECIDED, date(2024, 1, 9), (ITEM,), alone=True, account=ACCOUNT, members=())


@dataclass
class Costs:
    """What the people of a test do. `first`, `second`, `third`: caseworkers."""

    world: World
    first: UUID
    second: UUID
    third: UUID
    number: int = 0
    programme: UUID = field(default_factory=lambda: UUID(int=0))

    def desk(self, deed: Callable[[Any], Any], *, by: UUID | None = None) -> Any:
        with self.world.as_staff(Role.CASEWORKER, by or self.first) as work:
            return deed(work)

    def her(self, victim_id: UUID, deed: Callable[[Any], Any]) -> Any:
        with self.world.as_member(victim_id) as work:
            return deed(work)

    def begin_programme(self, rules: Rules = RULES, *, total: int = 100 * CAP, once: str = "a") -> None:
        self.number = self.desk(lambda work: programmes.write(work, rules, once=once))
        self.desk(lambda work: programmes.force(work, self.number, seen=1, reason="조례를 보았습니다"), by=self.second)
        self.programme = self.desk(lambda work: programmes.one(work, self.number)).id
        self.money(total)

    def money(self, total: int, year: int | None = None) -> None:
        year = year or self.world.clock.now.year
        self.desk(lambda work: granting.fund(work, self.programme, year, total, reason="예산을 받았습니다"))

    def budget(self) -> Any:
        return self.desk(lambda work: programmes.one(work, self.number)).budgets[-1]

    def draft(self, victim_id: UUID, written: Written = WRITTEN) -> int:
        number: int = self.her(victim_id, lambda work: applying.begin(work, self.number))
        self.her(victim_id, lambda work: applying.save(work, number, written, seen=self.one(number).turn))
        return number

    def papers(self, number: int, *kinds: PaperKind) -> None:
        def hand_in(work: Any) -> None:
            for kind in kinds or (PaperKind.STATUS, PaperKind.RECEIPT):
                papers.keep(work, reading.row_of(work, number), [PAGE], kind=kind)

        self.her(self.one(number).victim_id, hand_in)

    def applied(self, victim_id: UUID, written: Written = WRITTEN) -> int:
        number = self.draft(victim_id, written)
        self.papers(number)
        self.her(victim_id, lambda work: applying.submit(work, number, seen=self.one(number).turn))
        return number

    def found(self, number: int, **changes: Any) -> Findings:
        items = self.one(number).content.items
        found = Findings(
            rules=dict.fromkeys(set(Rule) - {Rule.BUDGET}, Known.YES),
            recognised=tuple(one.amount for one in items),
            because=("",) * len(items),
            approve=True,
            reason="모든 규칙에 맞습니다",
        )
        return replace(found, **changes)

    def checked(self, number: int, *, by: UUID | None = None, **changes: Any) -> None:
        found = self.found(number, **changes)
        self.desk(lambda work: reviewing.check(work, number, found, seen=self.one(number).turn), by=by)

    def decide(self, number: int, *, agree: bool = True, by: UUID | None = None) -> State:
        seen = self.one(number).turn
        said: State = self.desk(
            lambda work: reviewing.decide(work, number, agree=agree, reason=REASON, seen=seen), by=by or self.second
        )
        return said

    def granted(self, victim_id: UUID, written: Written = WRITTEN, **changes: Any) -> int:
        number = self.applied(victim_id, written)
        self.checked(number, **changes)
        self.decide(number)
        return number

    def one(self, number: int) -> Application:
        with self.world.as_system() as work:
            return reading.view(work, reading.row_of(work, number))

    def case(self, number: int, *, by: UUID | None = None) -> queue.Case:
        found: queue.Case = self.desk(lambda work: queue.case(work, number), by=by)
        return found

    def person(self, place: int, **about: Any) -> UUID:
        asked = {"name": "이표본", "address": f"서울특별시 강서구 표본로 {place}, {100 + place}호", **about}
        return make_victim(self.world, phone=f"010-0300-{place:04}", **asked)


def in_scene(world: World, canary: UUID, member: UUID, caseworker: UUID) -> dict[str, str]:
    """The canary was granted money and is on a list for the finance office, the member has a letter and waits for hers."""
    second = make_staff(world, Role.CASEWORKER, login="cost-second@example.com")
    costs = Costs(world, caseworker_of(world), second, second)
    costs.begin_programme(once="scene")
    told = replace(ITEM, note=f"{CANARY_PHONE}로 물어봄 {CANARY_EMAIL}")
    written = replace(WRITTEN, items=(told,), account=replace(ACCOUNT, holder=CANARY_NAME), members=(CANARY_NAME,))
    hers = costs.applied(canary, written)
    costs.checked(hers)
    costs.decide(hers)
    words = f"{CANARY_PHONE}로 전화 주세요. 더 인정해 주세요"
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        batch = paying.make(work, once="scene", reason="이달 지급분을 넘깁니다").number
    costs.her(canary, lambda work: appeals.appeal(work, hers, words, seen=costs.one(hers).turn))
    number = costs.granted(member)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        opening.open_(work, hers, reason="영수증을 확인하려고 봅니다")
    with world.as_system() as work:
        days.count_today(work)
    return {
        "application": str(number),
        "cost_programme": str(costs.number),
        "letter_no": "1",
        "cost_upload": "1",
        "cost_page": str(costs.one(number).pages[0].id),
        "payment_list": str(batch),
    }


def in_story(world: World, people: dict[str, UUID], caseworker: UUID) -> dict[str, str]:
    """One was granted in part and has her letter, one writes, one waits for the first check and one for the second; one was paid."""
    second = make_staff(world, Role.CASEWORKER, login="cost-second@example.com")
    third = make_staff(world, Role.CASEWORKER, login="cost-third@example.com")
    costs = Costs(world, third, second, caseworker)
    costs.begin_programme(once="story", total=3 * CAP)
    items = (
        Item(CostKind.STAMP, 450_000, date(2024, 3, 5)),
        Item(CostKind.LAWYER, 300_000, date(2024, 3, 9), "착수금"),
    )
    told = replace(WRITTEN, items=items)
    granted = costs.granted(
        people["member"],
        told,
        recognised=(450_000, 0),
        because=("", "변호사 보수는 지원하는 비용이 아닙니다"),
        reason="인지대만 지원하는 비용에 듭니다",
    )
    draft = costs.draft(people["second"], told)
    waits = costs.applied(people["third"])
    checked = costs.applied(people["fourth"])
    costs.checked(checked)
    with world.as_staff(Role.CASEWORKER, caseworker) as work:
        batch = paying.make(work, once="story", reason="이달 지급분을 넘깁니다").number
    later = costs.applied(people["changed"])
    costs.checked(later, by=third)
    costs.decide(later)
    with world.as_system() as work:
        days.count_today(work)
    return {
        "granted_cost": str(granted),
        "draft_cost": str(draft),
        "submitted_cost": str(waits),
        "checked_cost": str(checked),
        "cost_programme": str(costs.number),
        "payment_list": str(batch),
    }
