"""Accounts as whoever manages them sees them, and what happened to one's own. Reads only."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import sign_ins, staff
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.features.identity.types import AccountLine, AccountState, Happened, NoSuchStaff, StaffView
from lawsuit_hub.infra.work import Work

INVITED = "staff:invited-again"
OTHERS_DID = ("staff:added", "staff:changed", INVITED, "staff:sessions-ended")
TOLD_FOR = timedelta(days=7)
SHOWN = 20


def accounts(work: Work) -> list[AccountLine]:
    """Those in use first, then by login."""
    work.require(Permission.ACCOUNT_READ)
    order = list(AccountState)
    return sorted(_lines(work, staff.all_staff(work)), key=lambda one: (order.index(one.state), one.staff.login))


def account(work: Work, account_id: UUID) -> AccountLine:
    """Also a closed one. Raises NoSuchStaff."""
    work.require(Permission.ACCOUNT_READ)
    found = staff.staff_many(work, [account_id])
    if not found:
        raise NoSuchStaff
    return _lines(work, list(found.values()))[0]


def mark_of(row: StaffAccount) -> str:
    """Changes with whatever a form about the account's rights shows."""
    said = "|".join(str(one) for one in (row.role, row.firm_id, row.ends_on, row.networks, row.closed_at))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def own_history(work: Work) -> list[Happened]:
    """What others did to the account that is signed in, newest first."""
    work.require(Permission.OWN_ACCOUNT)
    if work.actor.id is None:
        return []
    lines = audit.about(work, work.actor.id, deeds=OTHERS_DID, limit=SHOWN)
    known = staff.staff_many(work, [one.actor_id for one in lines if one.actor_id])
    return [Happened(one.at, one.deed, known[one.actor_id].login if one.actor_id in known else "") for one in lines]


def reset_lately(work: Work, account_id: UUID | None) -> datetime | None:
    """When somebody made a new link to an account that was in use: for a week every sign-in says so."""
    lines = audit.about(work, account_id, deeds=(INVITED,), limit=SHOWN) if account_id else []
    return next((one.at for one in lines if one.details.get("used") and work.now - one.at < TOLD_FOR), None)


def _lines(work: Work, views: Sequence[StaffView]) -> list[AccountLine]:
    ids = [one.id for one in views]
    rows = {row.id: row for row in work.db.scalars(select(StaffAccount).where(StaffAccount.id.in_(ids)))}
    whole = SignIn.account_id.in_(ids) & SignIn.role.not_in((sign_ins.FIRST, sign_ins.SECOND))
    newest = select(SignIn.account_id, func.max(SignIn.started_at)).where(whole).group_by(SignIn.account_id)
    used = {row[0]: row[1] for row in work.db.execute(newest)}
    return [_line(work, one, rows[one.id], used.get(one.id)) for one in views]


def _line(work: Work, view: StaffView, row: StaffAccount, last: datetime | None) -> AccountLine:
    link = row.enrolment_expires_at if row.enrolment_mac else None
    return AccountLine(
        staff=view,
        state=_state(view),
        made_at=row.created_at,
        closed_at=row.closed_at,
        link_until=link if link is not None and link > work.now else None,
        last_sign_in=last,
        mark=mark_of(row),
    )


def _state(view: StaffView) -> AccountState:
    if not view.is_open:
        return AccountState.CLOSED
    if view.has_ended:
        return AccountState.ENDED
    return AccountState.OPEN if view.is_enrolled else AccountState.WAITING
