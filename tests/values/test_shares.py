"""Parts add up to the whole, whatever the weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.shares import by_weight, equally

WEIGHTS = st.lists(st.integers(0, 10**13), min_size=1, max_size=100)


@given(total=st.integers(0, 10**12), weights=WEIGHTS)
def test_parts_add_up_and_are_less_than_a_won_from_exact(total: int, weights: list[int]) -> None:
    parts = by_weight(total, weights)
    assert sum(parts) == total and min(parts) >= 0
    if whole := sum(weights):
        assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


@given(total=st.integers(0, 10**12), weights=WEIGHTS, data=st.data())
def test_who_has_more_never_pays_less(total: int, weights: list[int], data: st.DataObject) -> None:
    parts = by_weight(total, weights)
    one, other = (data.draw(st.integers(0, len(weights) - 1)) for _ in range(2))
    if weights[one] > weights[other]:
        assert parts[one] >= parts[other]


def test_what_cannot_be_divided_goes_to_who_comes_first() -> None:
    assert equally(100, 3) == [34, 33, 33]
    assert by_weight(100, [1, 1, 1]) == [34, 33, 33]
    assert by_weight(7, [0, 0]) == [4, 3]
    assert by_weight(0, [5, 9]) == [0, 0]


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [1, -1])])
def test_nothing_is_divided_among_nobody(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="at least"):
        by_weight(total, weights)
