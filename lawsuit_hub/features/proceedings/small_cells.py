"""Counts that point at nobody: a cell under three is not told, and neither is what would tell it by subtraction. Pure."""

from collections.abc import Mapping
from typing import TypeVar

FEWEST = 3

K = TypeVar("K")


def told(counts: Mapping[K, int]) -> dict[K, int | None]:
    """None where a count is kept back. Those kept back are three people at least together, or there are none: the total is known.

    A zero is told unless it has to hide another cell.
    """
    kept = {key for key, count in counts.items() if 0 < count < FEWEST}
    while kept and _hides_too_few(counts, kept):
        others = sorted((count, str(key), key) for key, count in counts.items() if key not in kept and count)
        if not others:
            break
        kept.add(others[0][2])
    return {key: None if key in kept else count for key, count in counts.items()}


def _hides_too_few(counts: Mapping[K, int], kept: set[K]) -> bool:
    return len(kept) == 1 or sum(counts[key] for key in kept) < FEWEST
