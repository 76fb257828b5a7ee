"""Two people decide, a third hears appeals; what is granted is paid once; who goes leaves what the accounts need."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import msoffcrypto
import openpyxl
import pikepdf
import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.costs import (
    appeals,
    applying,
    endings,
    opening,
    own,
    paying,
    programmes,
    reviewing,
    settling,
)
from lawsuit_hub.features.costs.models import CostApplication, CostPayment
from lawsuit_hub.features.costs.types import (
    AnotherPerson,
    AppealOver,
    BadWords,
    CostKind,
    FileGone,
    HouseholdHasIt,
    Item,
    Known,
    Made,
    NothingLeft,
    NothingToPay,
    PaymentState,
    Rule,
    Stale,
    State,
    UnfitResult,
)
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import NotYours
from tests.features.costs.made import ACCOUNT, CAP, WRITTEN, Costs

PAID = date(2026, 3, 2)
TWO = (Item(CostKind.STAMP, 400_000, date(2024, 3, 5)), Item(CostKind.SERVICE, 100_000, date(2024, 3, 5)))


def listed(costs: Costs, *, once: str = "list", by: Any = None) -> Made:
    made: Made = costs.desk(lambda work: paying.make(work, once=once, reason="이달 지급분을 넘깁니다"), by=by)
    return made


def settled(costs: Costs, batch: int, *results: tuple[int, date | None]) -> int:
    done: int = costs.desk(lambda work: settling.settle(work, batch, list(results)))
    return done


@pytest.mark.either
def test_whoever_checked_first_never_decides(costs: Costs) -> None:
    number = costs.applied(costs.person(1))
    costs.checked(number)
    with pytest.raises(AnotherPerson):
        costs.decide(number, by=costs.first)
    assert costs.one(number).state is State.CHECKED


def test_the_database_itself_knows_no_one_person_twice(costs: Costs) -> None:
    number = costs.granted(costs.person(1))
    with pytest.raises(Exception, match="two_people"), costs.world.as_system() as work:
        row = work.db.query(CostApplication).filter_by(number=number).one()
        row.second_by = row.first_by


@pytest.mark.either
def test_less_needs_a_reason_and_a_grant_needs_every_rule(costs: Costs) -> None:
    number = costs.applied(costs.person(1), replace(WRITTEN, items=TWO))
    for wrong in (
        {"recognised": (400_000, 0)},
        {"recognised": (400_000, 200_000)},
        {"rules": {**costs.found(number).rules, Rule.STATUS: Known.UNKNOWN}},
        {"recognised": (0, 0), "because": ("아니요", "아니요")},
    ):
        with pytest.raises(BadWords):
            costs.checked(number, **wrong)
    costs.checked(number, recognised=(400_000, 0), because=("", "송달료 영수증이 없습니다"))
    assert costs.decide(number) is State.APPROVED
    assert costs.one(number).amount == 400_000


@pytest.mark.either
def test_more_papers_are_asked_for_and_answered(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her)
    costs.desk(lambda work: reviewing.ask(work, number, words="영수증이 흐립니다", seen=costs.one(number).turn))
    assert costs.one(number).state is State.MORE
    answer = replace(WRITTEN, account=None, members=None, answered="다시 찍어 올렸습니다")
    costs.her(her, lambda work: applying.save(work, number, answer, seen=costs.one(number).turn))
    costs.her(her, lambda work: applying.submit(work, number, seen=costs.one(number).turn))
    assert costs.one(number).state is State.SUBMITTED


@pytest.mark.either
def test_the_letter_is_hers_and_names_nobody(costs: Costs) -> None:
    her = costs.person(1, name="남궁편지")
    number = costs.granted(her, replace(WRITTEN, items=TWO), recognised=(400_000, 0), because=("", "영수증이 없습니다"))
    pdf = costs.her(her, lambda work: own.letter(work, number, 1))
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert len(paper.pages) >= 1
    (letter,) = costs.one(number).letters
    assert letter.outcome == "partly"
    assert "남궁편지".encode() not in pdf


def test_an_appeal_keeps_the_money_and_a_third_person_decides(costs: Costs) -> None:
    costs.money(500_000)
    her = costs.person(1)
    number = costs.granted(her, replace(WRITTEN, items=TWO), recognised=(400_000, 0), because=("", "영수증이 없습니다"))
    costs.her(her, lambda work: appeals.appeal(work, number, "영수증을 다시 냅니다", seen=costs.one(number).turn))
    assert costs.budget().left == 0, "what is in dispute is held"
    other = costs.granted(costs.person(2), replace(WRITTEN, items=TWO[1:]))
    assert costs.one(other).state is State.WAITING
    for one_of_two in (costs.first, costs.second):
        with pytest.raises(AnotherPerson):
            decide_appeal(costs, number, 100_000, by=one_of_two)
    with pytest.raises(BadWords):
        decide_appeal(costs, number, 200_000, by=costs.third)
    decide_appeal(costs, number, 0, by=costs.third)
    assert costs.one(other).state is State.APPROVED, "what was held goes to who waits"
    assert [one.outcome for one in costs.one(number).letters] == ["partly", "partly"]
    with pytest.raises(AppealOver):
        costs.her(her, lambda work: appeals.appeal(work, number, "한 번 더 냅니다", seen=costs.one(number).turn))


def decide_appeal(costs: Costs, number: int, more: int, *, by: Any) -> None:
    seen = costs.one(number).turn
    costs.desk(
        lambda work: appeals.decide(work, number, more=more, reason="영수증을 다시 보았습니다", seen=seen), by=by
    )


def test_an_appeal_after_the_payment_is_paid_as_a_second_part(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.granted(her, replace(WRITTEN, items=TWO), recognised=(400_000, 0), because=("", "영수증이 없습니다"))
    settled(costs, listed(costs).number, (number, PAID))
    assert costs.one(number).state is State.PAID
    costs.her(her, lambda work: appeals.appeal(work, number, "영수증을 다시 냅니다", seen=costs.one(number).turn))
    decide_appeal(costs, number, 100_000, by=costs.third)
    again = listed(costs, once="again")
    assert (again.payments, again.amount) == (1, 100_000)
    settled(costs, again.number, (number, PAID))
    assert costs.one(number).state is State.PAID
    budget = costs.budget()
    assert (budget.committed, budget.paid) == (0, 500_000)


def test_an_appeal_in_another_year_takes_the_money_of_the_year_of_its_grant(costs: Costs) -> None:
    """Decided in December, appealed in January: this year has no money yet, or money that is another year's."""
    her = costs.person(1)
    costs.world.clock.forward(days=(date(costs.world.clock.now.year, 12, 20) - costs.world.clock.now.date()).days)
    year = costs.world.clock.now.year
    costs.money(400_000, year)
    number = costs.granted(her, replace(WRITTEN, items=TWO), recognised=(400_000, 0), because=("", "영수증이 없습니다"))
    costs.world.clock.forward(days=20)
    assert costs.world.clock.now.year == year + 1
    costs.her(her, lambda work: appeals.appeal(work, number, "영수증을 다시 냅니다", seen=costs.one(number).turn))
    with pytest.raises(NothingLeft) as refused:
        decide_appeal(costs, number, 100_000, by=costs.third)
    assert refused.value.year == year, "whose money is to be added is said"
    assert costs.one(number).amount == 400_000
    costs.money(450_000, year)
    costs.money(CAP, year + 1)
    with pytest.raises(NothingLeft):
        decide_appeal(costs, number, 100_000, by=costs.third)
    costs.money(500_000, year)
    decide_appeal(costs, number, 100_000, by=costs.third)
    assert costs.one(number).amount == 500_000
    with costs.world.as_staff(Role.CASEWORKER, costs.first) as work:
        spent = {one.year: one.committed for one in programmes.one(work, costs.number).budgets}
    assert (spent[year], spent[year + 1]) == (500_000, 0)


@pytest.mark.either
def test_too_late_is_too_late(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her)
    costs.checked(number, approve=False, recognised=(0,), because=("영수증이 없습니다",))
    assert costs.decide(number) is State.REJECTED
    costs.world.clock.forward(days=31)
    with pytest.raises(AppealOver):
        costs.her(her, lambda work: appeals.appeal(work, number, "동의하지 않습니다", seen=costs.one(number).turn))


@pytest.mark.either
def test_the_list_opens_with_its_password_and_holds_the_accounts_as_text(costs: Costs) -> None:
    number = costs.granted(costs.person(1), replace(WRITTEN, account=replace(ACCOUNT, holder="=HYPERLINK(1)")))
    made = listed(costs)
    data = costs.desk(lambda work: paying.file_of(work, made.number))
    plain = io.BytesIO()
    office = msoffcrypto.OfficeFile(io.BytesIO(data))
    office.load_key(password=made.password, verify_password=True)
    office.decrypt(plain)
    sheet = openpyxl.load_workbook(plain).active
    assert [cell.value for cell in sheet[1]] == list(paying.TITLES)
    assert [cell.value for cell in sheet[2]][:5] == [f"C-{number}", "=HYPERLINK(1)", "표본은행", "000000001234", CAP]
    assert sheet["B2"].data_type == "s"
    with pytest.raises(FileGone):
        costs.desk(lambda work: paying.file_of(work, made.number), by=costs.third)
    costs.world.clock.forward(hours=25)
    with costs.world.as_system() as work:
        endings.retire(work)
    with pytest.raises(FileGone):
        costs.desk(lambda work: paying.file_of(work, made.number))


@pytest.mark.either
def test_whoever_agreed_as_the_second_does_not_hand_it_on(costs: Costs) -> None:
    costs.granted(costs.person(1))
    with pytest.raises(NothingToPay):
        listed(costs, by=costs.second)
    assert listed(costs).payments == 1
    with pytest.raises(NothingToPay):
        listed(costs)  # the same form again


def test_lists_made_at_one_moment_hold_nobody_twice(costs: Costs) -> None:
    numbers = [costs.granted(costs.person(place)) for place in range(1, 5)]

    def make(place: int) -> int:
        try:
            return listed(costs, once=f"at-once-{place}").payments
        except NothingToPay:
            return 0

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(make, range(4)))
    assert sum(made) == 4
    with costs.world.as_system() as work:
        handed = [row.application_number for row in work.db.query(CostPayment).filter_by(state="handed")]
    assert sorted(handed) == sorted(numbers)


def test_a_payment_that_failed_is_paid_to_another_account(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.granted(her)
    first = listed(costs).number
    assert settled(costs, first, (number, None)) == 1
    assert settled(costs, first, (number, None)) == 0, "the same result again is no mistake"
    with pytest.raises(UnfitResult):
        settled(costs, first, (number, PAID))
    assert costs.one(number).state is State.FAILED
    with pytest.raises(NothingToPay):
        listed(costs, once="b")
    other = replace(ACCOUNT, number="111-22-3334445")
    costs.her(her, lambda work: applying.mend_account(work, number, other, seen=costs.one(number).turn))
    settled(costs, listed(costs, once="c").number, (number, PAID))
    assert costs.one(number).state is State.PAID
    assert costs.budget().paid == CAP
    costs.desk(lambda work: settling.came_back(work, number, reason="잘못 지급했습니다", seen=costs.one(number).turn))
    assert (costs.one(number).state, costs.budget().left) == (State.REFUNDED, costs.budget().total)


@pytest.mark.either
def test_a_list_is_called_off_once_and_goes_out_again(costs: Costs) -> None:
    number = costs.granted(costs.person(1))
    first = listed(costs).number
    with pytest.raises(Stale):
        costs.her(
            costs.one(number).victim_id, lambda work: applying.withdraw(work, number, seen=costs.one(number).turn)
        )
    costs.desk(lambda work: settling.call_off(work, first, reason="파일을 받지 못했습니다"))
    with pytest.raises(Stale):
        costs.desk(lambda work: settling.call_off(work, first, reason="파일을 받지 못했습니다"))
    assert listed(costs, once="again").payments == 1


def test_whoever_is_erased_leaves_the_payment_without_her_and_gives_back_what_was_not_paid(costs: Costs) -> None:
    paid, granted = costs.person(1), costs.person(2)
    number = costs.granted(paid)
    settled(costs, listed(costs).number, (number, PAID))
    costs.granted(granted)
    for victim_id in (paid, granted):
        with costs.world.as_system() as work:
            erasing.destroy(work, victim_id, ground=Ground.OWN_REQUEST, reason="본인이 지워 달라고 했습니다")
    with costs.world.as_system() as work:
        assert work.db.query(CostApplication).count() == 0
        (kept,) = work.db.query(CostPayment).all()
        assert (kept.victim_id, kept.amount, kept.state) == (None, CAP, PaymentState.PAID.value)
    assert (costs.budget().committed, costs.budget().paid) == (0, CAP)
    home = "서울특별시 강서구 표본로 1, 101호"
    again = costs.applied(costs.person(7, address=home))
    assert costs.case(again).twins == (number,), "her household got it, though she is gone"
    costs.world.clock.forward(days=366 * 5 + 2)
    with costs.world.as_system() as work:
        endings.retire(work)
        assert work.db.query(CostPayment).count() == 0


@pytest.mark.either
def test_opening_leaves_a_mark_that_she_reads(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her, replace(WRITTEN, members=("같이산",)))
    opened = costs.desk(lambda work: opening.open_(work, number, reason="영수증을 확인하려고 봅니다"))
    assert (opened.account, opened.members) == (replace(ACCOUNT, number="000000001234"), ("같이산",))
    with costs.world.as_staff(Role.CASEWORKER, costs.first) as work:
        assert opening.picture(work, opened.viewing, opened.pages[0]) == b"a picture"
    with pytest.raises(NotYours):
        costs.desk(lambda work: opening.picture(work, opened.viewing, opened.pages[0]), by=costs.second)
    with costs.world.as_system() as work:
        (line,) = audit.about(work, her, deeds=victims.LOOKS, limit=5)
    assert (line.deed, line.reason) == ("cost:opened", "영수증을 확인하려고 봅니다")
    costs.world.clock.forward(minutes=11)
    with pytest.raises(Exception) as over:
        costs.desk(lambda work: opening.picture(work, opened.viewing, opened.pages[0]))
    assert type(over.value).__name__ == "ViewingOver"


def test_a_refusal_leaves_no_money_no_list_and_no_half_of_a_result_behind(costs: Costs) -> None:
    """As a page does: the refusal is told beside the field, and the work is committed."""
    home = "서울특별시 강서구 표본로 9, 901호"
    one = costs.granted(costs.person(1, address=home))
    two = costs.applied(costs.person(2, address=home))
    costs.checked(two)
    seen = costs.one(two).turn
    with costs.world.as_staff(Role.CASEWORKER, costs.second) as work, pytest.raises(HouseholdHasIt):
        reviewing.decide(work, two, agree=True, reason="첫 확인과 같습니다", seen=seen)
    assert (costs.budget().committed, costs.one(two).state, costs.one(two).second_by) == (CAP, State.CHECKED, None)
    with costs.world.as_staff(Role.CASEWORKER, costs.second) as work, pytest.raises(NothingToPay):
        paying.make(work, once="hers", reason="내가 정한 것만 있습니다")
    assert costs.desk(paying.listed) == ()
    batch = listed(costs).number
    with costs.world.as_staff(Role.CASEWORKER, costs.first) as work, pytest.raises(UnfitResult):
        settling.settle(work, batch, [(one, PAID), (999, PAID)])
    assert costs.one(one).state is State.HANDED
    with costs.world.as_staff(Role.CASEWORKER, costs.first) as work, pytest.raises(UnfitResult):
        settling.settle(work, batch, [(one, PAID), (one, None)])
    assert (costs.one(one).state, costs.budget().paid) == (State.HANDED, 0)
