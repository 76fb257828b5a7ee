"""Free writing that others will read."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.privacy import scrub as scrubbing
from lawsuit_hub.privacy.scrub import ACCOUNT, CARD, EMAIL, NAME, OPEN_CHAT, PHONE, ResidentNumber, scrub


def assert_replaced(text: str, expected: str, kind: str) -> None:
    scrubbed = scrub(text)
    assert scrubbed.text == expected
    assert scrubbed.replaced == {kind}


@pytest.mark.parametrize(
    "number",
    ["010-0123-4567", "01001234567", "010.0123.4567", "010)0123-4567", "010 0123 4567", "+82 10-0123-4567", "+821001234567", "０１０-0123-4567",
     "010–0123–4567", "010ㅡ0123ㅡ4567", "02-0123-4567", "031-012-4567", "070-0123-4567", "0507-0123-4567", "011-012-4567", "+1 650-253-0000",
     "010\u200b-0123-4567", "(010) 0123 4567"],
)  # fmt: skip
def test_a_telephone_number_is_replaced_however_it_is_written(number: str) -> None:
    scrubbed = scrub(f"제 번호는 {number}입니다")
    assert scrubbed.replaced == {PHONE}
    assert scrubbed.text.replace("(", "") == "제 번호는 [전화번호]입니다"


@pytest.mark.parametrize(
    "number",
    [
        "123456-01-123456",
        "110-123-456789",
        "1002-123-456789",
        "301-1234-5678-91",
        "12345678901234",
        "3333－01－1234567",
    ],
)
def test_an_account_number_is_replaced(number: str) -> None:
    assert_replaced(f"입금은 {number} 로", "입금은 [계좌번호] 로", ACCOUNT)


def test_an_account_number_beside_its_bank_is_replaced_with_spaces_too() -> None:
    assert_replaced("신한은행 110 123 456789 입니다", "신한은행 [계좌번호] 입니다", ACCOUNT)


@pytest.mark.parametrize(
    "number", ["1234-5678-9012-3456", "1234567890123456", "1234 5678 9012 3456", "3712-345678-90123"]
)
def test_a_card_number_is_replaced(number: str) -> None:
    assert_replaced(f"카드 {number}.", "카드 [카드번호].", CARD)


@pytest.mark.parametrize("address", ["canary@example.com", "ca.na+ry@mail.example.co.kr", "canary＠example.com"])
def test_an_email_address_is_replaced_and_its_particle_stays(address: str) -> None:
    assert_replaced(f"{address}으로 보내 주세요", "[이메일]으로 보내 주세요", EMAIL)


@pytest.mark.parametrize(
    "link",
    [
        "https://open.kakao.com/o/gAbCdEf",
        "open.kakao.com/o/s1?x=1",
        "HTTPS://OPEN.KAKAO.COM/me/x",
        "kakaoopen://join?l=a",
    ],
)
def test_an_open_chat_link_is_replaced(link: str) -> None:
    assert_replaced(f"{link} 로 오세요", "[오픈채팅 링크] 로 오세요", OPEN_CHAT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("옆집 박표본님도 같은 피해자예요", "옆집 [이름]님도 같은 피해자예요"),
        ("독고표본님이", "[이름]님이"),
        ("남궁민 씨가", "[이름]씨가"),
        ("홍 길 동 님이", "[이름]님이"),
        ("남궁민 씨를", "[이름]씨를"),
        ("홍 길동 님은", "[이름]님은"),
        ("여솔님, 안녕하세요", "[이름]님, 안녕하세요"),
        ("이다솜씨", "[이름]씨"),
        ("박표본님_계약서.pdf", "[이름]님_계약서.pdf"),
        (unicodedata.normalize("NFD", "박표본님"), "[이름]님"),
    ],
)
def test_who_is_called_by_name_is_not_named(text: str, expected: str) -> None:
    assert_replaced(text, expected, NAME)


@pytest.mark.parametrize(
    "text",
    ["선생님", "고객님", "변호사님", "사장님", "김사장님", "이 선생님", "임대인님께", "집주인님", "하나님", "하느님", "부모님", "회원님", "장군님", "주민님들",
     "마음씨", "날씨", "오늘날씨가 좋네요", "아저씨", "손글씨", "강원 씨름대회", "서울 님비", "여러분", "구청장님", "상담사님", "조합원님", "원고님"],
)  # fmt: skip
def test_titles_and_common_words_stay(text: str) -> None:
    assert scrub(text) == scrubbing.Scrubbed(text, frozenset())


@pytest.mark.parametrize(
    "text",
    ["보증금 150,000,000원", "150000000원", "2억 3천만원", "10000000000원", "+150000000원", "2020-05-22 ~ 2022.05.22", "20200522 20220522",
     "2020. 11. 2", "2024/01/03 09:41:48", "20240103094148", "2023가단12345", "2023타경101234", "101동 1203호", "402호", "132", "☎ 1600-9640", "1588-0123",
     "112, 119", "124-81-00998", "우리 2020-12-31 10:30", "화곡동 1023-5", "제3조 제1항", "010-****-4567", "https://example.com/a"],
)  # fmt: skip
def test_amounts_dates_cases_rooms_and_public_numbers_stay(text: str) -> None:
    assert scrub(text) == scrubbing.Scrubbed(text, frozenset())


@pytest.mark.parametrize(
    "number",
    [
        "000101-1234567",
        "0001011234567",
        "000101 1234567",
        "０００１０１－１２３４５６７",
        "000101–8234567",
        "000101\u200b-1234567",
        "000101\n1234567",
    ],
)
def test_a_resident_number_is_refused_and_not_repeated(number: str) -> None:
    with pytest.raises(ResidentNumber) as refused:
        scrub(f"번호는 {number} 입니다")
    assert "1234567" not in str(refused.value)


def test_several_kinds_are_told_and_the_rest_of_the_text_stays() -> None:
    scrubbed = scrub("안녕하세요 😀\n박표본님 010-0123-4567\tcanary@example.com\r\n보증금 2억")
    assert scrubbed.text == "안녕하세요 😀\n[이름]님 [전화번호]\t[이메일]\r\n보증금 2억"
    assert scrubbed.replaced == {NAME, PHONE, EMAIL}
    assert "010" not in repr(scrubbed)


def test_every_kind_has_its_tag() -> None:
    assert set(scrubbing.TAGS) == {PHONE, EMAIL, ACCOUNT, CARD, OPEN_CHAT, NAME}


HOSTILE = ["0", "-", "가", "홍길동 ", "1-", "a@", "a", "0.", " ", "01", "+1", "(", "국민 1 ", "010 ", "홍님", "a.", "1 ", "82", "open.kakao.com/", "\x00",
           "\ud800",
           "🧑‍⚖️", "\u202e", "0" * 6 + "-", "이 이", "계좌 "]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=range(len(HOSTILE)))
def test_ten_thousand_hostile_characters_do_not_stall(piece: str) -> None:
    began = time.process_time()
    for text in ((piece * 10_000)[:10_000], (piece * 10_000)[:10_000] + "!"):
        scrub(text).text.encode()
    assert time.process_time() - began < 2


@given(st.text() | st.text(alphabet="홍길동님씨 0123456789-@.com+김이\ud800\u200b"))
def test_scrubbing_twice_changes_nothing_more_and_the_text_can_be_stored(text: str) -> None:
    try:
        once = scrub(text).text
    except ResidentNumber:
        return
    once.encode()
    assert scrub(once).text == once


@given(
    st.text(alphabet="가나다 .,!?\n"), st.text(alphabet="가나다 .,!?\n"), st.from_regex(r"0100[0-9]{7}", fullmatch=True)
)
def test_a_mobile_number_survives_in_no_surroundings(before: str, after: str, digits: str) -> None:
    text = f"{before}{digits[:3]}-{digits[3:7]}-{digits[7:]}{after}"
    assert digits[7:] not in scrub(text).text
