"""The nouns of suggestions (제도개선 건의) and of the topics they are gathered under, and their refusals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.search.types import Piece
from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.privacy.small_cells import FEWEST

LONGEST_TEXT, LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_WORDS = 1500, 80, 1500, 3000
LONGEST_RECIPIENT, LONGEST_DOCUMENT = 60, 60
PAGE, MOST_QUOTES = 20, 12


class Category(StrEnum):
    """What should change."""

    PUNISHMENT = "punishment"
    RELIEF = "relief"
    LOANS = "loans"
    AUCTION = "auction"
    LAWSUIT = "lawsuit"
    HOUSING = "housing"
    BUILDING = "building"
    COUNSELLING = "counselling"
    PROCEDURE = "procedure"
    PREVENTION = "prevention"
    OTHER = "other"


class Origin(StrEnum):
    """How it came in."""

    VISITOR = "visitor"
    MEMBER = "member"
    FORM = "form"


class Status(StrEnum):
    """How far a topic is, for all to see; the last three say how it ended."""

    RECEIVED = "received"
    REVIEW = "review"
    FORWARDED = "forwarded"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"


ENDS = frozenset({Status.ADOPTED, Status.PARTLY, Status.DECLINED})
REPLIES = ENDS | {Status.ANSWERED}


class NotThere(NotYours):
    """No such suggestion or topic, or not for this actor."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadSuggestion(Refusal):
    """What was typed cannot be taken; `why`: empty, long, number, choose, date, late. `field`: beside which it is said."""

    def __init__(self, why: str, field: str = "text") -> None:
        super().__init__(why)
        self.why, self.field = why, field


class HoldsName(Refusal):
    """Something that could be somebody's stands in words that were to be quoted."""


class WrongCode(Refusal):
    """No suggestion has this receipt code."""


class NoSupport(Refusal):
    """This topic is closed: nobody joins it any more."""


@dataclass(frozen=True, slots=True)
class Suggesting:
    """A suggestion as it was typed. `tell`: a member wants a message when there is an answer."""

    category: Category
    text: str
    quotable: bool
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """As it would be kept. `near`: public topics that say the same."""

    text: str
    replaced: frozenset[str]
    near: "tuple[Near, ...]" = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A public topic that is like what somebody typed."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A dossier that carries a topic, as anybody reads it at /dossiers/`number`; features/dossiers plugs it in (doors.py)."""

    number: int
    recipient: str
    day: date
    document: str


@dataclass(frozen=True, slots=True)
class Sent:
    """`code`: the receipt of somebody without an account, shown now. `again`: this very form came before."""

    id: UUID
    code: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Of a topic, each person once as far as it can be told: by her account, by her browser. `suggestions`: how many were gathered."""

    suggestions: int = 0
    members: int = 0
    visitors: int = 0

    @property
    def all(self) -> int:
        return self.members + self.visitors

    @property
    def enough(self) -> bool:
        """Whether the number may be told outside."""
        return self.all >= FEWEST


@dataclass(frozen=True, slots=True)
class Wording:
    """What a caseworker calls a topic."""

    title: str
    summary: str
    category: Category


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a topic, as it was typed. `recipient`, `document`: to whom or from whom, under which number."""

    status: Status
    day: date
    recipient: str = ""
    document: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic before staff. `title` and `summary`: the newest words; `shown_on`: since when anybody reads it, None while nobody does.
    `unshown`: something in it was written since and waits."""

    id: UUID
    number: int
    title: str
    summary: str
    category: Category
    status: Status
    status_on: date
    shown_on: date | None
    people: People
    quotes: int
    unshown: bool
    turn: int


@dataclass(frozen=True, slots=True)
class Step:
    """Of a topic's way: what happened on `day`. `recipient`, `document`: to whom, or from whom, under which number."""

    number: int
    status: Status
    day: date
    recipient: str
    document: str
    words: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one suggestion that may be read outside: its writer agreed, and a caseworker looked at them."""

    suggestion_id: UUID
    category: Category
    text: str


@dataclass(frozen=True, slots=True)
class PublicTopic:
    """A topic as anybody reads it. `people`: None where it is fewer than may be told. `marked`, `snippet`: what was searched for."""

    number: int
    title: str
    summary: str
    category: Category
    status: Status
    status_on: date
    people: int | None
    shown_on: date
    marked: tuple[Piece, ...] = ()
    snippet: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """A suggestion for whoever wrote it."""

    id: UUID
    category: Category
    text: str
    received_on: date
    quotable: bool
    looked: bool
    aside: str
    status: Status
    topic: PublicTopic | None


@dataclass(frozen=True, slots=True)
class Figures:
    """For everybody: how many suggestions came in, how many went out under topics that were forwarded, how many of those have an answer;
    of suggestions, not of topics."""

    received: int
    forwarded: int
    answered: int
