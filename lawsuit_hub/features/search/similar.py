"""How much two questions are alike, by the pairs of letters they share. Pure; knows nobody and no law."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

ENOUGH = 0.35  # of 1; looked at with the questions in the tests: below it, what is shown is beside the point
MOST = 3
_RUN = re.compile(r"[0-9a-z가-힣]+")

T = TypeVar("T")


def pairs(text: str) -> frozenset[str]:
    """Two letters that stand side by side in a word; spelling by form, case and spaces do not matter."""
    runs = _RUN.findall(unicodedata.normalize("NFKC", text).lower())
    return frozenset(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: 0 for nothing shared, 1 for the same pairs."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def nearest(text: str, known: Iterable[T], words: Callable[[T], str]) -> tuple[T, ...]:
    """Those enough alike, the most alike first."""
    mine = pairs(text)
    scored = [(alike(mine, pairs(words(one))), place, one) for place, one in enumerate(known)]
    found = sorted((-score, place, one) for score, place, one in scored if score >= ENOUGH) if scored else []
    return tuple(one for _score, _place, one in found[:MOST])
