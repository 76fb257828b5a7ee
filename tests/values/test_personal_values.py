"""What all values of persons share, and names and e-mail addresses."""

import dataclasses

import pytest

from lawsuit_hub.values.address import Address
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadAddress, BadEmail, BadName, BadValue
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber

PARSERS = {
    "phone": (PhoneNumber.parse_mobile, "010-0999-1234"),
    "name": (PersonName.parse, "카나리아"),
    "email": (Email.parse, "canary@example.com"),
    "address": (Address.parse, "서울 강서구 화곡로 302"),
    "landlord": (LandlordName.parse, "카나리아하우징"),
    "business": (BusinessNumber.parse, "124-81-00998"),
    "corporation": (CorporationNumber.parse, "130111-0006246"),
}


@pytest.mark.parametrize("kind", PARSERS)
def test_a_personal_value_never_prints_itself(kind: str) -> None:
    parse, text = PARSERS[kind]
    value = parse(text)
    printed = f"{value!r} {value!s} {value} {[value]} %s" % value
    assert not any(part in printed for part in ("0999", "카나리아", "canary", "화곡", "00998", "6246"))


@pytest.mark.parametrize("kind", PARSERS)
def test_a_personal_value_is_equal_hashable_and_frozen(kind: str) -> None:
    parse, text = PARSERS[kind]
    assert {parse(text), parse(text)} == {parse(text)}
    value = parse(text)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "other")
    assert not hasattr(parse(text), "__dict__")


@pytest.mark.parametrize("kind", PARSERS)
def test_a_refusal_never_repeats_what_was_typed(kind: str) -> None:
    with pytest.raises(BadValue) as refused:
        PARSERS[kind][0]("\x00 ?!\u200b")
    assert "?" not in str(refused.value)
    assert refused.value.args == (type(refused.value).fact,)


@pytest.mark.parametrize("text", ["카나리아", " 카나리아 (표본용)", "Canary O'Neil", "王小明", "훈"])
def test_a_name_has_a_letter(text: str) -> None:
    assert PersonName.parse(text).text == text.strip()


@pytest.mark.parametrize("text", ["", " ", "\u200b\u3164", "12345", "-", "가" * 61])
def test_what_has_no_letter_or_is_too_long_is_no_name(text: str) -> None:
    with pytest.raises(BadName):
        PersonName.parse(text)


def test_an_email_keeps_its_local_part_and_is_equal_by_key() -> None:
    address = Email.parse(" Canary.One@Example.COM ")
    assert address.text == "Canary.One@example.com"
    assert address.key == Email.parse("canary.one＠example.com").key


@pytest.mark.parametrize(
    "text",
    ["", "canary", "canary@", "@example.com", "a b@example.com", "a@b", "a@example..com", "a@@example.com", "a@1.2",
     "a@-x.com", "a..b@example.com", "<a>@example.com", "a" * 65 + "@example.com", "a@" + "b" * 64 + ".com"],
)  # fmt: skip
def test_what_cannot_receive_mail_is_no_address(text: str) -> None:
    with pytest.raises(BadEmail):
        Email.parse(text)


@pytest.mark.parametrize("text", ["", "303", "가" * 301])
def test_an_address_has_letters_and_an_end(text: str) -> None:
    with pytest.raises(BadAddress):
        Address.parse(text)
