"""The nouns of surveys: a questionnaire, its questions, one sheet of answers. No noun here holds who answered and what at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What may be answered. SCALE is a whole number from `lowest` to `highest`; MATRIX one of `options` for each of `lines`."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    TEXT = "text"
    MATRIX = "matrix"


# SINGLE: an option's key. MULTIPLE: keys, in the order of the options. SCALE, NUMBER, MONEY (won): an integer.
# TEXT: prose that was scrubbed. MATRIX: by key of a line the key of an option.
Answer = str | tuple[str, ...] | int | date | Mapping[str, str]
Sheet = Mapping[str, Answer]  # by key of the question; what was not asked or not answered is absent


@dataclass(frozen=True, slots=True)
class Option:
    """`key` never changes once somebody may have answered; `label` is Korean, as the office words it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only of who answered the earlier `question` (SINGLE, MULTIPLE) with one of `options`."""

    question: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """`most`: how many options of a MULTIPLE may be chosen. `bands`: the lower edges by which NUMBER, MONEY and years of DATE are reported."""

    key: str
    kind: Kind
    text: str
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    lines: tuple[Option, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    most: int | None = None
    bands: tuple[int, ...] = ()
    shown_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A page of the questionnaire, with what it is about."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    title: str
    opening: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that was answered, in no order, and how many were asked."""

    questionnaire: Questionnaire
    sheets: tuple[Sheet, ...]
    invited: int


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PRESENTED = "presented"  # the results were told


class Whom(StrEnum):
    """Who is asked, always of those who registered, whose lease a caseworker has seen and who agreed to be kept."""

    VERIFIED = "verified"
    GROUPS = "groups"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class Rule:
    """`named`: codes of groups or stages, where `whom` needs some."""

    whom: Whom
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a questionnaire; `must_go`: it cannot be opened so. `question`: its key, "" for the whole."""

    why: str
    question: str = ""
    must_go: bool = True
    named: str = ""


FEWEST_TOLD = 10  # answers: of fewer no results are shown, to nobody


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """`answered`: at least so many, in fives; all of them once the results were told; None below five.
    `turn`: of its words. `reminded`: days before the end, of the last reminder.
    `goes_on`: the day on which its answers are destroyed, known from its end on; `gone_on`: they were."""

    id: UUID
    state: State
    questionnaire: Questionnaire
    fingerprint: str
    turn: int
    rule: Rule
    made_on: date
    opened_on: date | None
    closes_on: date | None
    closed_on: date | None
    remind_days: tuple[int, ...]
    reminded: int | None
    invited: int
    answered: int | None
    answered_on: date | None
    results_on: date | None
    results_path: str
    goes_on: date | None
    gone_on: date | None

    @property
    def can_be_told(self) -> bool:
        """Enough answered for results; by the number that the desk sees, which is told in fives."""
        return self.answered is not None and self.answered >= FEWEST_TOLD
