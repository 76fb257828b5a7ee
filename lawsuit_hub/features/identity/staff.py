"""Staff accounts and law firms: made and found. Changing and closing is in staff_changes.py; no password is checked here."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import pyotp
from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import passwords, second_factor, sign_ins, standing
from lawsuit_hub.features.identity.factors import HAS_FACTOR
from lawsuit_hub.features.identity.firms import firm_view
from lawsuit_hub.features.identity.models import LawFirm, StaffAccount
from lawsuit_hub.features.identity.types import (
    Enrolment,
    FirmMissing,
    LoginTaken,
    NoSuchStaff,
    NotStaff,
    StaffView,
    Terms,
)
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.networks import EVERYWHERE, Networks
from lawsuit_hub.values.text import clean

TOKEN_BYTES = 32
CLOSED_LOGIN = "closed-"  # what is left of a login when the account's time is over


def add_staff(
    work: Work,
    *,
    login: str,
    role: Role | str,
    firm_name: str | None = None,
    firm_phone: str | None = None,
    firm_address: str | None = None,
    password: str | None = None,
    reason: str | None = None,
    ends_on: date | None = None,
    networks: Networks = EVERYWHERE,
) -> Enrolment:
    """An account that signs in after its first steps: by a one-time link, or with a first password that must be changed.

    A lawyer's account ends a year from now (`lawyer_account_days`) unless somebody says better.
    Raises BadEmail, NotStaff, LoginTaken, FirmMissing, BadLastDay, WeakPassword, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.ACCOUNT_MANAGE)
    address = Email.parse(login).key
    why = audit.clean_reason(reason) if reason else None
    if password is not None:
        passwords.refuse_weak(password, address)
    kept = passwords.make_hash(password) if password is not None else None
    firm = (firm_name or "", firm_phone or "", firm_address or "")
    account = _make(work, address, Terms(_staff_role(role), ends_on, networks, *firm), why=why)
    account.password_hash, account.must_change_password = kept, kept is not None
    token = new_link(work, account) if kept is None else None
    work.db.flush()
    return Enrolment(account.id, token)


def new_link(work: Work, account: StaffAccount) -> str:
    """The token of a link that is good once; one given before is dead."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    account.enrolment_mac = token_mac(work, token)
    account.enrolment_expires_at = work.now + timedelta(hours=work.settings.enrolment_hours)
    return token


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
    account = _make(work, address, Terms(_staff_role(role), firm_name=firm_name or "", firm_phone=firm_phone or ""))
    account.password_hash = kept
    secret = pyotp.random_base32()
    second_factor.set_secret(work, account, secret)
    work.db.flush()
    return account.id, secret


def token_mac(work: Work, token: str) -> bytes:
    return work.keys.mac("staff_accounts.enrolment", token.encode("utf-8", "replace"))


def _staff_role(role: Role | str) -> Role:
    if role not in STAFF_ROLES:
        raise NotStaff
    return Role(role)


def _make(work: Work, login: str, terms: Terms, *, why: str | None = None) -> StaffAccount:
    if work.db.scalar(select(StaffAccount.id).where(StaffAccount.login == login)) is not None:
        raise LoginTaken
    account = StaffAccount(id=new_id(), login=login, role=terms.role.value, created_at=work.now)
    put(work, account, terms)
    work.db.add(account)
    work.keys.new_subject(account.id)
    audit.record(work, "staff:added", about=account.id, kind="staff", reason=why, **as_details(account))
    return account


def put(work: Work, account: StaffAccount, terms: Terms) -> None:
    """Gives the account its terms; a lawyer's have a firm and a last day. Raises FirmMissing, BadLastDay."""
    name, phone, is_lawyer = clean(terms.firm_name), clean(terms.firm_phone), terms.role is Role.LAWYER
    if is_lawyer and not name and account.firm_id is None:
        raise FirmMissing
    ends_on = terms.ends_on
    if ends_on is None and is_lawyer:
        ends_on = standing.today(work.now) + timedelta(days=work.settings.lawyer_account_days)
    if ends_on is not None and ends_on != account.ends_on:
        standing.refuse_last_day(ends_on, work.now)
    account.role, account.ends_on, account.networks = terms.role.value, ends_on, str(terms.networks) or None
    if not is_lawyer:
        account.firm_id = None
    elif name:
        account.firm_id = _firm_named(work, name, phone, clean(terms.firm_address))


def as_details(account: StaffAccount) -> dict[str, str]:
    """Its terms for a line of the trail."""
    said = {
        "firm": str(account.firm_id) if account.firm_id else "",
        "until": account.ends_on.isoformat() if account.ends_on else "",
        "networks": account.networks or "",
    }
    return {"role": account.role, **{name: one for name, one in said.items() if one}}


def _firm_named(work: Work, name: str, phone: str, address: str) -> UUID:
    found = work.db.scalar(select(LawFirm).where(LawFirm.name == name))
    if found is None:
        found = LawFirm(id=new_id(), name=name, phone=phone, address=address or None, created_at=work.now)
        work.db.add(found)
        work.db.flush()
        audit.record(work, "firm:added", about=found.id, kind="firm")
    elif found.closed_at is not None or (phone and phone != found.phone) or (address and address != found.address):
        audit.record(work, "firm:changed", about=found.id, kind="firm", reopened=found.closed_at is not None)
    found.phone, found.address = phone or found.phone, address or found.address
    found.closed_at = None
    return found.id


def staff(work: Work, account_id: UUID) -> StaffView:
    """Also a closed account: an old deed still names it. Raises NoSuchStaff."""
    found = staff_many(work, [account_id])
    if not found:
        raise NoSuchStaff
    return found[account_id]


def staff_many(work: Work, ids: Iterable[UUID]) -> dict[UUID, StaffView]:
    found: dict[UUID, StaffView] = {}
    for some in batches(dict.fromkeys(ids)):
        found.update((view.id, view) for view in _views(work, StaffAccount.id.in_(some)))
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
    """The accounts of lawyers that are open and not over."""
    still = StaffAccount.ends_on >= standing.today(work.now)
    return _views(work, StaffAccount.role == Role.LAWYER.value, StaffAccount.closed_at.is_(None), still)


def forget_account(work: Work, account_id: UUID) -> None:
    """Of an account closed long ago the login and the sessions go; its id stays in the lines that name it."""
    account = work.db.get_one(StaffAccount, account_id, with_for_update=True)
    account.login, account.networks = f"{CLOSED_LOGIN}{account_id.hex}", None
    sign_ins.forget(work, account_id)
    work.db.flush()


def _views(work: Work, *conditions: object) -> list[StaffView]:
    found = (
        select(StaffAccount, LawFirm, HAS_FACTOR)
        .join(LawFirm, LawFirm.id == StaffAccount.firm_id, isouter=True)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(StaffAccount.login)
    )
    return [_view(account, firm_row, work.now, has_factor=has) for account, firm_row, has in work.db.execute(found)]


def _view(account: StaffAccount, firm_row: LawFirm | None, now: datetime, *, has_factor: bool) -> StaffView:
    return StaffView(
        id=account.id,
        login=account.login,
        role=Role(account.role),
        firm=None if firm_row is None else firm_view(firm_row),
        is_open=account.closed_at is None,
        is_enrolled=bool(has_factor) and not account.must_change_password,
        ends_on=account.ends_on,
        has_ended=standing.has_ended(account, now),
        networks=account.networks or "",
    )
