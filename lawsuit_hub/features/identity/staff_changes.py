"""What is changed about accounts that are there: their terms, a new invitation, the end of their sessions, closing.

Every deed counts from the next request on. Nobody does one to her own account, and somebody who manages accounts is left.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import accounts, passkeys, recovery_codes, sign_ins, staff, standing, tries
from lawsuit_hub.features.identity.factors import has_factor
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import (
    AccountOver,
    AccountShut,
    ChangedMeanwhile,
    Enrolment,
    LastAdmin,
    NoSuchStaff,
    OwnAccount,
    RoleStays,
    Terms,
)
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import NotAllowed, Work


def change_staff(
    work: Work, account_id: UUID, terms: Terms, *, reason: str | None = None, seen: str | None = None
) -> bool:
    """False where the account has these terms already. `seen` is the mark of the account that a form was made for.

    Raises NoSuchStaff, AccountShut, OwnAccount, LastAdmin, RoleStays, FirmMissing, BadLastDay, ChangedMeanwhile,
    ReasonMissing, ReasonHoldsNumber.
    """
    why = _why(work, reason)
    account, others = _held(work, account_id)
    if seen is not None and seen != accounts.mark_of(account):
        raise ChangedMeanwhile
    before = staff.as_details(account)
    if (terms.role is Role.LAWYER) is not (account.role == Role.LAWYER.value):
        raise RoleStays
    if terms.role is not Role.ADMIN:
        _refuse_to_lose(work, account, others)
    staff.put(work, account, terms)
    after = staff.as_details(account)
    if after == before:
        return False
    if after["role"] != before["role"]:
        sign_ins.end_all(work, account_id)
    audit.record(work, "staff:changed", about=account_id, kind="staff", reason=why, was=before["role"], **after)
    work.db.flush()
    return True


def invite_again(work: Work, account_id: UUID, *, reason: str | None = None) -> Enrolment:
    """A new link for whoever lost the first, or the second factor: password, factor and sessions end. She is told.

    Raises NoSuchStaff, AccountShut, AccountOver, OwnAccount, ReasonMissing, ReasonHoldsNumber.
    """
    why = _why(work, reason)
    account, _ = _held(work, account_id)
    if standing.has_ended(account, work.now):
        raise AccountOver
    used = account.password_hash is not None
    _forget_proofs(work, account)
    token = staff.new_link(work, account)
    audit.record(work, "staff:invited-again", about=account_id, kind="staff", reason=why, used=used)
    if used:
        outbox.queue(work, "account_invited", to=account_id, recipient="staff")
    work.db.flush()
    return Enrolment(account_id, token)


def end_sessions(work: Work, account_id: UUID, *, reason: str | None = None) -> int:
    """Raises NoSuchStaff, AccountShut, OwnAccount, ReasonMissing, ReasonHoldsNumber."""
    why = _why(work, reason)
    _held(work, account_id)
    ended = sign_ins.end_all(work, account_id)
    audit.record(work, "staff:sessions-ended", about=account_id, kind="staff", reason=why, sessions=ended)
    return ended


def close_account(work: Work, account_id: UUID, *, reason: str | None = None) -> None:
    """Ends the account and its sessions at once and destroys what it signed in with.

    Raises NoSuchStaff, AccountShut, OwnAccount, LastAdmin, ReasonMissing, ReasonHoldsNumber.
    """
    why = _why(work, reason)
    account, others = _held(work, account_id)
    _refuse_to_lose(work, account, others)
    _shut(work, account, why)


def close_keyless(work: Work) -> int:
    """After a restore of older data: an account without a key was closed since, and is closed again, were it the last admin's.

    Returns how many.
    """
    closed = select(StaffAccount).where(StaffAccount.closed_at.is_(None), without_key(StaffAccount.id))
    again = work.db.scalars(closed.with_for_update()).all()
    for account in again:
        _shut(work, account, None)
    return len(again)


def _shut(work: Work, account: StaffAccount, why: str | None) -> None:
    account.closed_at = work.now
    _forget_proofs(work, account)
    work.keys.forget(account.id)
    audit.record(work, "staff:closed", about=account.id, kind="staff", reason=why)


def _why(work: Work, reason: str | None) -> str | None:
    """On the admin's pages every change has a reason; a command may go without."""
    return audit.clean_reason(reason or "") if reason or work.actor.role is Role.ADMIN else None


def _held(work: Work, account_id: UUID) -> tuple[StaffAccount, list[StaffAccount]]:
    """The account, held until the commit, and all who manage accounts beside it: two who take each other's rights at once
    go one after the other, and the second finds that she has none any more."""
    work.require(Permission.ACCOUNT_MANAGE)
    wanted = (StaffAccount.role == Role.ADMIN.value) | (StaffAccount.id == account_id)
    held = select(StaffAccount).where(wanted).order_by(StaffAccount.id).with_for_update()
    rows = {row.id: row for row in work.db.scalars(held.execution_options(populate_existing=True))}
    account = rows.pop(account_id, None)
    if account is None:
        raise NoSuchStaff
    if work.actor.id == account_id:
        raise OwnAccount
    if work.actor.role is Role.ADMIN and not _manages(work, [row for row in rows.values() if row.id == work.actor.id]):
        raise NotAllowed
    if account.closed_at is not None:
        raise AccountShut
    return account, list(rows.values())


def _manages(work: Work, rows: Iterable[StaffAccount]) -> bool:
    return any(
        row.role == Role.ADMIN.value
        and row.closed_at is None
        and has_factor(work, row)
        and not standing.has_ended(row, work.now)
        for row in rows
    )


def _refuse_to_lose(work: Work, account: StaffAccount, others: list[StaffAccount]) -> None:
    if _manages(work, [account]) and not _manages(work, others):
        raise LastAdmin


def _forget_proofs(work: Work, account: StaffAccount) -> None:
    """Everything this account signs in with, and where it is signed in."""
    account.password_hash = account.enrolment_mac = account.totp_secret = account.pending_totp_secret = None
    account.must_change_password, account.enrolment_expires_at = False, None
    account.failures, account.locked_until = 0, None
    passkeys.forget_passkeys(work, account.id)
    recovery_codes.forget(work, account.id)
    tries.forget_all(work, account.id)
    sign_ins.end_all(work, account.id)
