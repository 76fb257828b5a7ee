"""Money that is not there is never granted, whoever presses at one moment; who waits is served in order."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.costs import applying, budgets
from lawsuit_hub.features.costs.models import CostBudget
from lawsuit_hub.features.costs.types import NoBudget, State
from tests.features.costs.made import CAP, Costs


class Watcher:
    """Reads the budget again and again through a connection of its own, while others grant."""

    def __init__(self, costs: Costs) -> None:
        self.seen: list[tuple[int, int, int]] = []
        self._costs, self._over = costs, threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            with self._costs.world.works.open(SYSTEM, read_only=True) as work:
                row = work.db.query(CostBudget).filter_by(programme_id=self._costs.programme).one()
                self.seen.append((row.committed, row.paid, row.total))
            time.sleep(0.002)


def _all_at_once(costs: Costs, people: int, places: int) -> dict[str, Any]:
    """`people` approvals at one moment, each in a thread with a connection of its own, against money for `places`."""
    costs.money(places * CAP)
    numbers = [costs.applied(costs.person(place)) for place in range(1, people + 1)]
    for number in numbers:
        costs.checked(number)
    begun = time.monotonic()
    with Watcher(costs) as watcher, ThreadPoolExecutor(max_workers=min(people, 24)) as pool:
        states = list(pool.map(costs.decide, numbers))
    budget = costs.budget()
    return {
        "approved": states.count(State.APPROVED),
        "waiting": states.count(State.WAITING),
        "committed": budget.committed,
        "total": budget.total,
        "samples": len(watcher.seen),
        "most seen": max(committed + paid for committed, paid, _total in watcher.seen),
        "steps": len({committed for committed, _paid, _total in watcher.seen}),
        "seconds": round(time.monotonic() - begun, 1),
    }


def _holds(found: dict[str, Any], people: int, places: int) -> None:
    print(found)  # noqa: T201 - what is measured is shown
    assert found["approved"] == places
    assert found["waiting"] == people - places
    assert found["committed"] == places * CAP == found["total"]
    assert 0 < found["most seen"] <= found["total"]


def test_twelve_approvals_at_one_moment_against_money_for_six_grant_six(costs: Costs) -> None:
    _holds(_all_at_once(costs, 12, 6), 12, 6)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_two_hundred_approvals_at_one_moment_against_money_for_a_hundred_grant_a_hundred(costs: Costs) -> None:
    _holds(_all_at_once(costs, 200, 100), 200, 100)


def test_money_that_comes_back_or_is_added_goes_to_who_waits_longest(costs: Costs) -> None:
    costs.money(CAP)
    people = [costs.person(place) for place in (1, 2, 3)]
    first, second, third = (costs.granted(one) for one in people)
    assert [costs.one(number).state for number in (first, second, third)] == [
        State.APPROVED,
        State.WAITING,
        State.WAITING,
    ]
    costs.her(people[0], lambda work: applying.withdraw(work, first, seen=costs.one(first).turn))
    assert costs.one(second).state is State.APPROVED
    assert costs.one(second).letters
    assert not costs.one(third).letters
    costs.money(2 * CAP)
    assert costs.one(third).state is State.APPROVED
    assert costs.budget().left == 0


def test_a_budget_never_becomes_less_than_what_is_granted(costs: Costs) -> None:
    costs.granted(costs.person(1))
    with pytest.raises(NoBudget):
        costs.money(CAP - 1)
    costs.money(CAP)
    assert costs.budget().left == 0


def test_the_database_itself_refuses_what_is_not_there(costs: Costs) -> None:
    with pytest.raises(Exception, match="never_overspent"), costs.world.as_system() as work:
        work.db.query(CostBudget).update({"committed": CostBudget.total + 1})


@pytest.mark.either
def test_a_year_without_money_makes_nobody_a_promise(costs: Costs) -> None:
    with costs.world.as_system() as work:
        work.db.query(CostBudget).delete()
    assert costs.one(costs.granted(costs.person(1))).state is State.WAITING
    with costs.world.as_system() as work:
        assert budgets.this_year(work, costs.programme) is None
