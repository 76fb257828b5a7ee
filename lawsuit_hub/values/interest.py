"""What is owed on money for the time it is kept back, by dated rates. An estimate for people and their lawyer, not a judgment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

AS_OF = "2026-11-22"
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Rate:
    """Per cent a year, from a day on."""

    since: date
    percent: int
    source: str
    confidence: str


# Before the complaint is served: the rate of civil law.
CIVIL = Rate(date(1960, 1, 1), 5, "민법 제379조", "M+")
# From the day after it is served: 소송촉진 등에 관한 특례법 제3조 제1항 and the decree under it.
LITIGATION = (
    Rate(date(2003, 6, 1), 20, "소송촉진 등에 관한 특례법 제3조 제1항 본문의 법정이율에 관한 규정", "M+"),
    Rate(date(2015, 10, 1), 15, "같은 규정 (2015-10-01 시행)", "M+"),
    Rate(date(2019, 6, 1), 12, "같은 규정 (2019-06-01 시행)", "M+"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both counted, at one rate. `won` is rounded down."""

    first: date
    last: date
    percent: int
    won: int


def accrued(principal: int, *, since: date, until: date, served_on: date | None = None) -> tuple[Span, ...]:
    """By spans of one rate: civil law's until the day of service (all of it when nothing was served), then the litigation rate.

    `principal` in won; `since` is the first day of delay. Nothing before it, nothing after `until`. A year is 365 days.
    """
    return tuple(_span(principal, *part) for part in _parts(since, until, served_on) if part[0] <= part[1])


def _span(principal: int, first: date, last: date, percent: int) -> Span:
    days = (last - first).days + 1
    won = Fraction(principal * percent * days, 100 * DAYS_OF_A_YEAR)
    return Span(first, last, percent, won.numerator // won.denominator)


def _parts(since: date, until: date, served_on: date | None) -> Iterator[tuple[date, date, int]]:
    yield since, min(until, served_on) if served_on else until, CIVIL.percent
    if served_on is None:
        return
    after = max(since, served_on + timedelta(days=1))
    ends = [rate.since - timedelta(days=1) for rate in LITIGATION[1:]]
    for rate, end in zip(LITIGATION, [*ends, date.max], strict=True):
        yield max(after, rate.since), min(until, end), rate.percent
