"""How sure it is that an utterance asks what an entry answers. Pure; knows no table and nobody who asked."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.5
SURELY = 0.8


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry is found by: ways of asking it, and its answer."""

    code: str
    asked: tuple[str, ...]
    answer: str
    category: str = ""


class Matcher:
    """Of one list of entries; made once for each list."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = [(one.code, [_pairs(text) for text in one.asked]) for one in known]

    def rank(self, text: str) -> list[tuple[str, float]]:
        mine = _pairs(text)
        scored = [(code, max((_alike(mine, other) for other in asked), default=0.0)) for code, asked in self._known]
        return sorted(scored, key=lambda one: -one[1])


def _pairs(text: str) -> frozenset[str]:
    bare = "".join(text.split())
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
