"""The nouns of programmes, of the desk's queue and of lists for the finance office."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lawsuit_hub.features.costs.rule_types import Rules
from lawsuit_hub.features.costs.states import PaymentState, State


@dataclass(frozen=True, slots=True)
class Budget:
    year: int
    total: int
    committed: int
    paid: int

    @property
    def left(self) -> int:
        return self.total - self.committed - self.paid


@dataclass(frozen=True, slots=True)
class Version:
    turn: int
    rules: Rules
    at: datetime
    by: UUID | None
    forced_at: datetime | None


@dataclass(frozen=True, slots=True)
class Programme:
    """For the desk. `live`: the turn that is in force."""

    id: UUID
    number: int
    versions: tuple[Version, ...]
    live: int | None
    budgets: tuple[Budget, ...] = ()

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def rules(self) -> Rules | None:
        return next((one.rules for one in self.versions if one.turn == self.live), None)


@dataclass(frozen=True, slots=True)
class Open:
    """A programme in force, for everybody. `used`: share of the year's money that is granted, in steps of five per cent, or None where that
    would tell of a few; `applicants`: in fives, None where they are few; both as they moved last, not as they are; `day`: of the count."""

    id: UUID
    number: int
    turn: int
    rules: Rules
    year: int | None = None
    total: int | None = None
    used: int | None = None
    applicants: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Of the desk's queue. `missing`: what is not there yet."""

    number: int
    reference: str
    state: State
    since: datetime
    days: int
    most: int
    missing: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Payment:
    id: UUID
    number: int
    called: str
    amount: int
    state: PaymentState
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Batch:
    number: int
    made_at: datetime
    made_by: UUID
    payments: int
    amount: int
    sha256: str
    has_file: bool
    called_off_at: datetime | None
    lines: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A list that was just made: its password is shown this once."""

    number: int
    password: str = field(repr=False)
    payments: int = 0
    amount: int = 0
