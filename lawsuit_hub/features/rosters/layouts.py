"""How a file of one purpose looks: what stands above, which columns in which order under which words. Knows no firm and no person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from lawsuit_hub.features.rosters.columns import (
    ALLOWED,
    ALWAYS,
    COLUMN_BY_KEY,
    EXPORT_ID_HEADER,
    NEEDED,
    TITLES,
    Column,
)
from lawsuit_hub.features.rosters.csv import runs
from lawsuit_hub.features.rosters.types import Purpose
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import clean

LONGEST_TITLE, LONGEST_HEADER, LONGEST_TEXT = 40, 20, 300
# Labels are set on a sheet by its sizes: there is nothing to arrange.
EDITABLE = tuple(purpose for purpose in Purpose if purpose is not Purpose.LABELS)


class Order(StrEnum):
    """Of the people. What is a tie in it is arranged anew in each export (decision 0032)."""

    NUMBER = "number"  # by the places of the group, which say nothing
    CONSENT = "consent"  # by the day each agreed to the firm


class BadLayout(Refusal):
    """`why`: empty, long, formula, resident, letters, twice, column. `field`: which part, a column by its key."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(f"the template is refused: {why}")
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: key and header of each, in order; number and name are the first two."""

    title: str
    columns: tuple[tuple[str, str], ...]
    above: str = ""
    below: str = ""
    order: Order = Order.NUMBER
    turned: bool = True


def standard(purpose: Purpose) -> Layout:
    """The house's own, which nobody changes."""
    return Layout(TITLES[purpose], tuple((key, COLUMN_BY_KEY[key].header) for key in _in_order(NEEDED[purpose])))


def of_columns(purpose: Purpose, keys: tuple[str, ...]) -> Layout:
    """The house's with columns that were chosen for one file."""
    return replace(standard(purpose), columns=tuple((key, COLUMN_BY_KEY[key].header) for key in keys))


def columns_of(layout: Layout, purpose: Purpose) -> tuple[Column, ...]:
    """As its file has them: what the purpose does not allow (any more) is left out, whoever wrote it when."""
    return tuple(
        replace(COLUMN_BY_KEY[key], header=header) for key, header in layout.columns if key in ALLOWED[purpose]
    )


def checked(layout: Layout, purpose: Purpose) -> Layout:
    """In one spelling. Raises BadLayout."""
    title = _line(layout.title, "title", LONGEST_TITLE)
    columns = tuple((key, _line(header, key, LONGEST_HEADER)) for key, header in layout.columns)
    keys, headers = [key for key, _ in columns], [header for _, header in columns]
    for key, header in columns:
        if key not in ALLOWED[purpose] or keys.count(key) > 1:
            raise BadLayout("column", key)
        if headers.count(header) > 1 or header == EXPORT_ID_HEADER:
            raise BadLayout("twice", key)
    if tuple(keys[: len(ALWAYS)]) != ALWAYS:
        raise BadLayout("column", ALWAYS[0])
    above, below = _text(layout.above, "above"), _text(layout.below, "below")
    return replace(layout, title=title, columns=columns, above=above, below=below)


def written(layout: Layout) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(layout)


def read(kept: Mapping[str, Any]) -> Layout:
    """What `written` wrote."""
    columns = tuple((str(key), str(header)) for key, header in kept["columns"] if key in COLUMN_BY_KEY)
    return Layout(kept["title"], columns, kept["above"], kept["below"], Order(kept["order"]), kept["turned"])


def changes(old: Layout, new: Layout) -> list[str]:
    """Which parts differ: names of fields; of columns apart which were added, taken out, renamed, or moved."""
    before, after = dict(old.columns), dict(new.columns)
    both = [key for key, _ in old.columns if key in after]
    found = {
        "added": after.keys() - before.keys(),
        "left_out": before.keys() - after.keys(),
        "renamed": {key for key in both if before[key] != after[key]},
        "moved": [] if both == [key for key, _ in new.columns if key in before] else both,
    }
    parts = [
        name for name in ("title", "above", "below", "order", "turned") if getattr(old, name) != getattr(new, name)
    ]
    return [*parts, *(name for name, keys in found.items() if keys)]


def _in_order(keys: tuple[str, ...]) -> list[str]:
    return [key for key in COLUMN_BY_KEY if key in keys]


def _line(text: str, name: str, longest: int) -> str:
    kept = clean(text)
    if not kept:
        raise BadLayout("empty", name)
    _refuse(kept, name, longest)
    return kept


def _text(text: str, name: str) -> str:
    """Line breaks stay."""
    lines = [clean(line) for line in text.strip().splitlines()]
    kept = "\n".join(lines)
    _refuse(kept, name, LONGEST_TEXT)
    return kept


def _refuse(text: str, name: str, longest: int) -> None:
    if len(text) > longest:
        raise BadLayout("long", name)
    if shape_in(text):
        raise BadLayout("resident", name)
    if any(runs(line) for line in text.split("\n") if line):
        raise BadLayout("formula", name)
    if not has_letters(text):
        raise BadLayout("letters", name)
