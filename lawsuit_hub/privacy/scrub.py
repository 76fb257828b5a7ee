"""Replaces personal data in free writing that others will read. Knows no author and no reader."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lawsuit_hub.privacy.called_names import called_names
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadDate, BadNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import is_dash, visible

PHONE, EMAIL, ACCOUNT, CARD, OPEN_CHAT, NAME = "phone", "email", "account", "card", "open_chat", "name"
TAGS = {
    OPEN_CHAT: "[오픈채팅 링크]",
    EMAIL: "[이메일]",
    CARD: "[카드번호]",
    PHONE: "[전화번호]",
    ACCOUNT: "[계좌번호]",
    NAME: "[이름]",
}
Spans = Iterator[tuple[int, int]]


class ResidentNumber(ValueError):
    """The text has the shape of a resident or alien registration number; nothing of it is repeated."""

    def __init__(self) -> None:
        super().__init__("the text holds a resident registration number")


@dataclass(frozen=True, slots=True, repr=False)
class Scrubbed:
    """`replaced` names the kinds of what was replaced: keys of TAGS; `found` each with its words, for who wrote them."""

    text: str
    replaced: frozenset[str]
    found: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return f"<scrubbed {sorted(self.replaced)}>"


_KEPT_CONTROLS = "\n\t\r"
_OPEN_CHAT = re.compile(
    r"(?:https?://)?(?:open\.kakao\.com|kko\.to|kko\.kakao\.com)(?:/[A-Za-z0-9/_?=&%.#~+-]*)?|kakaoopen://[A-Za-z0-9/_?=&%.#~+-]*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}")
_CARD = re.compile(
    r"(?<![0-9])(?:[0-9]{16}|[0-9]{4}(?P<sep>[ -])[0-9]{4}(?P=sep)[0-9]{4}(?P=sep)[0-9]{4}"
    r"|3[47][0-9]{2}(?P<amex>[ -])[0-9]{6}(?P=amex)[0-9]{5})(?![0-9])"
)
_GAP = r"[ .()/·~_-]{0,3}"
_AREA = r"2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8]"
_PHONE = re.compile(
    rf"(?<![0-9])(?:01[016-9]{_GAP}[0-9]{{3,4}}|(?:\+|00)?82{_GAP}0?{_GAP}(?:1[016-9]|{_AREA}){_GAP}[0-9]{{3,4}}"
    rf"|(?<![0-9][./-])0(?:{_AREA}){_GAP}[0-9]{{3,4}}){_GAP}[0-9]{{4}}(?![0-9])"
    r"|(?<![0-9+])\+(?!82)[1-9][0-9]{0,2}(?:[ .()-]{0,2}[0-9]){7,12}(?![0-9])(?! ?[원만억%,])"
)
_HYPHENATED_ACCOUNT = re.compile(r"(?<![0-9-])[0-9]{2,6}(?:-[0-9]{1,8}){2,3}(?![0-9-])")
_PLAIN_ACCOUNT = re.compile(r"(?<![0-9])[0-9]{11,14}(?![0-9])(?! ?[원만억])(?!,[0-9])")
_NAMED_ACCOUNT = re.compile(
    r"(?:계좌(?:번호)?|은행|뱅크|농협|수협|신협|우체국|새마을금고|국민|신한|우리|하나|기업|카카오|토스)[^0-9\n]{0,8}"
    r"(?P<number>[0-9](?:[ -]?[0-9]){9,13})(?![0-9])(?! ?[원만억])(?!,[0-9])"
)
_DATED = re.compile(r"((?:19|20)[0-9]{2})-?([0-9]{2})-?([0-9]{2})")
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 10, 15
_BUSINESS_GROUPS = [3, 2, 5]


def scrub(text: str) -> Scrubbed:
    """Raises ResidentNumber rather than let one through."""
    kept = unicodedata.normalize("NFC", visible(text, keep=_KEPT_CONTROLS))
    if shape_in(kept):
        raise ResidentNumber
    replaced, found = set(), []
    for kind, find in _FINDERS.items():
        spans = list(find(_folded(kept)))
        scrubbed = with_tags(kept, spans, TAGS[kind])
        if scrubbed != kept:
            replaced.add(kind)
            found += [(kind, kept[start:stop]) for start, stop in spans]
        kept = scrubbed
    return Scrubbed(kept, frozenset(replaced), tuple(found))


def with_tags(text: str, spans: Iterable[tuple[int, int]], tag: str) -> str:
    """The text with a tag in the place of each span; they lie in order and apart."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], tag]
        end = stop
    return "".join((*pieces, text[end:]))


def _folded(text: str) -> str:
    """Of the same length, so that places found here are places in the text."""
    return text if text.isascii() else "".join(_folded_char(char) for char in text)


def _folded_char(char: str) -> str:
    if char.isascii() or "가" <= char <= "힣":
        return char
    if is_dash(char) or char in "ㅡー":
        return "-"
    if char.isspace() and char not in _KEPT_CONTROLS:
        return " "
    folded = unicodedata.normalize("NFKC", char)
    digit = unicodedata.digit(folded, None) if len(folded) == 1 else None
    if digit is not None:
        return str(digit)
    return folded if len(folded) == 1 else char


def _of(pattern: re.Pattern[str]) -> Callable[[str], Spans]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _accounts(text: str) -> Spans:
    spans = {match.span("number") for match in _NAMED_ACCOUNT.finditer(text) if _is_account(match["number"])}
    for pattern in (_HYPHENATED_ACCOUNT, _PLAIN_ACCOUNT):
        spans |= {match.span() for match in pattern.finditer(text) if _is_account(match.group())}
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            yield start, stop
            end = stop


def _is_account(number: str) -> bool:
    digits = number.replace("-", "").replace(" ", "")
    if not _SHORTEST_ACCOUNT <= len(digits) <= _LONGEST_ACCOUNT or _is_dated(number):
        return False
    groups = [len(group) for group in number.split("-")]
    if groups == _BUSINESS_GROUPS:
        return not _parses(BusinessNumber.parse, digits)
    return groups != [len(digits)] or not _parses(CorporationNumber.parse, digits)


def _is_dated(number: str) -> bool:
    match = _DATED.match(number.replace(" ", "-"))
    return bool(match) and _parses(parse_date, "-".join(match.groups()) if match else "")


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except (BadNumber, BadDate):
        return False
    return True


_FINDERS: dict[str, Callable[[str], Spans]] = {
    OPEN_CHAT: _of(_OPEN_CHAT),
    EMAIL: _of(_EMAIL),
    CARD: _of(_CARD),
    PHONE: _of(_PHONE),
    ACCOUNT: _accounts,
    NAME: called_names,
}
