"""Times of day as people write them."""

from datetime import time

import pytest

from lawsuit_hub.values.clock_time import parse_time
from lawsuit_hub.values.refused import BadTime


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)), (" 9:05 ", time(9, 5)), ("오후 2시 30분", time(14, 30)), ("오후2시반", time(14, 30)),
        ("오전 12:10", time(0, 10)), ("오후 12시", time(12, 0)), ("１４：３０", time(14, 30)), ("14시", time(14, 0)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_is_meant(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "14", "24:00", "14:60", "오후 13시", "오전 0시", "2시 30", "14:30:00", "내일", "1" * 41]
)
def test_anything_else_is_none(typed: str) -> None:
    with pytest.raises(BadTime):
        parse_time(typed)
