"""What the finance office says of a list, a line a payment: pasted from its sheet, or as a CSV file. Knows no application.

The file comes with the form, in no more bytes than any form (infra/sizes), and is kept nowhere.
"""

import csv
import re
from datetime import date

from lawsuit_hub.features.costs.types import BadResult, BadWords
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.text import clean

LONGEST_TEXT = 200_000
_PARTS = re.compile(r"[\t,;]|\s{2,}")
_NUMBER = re.compile(r"[Cc]-?([0-9]{1,9})")
_HEADING = re.compile(r"[^0-9]+")
_PAID = frozenset({"지급", "지급완료", "완료", "입금", "paid"})
_FAILED = frozenset({"실패", "반송", "계좌오류", "오류", "failed"})
_MARK = "\ufeff"

Result = tuple[int, date | None]


def read(text: str) -> list[Result]:
    """As it is pasted: number, 지급 or 실패, day. None: it failed. Raises BadResult."""
    if len(text) > LONGEST_TEXT:
        raise BadResult(1)
    lines = enumerate(text.splitlines(), 1)
    return _whole([_result(at, _PARTS.split(line.strip())) for at, line in lines if line.strip()])


def of_form(text: str, file: bytes) -> list[Result]:
    """One of the two. Raises BadWords, BadResult."""
    if bool(text.strip()) == bool(file):
        raise BadWords("both" if file else "empty", "text")
    return read_file(file) if file else read(text)


def read_file(data: bytes) -> list[Result]:
    """The same of a CSV file, as Excel or the office's own program saves it; a line of headings may stand above. Raises BadResult."""
    if len(data) > LONGEST_TEXT:
        raise BadResult(1)
    text = _decoded(data)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    found, at = [], 0
    try:
        for at, row in enumerate(rows, 1):
            parts = [part for part in row if part.strip()]
            if parts and not (at == 1 and _HEADING.fullmatch(parts[0])):
                found.append(_result(at, parts))
    except csv.Error:
        raise BadResult(at + 1) from None
    return _whole(found)


def _decoded(data: bytes) -> str:
    for codec in ("utf-8", "cp949"):
        try:
            return data.decode(codec).removeprefix(_MARK)
        except UnicodeDecodeError:
            continue
    raise BadResult(1)


def _whole(found: list[Result]) -> list[Result]:
    if not found:
        raise BadResult(1)
    return found


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
