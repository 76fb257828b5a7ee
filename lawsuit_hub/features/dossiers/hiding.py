"""Which counts a dossier may tell: none of one to four people, and none that another of its numbers gives away. Pure.

A topic behind which a few people stand is in no sum: neither in its category's, nor in that of all suggestions, nor in any month. So
each sum says what the told topics say and no more, whatever else is known of them, as from the topics' own pages. By month the same
suggestions are told again, and there another month is hidden with one of a few where the sum would tell it.
"""

from collections.abc import Mapping, Sequence

from lawsuit_hub.privacy.small_cells import FEWEST, shown


def people(counts: Sequence[int]) -> list[int | None]:
    return [None if 0 < one < FEWEST else one for one in counts]


def suggestions(by_topic: Sequence[int], people_of: Sequence[int]) -> list[int | None]:
    """Of a topic of a few people none are told, and no few either."""
    told = people(by_topic)
    return [None if few is None else one for one, few in zip(told, people(people_of), strict=True)]


def months(by_month: Mapping[str, int]) -> tuple[tuple[str, int | None], ...]:
    """Of the topics whose suggestions are told."""
    return tuple(zip(by_month, shown(list(by_month.values())), strict=True))


def in_all(by_topic: Sequence[int | None]) -> int:
    return sum(one for one in by_topic if one is not None)
