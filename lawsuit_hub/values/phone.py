"""A telephone number, held in international form. Knows nothing of who owns it or how it is masked."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

import phonenumbers

from lawsuit_hub.values.refused import BadPhone
from lawsuit_hub.values.text import ascii_digits, is_dash

_LONGEST_INPUT = 40
_MOBILE = re.compile(r"010[0-9]{8}|01[16-9][0-9]{7,8}")
_KOREAN = re.compile(
    r"(?P<area>01[016-9]|02|03[1-3]|04[1-4]|05[1-5]|06[1-4]|070|050[2-8])(?P<middle>[0-9]{3,4})(?P<last>[0-9]{4})"
    r"|(?P<public>1[5-8][0-9]{2})(?P<rest>[0-9]{4})"
)
_SPELT_ABROAD = re.compile(r"(?:\+|00)?82(?:\(0\)|0)?(?=[1-7])")


@dataclass(frozen=True, slots=True, order=True, repr=False)
class PhoneNumber:
    e164: str

    def __repr__(self) -> str:
        return "<phone>"

    @classmethod
    def parse_mobile(cls, text: str) -> Self:
        """A Korean mobile number and nothing else: what registration and sign-in accept."""
        digits = _bare(text)
        if digits.startswith("+82"):
            digits = "0" + digits[3:]
        if not _MOBILE.fullmatch(digits):
            raise BadPhone
        return cls("+82" + digits[1:])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Any valid number; without a country code it is Korean."""
        digits = _spelt_at_home(_bare(text, keep_brackets=True))
        if match := _KOREAN.fullmatch(digits):
            return cls("+82" + (digits if match["public"] else digits[1:]))
        return cls(_valid_elsewhere(text))

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks of a Korean number as written at home (010, 1234, 5678); empty for a foreign one."""
        if not self.e164.startswith("+82"):
            return ()
        national = self.e164[3:]
        for digits in ("0" + national, national):
            if match := _KOREAN.fullmatch(digits):
                return tuple(block for block in match.groups() if block)
        number = phonenumbers.parse(self.e164)
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        return tuple(re.findall(r"[0-9]+", written))

    @property
    def national(self) -> str:
        """As people write it: 010-1234-5678, or +1 650-253-0000 for a foreign one."""
        if blocks := self.blocks:
            return "-".join(blocks)
        return phonenumbers.format_number(phonenumbers.parse(self.e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _bare(text: str, *, keep_brackets: bool = False) -> str:
    if len(text) > 4 * _LONGEST_INPUT:
        raise BadPhone
    return "".join(char for char in ascii_digits(text) if not _is_separator(char, keep_brackets))


def _is_separator(char: str, keep_brackets: bool) -> bool:
    if char in " ." or is_dash(char):
        return True
    return not keep_brackets and unicodedata.category(char) in {"Ps", "Pe"}


def _spelt_at_home(digits: str) -> str:
    if match := _SPELT_ABROAD.match(digits):
        digits = "0" + digits[match.end() :]
    return "".join(char for char in digits if unicodedata.category(char) not in {"Ps", "Pe"})


def _valid_elsewhere(text: str) -> str:
    try:
        number = phonenumbers.parse(ascii_digits(text), "KR")
    except phonenumbers.NumberParseException:
        raise BadPhone from None
    if number.extension or not phonenumbers.is_valid_number(number):
        raise BadPhone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
