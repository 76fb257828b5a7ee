"""What litigation-cost support decides stands among the figures of her claim, with what others noted there by hand."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.features.claims import figures
from lawsuit_hub.features.claims.types import Noted
from lawsuit_hub.features.costs import settling
from lawsuit_hub.features.costs.types import State
from lawsuit_hub.features.rights import collecting, paper
from lawsuit_hub.infra import schema
from tests.features.costs.made import CAP, REASON, WRITTEN, Costs
from tests.features.costs.test_deciding import TWO, listed, settled
from tests.features.costs.test_ending import answered, appealed, in_part, paid, refused, withdrawn

pytestmark = pytest.mark.either


def noted(costs: Costs, her: UUID) -> Noted:
    with costs.world.as_system() as work:
        return figures.of(work, [her])[her]


def came_back(costs: Costs, number: int) -> None:
    costs.desk(lambda work: settling.came_back(work, number, reason=REASON, seen=costs.one(number).turn))


def of_table(costs: Costs, her: UUID) -> str:
    """As either database writes an id in SQL of its own."""
    return str(her) if costs.world.engine.dialect.name == "postgresql" else her.hex


def test_what_is_granted_and_what_an_appeal_adds_stands_in_her_claim_until_it_comes_back(costs: Costs) -> None:
    her = costs.person(1)
    number = costs.applied(her, replace(WRITTEN, items=TWO))
    assert noted(costs, her).figures.granted == 0
    costs.checked(number, recognised=(400_000, 0), because=("", "영수증이 없습니다"))
    costs.decide(number)
    assert (noted(costs, her).figures.granted, noted(costs, her).by) == (400_000, "decision")
    paid(costs, number)
    assert noted(costs, her).figures.granted == 400_000, "paid is what was granted"
    appealed(costs, her, number)
    answered(costs, number, 100_000)
    assert noted(costs, her).figures.granted == 500_000
    withdrawn(costs, her, number)
    assert noted(costs, her).figures.granted == 400_000, "what she got stays hers"
    came_back(costs, number)
    assert noted(costs, her).figures.granted == 0


def test_support_from_elsewhere_that_somebody_noted_stays_beside_it(costs: Costs) -> None:
    her = costs.person(1)
    costs.desk(lambda work: figures.note(work, her, granted=300_000, paid_back=5_000_000))
    number = in_part(costs, her)
    found = noted(costs, her).figures
    assert (found.granted, found.paid_back) == (700_000, 5_000_000)
    withdrawn(costs, her, number)
    assert noted(costs, her).figures.granted == 300_000


def test_who_waits_for_money_has_no_support_until_it_is_there(costs: Costs) -> None:
    costs.money(CAP)
    first, waits = costs.person(1), costs.person(2)
    costs.granted(first)
    number = costs.granted(waits)
    assert (costs.one(number).state, noted(costs, waits).figures.granted) == (State.WAITING, 0)
    costs.money(2 * CAP)
    assert (costs.one(number).state, noted(costs, waits).figures.granted) == (State.APPROVED, CAP)


def test_an_appeal_against_a_refusal_that_is_granted_counts_once(costs: Costs) -> None:
    her = costs.person(1)
    number = refused(costs, her)
    assert noted(costs, her).turn == 0
    appealed(costs, her, number)
    answered(costs, number, CAP)
    assert (noted(costs, her).figures.granted, noted(costs, her).turn) == (CAP, 1)


def test_figures_that_do_not_open_hold_up_no_decision(costs: Costs, caplog: pytest.LogCaptureFixture) -> None:
    her = costs.person(1)
    costs.desk(lambda work: figures.note(work, her, paid_back=5_000_000))
    with costs.world.engine.begin() as db:
        db.execute(text("update claim_figures set figures = :damaged"), {"damaged": bytes(80)})
    number = in_part(costs, her)
    assert costs.one(number).state is State.APPROVED
    assert not noted(costs, her).readable
    assert "do not open" in caplog.text


def damaged(costs: Costs, figures_: bytes) -> bytes:
    """What stood there before."""
    with costs.world.engine.begin() as db:
        before = db.execute(text("select figures from claim_figures")).scalar_one()
        db.execute(text("update claim_figures set figures = :figures"), {"figures": figures_})
    return bytes(before)


@pytest.mark.parametrize("comes_back", [True, False], ids=["comes back", "taken back"])
def test_what_was_granted_while_hers_did_not_open_is_not_taken_off_either(costs: Costs, comes_back: bool) -> None:
    her = costs.person(1)
    costs.desk(lambda work: figures.note(work, her, granted=300_000))
    whole = damaged(costs, bytes(80))
    number = in_part(costs, her)
    damaged(costs, whole)
    if comes_back:
        paid(costs, number)
        came_back(costs, number)
    else:
        withdrawn(costs, her, number)
    assert (noted(costs, her).figures.granted, noted(costs, her).turn) == (300_000, 1)


def test_of_what_an_appeal_added_after_that_only_this_is_taken_off(costs: Costs) -> None:
    her = costs.person(1)
    costs.desk(lambda work: figures.note(work, her, granted=300_000))
    whole = damaged(costs, bytes(80))
    number = in_part(costs, her)
    damaged(costs, whole)
    paid(costs, number)
    appealed(costs, her, number)
    answered(costs, number, 100_000)
    assert noted(costs, her).figures.granted == 400_000
    withdrawn(costs, her, number)
    assert noted(costs, her).figures.granted == 400_000, "she keeps more than that of it"
    came_back(costs, number)
    assert noted(costs, her).figures.granted == 300_000


def test_what_was_granted_before_figures_knew_of_decisions_takes_off_no_support_from_elsewhere(costs: Costs) -> None:
    """And what was carried over before applications kept how much, comes off."""
    before, since = costs.person(1), costs.person(2)
    old, new = in_part(costs, before), in_part(costs, since)
    with costs.world.engine.begin() as db:
        db.execute(text("delete from claim_figures where victim_id = :her"), {"her": of_table(costs, before)})
    schema.downgrade(costs.world.engine, "0052")
    schema.upgrade(costs.world.engine)
    for her in (before, since):
        stands = noted(costs, her).figures.granted
        costs.desk(lambda work, her=her, stands=stands: figures.note(work, her, granted=stands + 300_000))
    settled(costs, listed(costs).number, *((number, costs.world.clock.now.date()) for number in (old, new)))
    for number in (old, new):
        came_back(costs, number)
    assert [noted(costs, her).figures.granted for her in (before, since)] == [300_000, 300_000]


def test_her_copy_says_that_the_decision_wrote_it_and_that_her_appeal_lapsed(costs: Costs) -> None:
    her = costs.person(1)
    number = in_part(costs, her)
    appealed(costs, her, number)
    withdrawn(costs, her, number)
    with costs.world.as_system() as work:
        drawn = "\n".join(paper.drawn(collecting.content(work, her)))
    assert "소송비 지원 결정에서 옮겨 적은 때" in drawn
    assert "신청이 먼저 끝나 결정 없이 끝남" in drawn
