"""Where names of a group's own people stand in free writing, by blind index. Tells where, never whose."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims import names
from lawsuit_hub.infra.work import Work

SHORTEST, LONGEST = 2, 5
# Syllables of one name may stand apart: 홍 길동, 홍.길.동.
_APART = re.compile(r"[ .,·•_~*/|'\"-]{0,2}")
_SYLLABLE = re.compile(r"[가-힣]")
Span = tuple[int, int]


def spans(work: Work, group_id: GroupId, text: str) -> list[Span]:
    """In order and apart; the longest of those that begin together."""
    return spans_of(work, present.everybody(work, group_id), text)


def spans_of(work: Work, people: Iterable[UUID], text: str) -> list[Span]:
    """The same of these people."""
    runs = dict(_runs(text))
    borne = names.borne(work, people, set(runs.values()))
    found, end = [], 0
    for start, stop in _longest_first(span for span, word in runs.items() if word in borne):
        if start >= end:
            found.append((start, stop))
            end = stop
    return found


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


def _longest_first(found: Iterator[Span]) -> list[Span]:
    return sorted(found, key=lambda span: (span[0], -span[1]))
