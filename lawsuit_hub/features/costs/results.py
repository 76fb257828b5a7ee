"""What the finance office says of a list, a line a payment: pasted from its sheet, or as a file, CSV or XLSX. Knows no application.

The file comes with the form, in no more bytes than any form (infra/sizes), and is kept nowhere.
"""

import io
import re
from datetime import date
from itertools import chain

from lawsuit_hub.features.costs.types import BadResult, BadWords, SaidTwice
from lawsuit_hub.infra.sheet import Sheet, open_sheet
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet, Why
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.text import clean

LONGEST_TEXT = 200_000
_PARTS = re.compile(r"[\t,;]|\s{2,}")
_NUMBER = re.compile(r"[Cc]-?([0-9]{1,9})")
_HEADING = re.compile(r"[^0-9]+")
_PAID = frozenset({"지급", "지급완료", "완료", "입금", "paid"})
_FAILED = frozenset({"실패", "반송", "계좌오류", "오류", "failed"})
# A list has no more rows than paying.MOST_ROWS; a sheet of them unpacks to a tenth of this.
_MOST_LINES, _MOST_UNPACKED = 2_100, 8 * 2**20
_UNREADABLE: dict[Why, str] = {"old_workbook": "locked", "locked": "locked", "too_large": "large"}

Result = tuple[int, date | None]


def read(text: str) -> list[Result]:
    """As it is pasted: number, 지급 or 실패, day. None: it failed. A line that says again what one above says counts once. Raises BadResult,
    SaidTwice."""
    if len(text) > LONGEST_TEXT:
        raise BadResult(1)
    lines = enumerate(text.splitlines(), 1)
    return _whole([(at, _result(at, _PARTS.split(line.strip()))) for at, line in lines if line.strip()])


def of_form(text: str, file: bytes) -> list[Result]:
    """One of the two. Raises BadWords, BadResult, SaidTwice."""
    if bool(text.strip()) == bool(file):
        raise BadWords("both" if file else "empty", "text")
    return read_file(file) if file else read(text)


def read_file(data: bytes) -> list[Result]:
    """The same of a file, CSV or XLSX, as Excel or the office's own program saves it; a line of headings may stand above, empty lines are not
    counted. Of a formula counts what its program saved beside it. Raises BadWords, BadResult,
    SaidTwice."""
    if len(data) > LONGEST_TEXT:
        raise BadWords("large", "file")
    try:
        sheet = open_sheet(io.BytesIO(data), unpacked=_MOST_UNPACKED)
        found = _results(sheet)
    except UnreadableSheet as refused:
        raise BadWords(_UNREADABLE.get(refused.why, "sheet"), "file") from None
    if sheet.unclosed_quote or sheet.cut_cells:
        raise BadResult(len(found) + 1)
    return _whole(found)


def _results(sheet: Sheet) -> list[tuple[int, Result]]:
    found = []
    for at, row in enumerate(chain((sheet.header,), sheet), 1):
        if at > _MOST_LINES:
            raise BadWords("large", "file")
        parts = [part for part in row if part.strip()]
        if not (at == 1 and _HEADING.fullmatch(parts[0])):
            found.append((at, _result(at, parts)))
    return found


def _whole(found: list[tuple[int, Result]]) -> list[Result]:
    """Each with its line: whichever of two came last would count, and nobody would know of the other."""
    if not found:
        raise BadResult(1)
    said: dict[int, tuple[int, Result]] = {}
    for at, one in found:
        before, same = said.setdefault(one[0], (at, one))
        if one != same:
            raise SaidTwice(one[0], (before, at))
    return [one for _at, one in said.values()]


def _result(at: int, raw: list[str]) -> Result:
    parts = [clean(part).replace(" ", "") for part in raw if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - a number and a word
        raise BadResult(at)
    number, word = _NUMBER.fullmatch(parts[0]), parts[1]
    if number is None or word not in _PAID | _FAILED:
        raise BadResult(at)
    if word in _FAILED:
        return int(number[1]), None
    try:
        return int(number[1]), parse_date(parts[2]) if len(parts) > 2 else _no_day(at)  # noqa: PLR2004
    except BadValue:
        raise BadResult(at) from None


def _no_day(at: int) -> date:
    raise BadResult(at)
