"""What readers of files tell: texts and columns with the place where they stand. It counts by place and kind and keeps no value.

Runs in the reading process only.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from lawsuit_hub.features.publishing import bounds, detecting, naming
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import AUTHOR, RESIDENT, UNREAD, Finding, Place
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub

_LONGEST_NAME = 40


class Passages:
    """Of one file, and of the files in it."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices
        self._counts: Counter[tuple[str, Place]] = Counter()
        self._inside: tuple[str, ...] = ()
        self.left_bytes = bounds.UNPACKED_BYTES
        self.left_pictures = bounds.PICTURES

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """What is told meanwhile stands in a file within."""
        before, self._inside = self._inside, (*self._inside, spoken(name))
        try:
            yield
        finally:
            self._inside = before

    @property
    def depth(self) -> int:
        return len(self._inside)

    def text(self, text: str, code: str, name: str = "", *, hidden: bool = False) -> None:
        if text:
            self.found(detecting.in_text(text, self.offices), code, name, hidden=hidden)

    def table(self, rows: Sequence[Sequence[str]], code: str, name: str = "", *, hidden: bool = False) -> None:
        for number, found in enumerate(detecting.columns_of(rows, self.offices)):
            self.found(found, code, name, column=letters(number), hidden=hidden)

    def author(self, words: str) -> None:
        """A property that may name who wrote the file."""
        self.text(words, "properties")
        if naming.is_author(words):
            self.add(AUTHOR, "properties")

    def unread(self, code: str, name: str = "", times: int = 1) -> None:
        """A picture, or a part that nobody could read: a person has to look."""
        self.add(UNREAD, code, name, times=times)

    def found(
        self, found: detecting.Found, code: str, name: str = "", *, column: str = "", hidden: bool = False
    ) -> None:
        for kind, count in found.counts.items():
            self.add(kind, code, name, column=column, hidden=hidden, times=count)

    def add(
        self, kind: str, code: str, name: str = "", *, column: str = "", hidden: bool = False, times: int = 1
    ) -> None:
        if times > 0:
            self._counts[kind, Place(code, spoken(name), column, hidden, self._inside)] += times

    def findings(self) -> list[Finding]:
        """What is never released comes first, the rest as it was met."""
        told = [Finding(kind, place, count) for (kind, place), count in self._counts.items()]
        return sorted(told, key=lambda one: one.kind != RESIDENT)


def spoken(name: str) -> str:
    """A name of a sheet or a file, as it may be kept and shown."""
    try:
        said = scrub(" ".join(name.split())).text
    except ResidentNumber:
        return "…"
    return said if len(said) <= _LONGEST_NAME else said[: _LONGEST_NAME - 1] + "…"


def letters(number: int) -> str:
    """A, B, … Z, AA: as sheets name columns."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def column_number(reference: str) -> int | None:
    """Of C12: 2."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
