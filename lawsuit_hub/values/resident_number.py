"""The shape of a resident or alien registration number, for refusing it. Never yields the number."""

import re
import unicodedata

from lawsuit_hub.values.text import is_ordinary, plain_dashes, visible

_BIRTH = r"(?<![0-9])[0-9]{2}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])"
_SERIAL = r"[1-8][0-9]{6}(?![0-9])"
_APART = "[-.,:;/_~～·•∙─━╴()]"  # what people type or paste between the two halves; every dash is folded to one before
_ANY_SHAPE = re.compile(rf"{_BIRTH}(?:\s{{0,3}}{_APART}{{1,3}})?\s{{0,3}}{_SERIAL}")
_HYPHENATED = re.compile(rf"{_BIRTH}\s{{0,3}}-{{1,3}}\s{{0,3}}{_SERIAL}")
# A vowel and a sound mark that look like a dash and lie where one is typed.
_TYPED_AS_DASHES = str.maketrans("ㅡー", "--")
_LONGEST_MONTHS = {"02": 29, "04": 30, "06": 30, "09": 30, "11": 30}


def shape_in(text: str, *, hyphenated_only: bool = False) -> bool:
    """Six digits of a plausible birth date and [1-8] with six more, whatever dash, point, stroke or spaces lie between."""
    pattern = _HYPHENATED if hyphenated_only else _ANY_SHAPE
    return any(
        int(match["day"]) <= _LONGEST_MONTHS.get(match["month"], 31) for match in pattern.finditer(_folded(text))
    )


def without_shapes(text: str) -> str:
    """Without such numbers where they lie; a text that holds none stays as it is, and one with a hyphenated one too: that is
    refused as a whole."""
    if not shape_in(text) or shape_in(text, hyphenated_only=True):
        return text
    return _ANY_SHAPE.sub("", _folded(text))


def _folded(text: str) -> str:
    seen = plain_dashes(visible(text)).translate(_TYPED_AS_DASHES)
    if seen.isascii() or is_ordinary(seen):
        return seen
    return "".join(_ascii_digit(char) for char in seen)


def _ascii_digit(char: str) -> str:
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)
