"""Staff accounts and law firms: made, found, closed. Signing in is elsewhere; no password is checked here."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import pyotp
from sqlalchemy import select

from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import passwords, recovery_codes, second_factor, sign_ins, tries
from lawsuit_hub.features.identity.models import LawFirm, StaffAccount
from lawsuit_hub.features.identity.types import (
    Enrolment,
    FirmMissing,
    FirmView,
    LoginTaken,
    NoSuchFirm,
    NoSuchStaff,
    NotStaff,
    StaffView,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.text import clean

TOKEN_BYTES = 32
CLOSED_LOGIN = "closed-"  # what is left of a login when the account's time is over
_TOGETHER = 500  # SQLite bounds the parameters of a statement


def add_staff(
    work: Work,
    *,
    login: str,
    role: Role | str,
    firm_name: str | None = None,
    firm_phone: str | None = None,
    password: str | None = None,
    reason: str | None = None,
) -> Enrolment:
    """An account that signs in after its first steps: by a one-time link, or with a first password that must be changed.

    Raises BadEmail, NotStaff, LoginTaken, FirmMissing, WeakPassword, ReasonMissing, ReasonHoldsNumber.
    """
    address = Email.parse(login).key
    why = audit.clean_reason(reason) if reason else None
    if password is not None:
        passwords.refuse_weak(password, address)
    kept = passwords.make_hash(password) if password is not None else None
    account = _make(work, address, role, firm_name, firm_phone, why=why)
    account.password_hash, account.must_change_password = kept, kept is not None
    token = secrets.token_urlsafe(TOKEN_BYTES) if kept is None else None
    if token is not None:
        account.enrolment_mac = token_mac(work, token)
        account.enrolment_expires_at = work.now + timedelta(hours=work.settings.enrolment_hours)
    work.db.flush()
    return Enrolment(account.id, token)


def add_finished_staff(
    work: Work,
    *,
    login: str,
    role: Role | str,
    password: str,
    firm_name: str | None = None,
    firm_phone: str | None = None,
) -> tuple[UUID, str]:
    """An account whose first steps are done, and the secret of its second factor: for demos and trials."""
    address = Email.parse(login).key
    passwords.refuse_weak(password, address)
    kept = passwords.make_hash(password)
    account = _make(work, address, role, firm_name, firm_phone)
    account.password_hash = kept
    secret = pyotp.random_base32()
    second_factor.set_secret(work, account, secret)
    work.db.flush()
    return account.id, secret


def token_mac(work: Work, token: str) -> bytes:
    return work.keys.mac("staff_accounts.enrolment", token.encode("utf-8", "replace"))


def _make(
    work: Work, login: str, role: Role | str, firm_name: str | None, firm_phone: str | None, *, why: str | None = None
) -> StaffAccount:
    if role not in STAFF_ROLES:
        raise NotStaff
    name = clean(firm_name or "")
    if (role == Role.LAWYER) and not name:
        raise FirmMissing
    if work.db.scalar(select(StaffAccount.id).where(StaffAccount.login == login)) is not None:
        raise LoginTaken
    firm_id = _firm_named(work, name, clean(firm_phone or "")) if role == Role.LAWYER else None
    account = StaffAccount(id=new_id(), login=login, role=Role(role).value, firm_id=firm_id, created_at=work.now)
    work.db.add(account)
    work.keys.new_subject(account.id)
    firm = {"firm": str(firm_id)} if firm_id else {}
    audit.record(work, "staff:added", about=account.id, kind="staff", reason=why, role=account.role, **firm)
    return account


def _firm_named(work: Work, name: str, phone: str) -> UUID:
    found = work.db.scalar(select(LawFirm).where(LawFirm.name == name))
    if found is None:
        found = LawFirm(id=new_id(), name=name, phone=phone, created_at=work.now)
        work.db.add(found)
        work.db.flush()
        audit.record(work, "firm:added", about=found.id, kind="firm")
    elif found.closed_at is not None or (phone and phone != found.phone):
        audit.record(work, "firm:changed", about=found.id, kind="firm", reopened=found.closed_at is not None)
    found.phone = phone or found.phone
    found.closed_at = None
    return found.id


def firms(work: Work) -> list[FirmView]:
    """The open firms, in the order of their names."""
    return [
        _firm_view(row)
        for row in work.db.scalars(select(LawFirm).where(LawFirm.closed_at.is_(None)).order_by(LawFirm.name))
    ]


def firm(work: Work, firm_id: UUID) -> FirmView:
    """Also a closed one: an old consent still names it. Raises NoSuchFirm."""
    row = work.db.get(LawFirm, firm_id)
    if row is None:
        raise NoSuchFirm
    return _firm_view(row)


def staff(work: Work, account_id: UUID) -> StaffView:
    """Also a closed account: an old deed still names it. Raises NoSuchStaff."""
    found = staff_many(work, [account_id])
    if not found:
        raise NoSuchStaff
    return found[account_id]


def staff_many(work: Work, ids: Iterable[UUID]) -> dict[UUID, StaffView]:
    wanted = list(dict.fromkeys(ids))
    found: dict[UUID, StaffView] = {}
    for first in range(0, len(wanted), _TOGETHER):
        found.update((view.id, view) for view in _views(work, StaffAccount.id.in_(wanted[first : first + _TOGETHER])))
    return found


def staff_by_login(work: Work, login: str) -> StaffView:
    """Raises BadEmail and NoSuchStaff."""
    views = _views(work, StaffAccount.login == Email.parse(login).key)
    if not views:
        raise NoSuchStaff
    return views[0]


def all_staff(work: Work) -> list[StaffView]:
    """Closed accounts too, in the order of their logins."""
    return _views(work)


def lawyers(work: Work) -> list[StaffView]:
    """The open accounts of lawyers."""
    return _views(work, StaffAccount.role == Role.LAWYER.value, StaffAccount.closed_at.is_(None))


def close_account(work: Work, account_id: UUID, *, reason: str | None = None) -> None:
    """Ends the account and its sessions at once and destroys what it signed in with.

    Raises NoSuchStaff, ReasonMissing, ReasonHoldsNumber.
    """
    why = audit.clean_reason(reason) if reason else None
    account = work.db.get(StaffAccount, account_id, with_for_update=True)
    if account is None or account.closed_at is not None:
        raise NoSuchStaff
    account.closed_at = work.now
    account.password_hash = account.enrolment_mac = account.totp_secret = account.pending_totp_secret = None
    work.keys.forget(account_id)
    recovery_codes.forget(work, account_id)
    tries.forget_all(work, account_id)
    sign_ins.end_all(work, account_id)
    audit.record(work, "staff:closed", about=account_id, kind="staff", reason=why)


def forget_account(work: Work, account_id: UUID) -> None:
    """Of an account closed long ago the login and the sessions go; its id stays in the lines that name it."""
    account = work.db.get_one(StaffAccount, account_id, with_for_update=True)
    account.login = f"{CLOSED_LOGIN}{account_id.hex}"
    sign_ins.forget(work, account_id)
    work.db.flush()


def _views(work: Work, *conditions: object) -> list[StaffView]:
    found = (
        select(StaffAccount, LawFirm)
        .join(LawFirm, LawFirm.id == StaffAccount.firm_id, isouter=True)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(StaffAccount.login)
    )
    return [_view(account, firm_row) for account, firm_row in work.db.execute(found)]


def _view(account: StaffAccount, firm_row: LawFirm | None) -> StaffView:
    return StaffView(
        id=account.id,
        login=account.login,
        role=Role(account.role),
        firm=None if firm_row is None else _firm_view(firm_row),
        is_open=account.closed_at is None,
        is_enrolled=account.totp_secret is not None and not account.must_change_password,
    )


def _firm_view(row: LawFirm) -> FirmView:
    return FirmView(row.id, row.name, row.phone)
