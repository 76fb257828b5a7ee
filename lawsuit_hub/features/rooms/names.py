"""What a message may not carry is replaced before it is saved: personal data by shape, names of members by blind index."""

import re
import unicodedata
from collections.abc import Iterator
from uuid import UUID

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.rooms.types import Empty, HoldsResidentNumber, TooLong, TooManyNames
from lawsuit_hub.features.victims import names as victim_names
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import NAME, ResidentNumber, Scrubbed, scrub
from lawsuit_hub.values.text import visible

TAG = "[이름]"
FELLOW = "fellow"  # a member's own name stood there, not only what looks like somebody called by name
SHORTEST, LONGEST = 2, 5
A_DAY = "10 per day"
# Syllables of one name may stand apart: 홍 길동, 홍.길.동.
_APART = re.compile(r"[ .,·•_~*/|'\"-]{0,2}")
_SYLLABLE = re.compile(r"[가-힣]")
Span = tuple[int, int]


def clean(work: Work, group_id: UUID, text: str, *, longest: int) -> Scrubbed:
    """The text as it may be kept. Raises Empty, TooLong, HoldsResidentNumber; TooMany where names are asked elsewhere."""
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n\t")).strip()
    if not whole:
        raise Empty
    if len(whole) > longest:
        raise TooLong
    try:
        scrub(whole)  # with the names still in it: a number between two of them is one, too
        named = _without_names(work, group_id, whole)
        kept = scrub(named)
    except ResidentNumber:
        raise HoldsResidentNumber from None
    found = {NAME, FELLOW} if named != whole else set()
    return Scrubbed(kept.text.strip(), kept.replaced | found)


def count(work: Work, victim_id: UUID, replaced: frozenset[str]) -> None:
    """What is replaced tells that somebody of that name is here: that it was tried stands in the trail, and it ends soon.

    Raises TooManyNames.
    """
    if FELLOW not in replaced:
        return
    try:
        work.limits.hit(A_DAY, "room-names", str(victim_id))
    except TooMany:
        raise TooManyNames from None
    audit.record(work, "room:name-hidden", about=victim_id)


def _without_names(work: Work, group_id: UUID, text: str) -> str:
    runs = dict(_runs(text))
    borne = victim_names.borne(work, present.everybody(work, group_id), set(runs.values()))
    pieces, end = [], 0
    for start, stop in _longest_first(span for span, word in runs.items() if word in borne):
        if start >= end:
            pieces += [text[end:start], TAG]
            end = stop
    return "".join((*pieces, text[end:]))


def _runs(text: str) -> Iterator[tuple[Span, str]]:
    """Every two to five syllables that may be one name, and where they stand."""
    places = [match.start() for match in _SYLLABLE.finditer(text)]
    for first, start in enumerate(places):
        word = text[start]
        for before, place in zip(
            places[first : first + LONGEST - 1], places[first + 1 : first + LONGEST], strict=False
        ):
            if not _APART.fullmatch(text, before + 1, place):
                break
            word += text[place]
            yield (start, place + 1), word


def _longest_first(spans: Iterator[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span[0], -span[1]))
