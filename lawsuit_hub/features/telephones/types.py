"""Changes of a number as others see them, and what they are refused with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import Refusal


class Outcome(StrEnum):
    """How the waiting ended: carried out; stopped by her or at the desk; somebody has the number meanwhile; she changed it
    herself; she is gone."""

    DONE = "done"
    STOPPED = "stopped"
    TAKEN = "taken"
    REPLACED = "replaced"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Change:
    """`reason` and `checked` (how it was seen that it is she) are a caseworker's words, which she reads. No number is in it."""

    id: UUID
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    reason: str
    checked: str


class ChangeWaits(Refusal):
    """A change waits for this person already."""


class NumberTaken(Refusal):
    """Somebody is registered under the number: two registrations are never made one."""


class SameNumber(Refusal):
    """It is her number already."""


class NothingWaits(Refusal):
    """No change waits: it was stopped or carried out before."""
