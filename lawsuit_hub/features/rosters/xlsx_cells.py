"""The cells of a roster as XML: text, numbers, days. Knows nothing of files."""

import re
from datetime import date, datetime

from lawsuit_hub.features.rosters.characters import UNSHOWABLE, visible
from lawsuit_hub.features.rosters.columns import Kind, Value, in_seoul
from lawsuit_hub.features.rosters.xlsx_parts import Style

LONGEST_TEXT = 32_767  # in UTF-16 units, as Excel counts
CUT_MARK = " …[32,767자에서 잘림]"
FIRST_SERIAL_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February that never was
EPOCH = date(1899, 12, 30)
_SECONDS_A_DAY = 86_400
STYLES = {
    Kind.TEXT: Style.TEXT,
    Kind.NUMBER: Style.NUMBER,
    Kind.WON: Style.WON,
    Kind.DATE: Style.DATE,
    Kind.DATETIME: Style.DATETIME,
}
_NEEDS_ESCAPE = re.compile(r"[&<>\r]|_(?=x[0-9A-Fa-f]{4}_)")
unusual = re.compile(f"[&<>\\r_{UNSHOWABLE}]").search  # whatever `escaped` may have to change
SURELY_SHORT = LONGEST_TEXT // 2
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "_": "_x005F_"}


def cell(at: str, style: Style, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return text_cell(at, Style.TEXT, value)
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value:d}</v></c>'
    return _day_cell(at, style, value)


def text_cell(at: str, style: Style, text: str) -> str:
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _day_cell(at: str, style: Style, day: date) -> str:
    moment = in_seoul(day) if isinstance(day, datetime) else None
    day = moment.date() if moment else day
    if day < FIRST_SERIAL_DAY:
        return text_cell(at, Style.TEXT, moment.isoformat(sep=" ") if moment else day.isoformat())
    serial = (day - EPOCH).days
    if moment is None:
        return f'<c r="{at}" s="{style}"><v>{serial}</v></c>'
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return f'<c r="{at}" s="{style}"><v>{serial + seconds / _SECONDS_A_DAY:.11f}</v></c>'


def escaped(text: str) -> str:
    """As XML text that a spreadsheet shows letter by letter: `_x0041_` stays seven letters, not an A."""
    text = visible(_cut(text))
    return _NEEDS_ESCAPE.sub(lambda match: _ESCAPES[match.group()], text) if _NEEDS_ESCAPE.search(text) else text


def _cut(text: str) -> str:
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - len(CUT_MARK)) * 2].decode("utf-16-le", "ignore") + CUT_MARK
