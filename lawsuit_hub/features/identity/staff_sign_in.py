"""Staff sign in: password, then second factor, slowed down and locked after failures. One answer for every refusal.

With a right password and no code an account that has a passkey is asked for it: the rest is in passkey_step.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import (
    passkeys,
    passwords,
    proofs,
    second_factor,
    sign_ins,
    standing,
    tries,
)
from lawsuit_hub.features.identity.factors import has_factor
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import Owner, OwnerKind
from lawsuit_hub.features.identity.tries import Source
from lawsuit_hub.features.identity.types import FirstSteps, PasskeyDue, SignedIn
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.refused import BadEmail

PER_ADDRESS = "100 per 10 minutes"
UNKNOWN_TOLD = (
    "600 per hour"  # so many tries of logins that nobody has get a line of their own: the trail has an end too
)


@dataclass(frozen=True, slots=True, repr=False)
class PasswordChecked:
    """What was found out about login and password before the deed: whose, and against which hash."""

    account_id: UUID | None
    right: bool
    against: str | None


def check_password(works: Works, login: str, password: str, *, address: str | None) -> PasswordChecked:
    """Half of a sign-in, outside any transaction that writes: the key derivation takes its time on purpose.

    The same work is done for an account that does not exist. Raises TooMany.
    """
    if address:
        works.limits.hit(PER_ADDRESS, "staff-sign-in", works.ring.mac("sign_ins.address", address).hex())
    with works.open(VISITOR, read_only=True) as work:
        found = work.db.execute(
            select(StaffAccount.id, StaffAccount.password_hash).where(StaffAccount.login == _key(login))
        ).one_or_none()
    account_id, stored = found or (None, None)
    return PasswordChecked(account_id, passwords.matches(password, stored), stored)


def sign_in(
    work: Work, checked: PasswordChecked, *, code: str, address: str | None, browser_mark: str | None = None
) -> SignedIn | FirstSteps | PasskeyDue | None:
    """None is a refusal, already counted: the caller answers it with a page and lets the transaction commit.

    `code`: of the app, or a recovery code in its place. `browser_mark`: what the browser carries, unchecked.
    """
    work = work.acting_as(replace(work.actor, address=address))
    account = None
    if checked.account_id is not None:
        account = work.db.get(StaffAccount, checked.account_id, with_for_update=True, populate_existing=True)
    if account is None or account.closed_at is not None:
        _tell_of_nobody(work, account)
        return None
    if (why := standing.why_not(account, work.now, address)) is not None:
        # Whoever comes from elsewhere locks nobody out: not counted, whatever the password.
        if _has_a_line_left(work, str(account.id)):
            audit.record(work, "staff:refused", about=account.id, kind="staff", why=why)
        return None
    right = checked.right and checked.against == account.password_hash
    source = tries.source_of(work, account, address=address, browser_mark=browser_mark)
    if tries.must_wait(work, account, source):
        too_early(work, account, source, right=right)
        return None
    return _weighed(work, account, source, code=code, right=right)


def _weighed(
    work: Work, account: StaffAccount, source: Source, *, code: str, right: bool
) -> SignedIn | FirstSteps | PasskeyDue | None:
    """Of an account that may come in from here now: password and second factor together."""
    address, enrolled = work.actor.address, has_factor(work, account)
    if right and enrolled and not code.strip() and passkeys.has_passkey_here(work, Owner(OwnerKind.STAFF, account.id)):
        audit.record(work, "staff:passkey-awaited", about=account.id, kind="staff")
        return PasskeyDue(sign_ins.start_second(work, account.id, address))  # failures are forgotten after both
    if (
        not right and enrolled
    ):  # a wrong password takes as long as a right one, and fails with it where nobody can check codes
        second_factor.step(work, account, code)
    if not right or (enrolled and not proofs.is_hers(work, account, code)):
        refuse(work, account, source, wrong_code=right)
        return None
    return go_on(work, account, source, address)


def go_on(work: Work, account: StaffAccount, source: Source, address: str | None) -> SignedIn | FirstSteps:
    """After everything that the account asks for: in, or to what is still due."""
    tries.forget(work, account, source)
    if account.must_change_password or not has_factor(work, account):
        return begin_first_steps(work, account, address)
    return let_in(work, account, address)


def let_in(work: Work, account: StaffAccount, address: str | None) -> SignedIn:
    role = Role(account.role)
    audit.record(work.acting_as(Actor(role, account.id, address)), "staff:signed-in", about=account.id, kind="staff")
    return sign_ins.start(work, role, account.id, address)


def begin_first_steps(work: Work, account: StaffAccount, address: str | None) -> FirstSteps:
    """Opens nothing but the page where a first password is changed and a second factor enrolled."""
    factor_due = not has_factor(work, account)
    if factor_due:
        second_factor.prepare(work, account)
    session_id = sign_ins.start_first(work, account.id, address)
    return FirstSteps(session_id, account.id, account.must_change_password, factor_due)


def _tell_of_nobody(work: Work, account: StaffAccount | None) -> None:
    """Of an account that is closed the line says which: its tries are looked for (features/oversight/patterns.py)."""
    if not _has_a_line_left(work, str(account.id) if account else "nobody"):
        return
    audit.record(work, "staff:refused", about=account.id if account else None, kind="staff", closed=account is not None)


def _has_a_line_left(work: Work, whose: str) -> bool:
    try:
        work.limits.hit(UNKNOWN_TOLD, "staff-sign-in-told", whose)
    except TooMany:
        return False
    return True


def too_early(work: Work, account: StaffAccount, source: Source, *, right: bool) -> None:
    """Failures during a short wait count; once it is locked nothing does. A right password that came too early leaves a line."""
    if right:
        audit.record(work, "staff:refused", about=account.id, kind="staff")
    elif not tries.is_locked(work, account, source):
        refuse(work, account, source, wrong_code=False)


def refuse(work: Work, account: StaffAccount, source: Source, *, wrong_code: bool) -> None:
    locked = tries.count(work, account, source, wrong_code=wrong_code)
    audit.record(work, "staff:locked" if locked else "staff:refused", about=account.id, kind="staff")


def _key(login: str) -> str:
    try:
        return Email.parse(login).key
    except BadEmail:
        return ""  # nobody's: the same work follows
