"""Spellings of dates and timestamps."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.dates import KST, parse_birth_date, parse_date, parse_timestamp
from lawsuit_hub.values.refused import BadDate


@pytest.mark.parametrize(
    "text",
    ["2020. 11. 2", "2020년 11월 2일", "20201102", "2020.11.02", "2020/11/02", "2020-11-2", "2020–11–02", "２０２０．１１．０２", "2020. 11. 2.",
     "2020년11월2일", "2020.11.02(월)", "2020-11-02 00:00:00", "20. 11. 2", "201102"],
)  # fmt: skip
def test_every_spelling_of_a_day_is_that_day(text: str) -> None:
    assert parse_date(text) == date(2020, 11, 2)


@pytest.mark.parametrize(
    "text", ["68.01.20", "680120", "19680120", "1968-01-20", "1968년 1월 20일", "1968년 1월 20일생"]
)
def test_a_birth_date_may_have_six_digits(text: str) -> None:
    assert parse_birth_date(text) == date(1968, 1, 20)


def test_the_century_of_a_short_birth_year_makes_an_adult() -> None:
    assert parse_birth_date("080120").year == 1908
    assert parse_birth_date("07.01.20").year == 2007
    assert parse_date("24.1.3").year == 2024


@pytest.mark.parametrize(
    "text",
    ["", "-", "2020-02-30", "2021.02.29", "2020-13-01", "2020. 11", "2020", "202011021", "2020110", "0000-01-01", "1899-12-31",
     "11/02/2020", "680120-1", "2020-11-02 그리고", "2020-11-02 13:00", "1" * 10_000],
)  # fmt: skip
def test_an_impossible_or_unfinished_day_is_refused(text: str) -> None:
    for parse in (parse_date, parse_birth_date):
        with pytest.raises(BadDate):
            parse(text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_reads_back_from_each_style(day: date) -> None:
    styles = (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}. {day.month}. {day.day}",
        f"{day.year}년 {day.month}월 {day.day}일",
    )
    assert {parse_date(style) for style in styles} == {day}


@pytest.mark.parametrize(
    "text",
    ["2024/01/03 9:41:48 오전 GMT+9", "2024. 1. 3 오전 9:41:48", "2024. 1. 3. 오전 9:41:48", "2024-01-03 09:41:48", "1/3/2024 9:41:48",
     "1/3/2024 9:41:48 AM", "2024-01-03T00:41:48Z", "2024-01-03T09:41:48.123+09:00", "2024/01/03 12:41:48 AM GMT+0"],
)  # fmt: skip
def test_every_style_of_timestamp_is_that_moment(text: str) -> None:
    moment = parse_timestamp(text)
    assert moment == datetime(2024, 1, 3, 0, 41, 48, tzinfo=UTC)
    assert moment.tzinfo is KST


@pytest.mark.parametrize(
    ("text", "hour"),
    [("2024/01/03 12:08:15 오전 GMT+9", 0), ("2024/01/03 12:08:15 오후 GMT+9", 12), ("2024. 1. 3 오전 12:08:15", 0),
     ("2024. 1. 3 오후 12:08:15", 12), ("2024. 1. 3 오후 11:08:15", 23), ("1/3/2024 1:08:15 PM", 13)],
)  # fmt: skip
def test_midnight_and_noon_are_told_apart(text: str, hour: int) -> None:
    assert parse_timestamp(text).hour == hour


@pytest.mark.parametrize(
    "text",
    ["", "2024/01/03", "2024/02/30 9:41:48 오전 GMT+9", "2024/01/03 25:41:48", "2024/01/03 9:61:48", "2024. 1. 3 오후 13:41:48",
     "13/1/2024 9:41:48", "2024/01/03 9:41:48 GMT+99", "9:41:48", "2024. 1. 3 오전 9:41 오후"],
)  # fmt: skip
def test_an_impossible_moment_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_timestamp(text)


@given(st.text(alphabet="0123456789./-: 년월일오전후GMTZ+"))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for parse in (parse_date, parse_birth_date, parse_timestamp):
        try:
            parse(text)
        except BadDate as refusal:
            assert str(refusal) == BadDate.fact
