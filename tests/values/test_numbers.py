"""Registration numbers, and the shape that is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.refused import BadNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.resident_number import shape_in


@pytest.mark.parametrize("text", ["124-81-00998", "2208162517", "１２０-81-47521", "123 45 67891"])
def test_a_business_number_has_a_check_digit(text: str) -> None:
    assert len(BusinessNumber.parse(text).digits) == 10


@pytest.mark.parametrize(
    "text", ["", "123-45-67890", "000-00-00000", "124-81-0099", "124-81-009988", "124-81-0099a", "٠" * 10]
)
def test_a_wrong_business_number_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        BusinessNumber.parse(text)


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=1, max_value=9))
def test_a_business_number_with_one_digit_changed_is_refused(place: int, change: int) -> None:
    digits = list("1248100998")
    digits[place] = str((int(digits[place]) + change) % 10)
    if place != 8:  # the ninth digit counts five and a half times, which hides some changes
        with pytest.raises(BadNumber):
            BusinessNumber.parse("".join(digits))


@pytest.mark.parametrize("text", ["130111-0006246", "1101110062432"])
def test_a_corporation_number_has_a_check_digit(text: str) -> None:
    assert CorporationNumber.parse(text).digits == text.replace("-", "")


@pytest.mark.parametrize("text", ["", "110111-0062433", "000000-0000000", "110111-006243"])
def test_a_wrong_corporation_number_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        CorporationNumber.parse(text)


@pytest.mark.parametrize(
    "text",
    ["000101-1234567", "0001011234567", "000101 1234567", "000101 - 1234567", "000101–1234567", "０００１０１－１２３４５６７", "번호는000101-8234567입니다",
     "000\u200b101-12345\u200b67", "000229-3234567", "٠٠٠١٠١-١٢٣٤٥٦٧"],
)  # fmt: skip
def test_the_shape_of_a_resident_number_is_seen_however_it_is_written(text: str) -> None:
    assert shape_in(text)


@pytest.mark.parametrize(
    "text",
    ["", "000101-0234567", "000101-9234567", "001301-1234567", "000132-1234567", "000230-1234567", "000431-1234567", "1000101-1234567",
     "000101-12345678", "20000101-1234567", "010-0123-4567", "150,000,000", "110111-0062432", "2023가단1234567"],
)  # fmt: skip
def test_other_figures_are_not_taken_for_one(text: str) -> None:
    assert not shape_in(text)


def test_a_column_with_its_own_rule_looks_for_the_hyphen_only() -> None:
    assert shape_in("000101－1234567", hyphenated_only=True)
    assert not shape_in("0001011234567", hyphenated_only=True)
    assert not shape_in("000101 1234567", hyphenated_only=True)
