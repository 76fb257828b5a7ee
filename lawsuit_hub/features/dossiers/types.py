"""The nouns of dossiers: topics of victims' suggestions gathered for one recipient, frozen as papers, sent, answered; their refusals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.dossiers.standing import Version, public_of
from lawsuit_hub.features.suggestions.types import Category, Status
from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_NAME, LONGEST_ADDRESSEE, LONGEST_TITLE = 60, 120, 100
LONGEST_PROSE, LONGEST_COVER, LONGEST_ANSWER, LONGEST_OUTCOME, LONGEST_DOCUMENT = 4_000, 1_500, 3_000, 600, 60
MOST_TOPICS, MOST_QUOTES, FARTHEST_DAYS = 40, 5, 730


class Way(StrEnum):
    """How it went out; their words are in words.py."""

    SYSTEM = "system"
    POST = "post"
    MAIL = "mail"
    HAND = "hand"


class Form(StrEnum):
    """Of a frozen version, both are kept."""

    PDF = "pdf"
    HWPX = "hwpx"


class State(StrEnum):
    """TAKEN_BACK: frozen as it stands, and words in it may be quoted no more."""

    DRAFT = "draft"
    TAKEN_BACK = "taken_back"
    FROZEN = "frozen"
    SENT = "sent"
    ANSWERED = "answered"


class NoSuchDossier(NotYours):
    """There is none of this number, or it is not for this actor."""


class Stale(Refusal):
    """Somebody changed it since the page was read, or it does not stand so any more."""


class NotFrozen(Refusal):
    """What stands there now was not frozen: it goes out only as a version that stays."""


class Altered(Refusal):
    """The bytes of a frozen version are not those that were frozen: they are given to nobody."""


class TakenBack(Refusal):
    """The file holds words of victims that may be quoted no more: nobody is given it in public."""


class Unmarked(Refusal):
    """Which words of victims the file holds was not kept when it was frozen: nobody is given it in public."""


class FileHolds(Refusal):
    """The file that was made holds a find that the text did not; `kinds`."""

    def __init__(self, kinds: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(kinds)))
        self.kinds = kinds


class BadDossier(Refusal):
    """What was typed cannot be taken. `why`: empty, long, number, taken, choose, many, early, late, font. `field`: beside which it is said."""

    def __init__(self, why: str, field: str = "title") -> None:
        super().__init__(why)
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True)
class Recipient:
    """`name`: short, as everybody reads it; `addressee`: as the letter says it; `through`: 경유. One that is put aside is offered no more."""

    id: UUID
    name: str
    addressee: str
    through: str
    place: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caseworker wrote of a whole dossier. `opening`: the summary at its beginning; `cover`: the letter, a paragraph a line.
    `document`, `day`: number and date of the letter, where they are known before it goes out."""

    recipient_id: UUID
    title: str
    opening: str
    cover: str
    document: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a caseworker wrote of one topic. `quotes`: how many words of victims stand under it at most."""

    summary: str
    request: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Part:
    """A topic in a dossier. `people`, `suggestions`: None where it is of a few. `outcome`: what became of it at this recipient."""

    topic_id: UUID
    number: int
    title: str
    category: Category
    status: Status
    words: Words
    suggestions: int | None
    people: int | None
    quotes: tuple[str, ...]
    left_out: int
    outcome: Status | None
    outcome_words: str


@dataclass(frozen=True, slots=True)
class Answer:
    id: UUID
    number: int
    day: date
    document: str
    words: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Sent:
    version: int
    day: date
    document: str
    way: Way
    due: date


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the desk's list. `late`: days since an answer was due, 0 where none is. `stopped`: its files were shown and are given to
    nobody, because of words in them."""

    number: int
    title: str
    recipient: str
    state: State
    topics: int
    sent: Sent | None
    late: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier for the desk; one that went out with the numbers that were printed and those of its quotes that still stand.
    `months`, `total`: of the topics whose suggestions are told. `counted`: False where the printed numbers were not kept."""

    id: UUID
    number: int
    turn: int
    state: State
    recipient: Recipient
    draft: Draft
    parts: tuple[Part, ...]
    months: tuple[tuple[str, int | None], ...]
    total: int
    counted: bool
    versions: tuple[Version, ...]
    sent: Sent | None
    answers: tuple[Answer, ...]
    late: int
    shown_on: date | None
    files_shown: bool

    @property
    def fresh(self) -> Version | None:
        """The version that says what stands there now, of which nobody took words back."""
        newest = (one for one in reversed(self.versions) if one.turn == self.turn and one.stands)
        return next(newest, None)

    @property
    def public(self) -> Version | None:
        return public_of(self.sent.version if self.sent else None, self.versions)

    @property
    def may_freeze(self) -> bool:
        """Before it goes out: while no version says what stands there. After: once words in its files were taken back, without them."""
        return self.fresh is None if self.sent is None else self.counted and self.public is None


@dataclass(frozen=True, slots=True)
class Public:
    """A dossier as anybody reads it: where it went, and what came back. `stopped`: no file is given, because of words in it;
    `unmarked`: because nobody kept which words are in it."""

    number: int
    title: str
    recipient: str
    day: date
    document: str
    topics: tuple[tuple[int, str, Status], ...]
    answers: tuple[Answer, ...]
    version: Version | None
    sent_version: int
    stopped: bool
    unmarked: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """For the page of public numbers: dossiers that went out, those that were answered, and the topics in either."""

    forwarded: int
    answered: int
    topics_forwarded: int
    topics_answered: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """Of today's work: how many answers are late, and how many days the latest is."""

    count: int
    days: int
