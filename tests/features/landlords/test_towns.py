"""Whole files of answers with typos, Hanja, Latin letters and half addresses, beside their truth; and growth."""

import pytest

from benchmarks import growth
from benchmarks.matching import Found, imported, measured
from benchmarks.towns import Town

HARD_SEEDS = (101, 102, 103, 104)


def found_in(seed: int, rows: int) -> Found:
    content, truth = Town(seed, rows).sheet()
    return measured(imported(content)[1], truth)


def test_in_a_small_town_nobody_is_put_with_a_stranger_and_whoever_waits_has_few_to_look_at() -> None:
    found = found_in(7, 160)
    assert found.precision == 1.0
    assert found.certain >= 0.80
    assert found.with_candidates >= 0.95
    assert found.a_row <= 3


@pytest.mark.long
@pytest.mark.parametrize("seed", HARD_SEEDS)
def test_in_a_town_of_1200_answers_too(seed: int) -> None:
    found = found_in(seed, 1200)
    assert found.precision == 1.0
    assert found.certain >= 0.88
    assert found.with_candidates >= 0.98
    assert found.a_row <= 3


def test_a_registration_is_measured_among_many_and_among_few() -> None:
    few, many = growth.compared(40, 400, asked=4)
    assert 0 < few.median <= few.p99
    assert 0 < many.median <= many.p99


@pytest.mark.long
def test_matching_does_not_grow_with_the_town() -> None:
    few, many = growth.compared(1_000, 100_000, asked=100)
    assert many.median < few.median * 3
