"""Telephone numbers and mail addresses that are an office's, so that a notice may carry them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_DIGITS = re.compile(r"[^0-9*]")


@dataclass(frozen=True, slots=True)
class Offices:
    """`numbers` are digits, a * at the end for whatever follows; `mails` are addresses, or domains that begin with @."""

    numbers: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()

    @classmethod
    def of(cls, written: Iterable[str]) -> Self:
        """Of what the settings name: 02-2600-*, 1533-8119, help@example.go.kr, @example.go.kr."""
        named = [one.strip().lower() for one in written if one.strip()]
        numbers = tuple(_bare(one) for one in named if "@" not in one)
        return cls(tuple(one for one in numbers if one.strip("*")), tuple(one for one in named if "@" in one))

    def has_number(self, words: str) -> bool:
        digits = _bare(words)
        return any(digits.startswith(one[:-1]) if one.endswith("*") else digits == one for one in self.numbers)

    def has_mail(self, words: str) -> bool:
        mail = words.lower()
        return any(mail.endswith(one) if one.startswith("@") else mail == one for one in self.mails)


def _bare(words: str) -> str:
    """Digits as they are dialled at home."""
    digits = _DIGITS.sub("", words)
    if words.lstrip(" (").startswith("+82") or digits.startswith("0082"):
        digits = "0" + digits.removeprefix("00").removeprefix("82").removeprefix("0")
    return digits
