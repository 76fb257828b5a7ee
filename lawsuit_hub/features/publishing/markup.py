"""XML as it is walked: no document type, no entity of its own, a bounded depth. And a sweep that leaves no text out.

Runs in the reading process only. What a sweep tells: the text of every paragraph as one, whatever it is cut into, and every attribute.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

from lawsuit_hub.features.publishing import bounds
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, EMAIL, PHONE, RESIDENT, Unfit
from lawsuit_hub.privacy.scrub import scrub
from lawsuit_hub.values.resident_number import shape_in

Start = Callable[[str, dict[str, str]], None]
# A paragraph is read as one: numbers are cut in the middle by marks of spelling and by what was typed later.
_BLOCKS = frozenset({"p", "si", "text", "comment", "title", "creator", "oddHeader"})
_BREAKS = frozenset({"tab", "br", "cr", "lineBreak", "ptab", "nbSpace", "fwSpace", "hyphen", "noBreakHyphen"})
# An attribute is mostly a number for machines: only what can hardly be one is a find, unless it holds words.
_WORDS = re.compile(r"[가-힣@]|[^\x00-\x7f]")
_SURE_NUMBER = re.compile(r"(?<![0-9A-Za-z.-])(?:\+?82[- ]?1|01)[016-9][-. ]?[0-9]{3,4}[-. ]?[0-9]{4}(?![0-9A-Za-z])")


def walk(data: bytes, *, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Names come without their prefix. Raises Unfit."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > bounds.XML_DEPTH:
            raise Unfit(BROKEN)
        start(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    def refused(*_what: Any) -> int:
        raise Unfit(BROKEN)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begun, ended, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refused
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Unfit(BROKEN) from None


class Sweep:
    """Gathers all text of a part; `into` is told whole paragraphs, `aside` every attribute that holds something."""

    def __init__(self, into: Callable[[str], None], aside: Callable[[str], None], blocks: Iterable[str] = _BLOCKS):
        self._into, self._aside, self._blocks = into, aside, frozenset(blocks)
        self._held: list[str] = []
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self._blocks:
            self._depth += 1
        elif name in _BREAKS:
            self._held.append(" ")
        for value in attributes.values():
            if len(value) > 6:  # noqa: PLR2004 - shorter than any number that is somebody's
                self._aside(value)

    def end(self, name: str) -> None:
        if name in self._blocks:
            self._depth -= 1
        if self._depth == 0 and self._held:
            self.flush()

    def text(self, text: str) -> None:
        self._held.append(text)

    def flush(self) -> None:
        whole, self._held = "".join(self._held), []
        if whole.strip():
            self._into(whole)


def sweep(data: bytes, passages: Passages, code: str, name: str = "", *, hidden: bool = False) -> None:
    """Everything in a part that is read as no more than text. Raises Unfit."""
    gathered: list[str] = []
    made = Sweep(gathered.append, lambda value: attribute(passages, value, code, name, hidden=hidden))
    walk(data, start=made.start, end=made.end, text=made.text)
    made.flush()
    passages.text("\n".join(gathered), code, name, hidden=hidden)


def attribute(passages: Passages, value: str, code: str, name: str = "", *, hidden: bool = False) -> None:
    if _WORDS.search(value) or value[:4].lower() in ("mail", "tel:", "sms:"):
        passages.text(value.replace("%20", " ").replace("%40", "@"), code, name, hidden=hidden)
    elif _SURE_NUMBER.search(value):
        passages.add(PHONE, code, name, hidden=hidden)
    elif shape_in(value, hyphenated_only=True):
        passages.add(RESIDENT, code, name, hidden=hidden)


_STRINGS = re.compile(rb"[\x20-\x7e]{8,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\xac-\xd7]|[\x00-\xff][\x30-\x31]){6,}")


def binary(data: bytes, passages: Passages, code: str, name: str = "") -> None:
    """What can hardly be anything else, in bytes whose form is not known: numbers of mobiles, mail addresses."""
    runs = [one.group().decode("ascii") for one in _STRINGS.finditer(data)]
    runs += [one.group().decode("utf-16-le", "replace") for one in _WIDE.finditer(data)]
    for run in runs:
        if _SURE_NUMBER.search(run) and not passages.offices.has_number(run):
            passages.add(PHONE, code, name)
        elif shape_in(run, hyphenated_only=True):
            passages.add(RESIDENT, code, name)
        elif "@" in run:
            held = [words for kind, words in scrub(run).found if kind == EMAIL]
            passages.add(EMAIL, code, name, times=sum(not passages.offices.has_mail(one) for one in held))
