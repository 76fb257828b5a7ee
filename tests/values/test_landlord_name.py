"""When two spellings are one landlord's name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.refused import BadName

COMPANY = [
    "대성하우징", "㈜ 대성하우징", "대성하우징㈜", "( 주 ) 대성하우징", "（주）대성하우징", "주)대성하우징", "[주] 대성하우징", "주식회사 대성하우징",
    "대성하우징 주식회사", "대성하우징(주) 대표 서연빈", "대성하우징(주)대표이사 서연빈", "대성하우징 주식회사 (대표: 서연빈)", "대성 하우징",
    "(유) 대성하우징", "유한회사 대성하우징", "유한책임회사 대성하우징", "(재)대성하우징", "사단법인 대성하우징", "농업회사법인 주식회사 대성하우징",
    "합자회사 대성하우징", "임대인: 대성하우징", "대성하우징(주) 공동대표 서연빈",
]  # fmt: skip
PERSON = [
    "맹선정", "맹 선정", " 맹선정 씨", "맹선정 님", "맹선정(임대인)", "맹선정 (집주인)", "맹선정 사장님", "맹선정사장님", "임대인 맹선정", "맹선정, 임대인",
    "맹선정 (임대인 본인)", "맹\u200b선정", "맹선정씨", "맹선정님", "맹선정사장", "맹선정 대표", "사장 맹선정", "대표 맹선정 씨",
]  # fmt: skip


@pytest.mark.parametrize("text", COMPANY)
def test_a_company_is_known_without_its_legal_form_and_its_head(text: str) -> None:
    assert LandlordName.parse(text).key == "대성하우징"
    assert LandlordName.parse(unicodedata.normalize("NFD", text)).key == "대성하우징"


@pytest.mark.parametrize("text", PERSON)
def test_a_person_is_known_without_honorific_and_role(text: str) -> None:
    assert LandlordName.parse(text).key == "맹선정"


@pytest.mark.parametrize("text", ["Kim Dong Tae", "KIM DONG-TAE", "ＫＩＭ　Ｄｏｎｇ　Ｔａｅ", "kimdongtae"])
def test_latin_names_differ_neither_by_case_nor_by_width(text: str) -> None:
    assert LandlordName.parse(text).key == "kimdongtae"


def test_an_english_legal_form_is_dropped() -> None:
    assert LandlordName.parse("Daesung Housing Co., Ltd.").key == LandlordName.parse("Daesung Housing Inc.").key


@pytest.mark.parametrize("text", ["강주식", "한주", "김유한", "주사랑", "김솔씨", "한가님", "김대표", "유재사"])
def test_syllables_of_a_real_name_stay(text: str) -> None:
    assert LandlordName.parse(text).key == text


def test_a_company_called_representative_keeps_its_name() -> None:
    assert LandlordName.parse("(주)대표건설").key == "대표건설"


@pytest.mark.parametrize(
    "text", ["", " ", "(주)", "주식회사", "㈜ 주식회사", "(임대인)", "임대인", "-", "12345", "모름", "없음", "가" * 101]
)
def test_a_landlord_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(BadName):
        LandlordName.parse(text)


def test_the_text_stays_as_it_was_written() -> None:
    assert LandlordName.parse(" 대성하우징(주)  대표 서연빈").text == "대성하우징(주) 대표 서연빈"


@pytest.mark.parametrize(("one", "other"), [("류상", "유상"), ("이광률", "리광율"), ("라순규", "나순규"), ("로수림", "노수임"),
                                            ("량려", "양여")])  # fmt: skip
def test_sound_law_variants_are_candidates_but_not_equal(one: str, other: str) -> None:
    first, second = LandlordName.parse(one), LandlordName.parse(other)
    assert first.loose == second.loose
    assert first.key != second.key


def test_different_landlords_stay_different() -> None:
    names = ["맹선정", "맹선영", "대성하우징", "대성주택", "이동율", "이광율", "우리자산개발", "우리개발"]
    assert len({LandlordName.parse(name).loose for name in names}) == len(names)


@given(st.text())
def test_no_text_breaks_the_parser_and_a_key_is_its_own_key(text: str) -> None:
    try:
        name = LandlordName.parse(text)
    except BadName as refusal:
        assert str(refusal) == BadName.fact
        return
    assert name.key
    assert " " not in name.key
