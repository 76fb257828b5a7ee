"""Spellings of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.refused import BadWon
from lawsuit_hub.values.won import LEAST, MOST, Won, amount_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("215,000,000원", 215_000_000),
        ("200000000", 200_000_000),
        ("21,000만원", 210_000_000),
        ("8500만원", 85_000_000),
        ("8천5백만원", 85_000_000),
        ("5천만", 50_000_000),
        ("천만원", 10_000_000),
        ("2억", 200_000_000),
        ("2억원", 200_000_000),
        ("2억 3천", 230_000_000),
        ("2억3천원", 230_000_000),
        ("2억 3000", 230_000_000),
        ("2억 500만", 205_000_000),
        ("2억 500만원", 205_000_000),
        ("1억7천만원", 170_000_000),
        ("1억 6,500만원", 165_000_000),
        ("3억5천5백", 355_000_000),
        ("2.35억", 235_000_000),
        ("２억 ３천", 230_000_000),
        ("2 억 5 천 만 원", 250_000_000),
        ("일억오천만원", 150_000_000),
        ("금 일억오천만원정 (₩150,000,000)", 150_000_000),
        ("150.000.000", 150_000_000),
        ("2억 30,000,000원", 230_000_000),
        ("1,000,000", LEAST),
        ("100억", MOST),
    ],
)
def test_people_write_one_amount_in_many_ways(text: str, amount: int) -> None:
    assert Won.parse(text) == Won(amount)


@pytest.mark.parametrize(
    "text",
    ["", "-", "1억2억", "원", "억", "만원", "모름", "2억 3000원", "2억쯤", "-50000000", "1,50,000", "1,5000,0000", "1.5", "2억 3천만 5억",
     "150,000,000원 (2억)", "999,999", "10,000,000,001", "101억", "0", "1억~2억", "2억/월 50만원", "1e9", "inf", "9" * 400, "억" * 10_000],
)  # fmt: skip
def test_what_is_doubtful_or_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(BadWon):
        Won.parse(text)


@given(st.integers(min_value=LEAST, max_value=MOST))
def test_an_amount_reads_back_from_figures(amount: int) -> None:
    assert Won.parse(f"{amount:,}원").amount == Won.parse(str(amount)).amount == amount


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=9_999))
def test_an_amount_reads_back_from_eok_and_man(eok: int, man: int) -> None:
    assert amount_of(f"{eok}억 {man}만원") == amount_of(f"{eok}억{man:,}만") == eok * 100_000_000 + man * 10_000


@given(st.text(alphabet="0123456789,.억만천백십원 -()일이"))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        assert amount_of(text) >= 0
    except BadWon as refusal:
        assert str(refusal) == BadWon.fact
