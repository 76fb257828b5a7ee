"""The nouns of proceedings: steps between stages, a case in court, how a member stands in it, days that must not be missed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.lawsuits.types import GroupLine, MemberLine, Stage, StageDate
from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.values.case_number import CaseNumber


class Need(StrEnum):
    """What a step needs before it can be taken."""

    TWO_ACTIVE = "two_active"
    COUNSEL = "counsel"
    RETAINED = "retained"
    CASE = "case"
    JUDGED = "judged"
    REASON = "reason"


class NoSuchStep(Refusal):
    """From this stage no step leads there, or it is not this actor's to take."""


class StepLacks(Refusal):
    """`needs`: what is missing."""

    def __init__(self, needs: tuple[Need, ...]) -> None:
        super().__init__(", ".join(needs))
        self.needs = needs


class StageMoved(Refusal):
    """The group came to another stage since the page was read."""


class NoSuchDeadline(NotYours):
    """No such day in this group."""


class BadDeadline(Refusal):
    """`why`: title, past, far, people, days, stale."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchFeed(NotYours):
    """No calendar has this address, or not any more."""


class State(StrEnum):
    """How one member stands in the suit: each may act alone (민사소송법 §66)."""

    INTERESTED = "interested"
    RETAINED = "retained"
    FILED = "filed"
    SETTLED = "settled"
    WITHDREW = "withdrew"
    WON = "won"
    LOST = "lost"
    PAID = "paid"


class Source(StrEnum):
    """Where a day is from."""

    COURT = "court"
    COUNTED = "counted"
    TOLD = "told"
    OWN = "own"


class Confidence(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is entered with a step: court, number and day of filing, or the day of the judgment."""

    court: str = ""
    number: CaseNumber | None = None
    filed_on: date | None = None
    judged_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    court: str
    number: str
    filed_on: date
    judged_on: date | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that could be taken, and what it still lacks."""

    to: Stage
    back: bool
    needs: tuple[Need, ...]
    lacks: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class HearingView:
    """`sequence`: how often it was changed. Represented plaintiffs need not come unless `must_come`."""

    starts_at: datetime
    room: str
    must_come: bool
    sequence: int
    moved_from: datetime | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """`title` is empty where the kind says all. `people`: how many it concerns, None for everybody."""

    id: UUID
    kind: str
    title: str
    due_on: date
    counted_from: date | None
    source: Source
    confidence: Confidence
    people: int | None
    remind_days: tuple[int, ...]
    ended_as: str | None
    reason: str
    hearing: HearingView | None = None

    def days_left(self, today: date) -> int:
        return (self.due_on - today).days


@dataclass(frozen=True, slots=True)
class OwnState:
    state: State
    since: date


@dataclass(frozen=True, slots=True)
class MemberState:
    """A member in the suit, for staff: by alias."""

    member: MemberLine
    name_mask: str
    state: State | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many stand so; None where they are too few to be told."""

    state: State
    count: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a group's case for its caseworker and its lawyer."""

    line: GroupLine
    stages: tuple[StageDate, ...]
    steps: tuple[StepView, ...]
    case: CaseView | None
    members: tuple[MemberState, ...]
    deadlines: tuple[DeadlineView, ...]


@dataclass(frozen=True, slots=True)
class OwnCourse:
    """The same for one of its members: her own, and of the others counts alone."""

    stage: Stage
    case: CaseView | None
    mine: tuple[OwnState, ...]
    counts: tuple[Counted, ...]
    deadlines: tuple[DeadlineView, ...]
    called_off: tuple[DeadlineView, ...]
    feed_since: datetime | None
    paused_at: datetime | None
