"""The one masker: what lists and peers may see of a person. Pure; never raises; what it cannot read it stars."""

import re
import unicodedata
from datetime import date

from lawsuit_hub.values.address_reading import read_address
from lawsuit_hub.values.dates import parse_birth_date
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadDate, BadEmail, BadPhone, BadWon
from lawsuit_hub.values.text import clean
from lawsuit_hub.values.won import amount_of

HIDDEN = "***"
_LONGEST_JOINED_NAME = 5  # a Hangul name of so many syllables is one name, however it is spaced
_SHORTEST_FOREIGN_NUMBER = 7
_LAST_DIGITS = 4
_BRACKETS = re.compile(r"([()（）])")
_HANGUL = re.compile(r"[가-힣]+")
_LATIN_SIGNS = frozenset("'’`.·-‐‑")
_BAND = 50_000_000
_TOP_BAND = 1_000_000_000
_EOK = 100_000_000


def name(text: str) -> str:
    """For staff lists: 홍*동, J*** S****, 홍*동(H*** G******)."""
    parts = _BRACKETS.split(clean(text))
    return clean("".join(part if _BRACKETS.fullmatch(part) else _one_name(part) for part in parts))


def peer_name(text: str) -> str:
    """For fellow members: 홍**. Shows no character that a staff list stars."""
    listed = _BRACKETS.sub(" ", name(text)).strip()
    if not listed:
        return ""
    return "**" if listed[0] == "*" else f"{listed[0]}**"


def phone(text: str) -> str:
    try:
        number = PhoneNumber.parse(text)
    except BadPhone:
        return HIDDEN
    if blocks := number.blocks:
        return _starred_blocks(blocks)
    country, _, national = number.national.partition(" ")
    digits = "".join(char for char in national if char.isdigit())
    if len(digits) < _SHORTEST_FOREIGN_NUMBER:
        return HIDDEN
    return f"{country} {HIDDEN}{digits[-_LAST_DIGITS:]}"


def email(text: str) -> str:
    try:
        address_ = Email.parse(text)
    except BadEmail:
        return HIDDEN
    return f"{address_.local[: min(2, len(address_.local) - 1)]}{HIDDEN}@{address_.domain}"


def address(text: str) -> str:
    """For staff lists: up to the road or the legal dong."""
    return " ".join((*read_address(text).shown, HIDDEN))


def region(text: str) -> str:
    """For fellow members: short province and district, or what of them is written."""
    parts = read_address(text)
    return f"{parts.province} {parts.district}".strip()


def birthdate(text: str) -> str:
    day = _birth_date(text)
    return f"{day.year:04}-**-**" if day else HIDDEN


def band(deposit: str | int) -> str:
    """The step of fifty million that a deposit lies in; a boundary belongs to the upper one."""
    try:
        amount = deposit if isinstance(deposit, int) else amount_of(deposit)
    except BadWon:
        return HIDDEN
    if amount < 0:
        return HIDDEN
    if amount >= _TOP_BAND:
        return f"{_eok(_TOP_BAND)} 이상"
    if amount < _BAND:
        return f"{_eok(_BAND)} 미만"
    lower = amount // _BAND * _BAND
    return f"{_eok(lower)}~{_eok(lower + _BAND)}"


def band_bounds(shown: str) -> tuple[int, int] | None:
    """The least and the most won that a band holds; None for one without an upper end, and for what is none."""
    ends = [round(float(number) * _EOK) for number in re.findall(r"\d+(?:\.\d)?", shown)]
    if re.fullmatch(r"[\d.]+억 미만", shown):
        return 0, ends[0] - 1
    if re.fullmatch(r"[\d.]+억~[\d.]+억", shown):
        return ends[0], ends[1] - 1
    return None


def _eok(amount: int) -> str:
    return f"{amount / _EOK:g}억"


def _birth_date(text: str) -> date | None:
    try:
        return parse_birth_date(text)
    except BadDate:
        return None


def _starred_blocks(blocks: tuple[str, ...]) -> str:
    """One star a digit; the last block stays, and the first of three or more."""
    first, *middle, last = blocks
    if not middle:
        return f"{'*' * len(first)}-{last}"
    return "-".join((first, *("*" * len(block) for block in middle), last))


def _one_name(part: str) -> str:
    joined = part.replace(" ", "")
    if _HANGUL.fullmatch(joined) and len(joined) <= _LONGEST_JOINED_NAME:
        before, after = part[: part.startswith(" ")], part[len(part) - part.endswith(" ") :]
        return f"{before}{_token(joined)}{after}"
    return " ".join(_token(token) for token in part.split(" "))


def _token(token: str) -> str:
    if not token:
        return ""
    if _is_latin(token):
        return "*" if len(token) == 1 else token[0] + "*" * (len(token) - 1)
    if len(token) <= len("홍길"):
        return token[: len(token) - 1] + "*"
    return token[0] + "*" * (len(token) - 2) + token[-1]


def _is_latin(token: str) -> bool:
    letters = [char for char in token if char not in _LATIN_SIGNS and not unicodedata.combining(char)]
    return bool(letters) and all("LATIN" in unicodedata.name(char, "") for char in letters)
