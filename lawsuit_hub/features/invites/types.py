"""The nouns of invites."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.infra.refusals import Refusal


class InviteVoid(Refusal):
    """Used, expired, revoked, somebody else's or unknown: one refusal, so that nobody learns which."""


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """What a member gets once: under which alias, into which room. Without an address it is the built-in one."""

    alias: str
    url: str = ""
    code: str = ""

    def __repr__(self) -> str:
        return "<entered>"


@dataclass(frozen=True, slots=True)
class InviteState:
    """A member's newest unused invite."""

    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InviteDates:
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    way: str


class Way(StrEnum):
    """How an invite reaches its member: she asked for it herself, by message, or printed for a letter or a meeting."""

    OWN = "own"
    MESSAGE = "message"
    PAPER = "paper"


class Reached(StrEnum):
    """How far a member has come with her invites. Whether she opened a link is nothing: preview bots open every link."""

    ENTERED = "entered"
    INVITED = "invited"
    RUN_OUT = "run_out"
    NEVER = "never"


class Passed(StrEnum):
    """Why a member gets no invite now."""

    NOT_ACTIVE = "not_active"
    PAUSED = "paused"
    QUIET = "quiet"
    ENTERED = "entered"
    INVITED = "invited"


class NothingToDrill(Refusal):
    """The group has no chat: there is nothing to replace."""


class DrillOpen(Refusal):
    """A drill of this group is not over yet."""


@dataclass(frozen=True, slots=True)
class MemberInvites:
    """A member and her invites, for staff: ids and dates. `passed`: why she gets none when all are invited, or None."""

    member: MemberLine
    reached: Reached
    passed: Passed | None
    chat: int | None
    way: Way | None
    made_at: datetime | None
    expires_at: datetime | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Printed:
    """An invite on paper, shown once: for whom, the link and the short code. Never a chat's address or its code."""

    victim_id: UUID
    alias: str
    token: str
    code: str
    expires_at: datetime

    def __repr__(self) -> str:
        return "<printed invite>"


@dataclass(frozen=True, slots=True)
class Drill:
    """A leak drill with how far it is. `waiting`: chats that have no new address yet."""

    id: UUID
    reason: str
    begun_at: datetime
    voided: int
    chats: int
    waiting: int
    invited: int
    entered: int
    ended_at: datetime | None
