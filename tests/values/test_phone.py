"""Telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadPhone


@pytest.mark.parametrize(
    "text",
    [
        "010-0123-4567",
        "01001234567",
        "010 0123 4567",
        "010.0123.4567",
        "010)0123-4567",
        "(010) 0123–4567",
        "+82 10-0123-4567",
        "+821001234567",
        "０１０-0123-4567",
        "＋82 10−0123−4567",
        " 010\u20110123\u20144567\u200b",
    ],
)
def test_every_spelling_of_a_mobile_number_is_the_same_person(text: str) -> None:
    assert PhoneNumber.parse_mobile(text) == PhoneNumber("+821001234567")


@pytest.mark.parametrize(("text", "e164"), [("011-012-4567", "+82110124567"), ("019-0123-4567", "+821901234567")])
def test_the_old_mobile_prefixes_have_seven_or_eight_digits(text: str, e164: str) -> None:
    assert PhoneNumber.parse_mobile(text).e164 == e164


@pytest.mark.parametrize(
    "text",
    [
        "",
        "없음",
        "02-0123-4567",
        "010-123-4567",
        "010-0123-45678",
        "015-0123-4567",
        "011-01-4567",
        "+82 010-0123-4567",
        "82-10-0123-4567",
        "010-0123-4567 (본인)",
        "010_0123_4567",
        "010/0123/4567",
        "+1 650-253-0000",
        "٠١٠٠١٢٣٤٥٦٧",
        "0" * 10_000,
    ],
)
def test_anything_else_is_no_mobile_number(text: str) -> None:
    with pytest.raises(BadPhone):
        PhoneNumber.parse_mobile(text)


@pytest.mark.parametrize(
    ("text", "national"),
    [
        ("+82 (0)10 0123 4567", "010-0123-4567"),
        ("0082-10-0123-4567", "010-0123-4567"),
        ("02-012-4567", "02-012-4567"),
        ("+82 31 012 4567", "031-012-4567"),
        ("0505-012-4567", "0505-012-4567"),
        ("0507-0123-4567", "0507-0123-4567"),
        ("070-0123-4567", "070-0123-4567"),
        ("1600-0123", "1600-0123"),
        ("+1 650-253-0000", "+1 650-253-0000"),
    ],
)
def test_any_valid_number_is_read_and_written_as_people_write_it(text: str, national: str) -> None:
    assert PhoneNumber.parse(text).national == national


@pytest.mark.parametrize("text", ["", "132", "없음", "010-0123", "+82", "010-0123-4567 010-0123-4568"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadPhone):
        PhoneNumber.parse(text)


@given(st.from_regex(r"010[0-9]{8}", fullmatch=True))
def test_a_mobile_number_reads_back_from_either_way_of_writing(digits: str) -> None:
    number = PhoneNumber.parse_mobile(digits)
    assert PhoneNumber.parse_mobile(number.e164) == PhoneNumber.parse(number.national) == number


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    for parse in (PhoneNumber.parse, PhoneNumber.parse_mobile):
        try:
            parse(text)
        except BadPhone as refusal:
            assert str(refusal) == BadPhone.fact
