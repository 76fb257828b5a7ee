"""The nouns of litigation-cost support: applications as each may see them, budgets, payments. Rules and refusals stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lawsuit_hub.features.costs.desk_types import Batch, Budget, Line, Made, Open, Payment, Programme, Version
from lawsuit_hub.features.costs.refusals import (
    AnotherOpen,
    AnotherPerson,
    AppealOver,
    BadResult,
    BadWords,
    FileGone,
    HouseholdHasIt,
    NoBudget,
    NoSuchApplication,
    NothingLeft,
    NothingToPay,
    NotWhole,
    SaidTwice,
    Stale,
    UnfitResult,
)
from lawsuit_hub.features.costs.rule_types import Answer, CostKind, Known, Rule, Rules, Status, Sure
from lawsuit_hub.features.costs.states import (
    APPEALABLE,
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_BUDGET,
    MOST_HOUSEHOLDS,
    MOST_ITEMS,
    MOST_MEMBERS,
    MOST_WON,
    OVER,
    WITHDRAWABLE,
    WRITABLE,
    PaperKind,
    PaymentState,
    State,
)

# Defined beside it.
__all__ = [
    "APPEALABLE", "AnotherOpen", "AnotherPerson", "Answer", "AppealOver", "BadResult", "BadWords", "Batch", "Budget", "CostKind",
    "FileGone", "HouseholdHasIt", "Known", "LONGEST_LINE", "LONGEST_WORDS", "Line", "MOST_BUDGET", "MOST_HOUSEHOLDS",
    "MOST_ITEMS", "MOST_MEMBERS", "MOST_WON", "Made", "NoBudget", "NoSuchApplication", "NotWhole", "NothingLeft", "NothingToPay",
    "OVER", "Open", "PaperKind", "Payment", "PaymentState", "Programme", "Rule", "Rules", "SaidTwice", "Stale", "State", "Status",
    "Sure", "UnfitResult", "Version", "WITHDRAWABLE", "WRITABLE",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """Money that was spent. `recognised` and `because`: what the first of two found."""

    kind: CostKind
    amount: int
    spent_on: date
    note: str = ""
    recognised: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """What she wrote, as far as her own page may open it. `account`: a mask."""

    status: Status = Status.NONE
    status_on: date | None = None
    items: tuple[Item, ...] = ()
    members: int = 0
    alone: bool = False
    """She says that nobody of her household got one of the programmes of which there is one alone."""
    account: str = ""
    asked: str = ""
    """What a caseworker asked her for, and what she answered."""
    answered: str = ""

    @property
    def total(self) -> int:
        return sum(one.amount for one in self.items)

    def __repr__(self) -> str:
        return "<content>"


@dataclass(frozen=True, slots=True)
class Account:
    """Where it is paid to. Printed nowhere."""

    holder: str = field(repr=False)
    bank: str = field(repr=False)
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """One saving of her form. `account` and `members` are None where they stay as they are."""

    status: Status
    status_on: date | None
    items: tuple[Item, ...]
    alone: bool
    account: Account | None = None
    members: tuple[str, ...] | None = None
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the first of two found. `rules`: each rule with what she saw; `reason` is read by the applicant."""

    rules: Mapping[Rule, Known]
    recognised: tuple[int, ...]
    because: tuple[str, ...]
    approve: bool
    reason: str
    household_no: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    id: UUID
    kind: PaperKind
    upload: int
    number: int
    burnt: int
    searched: bool
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    number: int
    outcome: str
    made_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class AppealView:
    words: str
    made_at: datetime
    held: int
    decided_at: datetime | None
    outcome: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Application:
    """For herself and for the desk: nobody is named. `number` is what it is called: C-12."""

    id: UUID
    number: int
    programme_id: UUID
    programme_no: int
    victim_id: UUID
    state: State
    turn: int
    rules: Rules
    content: Content
    findings: Findings | None
    amount: int
    pages: tuple[Page, ...]
    letters: tuple[Letter, ...]
    appeal: AppealView | None
    made_at: datetime
    submitted_at: datetime | None
    moved_at: datetime
    decided_at: datetime | None
    appeal_until: date | None
    first_by: UUID | None = None
    second_by: UUID | None = None
    readable: bool = True

    @property
    def called(self) -> str:
        return called(self.number)

    @property
    def most(self) -> int:
        """What she could get at most by what she wrote."""
        return min(self.content.total, self.rules.per_household)

    def __repr__(self) -> str:
        return f"<application {self.called}>"


def called(number: int) -> str:
    return f"C-{number}"
