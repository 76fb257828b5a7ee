"""What the scanner would find in free writing, replaced before it is kept: by shape, by the word that asks for it, by what stands beside
it. Pure; a name that stands alone in a sentence only a person finds."""

import re
import unicodedata
from collections.abc import Iterable

from lawsuit_hub.features.publishing import detecting, naming
from lawsuit_hub.features.publishing.types import ADDRESS, BIRTH, NAME, PHONE
from lawsuit_hub.privacy.scrub import Scrubbed, scrub, with_tags
from lawsuit_hub.values.text import visible

LINK = "link"
TAGS = {NAME: "[이름]", ADDRESS: "[주소]", BIRTH: "[생년월일]", LINK: "[링크]"}
_LINK = re.compile(r"(?:https?://|www\.)[^\s\"'<>)]{1,500}", re.IGNORECASE)
_OPEN_CHAT = re.compile(r"kakao|kko\.to", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]]")
_DIGITS = re.compile(r"\d")
Span = tuple[int, int]


def replaced(text: str, *, names: Iterable[str] = ()) -> Scrubbed:
    """`names`: of people who are known to belong to it, the writer herself first of all. Raises ResidentNumber."""
    plain = unicodedata.normalize("NFC", visible(text, keep="\n\t"))
    known = _known(names)
    kinds: set[str] = set()
    # Each in the text as the one before left it; numbers last, since a name is known by the number beside it.
    for kind, find in (
        (LINK, _links),
        (NAME, lambda left: _names(left, known)),
        (ADDRESS, lambda left: detecting.places(left, ADDRESS)),
        (BIRTH, lambda left: detecting.places(left, BIRTH)),
    ):
        plain, was = with_tags(plain, find(plain), TAGS[kind]), plain
        kinds |= {kind} if plain != was else set()
    seen = scrub(plain)
    return Scrubbed(seen.text, frozenset(kinds | seen.replaced))


def _known(names: Iterable[str]) -> re.Pattern[str] | None:
    """Syllables of one name may stand apart; what stands in brackets is a name too."""
    bare = {"".join(one.split()) for name in names for one in _BRACKETS.split(unicodedata.normalize("NFC", name))}
    long = sorted((one for one in bare if len(one) > 1), key=len, reverse=True)
    return re.compile("|".join(r"[ .·]?".join(map(re.escape, one)) for one in long)) if long else None


def _links(text: str) -> list[Span]:
    return [match.span() for match in _LINK.finditer(text) if not _OPEN_CHAT.search(match.group())]


def _names(text: str, known: re.Pattern[str] | None) -> list[Span]:
    named = {match.span() for match in known.finditer(text)} if known else set()
    numbers = {words for kind, words in scrub(text).found if kind == PHONE} if _DIGITS.search(text) else set()
    return _apart({*named, *naming.labelled(text), *naming.introduced(text), *naming.beside(text, numbers)})


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, stop in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept
