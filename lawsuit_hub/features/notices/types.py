"""The nouns of the notice board: categories, notices as people read them and as the desk sees them; its refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_TITLE = 100
LONGEST_BODY = 20_000
LONGEST_CORRECTION = 200
A_PAGE = 20


class Category(StrEnum):
    """Kept in tables and addresses; their words are in words.py."""

    SUPPORT = "support"
    LAW = "law"
    MEETING = "meeting"
    WARNING = "warning"
    SERVICE = "service"


class State(StrEnum):
    """Where a notice stands, for the desk. One that is shown may have a newer wording besides that is not."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SHOWN = "shown"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class NoSuchNotice(NotYours):
    """There is none of this number, or nobody may read it yet."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadWords(Refusal):
    """`why`: empty, long, number (a resident registration number), past (a moment that is over), far.

    `field`: beside which the words stand.
    """

    def __init__(self, why: str, field: str = "body") -> None:
        super().__init__(why)
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caseworker wrote, cleaned. `correction`: what a later wording puts right, for readers."""

    category: Category
    title: str
    body: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice as it was worded once. `shown_from` is in the future where it is scheduled, None where nobody ever read it."""

    turn: int
    draft: Draft
    at: datetime
    by: UUID
    shown_from: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in a list, and in a chat: whoever lists it knows the number, and thereby its address."""

    id: UUID
    number: int
    category: Category
    title: str
    published_at: datetime
    pinned: bool
    corrected_at: datetime | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as everybody reads it. Withdrawn, `body` is empty and `why` says why it went; archived, only `why`."""

    line: Line
    body: str
    state: State
    why: str
    revisions: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A notice for the desk: all its wordings, the newest last. `live`: the turn that people read now."""

    id: UUID
    number: int
    state: State
    wordings: tuple[Wording, ...]
    live: int | None
    scheduled_for: datetime | None
    pinned: bool
    why: str

    @property
    def newest(self) -> Wording:
        return self.wordings[-1]

    @property
    def unshown(self) -> bool:
        """The newest wording is neither read nor about to be."""
        return self.newest.shown_from is None


@dataclass(frozen=True, slots=True)
class Told:
    """What everybody who follows the board is told when a wording becomes the one that people read."""

    id: UUID
    number: int
    turn: int
    category: Category
    title: str
    body: str
    at: datetime
    first: bool
