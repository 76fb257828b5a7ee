"""Sheets of address labels on A4, by a dated table, in millimetres. Knows nobody who stands on one."""

import re
from dataclasses import dataclass

from lawsuit_hub.values.refused import BadValue

AS_OF = "2026-11-30"
PAGE = (210.0, 297.0)
MOST_ACROSS, MOST_DOWN, SMALLEST = 6, 25, 18.0
_EDGE = 0.5  # a sheet's own sizes are rounded
_LONGEST_NAME, _NUMBERS = 20, 8


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """`left`, `top`: of the first label; `step_x`, `step_y`: from one label's edge to the next one's."""

    name: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float
    confidence: str = "M?"

    @property
    def on_one(self) -> int:
        return self.across * self.down


# Sizes as makers of A4 labels share them (Formtec LS-3114, 3113, 3108, 3107 and Avery L7159, L7160, L7162, L7163 are said to be of one
# cut). None was measured on paper: `label_sheets` puts others beside them or, by the same name, in their place.
SHEETS = (
    LabelSheet("3×8 (24칸)", 3, 8, 63.5, 33.9, 7.2, 12.9, 66.0, 33.9),
    LabelSheet("3×7 (21칸)", 3, 7, 63.5, 38.1, 7.2, 15.1, 66.0, 38.1),
    LabelSheet("2×8 (16칸)", 2, 8, 99.1, 33.9, 4.7, 12.9, 101.6, 33.9),
    LabelSheet("2×7 (14칸)", 2, 7, 99.1, 38.1, 4.7, 15.1, 101.6, 38.1),
)


def sheets_with(written: str) -> tuple[LabelSheet, ...]:
    """The table with sheets of one's own: `name: across down width height left top step_x step_y`, a semicolon between two.

    Raises BadValue for what does not fit on the page.
    """
    own = [_sheet(one) for one in written.split(";") if one.strip()]
    known = {sheet.name: sheet for sheet in (*SHEETS, *own)}
    return tuple(known.values())


def _sheet(written: str) -> LabelSheet:
    name, _, sizes = (part.strip() for part in written.partition(":"))
    numbers = sizes.split()
    if not 0 < len(name) <= _LONGEST_NAME or len(numbers) != _NUMBERS:
        raise BadValue
    if not all(re.fullmatch(r"\d{1,3}(\.\d{1,2})?", one, re.ASCII) for one in numbers):
        raise BadValue
    (across, down), (width, height, left, top, step_x, step_y) = numbers[:2], map(float, numbers[2:])
    if not (across.isdigit() and down.isdigit()):
        raise BadValue
    sheet = LabelSheet(name, int(across), int(down), width, height, left, top, step_x, step_y, confidence="own")
    if not _fits(sheet):
        raise BadValue
    return sheet


def _fits(sheet: LabelSheet) -> bool:
    """Labels lie beside each other, all of them on the page, each large enough to be read."""
    if not (1 <= sheet.across <= MOST_ACROSS and 1 <= sheet.down <= MOST_DOWN):
        return False
    right = sheet.left + sheet.step_x * (sheet.across - 1) + sheet.width
    foot = sheet.top + sheet.step_y * (sheet.down - 1) + sheet.height
    large = min(sheet.width, sheet.height) >= SMALLEST
    apart = sheet.step_x >= sheet.width and sheet.step_y >= sheet.height
    return large and apart and right <= PAGE[0] + _EDGE and foot <= PAGE[1] + _EDGE
