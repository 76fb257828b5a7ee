"""Sessions that are open still: how long each may lie idle and last, and how it is shown. Begins and ends none."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.models import SignIn
from lawsuit_hub.features.identity.types import OpenSession
from lawsuit_hub.infra.work import Work
from lawsuit_hub.settings import Settings

_HANDLE_BYTES = 16


def times_of(settings: Settings, role: Role) -> tuple[timedelta, timedelta]:
    """How long a session of this role may lie idle, and how long it may last."""
    minutes, hours = {
        Role.MEMBER: (settings.member_idle_minutes, settings.member_session_hours),
        Role.LAWYER: (settings.lawyer_idle_minutes, settings.lawyer_session_hours),
        Role.ADMIN: (settings.admin_idle_minutes, settings.admin_session_hours),
    }.get(role, (settings.staff_idle_minutes, settings.staff_session_hours))
    return timedelta(minutes=minutes), timedelta(hours=hours)


def seconds_left(row: SignIn, now: datetime, settings: Settings, seen: datetime | None = None) -> int:
    idle, longest = times_of(settings, Role(row.role))
    until = min((seen or row.seen_at) + idle, row.started_at + longest)
    return int((until - now).total_seconds())


def open_rows(work: Work, role: Role, account_id: UUID, *also: ColumnElement[bool]) -> list[SignIn]:
    """The newest first; also those that a browser forgot without signing out, until they have run out."""
    standing = (SignIn.account_id == account_id) & (SignIn.role == role.value) & SignIn.ended_at.is_(None)
    rows = work.db.scalars(select(SignIn).where(standing, *also).order_by(SignIn.started_at.desc()))
    return [row for row in rows if seconds_left(row, work.now, work.settings) > 0]


def members_alive(work: Work, session_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these sessions that are members' and not over."""
    lived = select(SignIn.id, SignIn.started_at, SignIn.seen_at).where(
        SignIn.id.in_(list(session_ids)), SignIn.role == Role.MEMBER.value, SignIn.ended_at.is_(None)
    )
    idle, longest = times_of(work.settings, Role.MEMBER)
    rows = work.db.execute(lived)
    return {one for one, started, seen_at in rows if work.now < min(seen_at + idle, started + longest)}


def unknown_to(work: Work, row: SignIn) -> tuple[OpenSession, ...]:
    """Other open sessions of the account that this person has not called her own."""
    others = [SignIn.id != row.id]
    if row.accepted_at is not None:
        others.append(SignIn.started_at > row.accepted_at)
    return tuple(seen(work, one, row.id) for one in open_rows(work, Role(row.role), row.account_id, *others))


def seen(work: Work, row: SignIn, this: UUID | None) -> OpenSession:
    return OpenSession(handle(work, row.id), row.started_at, row.seen_at, row.address, row.id == this)


def handle(work: Work, session_id: UUID) -> str:
    """What names a session on a page: its own id opens it, so it stays off."""
    return work.keys.mac("sign_ins.handle", session_id.bytes)[:_HANDLE_BYTES].hex()
