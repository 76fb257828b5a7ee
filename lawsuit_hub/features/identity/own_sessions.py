"""Where the acting person is signed in, member or staff, and ending one or all others. Ending counts from the next request on."""

from uuid import UUID

from sqlalchemy import update

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity.models import SignIn
from lawsuit_hub.features.identity.open_sessions import handle, open_rows, seen
from lawsuit_hub.features.identity.types import OpenSession
from lawsuit_hub.infra.work import Work


def own_sessions(work: Work, *, this: UUID | None) -> list[OpenSession]:
    """This one first, then the one used last."""
    found = [seen(work, row, this) for row in _rows(work)]
    return sorted(found, key=lambda one: (one.is_this, one.seen_at), reverse=True)


def end_own(work: Work, wanted: str) -> bool:
    """Ends one of her sessions; False when it is over already, or nobody's of hers."""
    return _end(work, [row.id for row in _rows(work) if handle(work, row.id) == wanted]) > 0


def end_others(work: Work, *, this: UUID | None) -> int:
    """Ends all of her sessions but this; returns how many."""
    return _end(work, [row.id for row in _rows(work) if row.id != this])


def accept_others(work: Work, session_id: UUID) -> None:
    """She says that the sessions open now are hers: she is told of later ones only."""
    work.db.execute(update(SignIn).where(SignIn.id == session_id).values(accepted_at=work.now))


def _rows(work: Work) -> list[SignIn]:
    return [] if work.actor.id is None else open_rows(work, work.actor.role, work.actor.id)


def _end(work: Work, ids: list[UUID]) -> int:
    still = SignIn.id.in_(ids) & SignIn.ended_at.is_(None)
    ended = work.db.execute(update(SignIn).where(still).values(ended_at=work.now).returning(SignIn.id)).all()
    if ended and work.actor.is_staff:
        audit.record(work, "staff:session-ended", about=work.actor.id, kind="staff", count=len(ended))
    elif ended:
        audit.record(work, "sessions:ended", about=work.actor.id, count=len(ended))
    return len(ended)
