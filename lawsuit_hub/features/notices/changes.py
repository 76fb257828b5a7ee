"""What changed between two wordings of a notice, line by line and in a line word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.4  # of 1: lines less alike than this are another line, not a changed one


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """`kind`: same, gone, new or changed."""

    kind: str
    pieces: tuple[Piece, ...]


def changed(old: str, new: str) -> tuple[ChangedLine, ...]:
    return tuple(_lines(old.split("\n"), new.split("\n")))


def _lines(old: list[str], new: list[str]) -> Iterator[ChangedLine]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole("same", line) for line in old[a:b])
        elif b - a == d - c:
            for before, after in zip(old[a:b], new[c:d], strict=True):
                yield from _pair(before, after)
        else:
            yield from (_whole("gone", line) for line in old[a:b])
            yield from (_whole("new", line) for line in new[c:d])


def _pair(before: str, after: str) -> Iterator[ChangedLine]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    match = SequenceMatcher(None, old, new, autojunk=False)
    if match.ratio() < _ALIKE:
        yield _whole("gone", before)
        yield _whole("new", after)
        return
    pieces: list[Piece] = []
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("gone", "".join(old[a:b]))] if b > a else []
        pieces += [Piece("new", "".join(new[c:d]))] if d > c else []
    yield ChangedLine("changed", tuple(pieces))


def _whole(kind: str, line: str) -> ChangedLine:
    return ChangedLine(kind, (Piece(kind, line),))
