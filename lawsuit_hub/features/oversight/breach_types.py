"""A breach as the officer, and its notice as everybody else sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal


class Category(StrEnum):
    """Kinds of data that may have leaked."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    LEASE = "lease"
    LANDLORD = "landlord"
    TEXT = "text"


class Means(StrEnum):
    """By which way it is found out whom a breach touches."""

    STAFF = "staff"
    EXPORTS = "exports"
    GROUPS = "groups"
    REFERENCES = "references"
    EVERYBODY = "everybody"


class NoSuchBreach(NotYours):
    """No breach has this number."""


class NobodyFound(Refusal):
    """The means touch nobody, or name what does not exist; `unknown` lists it."""

    def __init__(self, unknown: tuple[str, ...] = ()) -> None:
        super().__init__("nobody is touched by these means")
        self.unknown = unknown


class NoticeIncomplete(Refusal):
    """`missing`: the items that the law lists and the notice lacks."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"{len(missing)} items are missing")
        self.missing = missing


class CountDiffers(Refusal):
    """The number that confirms the sending is not the number of people."""


class NotYet(Refusal):
    """A step before this one is not done."""


class BreachClosed(Refusal):
    """It is closed: nothing in it changes."""


class KnownLater(Refusal):
    """A breach cannot be known in the future."""


@dataclass(frozen=True, slots=True)
class BreachView:
    """`notice` holds what is written so far. `waiting`: people of the list who were not told yet."""

    id: UUID
    number: int
    known_at: datetime
    due_at: datetime
    what: str
    categories: tuple[Category, ...]
    external: bool
    sensitive: bool
    parts: tuple[Mapping[str, Any], ...]
    frozen_at: datetime | None
    affected: int
    waiting: int
    notice: Mapping[str, str]
    items: tuple[str, ...]
    reasons: tuple[str, ...]
    notified_at: datetime | None
    unreached: int
    web_from: datetime | None
    web_until: datetime | None
    reported_at: datetime | None
    closed_at: datetime | None
    closing_note: str

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one for one in self.items if not self.notice.get(one, "").strip())

    @property
    def clock_runs(self) -> bool:
        """Until everybody on the list is told and, where it must be, the report is made."""
        told = self.notified_at is not None and self.waiting == 0
        return self.closed_at is None and not (told and (self.reported_at is not None or not self.reasons))


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person, or everybody on the web, reads of a breach. `told`: on the web, that messages went to those concerned."""

    number: int
    at: datetime
    categories: tuple[Category, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None
    told: bool = False
