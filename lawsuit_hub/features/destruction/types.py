"""Destruction as others see it: grounds, requests, lines of the register, what is due, and what refuses."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import Refusal


class Ground(StrEnum):
    """Why a person is erased."""

    OWN_REQUEST = "own_request"
    CONSENT = "consent"
    RETENTION = "retention"
    COMMAND = "command"
    ANSWER = "answer"  # an answer to a form said so: anybody can send one in her name


# By her own word: nobody has to approve, and it is carried out by itself when her days to think it over have passed.
HER_OWN = (Ground.OWN_REQUEST, Ground.CONSENT)


@dataclass(frozen=True, slots=True)
class Request:
    """A wish that waits. `due_at`: when it is carried out by itself (her own), or should be at the latest."""

    victim_id: UUID
    reference: str
    ground: Ground
    reason: str
    asked_at: datetime
    due_at: datetime
    approved: bool
    asked_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the register. `handler` and `head` are ids of staff or empty; words are the pages'."""

    number: int
    reference: str
    kind: str
    made_at: datetime
    asked_at: datetime | None
    destroyed_at: datetime
    ground: Ground
    reason: str
    handler_role: str
    handler_id: UUID | None
    system_user: str | None
    head_id: UUID | None


@dataclass(frozen=True, slots=True)
class DueItem:
    subject_id: UUID
    reference: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due of one kind. `seen` names exactly this list: an approval of another one is refused."""

    kind: str
    items: tuple[DueItem, ...]
    seen: str

    @property
    def count(self) -> int:
        return len(self.items)


class AlreadyErased(Refusal):
    """She was erased before; the register says when."""


class NotApproved(Refusal):
    """Nobody approved that this person be erased: a privacy officer approves, or --force says that you answer for it."""


class OwnWish(Refusal):
    """Whoever wrote a wish down does not agree to it: somebody else does."""


class ListChanged(Refusal):
    """The list is not the one that was shown; look again before approving."""


class NothingAsked(Refusal):
    """No wish of this person waits."""


class LedgerDiffers(Refusal):
    """The register of the backup and that of the database name different people under one number; nothing was merged."""
