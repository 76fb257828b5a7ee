"""Whoever moves a programme's money, erases its applicant, or asks her for more while she writes: each waits for the other, none in a ring."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.costs import applying, budgets, paying, reviewing
from lawsuit_hub.features.costs.models import CostApplication
from lawsuit_hub.features.costs.types import Stale, State
from lawsuit_hub.features.destruction import erasing
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.victims import service as victims
from tests.features.costs.made import REASON, WRITTEN, Costs

BEGUN = 0.7  # seconds until whoever began meanwhile waits, or is through


def meanwhile(deed: Callable[[], Any]) -> "Future[Any]":
    pool = ThreadPoolExecutor(max_workers=1)
    begun = pool.submit(deed)
    pool.shutdown(wait=False)
    time.sleep(BEGUN)
    return begun


def test_who_is_erased_while_two_decide_about_her_is_erased_afterwards(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her)
    costs.checked(number)
    seen = costs.one(number).turn

    def erase() -> None:
        with costs.world.as_system() as work:
            erasing.destroy(work, her, ground=Ground.OWN_REQUEST, reason="본인이 지워 달라고 했습니다")

    with costs.world.as_staff(Role.CASEWORKER, costs.second) as work:
        budgets.take_turn(work, costs.programme)
        erased = meanwhile(erase)
        said = reviewing.decide(work, number, agree=True, reason=REASON, seen=seen)
    erased.result(timeout=30)
    assert said is State.APPROVED
    with costs.world.as_system() as work:
        assert work.db.query(CostApplication).count() == 0
    assert costs.budget().committed == 0


def test_who_writes_while_she_is_asked_for_more_waits_for_nobody_who_waits_for_her(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her)
    seen = costs.one(number).turn

    def ask() -> None:
        costs.desk(lambda work: reviewing.ask(work, number, words="영수증이 흐립니다", seen=seen))

    with costs.world.as_member(her) as work:
        victims.hold(work, her)
        asked = meanwhile(ask)
        with pytest.raises(Stale):
            applying.save(work, number, WRITTEN, seen=seen)
    asked.result(timeout=30)
    assert costs.one(number).state is State.MORE


def test_who_mends_her_account_while_a_list_is_made_waits_for_nobody_who_waits_for_her(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.granted(her)
    seen, account = costs.one(number).turn, WRITTEN.account
    assert account is not None
    with costs.world.as_member(her) as work:
        victims.hold(work, her)
        made = meanwhile(
            lambda: costs.desk(lambda work: paying.make(work, once="at-once", reason="이달 지급분을 넘깁니다"))
        )
        applying.mend_account(work, number, account, seen=seen)
    assert made.result(timeout=30).payments == 1
