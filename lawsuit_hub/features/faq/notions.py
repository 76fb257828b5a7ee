"""What an utterance is about, by the words people have for things: notions, what is of every day, and what nobody knows here. Pure."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lawsuit_hub.features.faq import spelling

FIELD = Path(__file__).parent / "field"
_ALONE = frozenset("안못더또꼭막좀왜")  # of every day also where another word begins with them
_LONGEST_EVERYDAY = 6
_KINDS = "?! "
_OF_ASKING, _OF_DOING = 0.6, 1.25
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Said:
    """`strange`: stretches of letters that are neither a notion nor of every day; `bare`: all letters without spaces."""

    notions: frozenset[str]
    strange: tuple[str, ...]
    bare: str


@cache
def table() -> dict[str, frozenset[str]]:
    """Notions by how they are written."""
    found: dict[str, set[str]] = {}
    for line in _lines("notions.txt"):
        name, _, written = line.partition(":")
        for one in written.split():
            found.setdefault(one.lower(), set()).add(name.strip(_KINDS))
    return {one: frozenset(some) for one, some in found.items()}


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted({name for some in table().values() for name in some}))


@cache
def weights() -> dict[str, float]:
    """How much each notion says of what is meant, beside how rare it is."""
    kinds = {line.partition(":")[0].strip(): line[0] for line in _lines("notions.txt")}
    return {name.strip(_KINDS): {"?": _OF_ASKING, "!": _OF_DOING}.get(kind, 1.0) for name, kind in kinds.items()}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(word for line in _lines("everyday.txt") for word in line.split())


@cache
def _longest() -> int:
    return max(map(len, table()))


def _lines(name: str) -> list[str]:
    text = (FIELD / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read(text: str) -> Said:
    words = spelling.words(text)
    bare, starts, place = "".join(words), set(), 0
    for word in words:
        starts.add(place)
        place += len(word)
    spans = _spans(bare, starts)
    known = [False] * len(bare)
    for start, stop in spans:
        known[start:stop] = [True] * (stop - start)
    _cross_out_everyday(bare, starts, known)
    strange = "".join(" " if known[at] else char for at, char in enumerate(bare)).split()
    notions = frozenset(name for start, stop in spans for name in table()[bare[start:stop]])
    return Said(notions, tuple(strange), bare)


def _spans(bare: str, starts: set[int]) -> list[tuple[int, int]]:
    """The longest at each place, without what lies in a longer one."""
    found: list[tuple[int, int]] = []
    for start in range(len(bare)):
        least = 1 if start in starts else _SHORT
        for size in range(min(_longest(), len(bare) - start), least - 1, -1):
            if bare[start : start + size] in table():
                if not found or start + size > found[-1][1]:
                    found.append((start, start + size))
                break
    return found


def _cross_out_everyday(bare: str, starts: set[int], known: list[bool]) -> None:
    place, everyday = 0, _everyday()
    while place < len(bare):
        if known[place]:
            place += 1
            continue
        after_known = place > 0 and known[place - 1]
        for size in range(min(_LONGEST_EVERYDAY, len(bare) - place), 0, -1):
            alone = bare[place] in _ALONE or (place + 1 in {*starts, len(bare)} if place in starts else after_known)
            fits = (place in starts or after_known or size > _SHORT) and (size > 1 or alone)
            if fits and bare[place : place + size] in everyday and not any(known[place : place + size]):
                known[place : place + size] = [True] * size
                place += size
                break
        else:
            place += 1
