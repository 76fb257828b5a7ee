"""Interest by dated rates: which days count, at which rate, down to the won."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.interest import Span, accrued

YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}


def test_before_a_suit_is_served_it_is_five_per_cent() -> None:
    assert accrued(100_000_000, **YEAR) == (Span(date(2025, 1, 1), date(2025, 12, 31), 5, 5_000_000),)


def test_from_the_day_after_the_service_it_is_twelve() -> None:
    assert accrued(100_000_000, **YEAR, served_on=date(2025, 6, 30)) == (
        Span(date(2025, 1, 1), date(2025, 6, 30), 5, 2_479_452),  # 181 days
        Span(date(2025, 7, 1), date(2025, 12, 31), 12, 6_049_315),  # 184 days
    )


def test_a_suit_served_long_ago_goes_through_the_rates_of_its_time() -> None:
    spans = accrued(1_000_000, since=date(2015, 1, 1), until=date(2020, 1, 1), served_on=date(2014, 12, 1))
    assert [(one.first, one.percent) for one in spans] == [
        (date(2015, 1, 1), 20),
        (date(2015, 10, 1), 15),
        (date(2019, 6, 1), 12),
    ]


def test_nothing_is_owed_for_days_that_have_not_come() -> None:
    assert accrued(100, since=date(2026, 1, 2), until=date(2026, 1, 1)) == ()
    assert accrued(100_000, since=date(2026, 1, 1), until=date(2026, 1, 1))[0].won == 13  # one day, 13.69 won


@given(
    since=st.dates(date(2004, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 4000),
    served=st.none() | st.dates(date(2003, 7, 1), date(2032, 1, 1)),
)
def test_every_day_counts_once(since: date, days: int, served: date | None) -> None:
    until = since + timedelta(days=days)
    spans = accrued(10**8, since=since, until=until, served_on=served)
    counted = [one.first + timedelta(days=n) for one in spans for n in range((one.last - one.first).days + 1)]
    assert counted == [since + timedelta(days=n) for n in range(days + 1)]
