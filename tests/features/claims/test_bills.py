"""Costs shared among plaintiffs: always adding up, by whichever way they are shared; and bounds that hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.features.claims import bills
from lawsuit_hub.features.claims.types import Party, Plan, Share, Sharing
from lawsuit_hub.privacy import masking
from lawsuit_hub.values.court_fees import Practice

HOW = {"on": date(2026, 11, 30), "practice": Practice()}
FOUR = [Party(120_000_000, 1), Party(230_000_000, 2), Party(95_000_000, 3), Party(250_000_000, 4)]
CLAIMS = st.integers(1, 2 * 10**9)
DEPOSITS = st.integers(1_000_000, 999_999_999)
PLANS = st.builds(
    Plan,
    defendants=st.integers(1, 5),
    electronic=st.booleans(),
    sharing=st.sampled_from(Sharing),
    retainer=st.integers(0, 10**9),
)


def test_each_way_of_sharing() -> None:
    def shared(sharing: Sharing) -> list[tuple[int, int, int]]:
        made = bills.bill(FOUR, Plan(sharing=sharing, retainer=1_000_000), **HOW)
        return [(one.stamp, one.service, one.retainer) for one in made.shares]

    assert shared(Sharing.USUAL) == [
        (440_547, 103_125, 172_662),
        (844_381, 103_125, 330_935),
        (348_766, 103_125, 136_691),
        (917_806, 103_125, 359_712),
    ]
    assert shared(Sharing.EQUAL) == [(637_875, 103_125, 250_000)] * 4
    assert [one[1] for one in shared(Sharing.CLAIM)] == [71_223, 136_511, 56_385, 148_381]
    assert [one[2] for one in shared(Sharing.AGREED)] == [100_000, 200_000, 300_000, 400_000]


@given(people=st.lists(st.builds(Party, CLAIMS, st.integers(0, 10_000)), min_size=1, max_size=40), plan=PLANS)
def test_shares_always_add_up(people: list[Party], plan: Plan) -> None:
    made = bills.bill(people, plan, **HOW)
    for part in ("stamp", "service", "retainer", "total"):
        assert sum(getattr(one, part) for one in made.shares) == getattr(made, part)
    assert made.claim == sum(one.claim for one in people)


def test_support_lowers_what_is_paid_and_never_below_nothing() -> None:
    assert Share(400_000, 100_000, granted=300_000).pays == 200_000
    assert Share(400_000, 100_000, granted=1_000_000).pays == 0


@given(mine=DEPOSITS, others=st.lists(DEPOSITS, min_size=1, max_size=4), plan=PLANS)
def test_her_share_lies_between_what_the_cards_tell(mine: int, others: list[int], plan: Plan) -> None:
    cards = [masking.band_bounds(masking.band(one)) for one in others]
    known = bills.between(Party(mine), [one for one in cards if one], plan, **HOW)
    if plan.sharing is Sharing.AGREED:
        assert known is None
        return
    exact = bills.bill([Party(mine), *(Party(one) for one in others)], plan, **HOW).shares[0].total
    assert known is not None and known[0] - 100 <= exact <= known[1] + 100


@pytest.mark.parametrize("deposit", [1, 49_999_999, 50_000_000, 235_000_000, 999_999_999])
def test_a_band_holds_what_it_was_made_from(deposit: int) -> None:
    bounds = masking.band_bounds(masking.band(deposit))
    assert bounds is not None and bounds[0] <= deposit <= bounds[1] < bounds[0] + 50_000_000


def test_no_band_has_no_bounds() -> None:
    assert [masking.band_bounds(one) for one in ("10억 이상", "", "***", "2억")] == [None] * 4
