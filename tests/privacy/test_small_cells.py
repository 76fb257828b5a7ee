"""No few people stand in a count, and none can be reckoned from the others and the total."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.privacy.small_cells import FEWEST, shown, table_shown, total_shown

Counts = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@given(Counts)
def test_what_is_shown_is_true_and_never_a_few(counts: list[int]) -> None:
    cells = shown(counts)
    assert len(cells) == len(counts)
    for cell, count in zip(cells, counts, strict=True):
        assert cell is None or cell == count and not 0 < cell < FEWEST


@given(Counts)
def test_hidden_cells_are_at_least_two_and_hold_at_least_five(counts: list[int]) -> None:
    hidden = [count for cell, count in zip(shown(counts), counts, strict=True) if cell is None]
    if hidden and total_shown(counts) is not None:
        assert len(hidden) >= 2 and sum(hidden) >= FEWEST


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_whoever_reckons_with_the_total_solves_no_few(counts: list[int]) -> None:
    """Also not whoever takes every hidden cell for one of the few: each may hold two numbers at least."""
    seen, total = shown(counts), total_shown(counts)
    if total is None:
        assert set(seen) == {None}
        return
    others = _others(seen, total)
    few = [one for one in others if all(0 < one[place] < FEWEST for place, cell in enumerate(seen) if cell is None)]
    for place, cell in enumerate(seen):
        if cell is None:
            assert len({other[place] for other in others}) > 1, (counts, seen)
            assert len({other[place] for other in few}) != 1 or counts not in few, (counts, seen)


def _others(seen: Sequence[int | None], total: int) -> list[list[int]]:
    free = [place for place, cell in enumerate(seen) if cell is None]
    left = total - sum(cell for cell in seen if cell is not None)
    found = []
    for values in product(range(left + 1), repeat=max(len(free) - 1, 0)):
        last = left - sum(values)
        if free and last >= 0:
            filled = dict(zip(free, (*values, last), strict=True))
            found.append([filled.get(place, cell or 0) for place, cell in enumerate(seen)])
    return found or [[cell or 0 for cell in seen]]


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([9, 0, 7], [9, 0, 7]),
        ([9, 3, 7], [9, None, None]),
        ([30, 1, 1, 8, 9], [30, None, None, None, 9]),
        ([30, 3, 2, 8, 9], [30, None, None, 8, 9]),
        ([3, 0], [None, None]),
        ([4, 4], [None, None]),
        ([5, 4, 4], [None, None, None]),
        ([9, 4, 4, 7], [9, None, None, None]),
    ],
)
def test_cells(counts: list[int], cells: list[int | None]) -> None:
    assert shown(counts) == cells


def test_a_table_keeps_its_order_and_a_small_total_is_hidden() -> None:
    assert table_shown({"b": 8, "a": 2, "c": 6}) == {"b": 8, "a": None, "c": None}
    assert (total_shown([2, 2]), total_shown([0]), total_shown([3, 2])) == (None, 0, 5)


def test_nobody_is_counted_less_than_never() -> None:
    with pytest.raises(ValueError, match="people"):
        shown([-1])
