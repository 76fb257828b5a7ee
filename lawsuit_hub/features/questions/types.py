"""The nouns of the question board, and its refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.search.types import Piece
from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_TITLE, LONGEST_TEXT, LONGEST_ANSWER = 80, 1500, 5000
MOST_POSTS = 40
FAQ, QUESTION = "faq", "question"
PAGE = 20


class Category(StrEnum):
    """What a question is about."""

    SUPPORT = "support"
    LAWSUIT = "lawsuit"
    AUCTION = "auction"
    HOUSING = "housing"
    LOAN = "loan"
    SERVICE = "service"
    OTHER = "other"


class Status(StrEnum):
    RECEIVED = "received"
    ANSWERED = "answered"
    CLOSED = "closed"


class Pick(StrEnum):
    """Which of the board's questions a caseworker looks through."""

    WAITING = "waiting"
    LOOK = "look"
    MINE = "mine"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class NotOnBoard(NotYours):
    """No such question, or not for this actor."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class Taken(Refusal):
    """Another caseworker is answering it."""


class Full(Refusal):
    """So much was said on it that a new question is better."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it was typed."""

    category: Category
    title: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list. `shown_on` is None where it is not on the board. `marked`: what was searched for in it."""

    id: UUID
    category: Category
    status: Status
    title: str
    public: bool
    shown_on: date | None
    hidden: bool
    helpful: int
    marked: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said; `by_desk`: a caseworker's. `day`: of its newest wording; `former`: earlier wordings, the newest first."""

    number: int
    by_desk: bool
    text: str
    day: date
    shown: bool
    former: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with what was said on it. `alias` is this question's alone. `same_as`: one with the same answer, on the board."""

    line: Line
    alias: str
    text: str
    said: tuple[Said, ...]
    hidden_reason: str
    same_as: UUID | None
    turn: int

    @property
    def answer(self) -> str:
        """What a caseworker said last."""
        return next((one.text for one in reversed(self.said) if one.by_desk), "")


@dataclass(frozen=True, slots=True)
class Preview:
    """A question before it is sent: as it would be kept, what was replaced in it, and what was answered before."""

    title: str
    text: str
    replaced: frozenset[str]
    similar: "tuple[Near, ...]" = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Something public that may answer it already; `key`: the code of an entry of the FAQ, or the id of a question."""

    kind: str
    key: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question on the desk. `days`: since it waits, or since it was asked. `look`: something of it waits to be let on the board."""

    line: Line
    days: int
    look: bool
    taken: bool
    mine: bool
    by_visitor: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """`hours`: to the first answer, the median of the last ninety days; None where there was none."""

    lines: tuple[Waiting, ...]
    waiting: int
    look: int
    oldest_days: int
    hours: float | None
    answered: int


@dataclass(frozen=True, slots=True)
class Case:
    """A question for who answers it. `asker`: somebody with an account asked, whom to open is a deed. `others`: that could be the same."""

    waiting: Waiting
    thread: Thread
    asker: bool
    others: tuple[Line, ...]
    until: datetime | None
