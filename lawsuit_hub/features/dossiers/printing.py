"""What a version says beside a caseworker's words, kept as data next to its bytes: to whom, the topics, the numbers as they were printed,
and marks of the words of victims."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lawsuit_hub.features.dossiers import quoting
from lawsuit_hub.features.dossiers.types import Item
from lawsuit_hub.features.suggestions.types import Category
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class PrintedTopic:
    """`marks`: of its words, in the order in which they stand."""

    title: str
    category: Category
    suggestions: int | None
    people: int | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    name: str
    addressee: str
    through: str
    topics: dict[UUID, PrintedTopic]
    months: tuple[tuple[str, int | None], ...]
    total: int

    @property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(one.marks for one in self.topics.values()))


def dumped(work: Work, item: Item) -> dict[str, Any]:
    return {
        "to": [item.recipient.name, item.recipient.addressee, item.recipient.through],
        "topics": [
            {
                "id": str(part.topic_id),
                "title": part.title,
                "category": part.category.value,
                "suggestions": part.suggestions,
                "people": part.people,
                "marks": list(dict.fromkeys(quoting.mark(work, text) for text in part.quotes)),
            }
            for part in item.parts
        ],
        "months": [list(one) for one in item.months],
        "total": item.total,
    }


def loaded(kept: dict[str, Any] | None) -> Printed | None:
    """None of a version that was frozen before this was kept."""
    if kept is None:
        return None
    topics = {
        UUID(one["id"]): PrintedTopic(
            one["title"], Category(one["category"]), one["suggestions"], one["people"], tuple(one["marks"])
        )
        for one in kept["topics"]
    }
    months = tuple((month, count) for month, count in kept["months"])
    name, addressee, through = kept["to"]
    return Printed(name, addressee, through, topics, months, kept["total"])
