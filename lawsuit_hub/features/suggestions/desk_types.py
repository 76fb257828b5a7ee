"""Suggestions as the desk sees them: one, those with the same words, what waits."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lawsuit_hub.features.suggestions.types import Category, Origin, Topic


@dataclass(frozen=True, slots=True)
class Item:
    """A suggestion before staff: never whose. `turn` counts changes; `days`: since it came; `aside`: why it was put aside;
    `common`: at least five members wrote the same under its topic."""

    id: UUID
    origin: Origin
    category: Category
    text: str
    received_on: date
    days: int
    quotable: bool
    looked: bool
    aside: str
    topic: int | None
    turn: int
    common: bool = False


@dataclass(frozen=True, slots=True)
class Bunch:
    """Suggestions with the same words, shown by one of them. `proposals`: topics that are like it."""

    item: Item
    times: int
    days: int
    proposals: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """`looks`: words that may be quoted once somebody looked; `unshown`: topics in which something waits to be public."""

    bunches: tuple[Bunch, ...]
    waiting: int
    oldest_days: int
    looks: int
    unshown: int
