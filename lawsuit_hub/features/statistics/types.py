"""The nouns of statistics: tables of counts in which no few people stand, and numbers for everybody. Nothing here comes from one person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Topic(StrEnum):
    """What people are counted by. The first three count all who are registered, the last those who are active in a group."""

    MONTH = "month"
    REGION = "region"
    BAND = "band"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Cell:
    """`label`: a month as 2026-11, a region and a band as MASKING writes them, a stage by its name; empty where it is not known.
    `count` is None where it is hidden."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    topic: Topic
    cells: tuple[Cell, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """One day's tables, as they were at that moment."""

    day: date
    at: datetime
    tables: tuple[Table, ...]


class Figure(StrEnum):
    """What is told to everybody, in the order of the page."""

    PEOPLE = "people"
    GROUPS = "groups"
    SUITS = "suits"
    SUGGESTIONS = "suggestions"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    MEETINGS = "meetings"
    MONEY = "money"


# A suit is filed and a meeting held by offices, and both are known. Everything else is moved by single people.
DEEDS = frozenset({Figure.SUITS, Figure.MEETINGS})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a counter says today. `people`: to how many a sum of money went."""

    number: int
    people: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A number for everybody. `number`: None below five. `months`: what was shown at the end of each of the last twelve."""

    figure: Figure
    number: int | None
    since: date
    moved_on: date
    months: tuple[tuple[str, int | None], ...]
