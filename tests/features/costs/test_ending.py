"""Money that is granted, appealed for, taken back: no household gets it twice, and none of it stays tied to what is over."""

from dataclasses import replace
from uuid import UUID

import pytest

from lawsuit_hub.features.costs import appeals, applying, endings, paying, queue, settling
from lawsuit_hub.features.costs.types import AnotherOpen, NothingToPay, Stale, State
from lawsuit_hub.infra import schema
from tests.features.costs.made import CAP, REASON, WRITTEN, Costs
from tests.features.costs.test_deciding import TWO, listed, settled
from tests.features.my.visits import visit


def appealed(costs: Costs, her: UUID, number: int) -> None:
    words = "더 인정해 주시기 바랍니다"
    costs.her(her, lambda work: appeals.appeal(work, number, words, seen=costs.one(number).turn))


def answered(costs: Costs, number: int, more: int) -> None:
    seen = costs.one(number).turn
    costs.desk(lambda work: appeals.decide(work, number, more=more, reason=REASON, seen=seen), by=costs.third)


def refused(costs: Costs, her: UUID) -> int:
    number = costs.applied(her)
    costs.checked(number, approve=False, recognised=(0,), because=("영수증이 없습니다",))
    costs.decide(number)
    return number


def in_part(costs: Costs, her: UUID) -> int:
    told = replace(WRITTEN, items=TWO)
    return costs.granted(her, told, recognised=(400_000, 0), because=("", "영수증이 없습니다"))


def paid(costs: Costs, number: int) -> None:
    settled(costs, listed(costs).number, (number, costs.world.clock.now.date()))


def withdrawn(costs: Costs, her: UUID, number: int) -> None:
    costs.her(her, lambda work: applying.withdraw(work, number, seen=costs.one(number).turn))


def test_who_takes_the_rest_back_after_a_payment_has_been_paid_and_applies_for_no_second(costs: Costs) -> None:
    her = costs.person(1)
    number = in_part(costs, her)
    paid(costs, number)
    appealed(costs, her, number)
    answered(costs, number, 100_000)
    assert costs.one(number).state is State.APPROVED
    withdrawn(costs, her, number)
    assert (costs.one(number).state, costs.one(number).amount) == (State.PAID, 400_000)
    assert (costs.budget().committed, costs.budget().paid) == (0, 400_000)
    assert costs.her(her, lambda work: applying.begin(work, costs.number)) == number


def test_what_is_kept_for_an_appeal_is_granted_though_somebody_waits(costs: Costs) -> None:
    costs.money(CAP + 100)
    her = costs.person(1)
    number = refused(costs, her)
    appealed(costs, her, number)
    other = costs.granted(costs.person(2))
    assert costs.one(other).state is State.WAITING
    answered(costs, number, CAP)
    assert costs.one(number).state is State.APPROVED
    assert costs.one(other).state is State.WAITING


def test_with_what_is_taken_back_or_came_back_its_appeal_is_over(costs: Costs) -> None:
    one, two = costs.person(1), costs.person(2)
    back = in_part(costs, one)
    paid(costs, back)
    taken = in_part(costs, two)
    for her, number in ((one, back), (two, taken)):
        appealed(costs, her, number)
    assert costs.desk(queue.counts)["appeal"] == 2
    withdrawn(costs, two, taken)
    costs.desk(lambda work: settling.came_back(work, back, reason=REASON, seen=costs.one(back).turn))
    assert costs.desk(queue.counts)["appeal"] == 0
    for her, number in ((one, back), (two, taken)):
        mine = costs.her(her, lambda work, number=number: applying.mine(work, number))
        assert (mine.appeal.outcome, mine.appeal.held) == ("lapsed", 0)
        assert mine.appeal.decided_at is not None
    for number in (back, taken):
        with pytest.raises(Stale):
            answered(costs, number, 0)
    assert (costs.budget().committed, costs.budget().paid) == (0, 0)


@pytest.mark.either
def test_an_appeal_that_lapsed_before_it_could_say_so_says_so_after_the_migration(costs: Costs) -> None:
    her, other = costs.person(1), costs.person(2)
    taken, stands = in_part(costs, her), in_part(costs, other)
    for person, number in ((her, taken), (other, stands)):
        appealed(costs, person, number)
    withdrawn(costs, her, taken)
    schema.downgrade(costs.world.engine, "0048")
    schema.upgrade(costs.world.engine)
    told, waits = costs.one(taken), costs.one(stands)
    assert told.appeal is not None and waits.appeal is not None
    assert (told.appeal.outcome, told.appeal.decided_at, waits.appeal.outcome) == ("lapsed", told.moved_at, None)


@pytest.mark.parametrize("called_off", [False, True])
def test_who_is_erased_while_her_money_is_handed_on_leaves_nothing_tied(costs: Costs, called_off: bool) -> None:
    her = costs.person(1)
    number = in_part(costs, her)
    batch = listed(costs)
    appealed(costs, her, number)
    answered(costs, number, 100_000)
    with costs.world.as_system() as work:
        endings.forget_person(work, her)
    assert costs.budget().committed == 400_000
    if called_off:
        costs.desk(lambda work: settling.call_off(work, batch.number, reason=REASON))
    else:
        settled(costs, batch.number, (number, costs.world.clock.now.date()))
    assert (costs.budget().committed, costs.budget().paid) == (0, 0 if called_off else 400_000)


def test_who_appeals_against_a_refusal_begins_no_other_application_meanwhile(costs: Costs) -> None:
    her = costs.person(1)
    number = refused(costs, her)
    appealed(costs, her, number)
    assert costs.her(her, lambda work: applying.begin(work, costs.number)) == number
    answered(costs, number, 0)
    assert costs.her(her, lambda work: applying.begin(work, costs.number)) != number


@pytest.mark.either
def test_an_appeal_beside_another_open_application_is_refused_says_which_and_breaks_nothing(costs: Costs) -> None:
    her = costs.person(1)
    number = refused(costs, her)
    other = costs.draft(her)
    appealed(costs, her, number)
    assert costs.her(her, lambda work: applying.other_open(work, number)) == other
    assert costs.case(number, by=costs.third).other_open == other
    with pytest.raises(AnotherOpen) as open_:
        answered(costs, number, CAP)
    assert (open_.value.number, costs.budget().committed) == (other, CAP)
    withdrawn(costs, her, other)
    answered(costs, number, CAP)
    assert costs.one(number).state is State.APPROVED


@pytest.mark.pages
def test_who_has_another_open_application_reads_so_and_finds_the_way_to_it(costs: Costs) -> None:
    her = costs.person(1)
    number = refused(costs, her)
    other = costs.draft(her)
    appealed(costs, her, number)
    page = visit(costs.world, costs.world.app(), her).get(f"/my/costs/{number}").get_data(as_text=True)
    assert "열려 있는 다른 신청이 있습니다" in page and f'href="/my/costs/{other}"' in page


def test_whoever_granted_an_appeal_does_not_hand_it_on(costs: Costs) -> None:
    her = costs.person(1)
    number = refused(costs, her)
    appealed(costs, her, number)
    answered(costs, number, CAP)
    assert costs.desk(paying.ready, by=costs.third) == (0, 0, 1)
    with pytest.raises(NothingToPay):
        listed(costs, by=costs.third)
    assert listed(costs).amount == CAP
