"""Recognising the building of an address."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.address import Address
from lawsuit_hub.values.refused import BadAddress

# Spellings of one building a line; no two lines are the same building.
BUILDINGS = [
    ["서울특별시 강서구 방화대로34길 32, 504호 (마곡동, 라온하우스)", "강서구 방화대로34길 32 라온하우스 504호", "서울강서구 방화대로 34길 32",
     "서울시 강서구 방화대로３４길 ３２", "[07654] 서울 강서구 방화대로34길32"],
    ["서울 강서구 방화대로 34 201호"],
    ["서울특별시 강서구 방화대로 127-13, 302호", "강서구 방화대로 127 - 13", "서울 강서구 방화대로127–13 은하빌라 101동 302호"],
    ["서울 강서구 방화대로 127 13호", "강서구 방화대로 127-302호", "강서구 방화대로 127번지"],
    ["서울 강서구 공항대로 지하 12", "강서구 공항대로 지하12 B01호"],
    ["서울 강서구 공항대로 12 지하 1층"],
    ["서울 강서구 개화동로 185", "강서구 개화동로 185, 405호 (가양동, 은하빌라)"],
    ["서울 강서구 화곡동 1023-5 402호", "서울특별시 강서구 화곡1동 1023-5번지 푸른빌라", "강서구 화곡동1023-5"],
    ["서울 강서구 화곡동 1023", "강서구 화곡제1동 1023번지"],
    ["서울 강서구 화곡동 산 1023"],
    ["부산 강서구 화곡동 1023"],
    ["경기 김포시 고촌읍 신곡리 123", "경기도 김포시 고촌읍 신곡리 123번지", "경기 김포 고촌읍 신곡리 123"],
    ["경기 김포시 통진읍 신곡리 123"],
    ["경기도 성남시 분당구 판교로 12", "성남시 판교로 12", "경기 분당구 판교로 12-0"],
    ["경기 광주시 오포로 3", "경기도 광주시 오포로 3"],
    ["광주 북구 오포로 3", "광주광역시 북구 오포로 3"],
    ["세종특별자치시 한누리대로 2130", "세종시 한누리대로 2130", "세종 한누리대로 2130 3층"],
    ["서울 중구 을지로3가 12", "중구 을지로3가 12번지"],
    ["서울 중구 을지로 12"],
]  # fmt: skip


@pytest.mark.parametrize("spellings", BUILDINGS, ids=range(len(BUILDINGS)))
def test_every_spelling_of_a_building_is_one_key(spellings: list[str]) -> None:
    decomposed = [unicodedata.normalize("NFD", spelling) for spelling in spellings]
    keys = {Address.parse(spelling).building("서울특별시") for spelling in spellings + decomposed}
    assert len(keys) == 1
    assert None not in keys


def test_different_buildings_have_different_keys() -> None:
    assert len({Address.parse(spellings[0]).building("서울") for spellings in BUILDINGS}) == len(BUILDINGS)


def test_a_district_of_two_cities_is_taken_for_the_home_one() -> None:
    address = Address.parse("강서구 화곡로 302")
    assert address.building("서울") == "서울|강서구|화곡로|302"
    assert address.building("부산광역시") == "부산|강서구|화곡로|302"
    assert address.building("경기") is None


def test_a_district_that_only_one_province_has_needs_no_home() -> None:
    assert Address.parse("구로구 구로동 12").building("") == "서울|구로구|구로동|12"


@pytest.mark.parametrize(
    "text",
    ["서울 강서구 화곡로 302호", "서울 강서구 화곡로", "서울 강서구 푸른빌라 302호", "화곡로 302", "화곡동 1023-5", "서울 강서구", "모름", "강서구 가동 302호"],
)  # fmt: skip
def test_an_address_that_names_no_building_has_no_key(text: str) -> None:
    assert Address.parse(text).building("서울") is None


def test_the_parts_are_named() -> None:
    address = Address.parse("경기 김포시 고촌읍 신곡리 123")
    assert (address.province, address.district, address.township, address.dong) == (
        "경기",
        "김포시",
        "고촌읍",
        "신곡리",
    )
    assert (address.road, address.number) == ("", "123")
    assert address.text == "경기 김포시 고촌읍 신곡리 123"


@given(st.text(alphabet="서울강서구시군화곡동로길대가리읍면0123456789-, ()지하산") | st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        Address.parse(text).building("서울")
    except BadAddress as refusal:
        assert str(refusal) == BadAddress.fact
