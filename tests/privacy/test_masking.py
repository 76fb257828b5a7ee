"""The masker: its table of examples, its fall-backs, and that a peer never sees more than a staff list shows."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.privacy import masking

KINDS: dict[str, Callable[[str], str]] = {
    "name": masking.name,
    "peer-name": masking.peer_name,
    "phone": masking.phone,
    "email": masking.email,
    "address": masking.address,
    "region": masking.region,
    "birthdate": masking.birthdate,
    "band": masking.band,
}

EXAMPLES = [
    ("name", "김훈", "김*"),
    ("name", "홍 길동", "홍*동"),
    ("name", "남궁민수", "남**수"),
    ("name", "JOHN SMITH", "J*** S****"),
    ("name", "홍길동(HONG GILDONG)", "홍*동(H*** G******)"),
    ("name", "마이클 조던", "마***던"),
    ("name", "응우옌티흐엉", "응****엉"),
    ("peer-name", "홍길동", "홍**"),
    ("peer-name", "남궁민", "남**"),
    ("peer-name", "선우진", "선**"),
    ("peer-name", "JOHN SMITH", "J**"),
    ("phone", "+82 10-1234-5678", "010-****-5678"),
    ("phone", "031-123-4567", "031-***-4567"),
    ("email", "gildong.hong@naver.com", "gi***@naver.com"),
    ("address", "서울특별시 강서구 화곡로 302, 101동 1203호 (화곡동)", "서울특별시 강서구 화곡로 ***"),
    ("address", "서울 강서구 강서로17길 45-3, 402호", "서울 강서구 강서로17길 ***"),
    ("address", "서울 강서구 화곡동 1023-5 402호", "서울 강서구 화곡동 ***"),
    ("address", "경기 김포시 고촌읍 신곡리 123", "경기 김포시 고촌읍 신곡리 ***"),
    ("region", "서울시 강서구 화곡로 302", "서울 강서구"),
    ("birthdate", "1991-03-07", "1991-**-**"),
    ("band", "235000000", "2억~2.5억"),
]

MORE = [
    ("name", "", ""),
    ("name", " \u200b ", ""),
    ("name", "훈", "*"),
    ("name", "J SMITH", "* S****"),
    ("name", "홍길동 (개명 전)", "홍*동 (개*전)"),
    ("name", "알렉산더 김철수", "알**더 김*수"),
    ("name", "Jean-Luc O’Neil", "J******* O*****"),
    ("name", "王小明", "王*明"),
    ("name", "홍길동(", "홍*동("),
    ("peer-name", "", ""),
    ("peer-name", "훈", "**"),
    ("peer-name", "(홍길동)", "홍**"),
    ("phone", "010-0123-4567", "010-****-4567"),
    ("phone", "011-012-4567", "011-***-4567"),
    ("phone", "02-0123-1234", "02-****-1234"),
    ("phone", "0505-012-4567", "0505-***-4567"),
    ("phone", "1600-0123", "****-0123"),
    ("phone", "＋82 10 ０１２３ 4567", "010-****-4567"),
    ("phone", "+1 650-253-0000", "+1 ***0000"),
    ("phone", "없음", "***"),
    ("phone", "", "***"),
    ("email", "abc@example.com", "ab***@example.com"),
    ("email", "ab@example.com", "a***@example.com"),
    ("email", "a@example.com", "***@example.com"),
    ("email", "gildong＠example.com", "gi***@example.com"),
    ("email", "gildong", "***"),
    ("email", "", "***"),
    ("address", "서울특별시강서구화곡로302호", "서울특별시 강서구 화곡로 ***"),
    ("address", "(07654) 강서구 강서로 17길 45-3", "강서구 강서로 17길 ***"),
    ("address", "서울 강서구 푸른빌라 302호", "서울 강서구 ***"),
    ("address", "서울 강서구 (홍길동네) 방화대로 303, 행복빌 101동 203호", "서울 강서구 방화대로 ***"),
    ("address", "카나리아 서울 강서구 화곡동 1", "서울 강서구 화곡동 ***"),
    ("address", "경기도 성남시 분당구 판교로 12", "경기도 성남시 분당구 판교로 ***"),
    ("address", "푸른빌라 302호", "***"),
    ("address", "", "***"),
    ("region", "서울특별시 강서구 화곡동", "서울 강서구"),
    ("region", "강서구 화곡로 302", "강서구"),
    ("region", "경기도 성남시 분당구 판교로 12", "경기 성남시"),
    ("region", "강원특별자치도 고성군 간성읍", "강원 고성군"),
    ("region", "세종특별자치시 한누리대로 2130", "세종"),
    ("region", "푸른빌라 302호", ""),
    ("region", "", ""),
    ("birthdate", "910307", "1991-**-**"),
    ("birthdate", "１９９１년 ３월 ７일", "1991-**-**"),
    ("birthdate", "1991-02-30", "***"),
    ("birthdate", "", "***"),
    ("band", "80000000", "0.5억~1억"),
    ("band", "0", "0.5억 미만"),
    ("band", "49,999,999원", "0.5억 미만"),
    ("band", "50000000", "0.5억~1억"),
    ("band", "2억 5천", "2.5억~3억"),
    ("band", "999999999", "9.5억~10억"),
    ("band", "1000000000", "10억 이상"),
    ("band", "99999999999", "10억 이상"),
    ("band", "모름", "***"),
    ("band", "-1", "***"),
    ("band", "", "***"),
]

HOSTILE = [
    "0", "-", "가", "홍길동 ", "1-", "a@", "a", "0.", " ", "01", "+1", "(", "로", "10억", "국민 1 ", "서울 ", "()", "010 ", "(홍", "대표 ", "🧑‍⚖️", "\u202e",
    "\x00", "\ud800", "\u0301", "강서구 ", "1가", "길1", "9,", "만", "@.", "٣",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "shown"), EXAMPLES + MORE)
def test_each_example_is_masked_as_the_rules_say(kind: str, typed: str, shown: str) -> None:
    assert KINDS[kind](typed) == shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_typed_on_a_mac_is_masked_alike(kind: str) -> None:
    for example, typed, shown in EXAMPLES:
        if example == kind:
            assert KINDS[kind](unicodedata.normalize("NFD", typed)) == shown


def test_a_band_takes_an_amount_too() -> None:
    assert masking.band(235_000_000) == "2억~2.5억"
    assert masking.band(-1) == "***"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_ten_thousand_hostile_characters_neither_raise_nor_stall(kind: str, piece: str) -> None:
    typed = (piece * 10_000)[:10_000]
    began = time.process_time()
    KINDS[kind](typed)
    KINDS[kind](typed + "!")
    assert time.process_time() - began < 1


@given(
    kind=st.sampled_from(sorted(KINDS)),
    typed=st.text() | st.text(alphabet="홍길동JOHN (（）)0123456789+-.@서울강서구로길동\ud800\u200b\x00"),
)
def test_no_text_breaks_the_masker(kind: str, typed: str) -> None:
    assert isinstance(KINDS[kind](typed), str)


NAMES = st.text(alphabet="홍길동남궁민수김JOHNSmith王明 ()（）'-\u200b") | st.text()


@given(NAMES)
def test_what_a_peer_sees_of_a_name_a_staff_list_shows_too(typed: str) -> None:
    listed, peer = masking.name(typed), masking.peer_name(typed)
    assert peer == "" or peer.endswith("**")
    shown = peer.removesuffix("**")
    assert len(shown) <= 1
    assert listed.lstrip("()（） ").startswith(shown)
    assert bool(peer) == any(char not in "()（） " for char in listed)


@given(NAMES)
def test_a_name_of_one_character_and_its_length_stay_hidden_from_peers(typed: str) -> None:
    assert len(masking.peer_name(typed)) <= 3


PLACES = st.lists(
    st.sampled_from(["서울", "서울특별시", "부산", "경기도", "강서구", "성남시", "분당구", "고촌읍", "화곡로", "강서로17길", "화곡동", "신곡리", "302",
                     "1023-5", "101동", "1203호", "푸른빌라", "(화곡동)", "카나리아", "행복길", ","]),
    max_size=8,
)  # fmt: skip


@given(PLACES)
def test_what_a_peer_sees_of_an_address_a_staff_list_shows_too(words: list[str]) -> None:
    typed = " ".join(words)
    listed = masking.address(typed)
    assert masking.region(listed) == masking.region(typed)


@given(PLACES)
def test_neither_house_number_nor_house_name_is_ever_shown(words: list[str]) -> None:
    for shown in (masking.address(" ".join(words)), masking.region(" ".join(words))):
        assert not {"302", "1023-5", "101동", "1203호", "푸른빌라", "카나리아"} & set(shown.split())


@given(st.integers(min_value=0, max_value=20_000_000_000))
def test_a_deposit_lies_in_its_band(amount: int) -> None:
    lower, _, upper = masking.band(str(amount)).partition("~")
    if upper:
        low, high = (int(float(edge.removesuffix("억")) * 100_000_000) for edge in (lower, upper))
        assert low <= amount < high
        assert high - low == 50_000_000
    else:
        assert lower == ("10억 이상" if amount >= 1_000_000_000 else "0.5억 미만")


@given(st.from_regex(r"01[016-9]0[0-9]{3}[0-9]{4}", fullmatch=True))
def test_the_middle_of_a_mobile_number_is_never_shown(digits: str) -> None:
    assert masking.phone(digits) == f"{digits[:3]}-****-{digits[-4:]}"
