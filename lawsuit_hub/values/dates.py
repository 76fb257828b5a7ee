"""Dates and timestamps in the spellings of Korean forms. Knows no clock."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from lawsuit_hub.values.refused import BadDate
from lawsuit_hub.values.text import ascii_digits, plain_dashes

KST = timezone(timedelta(hours=9), "KST")
_LONGEST_INPUT = 80
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LATEST_TWO_DIGIT_YEAR = 49
# Whose birth year is written with two digits is an adult: 08 to 99 are of the last century, 00 to 07 of this one.
_LATEST_TWO_DIGIT_BIRTH_YEAR = 7
_RUN = re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_SEPARATED = re.compile(
    r"(?P<year>[0-9]{4}|'?[0-9]{2})(?: ?[./년-] ?| )(?P<month>[0-9]{1,2})(?: ?[./월-] ?| )(?P<day>[0-9]{1,2})(?: ?일|\.)?"
)
_TAIL = re.compile(r" ?(?:\([월화수목금토일]\)|[월화수목금토일]요일|생|[ T]0?0:00(?::00)?)")
_AFTERNOON = ("오후", "pm", "p.m.")
_HALF = r"(?P<{}>오전|오후|am|pm|a\.m\.|p\.m\.)"
_TIMESTAMP = re.compile(
    r"(?:(?P<year>[0-9]{4}) ?[./-] ?(?P<month>[0-9]{1,2}) ?[./-] ?(?P<day>[0-9]{1,2})\.?"
    r"|(?P<us_month>[0-9]{1,2})/(?P<us_day>[0-9]{1,2})/(?P<us_year>[0-9]{4}),?)"
    rf"[ T](?:{_HALF.format('before')} )?(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?"
    rf"(?:\.[0-9]{{1,6}})?(?: ?{_HALF.format('after')})?"
    r"(?: ?(?P<zone>Z|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?|GMT|UTC|KST))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?")


def parse_date(text: str) -> date:
    """A day of a lease; a two-digit year up to 49 is of this century."""
    return _date(text, _LATEST_TWO_DIGIT_YEAR)


def parse_birth_date(text: str) -> date:
    """The birth date of an adult."""
    return _date(text, _LATEST_TWO_DIGIT_BIRTH_YEAR)


def parse_timestamp(text: str) -> datetime:
    """The timestamp of a form's answer, as Google Forms, Sheets and ISO 8601 write it; Korean time unless it says."""
    match = _TIMESTAMP.fullmatch(_folded(text))
    if not match:
        raise BadDate
    year, month, day = (int(match[part] or match[f"us_{part}"]) for part in ("year", "month", "day"))
    hour = _hour(int(match["hour"]), match["before"], match["after"])
    try:
        clock = time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise BadDate from None
    moment = datetime.combine(_day(year, month, day), clock, _zone(match["zone"]))
    return moment.astimezone(KST)


def _folded(text: str) -> str:
    if len(text) > 4 * _LONGEST_INPUT:
        raise BadDate
    return plain_dashes(ascii_digits(text))


def _date(text: str, latest_short_year: int) -> date:
    folded = _folded(text)
    match = _RUN.match(folded) or _SEPARATED.match(folded)
    if match and match.end() < len(folded) and folded[match.end()].isdigit():
        match = None
    if not match or (match.end() < len(folded) and not _TAIL.fullmatch(folded, match.end())):
        raise BadDate
    year = int(match["year"].removeprefix("'"))
    if len(match["year"]) < len("2024"):
        year += 2000 if year <= latest_short_year else 1900
    return _day(year, int(match["month"]), int(match["day"]))


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadDate
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate from None


def _hour(hour: int, before: str | None, after: str | None) -> int:
    half = (before or after or "").lower()
    if not half:
        return hour
    if hour > 12 or (before and after):  # noqa: PLR2004 - a clock face
        raise BadDate
    return hour % 12 + (12 if half in _AFTERNOON else 0)


def _zone(spelling: str | None) -> timezone:
    if not spelling or spelling.upper() == "KST":
        return KST
    match = _OFFSET.search(spelling)
    if not match:
        return UTC
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if offset >= timedelta(hours=15):
        raise BadDate
    return timezone(offset if match["sign"] == "+" else -offset)
