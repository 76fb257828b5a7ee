"""The keys under which likely namesakes meet: typos, Hanja, Latin letters, the sound law."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.hanja import read_hanja
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.name_likeness import NameKeyKind, alike_keys, name_keys
from lawsuit_hub.values.refused import BadName
from lawsuit_hub.values.romanised import sound_of_hangul, sounds_of_latin

SPACES = {NameKeyKind.WHOLE: "letters", NameKeyKind.LETTER: "letters", NameKeyKind.SYLLABLE: "syllables"}


def meeting(one: str, other: str) -> set[tuple[NameKeyKind, NameKeyKind]]:
    """By which kinds of keys two spellings meet."""
    pairs = itertools.product(name_keys(LandlordName.parse(one)), name_keys(LandlordName.parse(other)))
    return {
        (min(mine.kind, theirs.kind), max(mine.kind, theirs.kind))
        for mine, theirs in pairs
        if mine.text == theirs.text and SPACES.get(mine.kind, "sound") == SPACES.get(theirs.kind, "sound")
    }


@pytest.mark.parametrize("other", ["맹선전", "멩선정", "맹서정", "맹선저", "맨선정", "뱅선정"])
def test_one_letter_of_a_syllable_may_be_another_or_missing(other: str) -> None:
    found = meeting("맹선정", other)
    assert found & {(NameKeyKind.LETTER, NameKeyKind.LETTER), (NameKeyKind.WHOLE, NameKeyKind.LETTER)}


@pytest.mark.parametrize("other", ["맹정선", "맹선", "맹선정아", "맹선호", "김선정"])
def test_one_syllable_may_be_another_missing_too_many_or_in_its_neighbours_place(other: str) -> None:
    assert (NameKeyKind.SYLLABLE, NameKeyKind.SYLLABLE) in meeting("맹선정", other)


def test_two_syllables_away_is_another_name() -> None:
    assert meeting("맹선정", "맹하윤") == set()


@pytest.mark.parametrize(
    ("one", "other"), [("유하수", "류하수"), ("洪吉童", "홍길동"), ("柳夏洙", "유하수"), ("林", "임")]
)
def test_the_sound_law_and_the_reading_of_hanja_make_one_name(one: str, other: str) -> None:
    assert (NameKeyKind.WHOLE, NameKeyKind.WHOLE) in meeting(one, other)


@pytest.mark.parametrize(
    "latin",
    ["Hong Gildong", "HONG GIL DONG", "Hong, Gil-Dong", "Gildong Hong", "hong kil tong", "HONG GIL DONG (임대인)"],
)
def test_a_name_in_latin_letters_sounds_like_its_hangul(latin: str) -> None:
    assert (NameKeyKind.HANGUL, NameKeyKind.LATIN) in meeting("홍길동", latin)


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [("이광률", "Lee Gwang-ryul"), ("박정지", "Park Jung Ji"), ("최옥철", "CHOI OKCHUL"), ("임철수", "Lim Chul-soo"), ("오영숙", "Oh Young Sook"),
     ("유하수", "Ryu Ha Soo"), ("허혜리", "Huh Hye-ri"), ("우상원", "Woo Sangwon"), ("노윤희", "Roh Yoon Hee")],
)  # fmt: skip
def test_the_usual_romanisations_are_known(hangul: str, latin: str) -> None:
    assert sound_of_hangul(hangul) in sounds_of_latin(latin)


def test_latin_letters_of_another_name_do_not_sound_so() -> None:
    assert sound_of_hangul("홍길동") not in sounds_of_latin("Kim Gildong")
    assert sounds_of_latin("홍 Gildong") == () and sound_of_hangul("홍gil") is None


def test_hanja_are_read_and_all_else_stays() -> None:
    assert [read_hanja(name) for name in ("金東泰", "全州金", "李", "대성住宅", "Kim", "홍길동", "𠮷")] == [
        "김동태", "전주금", "리", "대성주택", "Kim", "홍길동", "𠮷",
    ]  # fmt: skip


@given(st.text(max_size=100))
def test_no_name_breaks_its_keys_and_they_are_few(text: str) -> None:
    try:
        name = LandlordName.parse(text)
    except BadName:
        return
    keys = name_keys(name)
    assert keys[0].kind is NameKeyKind.WHOLE
    assert len(keys) == len(set(keys)) <= 64
    assert all(key.text for key in keys) and len(alike_keys(name)) <= 20
