"""Staff sign in: password, then second factor, slowed down and locked after failures. One answer for every refusal.

With a right password and no code an account that has a passkey is asked for it: the rest is in passkey_step.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import passkeys, passwords, second_factor, sign_ins, standing
from lawsuit_hub.features.identity.factors import has_factor
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.passkey_types import Owner, OwnerKind
from lawsuit_hub.features.identity.types import FirstSteps, PasskeyDue, SignedIn
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.refused import BadEmail

PER_ADDRESS = "100 per 10 minutes"
_FREE_FAILURES = 2  # a slip of the finger costs no wait


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
    work: Work, checked: PasswordChecked, *, code: str, address: str | None
) -> SignedIn | FirstSteps | PasskeyDue | None:
    """None is a refusal, already counted: the caller answers it with a page and lets the transaction commit."""
    work = work.acting_as(replace(work.actor, address=address))
    account = None
    if checked.account_id is not None:
        account = work.db.get(StaffAccount, checked.account_id, with_for_update=True, populate_existing=True)
    if account is None or account.closed_at is not None:
        # Of an account that is closed the line says which: its tries are looked for (features/oversight/patterns.py).
        audit.record(
            work, "staff:refused", about=account.id if account else None, kind="staff", closed=account is not None
        )
        return None
    if (why := standing.why_not(account, work.now, address)) is not None:
        # Whoever comes from elsewhere locks nobody out: not counted, whatever the password.
        audit.record(work, "staff:refused", about=account.id, kind="staff", why=why)
        return None
    right = checked.right and checked.against == account.password_hash
    if must_wait(work, account):
        refuse(work, account, counts=not right)
        return None
    enrolled = has_factor(work, account)
    if right and enrolled and not code.strip() and passkeys.has_passkey_here(work, Owner(OwnerKind.STAFF, account.id)):
        audit.record(work, "staff:passkey-awaited", about=account.id, kind="staff")
        return PasskeyDue(sign_ins.start_second(work, account.id, address))  # failures are forgotten after both
    if not right or (enrolled and not _is_hers(work, account, code)):
        refuse(work, account, counts=True)
        return None
    return go_on(work, account, address)


def go_on(work: Work, account: StaffAccount, address: str | None) -> SignedIn | FirstSteps:
    """After everything that the account asks for: in, or to what is still due."""
    account.failures, account.locked_until = 0, None
    if account.must_change_password or not has_factor(work, account):
        return begin_first_steps(work, account, address)
    return let_in(work, account, address)


def let_in(work: Work, account: StaffAccount, address: str | None) -> SignedIn:
    """Begins the session and ends the account's earlier one."""
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


def _is_hers(work: Work, account: StaffAccount, code: str) -> bool:
    if account.totp_secret is None:  # she has passkeys alone
        return False
    return second_factor.use(work, account, second_factor.step(work, account, code))


def must_wait(work: Work, account: StaffAccount) -> bool:
    return account.locked_until is not None and account.locked_until > work.now


def refuse(work: Work, account: StaffAccount, *, counts: bool) -> None:
    """Failures during a wait count as well; a right password that came too early does not."""
    limit = work.settings.staff_lock_failures
    if account.failures >= limit:
        if must_wait(work, account):
            counts = False
        else:
            account.failures = 0  # the lock has run out
    if counts:
        account.failures += 1
        account.locked_until = work.now + _wait(work, account.failures)
    locked = counts and account.failures >= limit
    audit.record(work, "staff:locked" if locked else "staff:refused", about=account.id, kind="staff")


def _wait(work: Work, failures: int) -> timedelta:
    if failures >= work.settings.staff_lock_failures:
        return timedelta(minutes=work.settings.staff_lock_minutes)
    return timedelta(seconds=2 ** (failures - _FREE_FAILURES) if failures > _FREE_FAILURES else 0)


def _key(login: str) -> str:
    try:
        return Email.parse(login).key
    except BadEmail:
        return ""  # nobody's: the same work follows
