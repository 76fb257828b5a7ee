"""The nouns of meetings and of the organisations that come to them, and their refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_TITLE, LONGEST_PURPOSE, LONGEST_PLACE, LONGEST_LINK = 100, 2000, 200, 500
LONGEST_NAME, LONGEST_ABOUT, LONGEST_NEEDS, LONGEST_QUESTION = 60, 500, 500, 300
LONGEST_MINUTES, LONGEST_CORRECTION, LONGEST_TASK, LONGEST_OWNER = 20_000, 200, 300, 60
MOST_ROOM, MOST_SEATS, MOST_REPRESENTATIVES = 2000, 20, 20


class Audience(StrEnum):
    """Who may come. A meeting for groups alone is there for nobody else; the others are announced in public."""

    ALL = "all"
    GROUPS = "groups"
    ORGANISATIONS = "organisations"


class State(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    OVER = "over"
    MINUTES = "minutes"
    CANCELLED = "cancelled"


class TaskKind(StrEnum):
    DECISION = "decision"
    ACTION = "action"


class NotThere(NotYours):
    """No such meeting, seat, question or organisation, or not for this actor."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadMeeting(Refusal):
    """`why`: order (ends before it begins), past, late (sign-up ends after the beginning), room (fewer seats than are taken), link,
    nobody (no group or organisation was chosen). `field`: beside which the words stand."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


class NamesSomebody(Refusal):
    """What could be a person's stands in a text that everybody reads; `kinds` of it."""

    def __init__(self, kinds: tuple[str, ...], field: str) -> None:
        super().__init__(", ".join(kinds))
        self.kinds, self.field = kinds, field


class Closed(Refusal):
    """Nobody signs up any more, or nothing can be changed any more."""


class NotComing(Refusal):
    """A seat that waits in the list is nobody's yet."""


class BadCode(Refusal):
    """No link code of a representative is open under these letters."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as a caseworker typed it. `link` is for those alone who signed up."""

    title: str
    purpose: str
    place: str
    link: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    signup_until: datetime
    audience: Audience
    groups: tuple[str, ...] = ()
    organisations: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in a list. `hybrid`: there is a link for who signed up."""

    id: UUID
    title: str
    state: State
    starts_at: datetime
    ends_at: datetime
    place: str
    hybrid: bool
    audience: Audience


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting as whoever may see it reads it. `room`: how many seats are free, in words of `Room`; `mine`: her own seat there."""

    line: Line
    purpose: str
    capacity: int
    signup_until: datetime
    open: bool
    free: int
    cancelled: str
    mine: bool
    may_reserve: "tuple[Organisation, ...]"


@dataclass(frozen=True, slots=True)
class Item:
    """A meeting for the desk."""

    line: Line
    plan: Plan
    turn: int
    taken: int
    waiting: int
    came: int
    walk_ins: int
    cancelled: str
    cleaned: bool
    announced_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """Her own seat. `token` is in the picture that staff scan, `door_code` what she says at the door; `before`: how many wait before her.
    `link`: of the meeting, while she has a seat."""

    id: UUID
    line: Line
    alias: str
    seats: int
    organisation: str
    waiting: bool
    before: int
    door_code: str
    token: str
    link: str
    came: bool
    needs: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat for the desk: under its alias, in the order of signing up. `needs`: something was asked for, whose words are a deed to open."""

    id: UUID
    alias: str
    organisation: str
    seats: int
    waiting: bool
    door_code: str
    came: int
    came_at: datetime | None
    needs: bool
    by_member: bool


@dataclass(frozen=True, slots=True)
class Organisation:
    id: UUID
    name: str
    about: str
    public: bool
    ended_at: datetime | None
    turn: int


@dataclass(frozen=True, slots=True)
class Representative:
    """For the desk; who it is, is a deed to open. `linked`: by her own word with an account; `code_until`: her link code is open."""

    id: UUID
    contact: bool
    linked_at: datetime | None
    code_until: datetime | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Represented:
    """What a member reads of an organisation that she speaks for."""

    id: UUID
    organisation: Organisation
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a meeting, under no name. `joined_to`: it counts with another."""

    id: UUID
    text: str
    votes: int
    shown: bool
    hidden: bool
    joined_to: UUID | None
    voted: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes as they were worded once. `shown_from`: since when people read them."""

    turn: int
    body: str
    correction: str
    at: datetime
    by: UUID
    shown_from: datetime | None


@dataclass(frozen=True, slots=True)
class Task:
    """What was decided, or what somebody does until a day. `owner` is an office or an organisation, never a person."""

    id: UUID
    meeting_id: UUID
    kind: TaskKind
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    done_note: str
    overdue: bool
