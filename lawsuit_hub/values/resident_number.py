"""The shape of a resident or alien registration number, for refusing it. Never yields the number."""

import re
import unicodedata

from lawsuit_hub.values.text import is_ordinary, plain_dashes, visible

_BIRTH = r"(?<![0-9])[0-9]{2}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])"
_SERIAL = r"[1-8][0-9]{6}(?![0-9])"
_ANY_SHAPE = re.compile(rf"{_BIRTH}(?:\s{{0,3}}-{{1,3}})?\s{{0,3}}{_SERIAL}")
_HYPHENATED = re.compile(rf"{_BIRTH}\s{{0,3}}-{{1,3}}\s{{0,3}}{_SERIAL}")
_LONGEST_MONTHS = {"02": 29, "04": 30, "06": 30, "09": 30, "11": 30}


def shape_in(text: str, *, hyphenated_only: bool = False) -> bool:
    """Six digits of a plausible birth date and [1-8] with six more, whatever dash or spaces lie between."""
    pattern = _HYPHENATED if hyphenated_only else _ANY_SHAPE
    return any(
        int(match["day"]) <= _LONGEST_MONTHS.get(match["month"], 31) for match in pattern.finditer(_folded(text))
    )


def _folded(text: str) -> str:
    seen = plain_dashes(visible(text))
    if seen.isascii() or is_ordinary(seen):
        return seen
    return "".join(_ascii_digit(char) for char in seen)


def _ascii_digit(char: str) -> str:
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)
