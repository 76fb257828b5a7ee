"""Counts that may be shown: no cell from one to four, and none that the rest of the table gives away. Knows no person.

Every page, chart and file with counts of people asks here. Five is the fewest that is shown to the outside; among the members of
one group, who see each other's cards from three on, it is three.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

FEWEST = 5

K = TypeVar("K")


def shown(counts: Sequence[int], *, fewest: int = FEWEST) -> list[int | None]:
    """One list whose total is known to whoever reads it; None is hidden.

    Cells from one to `fewest` - 1 are hidden. Where the total would tell what they hold - one alone, fewer than `fewest`
    together, or so many that each must hold the most - the smallest others follow. A list of fewer than `fewest` people is
    hidden whole, its empty cells too. What is left for who also knows this rule is a likelihood, not a number she can prove.
    """
    if any(count < 0 for count in counts):
        raise ValueError("a count of people")
    if 0 < sum(counts) < fewest:
        return [None] * len(counts)
    hidden = {place for place, count in enumerate(counts) if 0 < count < fewest}
    others = sorted((count, place) for place, count in enumerate(counts) if count >= fewest)
    while hidden and others and _tells([counts[place] for place in hidden], fewest):
        hidden.add(others.pop(0)[1])
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _tells(hidden: list[int], fewest: int) -> bool:
    all_at_most = all(count == fewest - 1 for count in hidden)
    return len(hidden) == 1 or sum(hidden) < fewest or all_at_most


def total_shown(counts: Sequence[int], *, fewest: int = FEWEST) -> int | None:
    """The sum, or None where it is itself that of a few."""
    total = sum(counts)
    return None if 0 < total < fewest else total


def table_shown(counts: Mapping[K, int], *, fewest: int = FEWEST) -> dict[K, int | None]:
    """`shown`, by label, in the same order."""
    return dict(zip(counts, shown(list(counts.values()), fewest=fewest), strict=True))
