"""Accounts, firms and sessions as others see them, and what identity refuses with. No secret passes through here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.values.networks import EVERYWHERE, Networks


@dataclass(frozen=True, slots=True)
class FirmView:
    """A law firm that a consent may name; both are public facts about a business."""

    id: UUID
    name: str
    phone: str
    electronic_mandates: bool = False


@dataclass(frozen=True, slots=True)
class StaffView:
    """`is_open`: nobody closed it; `has_ended`: its last day is over. `networks` with a space between each."""

    id: UUID
    login: str = field(repr=False)
    role: Role
    firm: FirmView | None
    is_open: bool
    is_enrolled: bool
    ends_on: date | None = None
    has_ended: bool = False
    networks: str = ""

    @property
    def stands(self) -> bool:  # a word that was given, or a deed that was asked for, counts still
        return self.is_open and not self.has_ended


class AccountState(StrEnum):
    """`waiting`: for the person to set a password and a second factor."""

    OPEN = "open"
    WAITING = "waiting"
    ENDED = "ended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as whoever manages accounts sees it. `mark` changes with its rights: a form says which it was made for."""

    staff: StaffView
    state: AccountState
    made_at: datetime
    closed_at: datetime | None
    link_until: datetime | None
    last_sign_in: datetime | None
    mark: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What an account may, from where and how long. A lawyer's firm by its name; without one the present stays."""

    role: Role
    ends_on: date | None = None
    networks: Networks = EVERYWHERE
    firm_name: str = ""
    firm_phone: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done to one's own account. `by`: a login, or nothing where it was oneself or a command."""

    at: datetime
    deed: str
    by: str = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Browser:
    """Who asks for a code: a secret that only this browser carries, the mark of a number it proved before, its address."""

    secret: str
    mark: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`link_token` is shown once to whoever made the account; None where a first password was given."""

    account_id: UUID
    link_token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where somebody is signed in. `handle` names it on a page: the session's own id opens it, so it stays off.

    `address`: of staff; a member's is not kept. `is_this`: the one that asks.
    """

    handle: str
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
class PasskeyDue:
    """Between a right password and the passkey that goes with it: `id` is a half-open session's."""

    id: UUID


@dataclass(frozen=True, slots=True)
class FactorOffer:
    """A second factor's secret, shown during enrolment only."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewApp:
    """A secret that may become the account's. `token` is how its page says so again; it holds the secret."""

    offer: FactorOffer
    token: str = field(repr=False)


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


class AccountShut(NoSuchStaff):
    """The account is closed for good: make another."""


class AccountOver(Refusal):
    """The account's last day is over: give it another before anything else."""


class OwnAccount(Refusal):
    """Nobody changes the rights of her own account."""


class LastAdmin(Refusal):
    """Somebody must be left who can manage accounts."""


class RoleStays(Refusal):
    """A lawyer comes from outside and stays a lawyer, and nobody becomes one: close the account and make another."""


class BadLastDay(Refusal):
    """`why`: past, or far (more than five years)."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this cannot be an account's last day: {why}")
        self.why = why


class ChangedMeanwhile(Refusal):
    """Somebody changed the account after the form was made."""


class LinkDead(Refusal):
    """The enrolment link is unknown, used or expired: one answer for all."""


class OfferOver(Refusal):
    """The new app's page waited too long, another was set meanwhile, or the session is over."""


class WeakPassword(Refusal):
    """`why`: short, long, login, common or same."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the password is refused: {why}")
        self.why = why
