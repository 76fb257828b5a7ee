"""Counts of several tables that hang together: which are hidden so that nobody can reckon a few from all of them. Knows no person.

One table alone is `small_cells`. Here every table that is published of one survey is looked at together, with whatever else can be
reckoned from them (who did not choose, who did not answer). Counts from one to four are hidden, and others with them, until this
holds of every count from one to four, seen or only reckoned:

    there are whole numbers for all hidden counts that agree with everything shown, are nowhere below one where a hidden count is
    printed, and in which this count is five.

So nobody can prove of any that it is a few. Zeros are always shown, which is why a hidden count is known to be one at least; all
hidden counts look alike, because a mark that told the few from those hidden with them would be a bound of its own. A table for
which no such numbers are found is withheld whole, and with it what is built on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lawsuit_hub.privacy.small_cells import FEWEST
from lawsuit_hub.privacy.witness import least_change

FREE = 0.001  # what a unit of change costs in a count that is hidden already
WIDEST = 250  # so many counts at once are looked at, but where nothing else is left
RINGS = 3  # how many tables away a change may be sought


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the table it stands in. Not `printed`: it stands nowhere, but may be reckoned. Not `people`: the slack of a bound."""

    value: int
    home: str
    printed: bool = True
    people: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    """Counts, each with its factor, whose sum is zero in every case."""

    parts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Hiding:
    """`hidden`: places of printed counts. `withheld`: tables of which nothing is shown."""

    hidden: frozenset[int]
    withheld: frozenset[str]


@dataclass(slots=True)
class _Search:
    counts: Sequence[Count]
    relations: Sequence[Relation]
    told: frozenset[int]
    fewest: int
    hidden: set[int]
    built_on: Mapping[str, frozenset[str]]
    withheld: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    changes: list[dict[int, int]] = field(default_factory=list)
    moved: dict[int, set[int]] = field(default_factory=dict)
    of_count: dict[int, list[int]] = field(default_factory=dict)
    of_home: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, relation in enumerate(self.relations):
            for place in relation.parts:
                self.of_count.setdefault(place, []).append(number)
        for place, count in enumerate(self.counts):
            self.of_home.setdefault(count.home, []).append(place)

    def drop(self, homes: set[str]) -> None:
        gone = {
            number
            for number, relation in enumerate(self.relations)
            if any(self.counts[place].home in homes for place in relation.parts)
        }
        self.dropped |= homes
        self.of_count = {place: [one for one in numbers if one not in gone] for place, numbers in self.of_count.items()}


def hide(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    *,
    told: Iterable[int] = (),
    kept: Iterable[int] = (),
    built_on: Mapping[str, frozenset[str]] | None = None,
    fewest: int = FEWEST,
) -> Hiding:
    """`told`: shown whatever happens (the number of sheets, what was published before). `kept`: hidden before and so for good.

    `built_on`: which tables are the margins of a table. These stay as long as withholding what is built on them is enough.
    """
    search = _Search(counts, list(relations), frozenset(told), fewest, set(kept) - set(told), built_on or {})
    few = [place for place, count in enumerate(counts) if count.people and 0 < count.value < fewest]
    if search.told & set(few):
        raise ValueError("a few were told")
    search.hidden.update(place for place in few if counts[place].printed)
    for place in sorted(few, key=lambda place: (counts[place].value, place)):
        while counts[place].home not in search.dropped and not _allowed(search, place):
            _withhold(search, counts[place].home)
    hidden = search.hidden & _still(search, few) | set(kept) - search.told
    withheld = frozenset(search.withheld | search.dropped)
    return Hiding(frozenset(place for place in hidden if counts[place].home not in withheld), withheld)


def _withhold(search: _Search, home: str) -> None:
    """What is built on the table before the table itself, then what tells of it from elsewhere.

    A table of two questions that is withheld whole says no more than its margins, which are looked at for themselves.
    """
    under = search.built_on.get(home)
    above = {one for one, margins in search.built_on.items() if margins == under or home in margins} - search.dropped
    around = _neighbours(search, {home}) - search.withheld
    if above:
        search.drop(above)
    elif home not in search.withheld:
        search.withheld.add(home)
    elif crossed := {one for one, margins in search.built_on.items() if margins & around} - search.dropped:
        search.drop(crossed)
    elif around:
        search.withheld |= around
    else:
        raise ValueError("what was told tells a few")


def _still(search: _Search, few: Sequence[int]) -> set[int]:
    """What is hidden for the sake of a count that is not withheld with all of its table."""
    left = [place for place in few if search.counts[place].home not in search.dropped]
    return {*left, *(other for place in left for other in search.moved.get(place, ()))}


def _allowed(search: _Search, place: int) -> bool:
    """Whether this count may be five; what has to change for it is hidden."""
    if not search.of_count.get(place):
        return True
    lack = search.fewest - search.counts[place].value
    if known := next((change for change in search.changes if change.get(place, 0) >= lack), None):
        search.moved[place] = {other for other in known if search.counts[other].printed}
        return True
    homes = {search.counts[place].home}
    for _ in range(len(search.of_home) if search.counts[place].home in search.withheld else RINGS):
        change = _change(search, place, homes)
        if change is not None:
            search.moved[place] = {other for other in change if search.counts[other].printed}
            search.hidden |= search.moved[place]
            search.changes.append(change)
            return True
        wider = _neighbours(search, homes)
        if wider == homes:
            return False
        homes = wider
    return False


def _neighbours(search: _Search, homes: set[str]) -> set[str]:
    numbers = {number for home in homes for place in search.of_home[home] for number in search.of_count.get(place, ())}
    touched = {place for number in numbers for place in search.relations[number].parts}
    return homes | {
        search.counts[place].home for place in touched if place not in search.told and search.counts[place].people
    }


def _change(search: _Search, target: int, homes: set[str]) -> dict[int, int] | None:
    """The least change that makes `target` five, by place, the counts of other tables left as they are."""
    places = [place for home in sorted(homes) for place in search.of_home[home] if _may_move(search, place)]
    numbers = sorted({number for place in places for number in search.of_count.get(place, ())})
    slack = {place for number in numbers for place in search.relations[number].parts if not search.counts[place].people}
    places = sorted({*places, *slack})
    if len(places) > WIDEST and not homes & search.withheld:
        return None
    column = {place: at for at, place in enumerate(places)}
    numbers = sorted({*numbers, *(number for place in slack for number in search.of_count[place])})
    matrix = np.zeros((len(numbers), len(places)))
    for row, number in enumerate(numbers):
        for place, factor in search.relations[number].parts.items():
            if place in column:
                matrix[row, column[place]] = factor
    change = least_change(
        matrix,
        room=np.array([_room(search, place) for place in places], dtype=np.float64),
        price=np.array([_price(search, place) for place in places]),
        target=column[target],
        by=search.fewest - search.counts[target].value,
    )
    return None if change is None else {place: int(by) for place, by in zip(places, change, strict=True) if by}


def _may_move(search: _Search, place: int) -> bool:
    """A printed zero is shown, so it stays one."""
    count = search.counts[place]
    if count.home in search.withheld:
        return place not in search.told
    return place not in search.told and not (count.printed and count.people and count.value == 0)


def _room(search: _Search, place: int) -> int:
    count = search.counts[place]
    return max(0, count.value - 1) if count.people and count.home not in search.withheld else count.value


def _price(search: _Search, place: int) -> float:
    """Few cells before many, small ones before large ones."""
    count = search.counts[place]
    if place in search.hidden or not count.printed or count.home in search.withheld:
        return FREE
    return 1 + min(count.value, 10_000) / 10_000
