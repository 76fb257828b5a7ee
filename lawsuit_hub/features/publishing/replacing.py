"""What the scanner would find in free writing, replaced before it is kept: by shape, by the word that asks for it, by what stands beside
it. Pure; a name that stands alone in a sentence only a person finds."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

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
_MOST_ROUNDS = 3
Span = tuple[int, int]


def replaced(text: str, *, names: Iterable[str] = ()) -> Scrubbed:
    """`names`: of people who are known to belong to it, the writer herself first of all. Raises ResidentNumber."""
    plain = unicodedata.normalize("NFC", visible(text, keep="\n\t"))
    known = _known(names)
    kinds: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        before = plain
        for kind, spans in _found(plain, known):
            plain, was = with_tags(plain, spans, TAGS[kind]), plain
            kinds |= {kind} if plain != was else set()
        seen = scrub(plain)
        plain, kinds = seen.text, kinds | seen.replaced
        if plain == before:
            break
    return Scrubbed(plain, frozenset(kinds))


def _known(names: Iterable[str]) -> re.Pattern[str] | None:
    """Syllables of one name may stand apart; what stands in brackets is a name too."""
    bare = {"".join(one.split()) for name in names for one in _BRACKETS.split(unicodedata.normalize("NFC", name))}
    long = sorted((one for one in bare if len(one) > 1), key=len, reverse=True)
    return re.compile("|".join(r"[ .·]?".join(map(re.escape, one)) for one in long)) if long else None


def _found(text: str, known: re.Pattern[str] | None) -> Iterator[tuple[str, list[Span]]]:
    """One kind after the other, each in the text as those before left it: asked for anew by the loop above."""
    links = [match.span() for match in _LINK.finditer(text) if not _OPEN_CHAT.search(match.group())]
    if links:
        yield LINK, links
        return
    named = {match.span() for match in known.finditer(text)} if known else set()
    named |= {*naming.labelled(text), *naming.introduced(text)}
    for kind, words in scrub(text).found if _DIGITS.search(text) else ():
        at = text.find(words) if kind == PHONE else -1
        beside = naming.before(text, at) if at > 0 else None
        named |= {beside} if beside else set()
    if named:
        yield NAME, _apart(named)
        return
    yield from ((kind, spans) for kind, spans in detecting.places(text) if spans)


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, stop in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept
