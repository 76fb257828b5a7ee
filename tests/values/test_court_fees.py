"""Stamp duty and service fee by the tables, and that the parts of a suit add up to it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.court_fees import NoTable, Practice, Procedure, service, stamp, together

ON = date(2026, 11, 30)
# Claim, on paper, electronically.
KNOWN = [
    (5_000_000, 25_000, 22_500),
    (10_000_000, 50_000, 45_000),
    (30_000_000, 140_000, 126_000),
    (50_000_000, 230_000, 207_000),
    (99_999_999, 454_900, 409_400),
    (100_000_000, 455_000, 409_500),
    (230_000_000, 975_000, 877_500),
    (500_000_000, 2_055_000, 1_849_500),
    (1_000_000_000, 4_055_000, 3_649_500),
    (2_300_000_000, 8_605_000, 7_744_500),
]
FOUR = (120_000_000, 230_000_000, 95_000_000, 250_000_000)


@pytest.mark.parametrize(("claim", "paper", "electronic"), KNOWN)
def test_stamps_that_are_known(claim: int, paper: int, electronic: int) -> None:
    assert (stamp(claim, on=ON), stamp(claim, on=ON, electronic=True)) == (paper, electronic)


@pytest.mark.parametrize(
    ("claim", "paper"), [(1, 1_000), (199_999, 1_000), (200_000, 1_000), (219_999, 1_000), (220_000, 1_100)]
)
def test_a_small_stamp_is_a_thousand_and_others_end_in_two_zeros(claim: int, paper: int) -> None:
    assert stamp(claim, on=ON) == paper


def test_what_is_not_confirmed_can_be_set() -> None:
    assert stamp(1, on=ON, electronic=True) == 900
    assert stamp(1, on=ON, electronic=True, practice=Practice(electronic_least=1_000)) == 1_000
    claim = (
        22_255_600  # 105,150.2 won: 105,100 on paper, nine tenths of which are 94,590; of the exact amount 94,635.18
    )
    assert stamp(claim, on=ON, electronic=True) == 94_500
    assert stamp(claim, on=ON, electronic=True, practice=Practice(rounds_once=True)) == 94_600
    cost = together(FOUR, on=ON, practice=Practice(agent_counts_once=True))
    assert cost.service == 5_500 * 2 * 15


def test_higher_instances_orders_and_mediation() -> None:
    claim = 230_000_000
    assert {one: stamp(claim, on=ON, procedure=one) for one in Procedure} == {
        Procedure.SMALL: 975_000,
        Procedure.FIRST: 975_000,
        Procedure.APPEAL: 1_462_500,
        Procedure.FINAL_APPEAL: 1_950_000,
        Procedure.PAYMENT_ORDER: 97_500,
        Procedure.MEDIATION: 97_500,
    }


@pytest.mark.parametrize(("plaintiffs", "defendants", "fee"), [(4, 1, 412_500), (10, 2, 990_000), (30, 1, 2_557_500)])
def test_service_fees_that_are_known(plaintiffs: int, defendants: int, fee: int) -> None:
    assert service(plaintiffs, defendants, on=ON, procedure=Procedure.FIRST) == fee


def test_the_unit_of_the_service_fee_is_the_day_s() -> None:
    def first(day: date) -> int:
        return service(1, 1, on=day, procedure=Procedure.FIRST)

    assert (first(date(2025, 5, 31)), first(date(2025, 6, 1))) == (5_200 * 30, 5_500 * 30)
    with pytest.raises(NoTable):
        first(date(2021, 8, 31))
    with pytest.raises(NoTable):
        stamp(1, on=date(2011, 7, 17))


def test_four_who_sue_together() -> None:
    cost = together(FOUR, on=ON, electronic=True)
    assert (cost.claim, cost.stamp, cost.service, cost.procedure) == (695_000_000, 2_551_500, 412_500, Procedure.FIRST)
    assert [one.stamp for one in cost.plaintiffs] == [440_547, 844_381, 348_766, 917_806]
    assert {one.service for one in cost.plaintiffs} == {103_125}
    alone = [together([one], on=ON, electronic=True) for one in FOUR]
    assert [one.stamp for one in alone] == [481_500, 877_500, 389_200, 949_500]
    assert {one.service for one in alone} == {5_500 * 2 * 15}


@pytest.mark.parametrize(("claim", "deliveries"), [(30_000_000, 10), (30_000_001, 15), (500_000_001, 15)])
def test_the_sum_says_how_often_is_delivered(claim: int, deliveries: int) -> None:
    assert together([claim], on=ON).service == 5_500 * 2 * deliveries
    assert together([claim - 1, 1], on=ON).service == 5_500 * 3 * deliveries


@pytest.mark.parametrize(("claims", "defendants"), [((), 1), ((0,), 1), ((5, -1), 1), ((5,), 0)])
def test_nobody_nothing_and_nobody_to_sue_are_refused(claims: tuple[int, ...], defendants: int) -> None:
    with pytest.raises(ValueError, match="at least"):
        together(claims, on=ON, defendants=defendants)


@given(
    claims=st.lists(st.integers(1, 10**12), min_size=1, max_size=60),
    defendants=st.integers(1, 20),
    electronic=st.booleans(),
    procedure=st.sampled_from([None, *Procedure]),
)
def test_parts_always_add_up_and_nobody_pays_a_won_too_much(
    claims: list[int], defendants: int, electronic: bool, procedure: Procedure | None
) -> None:
    cost = together(claims, on=ON, defendants=defendants, electronic=electronic, procedure=procedure)
    assert [one.claim for one in cost.plaintiffs] == claims
    assert sum(one.stamp for one in cost.plaintiffs) == cost.stamp
    assert sum(one.service for one in cost.plaintiffs) == cost.service
    assert sum(one.total for one in cost.plaintiffs) == cost.total
    for one in cost.plaintiffs:
        assert abs(one.stamp * cost.claim - cost.stamp * one.claim) < cost.claim
        assert abs(one.service * len(claims) - cost.service) < len(claims)
    assert cost.stamp % 100 == 0


@given(lower=st.integers(1, 10**11), more=st.integers(0, 10**10))
def test_a_larger_claim_never_costs_less_and_together_is_never_dearer_in_stamps(lower: int, more: int) -> None:
    assert stamp(lower, on=ON) <= stamp(lower + more, on=ON)
    if more:
        assert stamp(lower + more, on=ON) <= stamp(lower, on=ON) + stamp(more, on=ON) + 100
