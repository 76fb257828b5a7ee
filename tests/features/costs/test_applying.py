"""A member applies: what is known is told rule by rule, what she writes is kept and sealed, and nobody else reaches it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lawsuit_hub.features.costs import applying, days, own, papers, programmes
from lawsuit_hub.features.costs.types import (
    Account,
    AnotherPerson,
    BadWords,
    CostKind,
    Item,
    Known,
    NoSuchApplication,
    NotWhole,
    PaperKind,
    Rule,
    Stale,
    State,
    Written,
)
from tests.features.costs.made import ACCOUNT, CAP, ITEM, RULES, WRITTEN, Costs
from tests.features.registration.conftest import bytes_of
from tests.people import verify

pytestmark = pytest.mark.either
RESIDENT = "900101-1234567"


def test_a_draft_is_kept_and_gone_on_with_and_handed_in_when_it_is_whole(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.draft(her, replace(WRITTEN, account=None))
    with pytest.raises(NotWhole) as lacking:
        costs.her(her, lambda work: applying.submit(work, number, seen=costs.one(number).turn))
    assert lacking.value.missing == ("account", "status_paper", "receipts")
    assert costs.her(her, lambda work: applying.begin(work, costs.number)) == number, "she goes on with the same one"
    costs.her(her, lambda work: applying.save(work, number, WRITTEN, seen=costs.one(number).turn))
    costs.papers(number)
    costs.her(her, lambda work: applying.submit(work, number, seen=costs.one(number).turn))
    one = costs.one(number)
    assert (one.state, one.content.account, one.most) == (State.SUBMITTED, "표본은행 ***1234", CAP)


def test_an_old_tab_and_a_form_sent_twice_change_nothing(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.draft(her)
    with pytest.raises(Stale):
        costs.her(her, lambda work: applying.save(work, number, WRITTEN, seen=1))
    costs.papers(number)
    seen = costs.one(number).turn
    costs.her(her, lambda work: applying.submit(work, number, seen=seen))
    for deed in (applying.submit, applying.withdraw):
        with pytest.raises(Stale):
            costs.her(her, lambda work, deed=deed: deed(work, number, seen=seen))


def test_another_member_s_number_leads_nowhere(costs: Costs) -> None:
    hers, other = costs.applied(costs.person(1)), costs.person(2)
    for deed in (
        lambda work: applying.mine(work, hers),
        lambda work: applying.save(work, hers, WRITTEN, seen=2),
        lambda work: applying.withdraw(work, hers, seen=3),
        lambda work: papers.take_away(work, hers, 1),
        lambda work: own.letter(work, hers, 1),
    ):
        with pytest.raises(NoSuchApplication):
            costs.her(other, deed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"account": replace(ACCOUNT, number=RESIDENT)},
        {"account": replace(ACCOUNT, number="900101-123-4567")},
        {"account": replace(ACCOUNT, number="90.01.01-1234567")},
        {"account": replace(ACCOUNT, number="900101*1234567")},
        {"account": replace(ACCOUNT, holder=RESIDENT)},
        {"items": (replace(ITEM, note=f"번호 {RESIDENT}"),)},
        {"members": (RESIDENT,)},
        {"answered": f"제 번호는 {RESIDENT}"},
        {"account": Account("홍길동", "은행", "12")},
        {"items": (replace(ITEM, amount=0),)},
        {"items": (replace(ITEM, spent_on=date(2099, 1, 1)),)},
        {"items": (ITEM,) * 13},
    ],
)
def test_a_resident_number_and_what_cannot_be_are_refused_everywhere(costs: Costs, wrong: dict[str, Any]) -> None:
    her = costs.person(1)
    number = costs.draft(her)
    with pytest.raises(BadWords):
        costs.her(her, lambda work: applying.save(work, number, replace(WRITTEN, **wrong), seen=2))


def test_account_and_household_lie_sealed(costs: Costs) -> None:
    written = replace(WRITTEN, account=Account("봉인인", "봉인은행", "98765432101"), members=("같이산",))
    costs.applied(costs.person(1), written)
    kept = bytes_of(costs.world)
    for secret in ("봉인인", "98765432101", "같이산"):
        assert secret.encode() not in kept


def test_one_household_gets_it_once_unless_the_first_check_says_that_there_are_two(costs: Costs) -> None:
    home = "서울특별시 강서구 표본로 9, 901호"
    one = costs.granted(costs.person(1, address=home))
    two = costs.applied(costs.person(2, address=home))
    assert costs.case(two).twins == (one,)
    costs.checked(two)
    with pytest.raises(Exception) as refused:
        costs.decide(two)
    assert type(refused.value).__name__ == "HouseholdHasIt"
    costs.decide(two, agree=False)
    costs.checked(two, household_no=2)
    assert costs.decide(two) is State.APPROVED


def test_a_name_of_the_household_that_applied_is_found_though_the_home_is_another(costs: Costs) -> None:
    one = costs.applied(costs.person(1, name="박가족"))
    two = costs.applied(costs.person(2, name="최가족"), replace(WRITTEN, members=("박 가족",)))
    assert costs.case(two).twins == (one,)
    assert costs.case(one).twins == (two,)


def test_the_check_says_of_each_rule_yes_no_or_not_known_and_what_would_settle_it(costs: Costs) -> None:
    her = costs.person(1)
    said = {one.rule: one for one in costs.her(her, own.checked)[0].answers}
    assert said[Rule.WINDOW].known is Known.YES
    assert (said[Rule.DISTRICT].known, said[Rule.DISTRICT].settles) == (Known.UNKNOWN, "show_lease")
    assert (said[Rule.STATUS].known, said[Rule.STATUS].settles) == (Known.UNKNOWN, "say_status")
    verify(costs.world, her)
    costs.applied(her)
    said = {one.rule: one.known for one in costs.her(her, own.checked)[0].answers}
    assert said.pop(Rule.HOUSEHOLD) is Known.UNKNOWN
    assert set(said.values()) == {Known.YES}
    away = costs.person(2, address="부산광역시 수영구 표본로 7, 701호")
    (checked,) = costs.her(away, own.checked)
    assert not checked.may_apply


def test_rules_are_put_into_force_by_another_than_who_wrote_them(costs: Costs) -> None:
    number = costs.desk(lambda work: programmes.write(work, RULES, once="b"))
    with pytest.raises(AnotherPerson):
        costs.desk(lambda work: programmes.force(work, number, seen=1, reason="제가 적고 제가 시행"))
    assert len(costs.her(costs.person(1), own.checked)) == 1


def test_an_application_keeps_the_rules_under_which_it_was_handed_in(costs: Costs) -> None:
    number = costs.applied(costs.person(1))
    dearer = replace(RULES, per_household=2 * CAP)
    costs.desk(lambda work: programmes.revise(work, costs.number, dearer, seen=1))
    costs.desk(lambda work: programmes.force(work, costs.number, seen=2, reason="조례가 바뀌었습니다"), by=costs.second)
    assert costs.one(number).most == CAP
    assert costs.one(costs.applied(costs.person(2))).most == 1_200_000


def next_day(costs: Costs) -> tuple[int | None, int | None, int | None]:
    """What everybody may see a day later: share used, applicants, the year's money."""
    costs.world.clock.forward(days=1)
    with costs.world.as_system() as work:
        days.count_today(work)
        (one,) = days.shown(work)
    return one.used, one.applicants, one.total


def test_the_public_picture_moves_once_a_day_by_five_people_and_tells_of_no_few(costs: Costs) -> None:
    costs.money(40 * CAP)
    for place in range(1, 5):
        costs.granted(costs.person(place))
    assert next_day(costs) == (None, None, 40 * CAP)
    for place in range(5, 10):
        costs.granted(costs.person(place))
    with costs.world.as_system() as work:
        assert days.count_today(work) == 0, "not twice a day"
    nine = next_day(costs)
    assert nine == (20, 5, 40 * CAP), "nine are as far as the distance is ever drawn, and are shown as five"


@pytest.mark.pages
def test_a_picture_that_would_tell_of_few_is_hatched_and_says_why(costs: Costs) -> None:
    costs.granted(costs.person(1))
    next_day(costs)
    page = costs.world.app().test_client().get("/costs").get_data(as_text=True)
    assert "남음" in page and "chart-hidden" in page
    assert "한 사람이 얼마를 받는지 셈할 수 있습니다" in page


def test_two_days_compared_show_no_one_applicant_and_no_one_grant(costs: Costs) -> None:
    """Of nine, whoever comes tenth moves nothing, however often the days are drawn and whatever the year's money becomes."""
    costs.money(40 * CAP)
    for place in range(1, 10):
        costs.granted(costs.person(place))
    before = next_day(costs)
    costs.granted(costs.person(10))
    for _day in range(12):
        assert next_day(costs)[1] in {5, 10}
        assert next_day(costs)[0] == before[0], "a grant more moves no picture of money"
    costs.money(20 * CAP)
    assert next_day(costs)[0] == 45, "the nine of before in the money of now"


def test_another_year_begins_with_no_picture_until_five_are_granted_of_its_money(costs: Costs) -> None:
    for place in range(1, 10):
        costs.granted(costs.person(place))
    assert next_day(costs)[0] is not None
    costs.world.clock.forward(days=366)
    costs.money(10 * CAP)
    costs.granted(costs.person(10))
    used, applicants, total = next_day(costs)
    assert (used, total) == (None, 10 * CAP), "one grant of this year is nobody's to see"
    assert applicants in {5, 10}, "as far as the day's distance was drawn"


def test_a_paper_that_is_taken_away_opens_nowhere(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.draft(her)
    costs.papers(number, PaperKind.RECEIPT)
    costs.her(her, lambda work: papers.take_away(work, number, 1))
    assert costs.one(number).pages == ()


def test_a_cost_of_another_kind_is_not_recognised(costs: Costs) -> None:
    item = Item(CostKind.LAWYER, 500_000, date(2024, 3, 5))
    number = costs.applied(costs.person(1), replace(WRITTEN, items=(item,)))
    with pytest.raises(BadWords):
        costs.checked(number)
    assert isinstance(WRITTEN, Written)
