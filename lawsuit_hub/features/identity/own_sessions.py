"""A member's own sessions: where she is signed in, and ending one or all others. Ending counts from the next request on."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity.models import SignIn
from lawsuit_hub.features.identity.types import OpenSession
from lawsuit_hub.infra.work import Work

_HANDLE_BYTES = 16


def own_sessions(work: Work, *, this: UUID | None) -> list[OpenSession]:
    """The acting member's, this one first, then the one used last. Raises NotAllowed."""
    work.require(Permission.OWN_READ)
    found = [OpenSession(handle(work, row.id), row.started_at, row.seen_at, row.id == this) for row in _open(work)]
    return sorted(found, key=lambda one: (one.is_this, one.seen), reverse=True)


def end_own(work: Work, wanted: str) -> bool:
    """Ends one of her sessions; False when it is over already, or nobody's of hers."""
    work.require(Permission.OWN_WRITE)
    return _end(work, [row.id for row in _open(work) if handle(work, row.id) == wanted]) > 0


def end_others(work: Work, *, this: UUID | None) -> int:
    """Ends all of her sessions but this; returns how many."""
    work.require(Permission.OWN_WRITE)
    return _end(work, [row.id for row in _open(work) if row.id != this])


def handle(work: Work, session_id: UUID) -> str:
    return work.keys.mac("sign_ins.handle", session_id.bytes)[:_HANDLE_BYTES].hex()


def _open(work: Work) -> Iterator[SignIn]:
    """Also those that a browser forgot without signing out, until they have run out."""
    settings = work.settings
    rows = select(SignIn).where(
        SignIn.account_id == work.actor.id,
        SignIn.role == Role.MEMBER.value,
        SignIn.ended_at.is_(None),
        SignIn.seen_at > work.now - timedelta(minutes=settings.member_idle_minutes),
        SignIn.started_at > work.now - timedelta(hours=settings.session_hours),
    )
    return iter(work.db.scalars(rows))


def _end(work: Work, ids: list[UUID]) -> int:
    still = SignIn.id.in_(ids) & SignIn.ended_at.is_(None)
    ended = work.db.execute(update(SignIn).where(still).values(ended_at=work.now).returning(SignIn.id)).all()
    if ended:
        audit.record(work, "sessions:ended", about=work.actor.id, count=len(ended))
    return len(ended)
