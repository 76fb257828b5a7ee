"""Rows of a roster as XML, by the hundred thousand: what `xlsx_cells` writes, letter by letter, without asking of every cell what it is.

People of a group lack the same cells, so their rows have few patterns; a pattern is one text to fill in. A row that does not
fit (a letter to be escaped, a text that may have to be cut, a day that Excel cannot count) is written cell by cell.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from lawsuit_hub.features.rosters.columns import Column, Kind
from lawsuit_hub.features.rosters.types import RosterRow
from lawsuit_hub.features.rosters.xlsx_cells import EPOCH, FIRST_SERIAL_DAY, STYLES, SURELY_SHORT, cell, unusual
from lawsuit_hub.features.rosters.xlsx_parts import Style, letters
from lawsuit_hub.values.dates import KST

_EPOCH_DAY = EPOCH.toordinal()
_EPOCH_IN_SEOUL = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=KST)
_SECOND, _SECONDS_A_DAY = timedelta(seconds=1), 86_400
_FIRST = {Kind.DATE: FIRST_SERIAL_DAY, Kind.DATETIME: datetime(1900, 3, 2, tzinfo=KST)}


def row_writer(columns: Sequence[Column]) -> Callable[[int, RosterRow], str]:
    """Takes the number of the line and the row."""
    reads = [one.value for one in columns]
    texts = [place for place, one in enumerate(columns) if one.kind is Kind.TEXT]
    counted = [(place, one.kind) for place, one in enumerate(columns) if one.kind in _FIRST]
    patterns: dict[tuple[bool, ...], str] = {}

    def write(line: int, row: RosterRow) -> str:
        values: list[Any] = [read(row) for read in reads]
        together = "".join([values[place] or "" for place in texts])
        if len(together) > SURELY_SHORT or unusual(together):
            return _one_by_one(columns, line, values)
        for place, kind in counted:
            if (day := values[place]) is not None:
                if day < _FIRST[kind]:
                    return _one_by_one(columns, line, [read(row) for read in reads])
                values[place] = _counted(day, kind)
        pattern = tuple([value is None or value == "" for value in values])
        if pattern not in patterns:
            patterns[pattern] = _pattern(columns, pattern)
        number = str(line)
        filled = [one for value in values if value is not None and value != "" for one in (number, value)]
        return patterns[pattern] % (number, *filled)

    return write


def _counted(day: Any, kind: Kind) -> int | str:
    if kind is Kind.DATE:
        return int(day.toordinal() - _EPOCH_DAY)
    return f"{(day - _EPOCH_IN_SEOUL) // _SECOND / _SECONDS_A_DAY:.11f}"


def _one_by_one(columns: Sequence[Column], line: int, values: Sequence[Any]) -> str:
    written = [
        cell(f"{letters(place)}{line}", STYLES[one.kind], value)
        for place, (one, value) in enumerate(zip(columns, values, strict=True), start=1)
    ]
    return f'<row r="{line}">{"".join(written)}</row>'


def _pattern(columns: Sequence[Column], lacks: Sequence[bool]) -> str:
    """With a place for the line before each cell's value, and for the line of the row."""
    cells = [
        _cell_pattern(letters(place), one.kind)
        for place, (one, missing) in enumerate(zip(columns, lacks, strict=True), start=1)
        if not missing
    ]
    return f'<row r="%s">{"".join(cells)}</row>'


def _cell_pattern(at: str, kind: Kind) -> str:
    if kind is Kind.TEXT:
        return f'<c r="{at}%s" s="{Style.TEXT}" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return f'<c r="{at}%s" s="{STYLES[kind]}"><v>%s</v></c>'
