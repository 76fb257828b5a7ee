"""The nouns of built-in rooms: entries as somebody reads them, places, reports, listeners; and what a room refuses with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_MESSAGE = 500  # characters
PAGE = 100  # entries on a page, and in one answer of news


class Kind(StrEnum):
    MESSAGE = "message"
    REMOVED = "removed"
    PINNED = "pinned"
    UNPINNED = "unpinned"


class NoRoom(NotYours):
    """No room for this person: no active place in a group that its members can see, or nothing to reach in it."""


class NotInside(Refusal):
    """She has not come in, or has left."""


class TakenOut(Refusal):
    """A caseworker took her out of the room."""


class Moved(Refusal):
    """The group talks elsewhere now: this room can be read, not written in."""


class Silenced(Refusal):
    """A caseworker asked her to pause; `until` then she reads and does not write."""

    def __init__(self, until: datetime) -> None:
        super().__init__("writing is paused")
        self.until = until


class Empty(Refusal):
    """Nothing that anybody could read."""


class TooLong(Refusal):
    """More characters than a message may have."""


class HoldsResidentNumber(Refusal):
    """It has the shape of a resident registration number; nothing of it is kept."""


class TooManyNames(Refusal):
    """This person wrote names of members too often today: whoever tries names out learns no more of them."""


class Behind(Refusal):
    """More came since than a stream begins with: ask for the news first."""


class NotOpened(Refusal):
    """A caseworker opens a room with a reason before she reads it."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's way into her group's room. `elsewhere`: the group has an open chat."""

    group_id: UUID
    membership_id: UUID
    victim_id: UUID
    alias: str
    elsewhere: bool


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One entry as a reader sees it: `who` is an alias, a firm, or empty for a neighbour who left. The text prints nowhere."""

    seq: int
    kind: Kind
    role: Role
    who: str
    at: datetime
    text: str
    about: int | None = None
    mine: bool = False
    removed: bool = False
    pinned: bool = False
    unreadable: bool = False

    def __repr__(self) -> str:
        return f"<entry {self.seq}>"


@dataclass(frozen=True, slots=True)
class News:
    """What came after a number, in order. `last`: from where to ask next; `more`: at once."""

    entries: tuple[Entry, ...]
    last: int
    more: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """`replaced`: kinds of what was hidden before saving, as privacy.scrub names them. `again`: the same message came before."""

    seq: int
    replaced: frozenset[str]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """A room for one of its members. `left`: she may come in (again)."""

    seat: Seat
    people: int
    entered: bool
    news: News
    pins: tuple[Entry, ...]
    earlier: bool
    read_seq: int
    silenced_until: datetime | None
    hidden: int


@dataclass(frozen=True, slots=True)
class Unread:
    """For a member's first page. `entered` False: she has not come in."""

    entered: bool
    count: int


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """`text` only where the room stands open to the reader."""

    id: UUID
    seq: int
    at: datetime
    reason: str

    def __repr__(self) -> str:
        return f"<report {self.id}>"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a room for the desk: alias and states."""

    membership_id: UUID
    alias: str
    entered: bool
    removed: bool
    muted_until: datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """A room at the desk; without an opening that stands, no entry is read."""

    group_id: UUID
    open_until: datetime | None
    reports: tuple[Report, ...]
    members: tuple[Member, ...]
    news: News | None
    pins: tuple[Entry, ...] = ()
    elsewhere: bool = False


@dataclass(slots=True)
class Listener:
    """An open stream: whose session, whose place, and the last number that was sent."""

    session_id: UUID
    victim_id: UUID
    group_id: UUID
    after: int
