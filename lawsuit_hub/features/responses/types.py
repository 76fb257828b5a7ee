"""The nouns of imported answers: a row, why it is not taken, what became of it. What is taken is a victim's Answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawsuit_hub.values.phone import PhoneNumber

Reason = Literal["consent", "name", "phone", "landlord", "deposit", "date", "forbidden_identifier"]
"""In the order in which they are given: the first that applies."""

LandlordKind = Literal["person", "corporation"]
OutcomeWord = Literal["registered", "updated", "unchanged", "rejected"]


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: Reason


@dataclass(frozen=True, slots=True, repr=False)
class Refusing:
    """Whoever does not consent to being stored, as far as her row says who and when."""

    phone: PhoneNumber
    at: datetime | None

    def __repr__(self) -> str:
        return "<refusing>"


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One row of a file, counted from 1 without the header."""

    number: int
    cells: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<row {self.number}>"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one answer."""

    outcome: OutcomeWord
    reason: str | None = None
    group: str | None = None
    membership: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row, as `hub responses import --json` says it: these names in this order."""

    row: int
    outcome: OutcomeWord
    reason: str | None
    group: str | None
    membership: str | None
    candidates: list[str]
