"""Sheets of labels: the table fits on A4, and what an operator writes is read or refused."""

import pytest

from lawsuit_hub.values.label_sheets import PAGE, SHEETS, sheets_with
from lawsuit_hub.values.refused import BadValue

OWN = "우리 라벨: 2 7 99 38 5 15 101 38.5"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.across}x{sheet.down}")
def test_the_table_s_sheets_lie_in_the_middle_of_the_page(sheet: object) -> None:
    one = SHEETS[SHEETS.index(sheet)]  # type: ignore[arg-type]
    wide = one.step_x * (one.across - 1) + one.width
    high = one.step_y * (one.down - 1) + one.height
    assert abs(2 * one.left + wide - PAGE[0]) < 1 and abs(2 * one.top + high - PAGE[1]) < 1
    assert one.confidence == "M?"


def test_one_s_own_stands_beside_the_table_or_in_the_place_of_its_namesake() -> None:
    own = sheets_with(OWN)
    assert len(own) == len(SHEETS) + 1 and (own[-1].name, own[-1].step_y) == ("우리 라벨", 38.5)
    other = sheets_with("3×8 (24칸): 3 8 64 34 6 12 66 34; ")
    assert len(other) == len(SHEETS) and other[0].width == 64


@pytest.mark.parametrize(
    "written",
    ["x", ": 3 8 64 34 6 12 66 34", "a: 3 8 64 34 6 12 66", "a: 0 8 64 34 6 12 66 34", "a: 3.5 8 60 34 6 12 66 34",
     "a: 4 8 64 34 6 12 66 34", "a: 3 8 64 34 6 12 60 34", "a: 3 9 64 34 6 12 66 34", "a: 2 2 5 5 9 9 9 9", "a: -3 8 64 34 6 12 66 34",
     "a: 3 8 64 34 6 12 66 ３４", "a: 3 8 1e9 34 6 12 66 34", "a" * 21 + ": 3 8 64 34 6 12 66 34"],
)  # fmt: skip
def test_what_does_not_lie_on_the_page_is_refused(written: str) -> None:
    with pytest.raises(BadValue):
        sheets_with(written)
