"""Writes a roster as CSV that spreadsheets show and never run; knows nothing of locking."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from lawsuit_hub.features.rosters.characters import visible
from lawsuit_hub.features.rosters.columns import Column, Kind, Value, in_seoul, with_marks
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# What a spreadsheet may take for a formula: after any spaces and invisible characters, full and small width
# too; and a cell that starts with a tab or a line break, since that is where the next cell could begin.
_RUNNABLE = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]"
    r"|[\t\r\n]"
)


class _Utf8:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode("utf-8"))


def write_csv(out: BinaryIO, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow]) -> int:
    """Write header and rows; UTF-8 with byte order mark, CRLF. Returns the number of rows."""
    columns = with_marks(columns, head)
    out.write(BYTE_ORDER_MARK)
    # Text is always quoted: then a program that splits at semicolons cannot start a new cell inside a value.
    writer = csv.writer(_Utf8(out), lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([inert(column.header) for column in columns])
    count = 0
    for row in rows:
        writer.writerow([cell(column.kind, column.value(row)) for column in columns])
        count += 1
    if count != head.row_count:
        raise RowCountDiffers
    return count


def cell(kind: Kind, value: Value) -> str | int:
    if value is None:
        return ""
    if kind in (Kind.NUMBER, Kind.WON) and isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return in_seoul(value).isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return inert(str(value))


def sheet_of(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A small table of texts as a whole file. No cell of it is run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([titles, *([inert(cell) for cell in row] for row in rows)])
    return BYTE_ORDER_MARK + out.getvalue().encode()


def inert(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it: visible, and never undone by us."""
    text = visible(text)
    return f"'{text}" if runs(text) else text


def runs(text: str) -> bool:
    """Whether a spreadsheet may take it for a formula."""
    return _RUNNABLE.match(text) is not None
