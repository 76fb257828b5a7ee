"""The nouns of archives: what one is asked for, why something is not in it, how a leave stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import Refusal


def called(number: int) -> str:
    """How people name an archive, in files, records and on the telephone."""
    return f"E-{number:04d}"


class Purpose(StrEnum):
    FILING = "filing"
    REVIEW = "review"


class Gap(StrEnum):
    """Why something that has a number is not in an archive."""

    MANDATE = "mandate"
    TAKEN_AWAY = "taken_away"
    UNCHECKED = "unchecked"
    UNREADABLE = "unreadable"


class NothingToPack(Refusal):
    """No exhibit could be in an archive now."""


class SecondAwaited(Refusal):
    """So many people take a second person's word, which is not there yet."""


class LeaveOver(Refusal):
    """The archive was taken, refused, or its time is over."""


class NotAnotherPerson(Refusal):
    """Whoever asked is no second person."""


class WeakFilePassword(Refusal):
    """`why` is one of privacy.file_lock's weaknesses."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class ArchiveView:
    id: UUID
    group_id: UUID
    number: int
    lawyer_id: UUID
    purpose: Purpose
    reason: str
    people: int
    exhibits: int
    asked_at: datetime
    until: datetime
    needs_second: bool
    agreed: bool | None
    answer: str
    begun_at: datetime | None
    finished_at: datetime | None
    packed: int | None
    left_out: int | None
    over: bool

    @property
    def name(self) -> str:
        return called(self.number)

    @property
    def awaits(self) -> bool:
        return self.needs_second and self.agreed is None and not self.over

    @property
    def ready(self) -> bool:
        return not self.over and (not self.needs_second or self.agreed is True)
