"""The nouns of statistics: tables of counts in which no few people stand. Nothing here comes from one person."""

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
