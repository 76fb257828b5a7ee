"""The nouns of a group's case file: papers filed and served, news from the lawyer, questions and their answers; its refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_TITLE = 80
LONGEST_NEWS = 5000
LONGEST_QUESTION = 500
LONGEST_ANSWER = 3000
LONGEST_NOTE = 300


class Side(StrEnum):
    """Who filed a paper."""

    OURS = "ours"
    DEFENDANT = "defendant"
    COURT = "court"


class NewsState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    SHOWN = "shown"
    WITHDRAWN = "withdrawn"


class NotInFile(NotYours):
    """No such paper, news, question or answer in this group, or not for this actor."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadWords(Refusal):
    """`why`: empty, long, number (a resident registration number), many (names of members, tried too often), past.

    `field`: beside which the words stand.
    """

    def __init__(self, why: str, field: str = "text") -> None:
        super().__init__(why)
        self.why, self.field = why, field


class HoldsPersonal(Refusal):
    """What many will read holds what could be somebody's. `found` names what must go, or wants a word that it may stay."""

    def __init__(self, found: "tuple[Finding, ...]") -> None:
        super().__init__(", ".join(sorted({one.kind for one in found})))
        self.found = found


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """Something in a text that could be a person's. `must_go`: a name, an alias or a mobile number; the rest may be an office's."""

    kind: str
    words: str
    must_go: bool

    def __repr__(self) -> str:
        return f"<finding {self.kind}>"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was entered; `note` is for members."""

    filed_on: date
    side: Side
    kind: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """`turn`: how often it was corrected; what stands is the newest."""

    id: UUID
    paper: Paper
    turn: int
    entered_at: datetime
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """News as it was worded once."""

    turn: int
    title: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NewsItem:
    """News for staff. `newest` is what the lawyer wrote last; members read the wording `shown_turn`.

    `readers`: how many said that they read it, None where they are too few to be told. `returned`: why a caseworker gave it back.
    """

    id: UUID
    state: NewsState
    mine: bool
    newest: Wording
    shown_turn: int | None
    sent_turn: int | None
    published_at: datetime | None
    corrected_at: datetime | None
    returned: str
    readers: int | None


@dataclass(frozen=True, slots=True)
class OwnNews:
    """News as a member reads it; `firm` names who wrote it. Withdrawn, only that there was something."""

    id: UUID
    firm: str
    title: str
    text: str
    published_at: datetime
    corrected_at: datetime | None
    withdrawn: bool
    read: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Answered for everybody, in words that name nobody. `who`: the firm, or empty for a caseworker."""

    id: UUID
    question: str
    text: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that waits, for staff: under its asker's alias, the name masked for whom she lets have it."""

    id: UUID
    alias: str
    name_mask: str
    text: str
    asked_at: datetime
    days: int
    similar: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """`reply` is for her alone; `answer` for everybody. `elsewhere`: she is in another group now, where nobody reads it."""

    id: UUID
    text: str
    asked_at: datetime
    reply: str
    answer: Answer | None
    elsewhere: bool

    @property
    def waits(self) -> bool:
        return not self.reply and self.answer is None and not self.elsewhere


@dataclass(frozen=True, slots=True)
class Preview:
    """A question before it is sent: as it would be kept, what was replaced in it, and what was answered before."""

    text: str
    replaced: frozenset[str]
    similar: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a group's file. `oldest_days`: of the questions. `drafts` are the acting lawyer's own."""

    questions: int = 0
    oldest_days: int = 0
    drafts: int = 0
    release: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.questions or self.drafts or self.release)
