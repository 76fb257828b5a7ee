"""Bodies are counted as carriers count, and what they cannot carry is named before anything is owed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.values.message_body import (
    LMS_BYTES,
    SMS_BYTES,
    SUBJECT_BYTES,
    CannotCarry,
    Channel,
    MessageBody,
    NothingSaid,
    TooLong,
    bytes_of,
    subject_of,
)
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.tariffs import TARIFFS, tariffs_with, won


@pytest.mark.parametrize(
    ("text", "size", "channel"),
    [
        ("가" * 45, SMS_BYTES, Channel.SMS),
        ("가" * 45 + "a", SMS_BYTES + 1, Channel.LMS),
        ("a" * 90, 90, Channel.SMS),
        ("가" * 1000, LMS_BYTES, Channel.LMS),
        ("①·“인용”\r\n줄", 15, Channel.SMS),
    ],
)
def test_a_text_is_counted_in_bytes_of_euc_kr(text: str, size: int, channel: Channel) -> None:
    body = MessageBody.of(text)
    assert (body.size, body.channel) == (size, channel)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("확인해 주세요 😀", "😀"),
        ("뷁", "뷁"),  # Python spells it by its parts, cp949 has it, telephones show four signs
        ("똠방각하", "똠"),
        ("기일 — 3월", "—"),
        ("café", "é"),
        ("ㅋ\u200bㅋ", "\u200b"),
    ],
)
def test_a_letter_that_no_carrier_takes_is_named_and_nothing_around_it(text: str, letter: str) -> None:
    with pytest.raises(CannotCarry) as refusal:
        MessageBody.of(text)
    assert refusal.value.letter == letter
    assert f"U+{ord(letter):04X}" in refusal.value.named
    assert text not in refusal.value.named or text == letter


def test_a_text_typed_on_a_mac_is_composed_before_it_is_counted() -> None:
    assert MessageBody.of("\u1112\u1161\u11ab\u1100\u1173\u11af").text == "한글"


@pytest.mark.parametrize(("text", "refusal"), [("가" * 1001, TooLong), ("a" * 2001, TooLong), (" \n", NothingSaid)])
def test_too_much_and_nothing_are_refused(text: str, refusal: type[BadValue]) -> None:
    with pytest.raises(refusal):
        MessageBody.of(text)


@given(st.text(max_size=80))
def test_whatever_is_taken_goes_through_strict_euc_kr_in_so_many_bytes(text: str) -> None:
    try:
        body = MessageBody.of(text)
    except (CannotCarry, NothingSaid, TooLong):
        return
    assert len(body.text.encode("euc_kr", "strict")) == body.size
    assert body.text.encode("euc_kr").decode("euc_kr") == body.text
    assert bytes_of(subject_of(body.text)) <= SUBJECT_BYTES


def test_prices_of_ones_own_stand_in_the_place_of_the_table() -> None:
    own = tariffs_with("sms: 18.5; lms: 45")
    assert (own[Channel.SMS], own[Channel.LMS], own[Channel.ALIMTALK]) == (1850, 4500, TARIFFS[Channel.ALIMTALK])
    assert [won(jeon) for jeon in (0, 1, 1850, 1900)] == [0, 1, 19, 19]


@pytest.mark.parametrize("written", ["sms 18", "mms: 100", "sms: -1", "sms: 1.234", "sms: 1e9", "sms: ١٨"])
def test_prices_that_cannot_be_read_are_refused(written: str) -> None:
    with pytest.raises(BadValue):
        tariffs_with(written)
