"""The statistic that the tests of equal answer times stand on, against samples whose truth is known."""

import random

import pytest

from tests.equivalence import FEWEST, tost, trimmed


def sample(mean: float, spread: float, size: int, seed: int) -> list[float]:
    chance = random.Random(seed)
    return [chance.gauss(mean, spread) for _ in range(size)]


@pytest.mark.parametrize(("apart", "equal"), [(0.0, True), (0.5, True), (2.0, False), (2.2, False), (5.0, False)])
def test_means_within_the_margin_are_equal_and_others_are_not(apart: float, equal: bool) -> None:
    found = tost(sample(10, 4, 2000, 1), sample(10 + apart, 5, 2000, 2), margin=2)
    assert (found.p < 0.05) is equal
    assert (found.low > -2 and found.high < 2) is equal, "the interval says the same"
    assert found.difference == pytest.approx(-apart, abs=0.6)


def test_it_wrongly_says_equal_in_one_of_twenty_at_the_margin_itself() -> None:
    wrong = sum(tost(sample(10, 3, 300, n), sample(12, 3, 300, -1 - n), margin=2).p < 0.05 for n in range(600))
    assert 0.02 < wrong / 600 < 0.08


def test_figures_known_from_a_table() -> None:
    """Variances 1 and 4, hundred of each: error sqrt(0.05), so a margin of 0.5 lies 2.236 errors away."""
    first = [9.0, 11.0] * 50
    second = [8.0, 12.0] * 50
    found = tost(first, second, margin=0.5)
    assert found.difference == 0
    assert found.p == pytest.approx(0.0131, abs=0.0006)
    assert found.high == pytest.approx(0.3696, abs=0.004)
    assert found.degrees == pytest.approx(145.6, abs=0.5)


def test_it_turns_round() -> None:
    first, second = (sample(10, 4, 500, seed) for seed in (3, 4))
    there, back = tost(first, second, margin=1), tost(second, first, margin=1)
    assert there.p == pytest.approx(back.p)
    assert there.difference == pytest.approx(-back.difference)


def test_too_few_or_no_margin_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        tost([1.0] * (FEWEST - 1), [1.0] * FEWEST, margin=1)
    with pytest.raises(ValueError, match="positive"):
        tost([1.0] * FEWEST, [1.0] * FEWEST, margin=0)
    assert tost([1.0] * FEWEST, [1.0] * FEWEST, margin=1).p == 0
    assert tost([5.0] * FEWEST, [1.0] * FEWEST, margin=1).p == 1


def test_the_slowest_are_left_out_of_each() -> None:
    assert trimmed([float(n) for n in range(100)]) == [float(n) for n in range(95)]
