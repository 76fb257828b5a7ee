"""A time of day as people write it: 14:30, 오후 2시 30분, 오전 10:00. Knows no day."""

import re
import unicodedata
from datetime import time

from lawsuit_hub.values.refused import BadTime

_SHAPE = re.compile(
    r"(?P<half>오전|오후)?(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})|시(?:(?P<minutes>[0-9]{1,2})분|(?P<and_half>반))?)"
)
_NOON, _LAST_HOUR, _LAST_MINUTE, _HALF = 12, 23, 59, 30
_LONGEST_INPUT = 40


def parse_time(text: str) -> time:
    """Spaces and full-width digits do not matter. Raises BadTime."""
    if len(text) > _LONGEST_INPUT:
        raise BadTime
    found = _SHAPE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise BadTime
    hour = _hour(int(found["hour"]), found["half"])
    minute = _HALF if found["and_half"] else int(found["minute"] or found["minutes"] or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise BadTime
    return time(hour, minute)


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= _NOON:
        raise BadTime
    return hour % _NOON + (_NOON if half == "오후" else 0)
