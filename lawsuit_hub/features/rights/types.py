"""The nouns of rights: what a person may ask about her own data, how it was answered, her copy. Nothing here holds an identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.refusals import NotYours, Refusal


class Kind(StrEnum):
    """What is asked. Seeing, a copy and taking a consent back she does herself; the rest somebody answers."""

    SEE = "see"
    COPY = "copy"
    CORRECT = "correct"
    STOP = "stop"
    ERASE = "erase"
    WITHDRAW = "withdraw"
    OBJECTION = "objection"


class Outcome(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Ground(StrEnum):
    """Why the law lets a request be refused (facts.GROUNDS says which for which)."""

    LAW_FORBIDS = "law_forbids"
    HARMS_OTHERS = "harms_others"
    PUBLIC_TASK = "public_task"
    LAW_KEEPS = "law_keeps"
    CONTRACT = "contract"
    NOT_SO = "not_so"


class Way(StrEnum):
    """How a request came. By telephone, on paper or at the counter a caseworker writes it down."""

    WEB = "web"
    DESK = "desk"


class NoSuchRequest(NotYours):
    """No such request, or somebody else's."""


class AlreadyAnswered(Refusal):
    """Somebody answered it before, or she took it back."""


class GroundMissing(Refusal):
    """A refusal, whole or in part, names a ground that the law gives for this kind."""


class NothingToCorrect(Refusal):
    """No field was filled in."""


class NotForThisRole(Refusal):
    """What changes a person's data is the caseworker's; an erasure is answered by carrying it out."""


class CopyNotReady(Refusal):
    """No copy waits: none was asked for, it is being made, or its time is over."""


class CopyElsewhere(Refusal):
    """A copy waits, but the browser that asked is another one: only that one's cookie opens it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `words` is hers, scrubbed; `answer` is told to her word for word."""

    id: UUID
    victim_id: UUID
    reference: str
    kind: Kind
    way: Way
    asked_at: datetime
    due_at: datetime
    last_day: date
    days_left: int
    words: str
    checked: str
    answered_at: datetime | None
    outcome: Outcome | None
    ground: Ground | None
    answer: str
    answered_by: Role | None
    about: UUID | None
    has_changes: bool

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class Pick(StrEnum):
    """Which requests the officer looks at."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ALL = "all"


SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Board:
    requests: tuple[Request, ...]
    page: int
    pages: int
    open: int
    overdue: int
    soon: int


class View(StrEnum):
    """Which of the things that touched her data a person reads."""

    ALL = "all"
    LOOKS = "looks"
    MESSAGES = "messages"


@dataclass(frozen=True, slots=True)
class Access:
    """One deed about her: by whom (a role, and of a lawyer the firm), when, what, and the reason word for word."""

    deed: str
    at: datetime
    role: Role
    firm: str
    reason: str
    details: Mapping[str, Any] = field(default_factory=dict)


class CopyFormat(StrEnum):
    JSON = "json"
    PDF = "pdf"


class CopyState(StrEnum):
    """How her copy stands, seen from this browser."""

    NONE = "none"
    MAKING = "making"
    READY = "ready"
    ELSEWHERE = "elsewhere"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CopyView:
    state: CopyState
    asked_at: datetime | None = None
    expires_at: datetime | None = None
