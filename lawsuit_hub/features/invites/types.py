"""The nouns of invites."""

from dataclasses import dataclass
from datetime import datetime

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
