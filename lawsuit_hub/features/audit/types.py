"""Lines of the audit trail, its checkpoints and its state as others see them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    actor_role: str
    actor_id: UUID | None
    deed: str
    about_id: UUID | None
    reason: str | None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Signed: so many lines there were at this moment, the last one's digest, the hash of the statement before."""

    number: int
    lines: int
    digest: bytes
    at: datetime
    key_id: str
    previous: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """`first_broken` is the number of the first line that was changed, removed, moved or put in; None where all are whole.

    `problem` says what is wrong in words for the operator; a head file or checkpoint may be wrong while every line is whole.
    """

    lines: int
    checkpoints: int
    first_broken: int | None = None
    problem: str | None = None

    @property
    def ok(self) -> bool:
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification that the worker made and wrote down."""

    at: datetime
    ok: bool
    lines: int
    first_broken: int | None


@dataclass(frozen=True, slots=True)
class State:
    lines: int
    last_checkpoint: Checkpoint | None
    last_verified: Verified | None
