"""Registration numbers of businesses and corporations, by their check digits, and of brokers' offices. Knows nothing of who
holds them."""

import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadNumber
from lawsuit_hub.values.text import ascii_digits, plain_dashes

_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_CORPORATION_WEIGHTS = (1, 2) * 6
_LONGEST_INPUT = 60
_BROKER = re.compile(r"[가-힣]?[0-9]{4,15}")  # 11500-2021-00123, and older ones: 가1234-5678


@dataclass(frozen=True, slots=True, order=True, repr=False)
class BusinessNumber:
    digits: str

    def __repr__(self) -> str:
        return "<number>"

    @classmethod
    def parse(cls, text: str) -> Self:
        digits = _digits(text, len(_BUSINESS_WEIGHTS) + 1)
        weighted = _weighted(digits, _BUSINESS_WEIGHTS) + int(digits[8]) * 5 // 10
        if not _checks(digits, weighted):
            raise BadNumber
        return cls(digits)


@dataclass(frozen=True, slots=True, order=True, repr=False)
class CorporationNumber:
    digits: str

    def __repr__(self) -> str:
        return "<number>"

    @classmethod
    def parse(cls, text: str) -> Self:
        digits = _digits(text, len(_CORPORATION_WEIGHTS) + 1)
        if not _checks(digits, _weighted(digits, _CORPORATION_WEIGHTS)):
            raise BadNumber
        return cls(digits)


@dataclass(frozen=True, slots=True, order=True, repr=False)
class BrokerNumber:
    """Of a broker's office, as its district gave it: no check digit, and the older ones begin with a letter."""

    text: str

    def __repr__(self) -> str:
        return "<number>"

    @classmethod
    def parse(cls, text: str) -> Self:
        closed = "".join(one for one in ascii_digits(text[:_LONGEST_INPUT]).removeprefix("제") if one.isalnum())
        closed = closed.removesuffix("호")
        if not _BROKER.fullmatch(closed) or len(text) > _LONGEST_INPUT:
            raise BadNumber
        return cls(closed)


def _digits(text: str, length: int) -> str:
    if len(text) > _LONGEST_INPUT:
        raise BadNumber
    digits = plain_dashes(ascii_digits(text)).replace("-", "").replace(" ", "").replace(".", "")
    if len(digits) != length or not (digits.isascii() and digits.isdigit()) or not digits.strip("0"):
        raise BadNumber
    return digits


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _checks(digits: str, weighted: int) -> bool:
    return (10 - weighted % 10) % 10 == int(digits[-1])
