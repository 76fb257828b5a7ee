"""Accounts, firms and sessions as others see them, and what identity refuses with. No secret passes through here."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.refusals import Refusal


@dataclass(frozen=True, slots=True)
class FirmView:
    """A law firm that a consent may name; both are public facts about a business."""

    id: UUID
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class StaffView:
    id: UUID
    login: str = field(repr=False)
    role: Role
    firm: FirmView | None
    is_open: bool
    is_enrolled: bool


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`link_token` is shown once to whoever made the account; None where a first password was given."""

    account_id: UUID
    link_token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One of an account's open sessions; `is_this`: the one that asks."""

    id: UUID
    started_at: datetime
    seen_at: datetime
    address: str | None
    is_this: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, as flask-login asks for it. `expires_in`: seconds until the session ends by itself.

    `proof_expires_in`: seconds until she must prove again who she is before certain deeds. `others`: sessions of the same
    staff account that she has not called her own.
    """

    id: UUID
    actor: Actor
    expires_in: int
    proof_expires_in: int = 0
    others: tuple[OpenSession, ...] = ()
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def role(self) -> Role:
        return self.actor.role

    @property
    def is_proved(self) -> bool:
        return self.proof_expires_in > 0

    def get_id(self) -> str:
        return str(self.id)


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Between a right password and the first real session: what this account has still to do."""

    id: UUID
    account_id: UUID
    password_due: bool
    factor_due: bool


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """How many recovery codes are left, and when one was last used."""

    left: int
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class FactorOffer:
    """A second factor's secret, shown during enrolment only."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


class LoginTaken(Refusal):
    """An account with this login exists already."""


class FirmMissing(Refusal):
    """A lawyer belongs to a law firm."""


class NotStaff(Refusal):
    """Staff accounts have staff roles only."""


class NoSuchFirm(Refusal):
    """No open firm has this id."""


class NoSuchStaff(Refusal):
    """No staff account has this id or login."""


class LinkDead(Refusal):
    """The enrolment link is unknown, used or expired: one answer for all."""


class WeakPassword(Refusal):
    """`why`: short, long, login, common or same."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the password is refused: {why}")
        self.why = why
