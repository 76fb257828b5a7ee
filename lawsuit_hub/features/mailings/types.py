"""Messages to many at once: what is written, to whom, how far it is, what became of it. Nobody's identity."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.infra.refusals import NotYours, Refusal


class Kind(StrEnum):
    """What is written; also the kind of each message in the outbox."""

    CHANNEL = "channel_invitation"
    NOTICE = "notice"


class State(StrEnum):
    DRAFT = "draft"
    SECOND = "second"  # waits for a second person
    UNDO = "undo"  # confirmed; nothing goes for some minutes
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


OVER = frozenset({State.STOPPED, State.DONE})


class NoSuchMailing(NotYours):
    """There is no such mailing."""


class NothingToSend(Refusal):
    """`why`: audience (nobody was chosen), group, channel (the settings name none), notice, letter (no carrier takes the text), nobody."""

    def __init__(self, why: str, named: str = "") -> None:
        super().__init__(why)
        self.why, self.named = why, named


class PlanMoved(Refusal):
    """It would be for others or cost something else by now."""


class NotNow(Refusal):
    """It is confirmed, approved, paused, stopped or over already."""


class NotAnotherPerson(Refusal):
    """Whoever confirmed it is not who agrees to it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """To whom: everybody, or who is active in these groups or in groups at these stages."""

    everybody: bool = False
    groups: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()

    def told(self) -> dict[str, object]:
        """As it is kept."""
        return {"everybody": self.everybody, "groups": list(self.groups), "stages": [one.value for one in self.stages]}

    @classmethod
    def kept(cls, told: dict[str, object]) -> "Wanted":
        groups, stages = told.get("groups") or [], told.get("stages") or []
        assert isinstance(groups, list) and isinstance(stages, list)  # noqa: S101 - by `told`
        return cls(bool(told.get("everybody")), tuple(groups), tuple(Stage(one) for one in stages))


@dataclass(frozen=True, slots=True)
class Example:
    """One of those who get it, masked."""

    reference: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go, as of now. `cost` in won for all; `token` stands for exactly this."""

    text: str
    channel: str
    bytes: int
    gets: int
    passed: dict[str, int]
    cost: int
    examples: tuple[Example, ...]
    second: bool
    token: str


@dataclass(frozen=True, slots=True)
class Report:
    """`skipped` by why before anything was owed; `failed` by why after. `withdrawn`: stopped before a carrier had it."""

    picked: int = 0
    owed: int = 0
    sent: int = 0
    withdrawn: int = 0
    unknown: int = 0
    waiting: int = 0
    cost: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    @property
    def settled(self) -> int:
        return self.picked - self.waiting


@dataclass(frozen=True, slots=True)
class MailingLine:
    """`total`: how many were looked at or will be; `gets`: how many would get it when it was confirmed."""

    id: UUID
    kind: Kind
    notice: int | None
    wanted: Wanted
    state: State
    made_at: datetime
    made_by: UUID
    confirmed_at: datetime | None
    confirmed_by: UUID | None
    starts_at: datetime | None
    total: int
    gets: int
    cost: int
    report: Report
