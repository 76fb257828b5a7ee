"""An amount of money in won, in the spellings people use. Knows nothing of bands or claims."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from lawsuit_hub.values.refused import BadWon
from lawsuit_hub.values.text import ascii_digits

LEAST = 1_000_000
MOST = 10_000_000_000
_LONGEST_INPUT = 80
_EOK, _MAN = 100_000_000, 10_000
_NUMERALS = str.maketrans("일이삼사오육칠팔구", "123456789")
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,14})(?:\.[0-9]{1,4})?"
_UNITS = r"(?=[0-9]?[천백십])(?:[1-9]?천)?(?:[1-9]?백)?(?:[1-9]?십)?[1-9]?"
_NUMBER = rf"(?:{_UNITS}|{_DIGITS})"
_SPELT = re.compile(
    rf"(?:(?P<eok>{_NUMBER})억)?(?:(?P<man>{_NUMBER})만)?(?P<rest>{_NUMBER})?(?P<won>원|won|krw)?", re.IGNORECASE
)
_PREFIX = re.compile(r"(?:금|임대보증금|보증금|전세금|krw|₩|\\|:){1,4}", re.IGNORECASE)
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,4}(?![0-9.])")
_UNIT = re.compile(r"([1-9]?)([천백십])|([1-9])")
_SIZES = {"천": 1000, "백": 100, "십": 10}


@dataclass(frozen=True, slots=True, order=True)
class Won:
    amount: int

    @classmethod
    def parse(cls, text: str) -> Self:
        amount = amount_of(text)
        if not LEAST <= amount <= MOST:
            raise BadWon
        return cls(amount)


def amount_of(text: str) -> int:
    """The amount, of any size. "235,000,000 (2억 3500만원)" is read when both say the same."""
    if len(text) > 4 * _LONGEST_INPUT:
        raise BadWon
    folded = ascii_digits(text).replace(" ", "").translate(_NUMERALS)
    if len(folded) > _LONGEST_INPUT:
        raise BadWon
    outside, opened, inside = folded.partition("(")
    amounts = {_one_amount(part) for part in ([outside, inside.removesuffix(")")] if opened else [outside])}
    if len(amounts) != 1:
        raise BadWon
    return amounts.pop()


def _one_amount(text: str) -> int:
    bare = text.removesuffix("정")
    if prefix := _PREFIX.match(bare):
        bare = bare[prefix.end() :]
    if dotted := _DOTTED.match(bare):
        bare = dotted.group().replace(".", "") + bare[dotted.end() :]
    match = _SPELT.fullmatch(bare)
    if not match or not (match["eok"] or match["man"] or match["rest"]):
        raise BadWon
    eok, man, rest = (_number(match[part]) for part in ("eok", "man", "rest"))
    if match["eok"] and match["rest"] and not match["man"] and rest < _MAN:
        man, rest = _unsaid_man(match["rest"], rest, said_won=bool(match["won"])), Fraction(0)
    if (match["eok"] and (man >= _MAN or rest >= _EOK)) or (match["man"] and rest >= _MAN):
        raise BadWon
    return _whole(eok * _EOK + man * _MAN + rest)


def _unsaid_man(spelling: str, number: Fraction, *, said_won: bool) -> Fraction:
    """After 억 the 만 goes unsaid: 2억 3천, 2억 3000. "2억 3000원" could be either and is refused."""
    if said_won and not any(unit in spelling for unit in _SIZES):
        raise BadWon
    return Fraction(_whole(number))


def _number(spelling: str | None) -> Fraction:
    if not spelling:
        return Fraction(0)
    if not any(unit in spelling for unit in _SIZES):
        return Fraction(spelling.replace(",", ""))
    parts = _UNIT.findall(spelling)
    return Fraction(sum(int(count or "1") * _SIZES[unit] if unit else int(ones) for count, unit, ones in parts))


def _whole(amount: Fraction) -> int:
    if amount.denominator != 1:
        raise BadWon
    return int(amount)
