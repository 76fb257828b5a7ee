"""Rosters whose files are made later: asked for where nobody can be opened, or waiting for a second person's word.

The request holds the file's password, sealed to the vault's public key, until the file is made or will not be.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, delete, or_, select, update

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters.locks import Lock
from lawsuit_hub.features.rosters.models import Export, RosterRequest
from lawsuit_hub.features.rosters.types import Cancelled
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import CannotOpen

LEASE = timedelta(minutes=10)
KEPT = timedelta(hours=1)  # a worker that stood still longer makes no file that nobody waits for
WAITS = timedelta(days=7)  # so long a request waits for a second person, or a damaged one is told of
_PASSWORD = "roster_requests.password"  # noqa: S105 - the place, not a password

log = logging.getLogger("lawsuit_hub.rosters")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A request in the worker's hands: `actor` is the lawyer who asked, from where she asked. Nothing of it is opened yet."""

    id: UUID
    actor: Actor
    purpose: str
    columns: tuple[str, ...]
    form: str
    rows: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """The same with what locks its file, opened."""

    claimed: Claimed
    lock: Lock


def hand_in(work: Work, export_id: UUID, *, purpose: str, lock: Lock, waits: bool = False) -> None:
    """`waits`: nothing is made before somebody else has agreed (rosters.approvals)."""
    row = RosterRequest(
        id=export_id,
        purpose=purpose,
        password=work.keys.seal_to_vault(lock.secret, _PASSWORD, export_id),
        by_key=lock.by_key,
        address=work.actor.address,
        asked_at=work.now,
        waits=waits,
        kept_until=work.now + WAITS if waits else None,
    )
    work.db.add(row)
    work.db.flush()
    if not waits:
        work.wake_worker()


def release(work: Work, export_id: UUID, *, until: datetime) -> None:
    """Somebody agreed: the worker may make it until then."""
    _hold(work, export_id, waits=False, until=until)
    work.wake_worker()


def wait(work: Work, export_id: UUID) -> None:
    """It waits again: what somebody agreed to is not what it would be now."""
    _hold(work, export_id, waits=True, until=work.now + WAITS)


def _hold(work: Work, export_id: UUID, *, waits: bool, until: datetime) -> None:
    row = work.db.get_one(RosterRequest, export_id)
    row.waits, row.kept_until, row.leased_until = waits, until, None
    work.db.flush()


def is_waiting(work: Work, export_id: UUID) -> bool:
    """Whether it still waits for a second person."""
    row = work.db.get(RosterRequest, export_id)
    return row is not None and row.waits and row.kept_until is not None and row.kept_until > work.now


def take(works: Works) -> Taken | None:
    """The oldest that nobody works on, with a lease. One is taken once more after a worker was killed.

    What does not open is set aside and told; the next is taken in its place.
    """
    while (claimed := _claim(works)) is not None:
        try:
            with works.open(SYSTEM, read_only=True) as work:
                row = work.db.get_one(RosterRequest, claimed.id)
                secret = work.keys.open_from_vault(row.password, _PASSWORD, row.id)
                return Taken(claimed, Lock(secret, by_key=row.by_key))
        except CannotOpen as error:
            set_aside(works, claimed.id, error)
    return None


def _claim(works: Works) -> Claimed | None:
    with works.open(SYSTEM) as work:
        late = or_(
            and_(RosterRequest.kept_until.is_(None), RosterRequest.asked_at < work.now - KEPT),
            RosterRequest.kept_until < work.now,
        )
        work.db.execute(delete(RosterRequest).where(late))
        leased = or_(RosterRequest.leased_until.is_(None), RosterRequest.leased_until < work.now)
        free = and_(leased, ~RosterRequest.waits, RosterRequest.set_aside_at.is_(None))
        oldest = select(RosterRequest.id).where(free).order_by(RosterRequest.asked_at, RosterRequest.id).limit(1)
        claim = (
            update(RosterRequest)
            .where(RosterRequest.id.in_(oldest.with_for_update(skip_locked=True).scalar_subquery()), free)
            .values(leased_until=work.now + LEASE)
            .returning(RosterRequest)
        )
        row = work.db.scalars(claim).one_or_none()
        if row is None:
            return None
        export = work.db.get_one(Export, row.id)
        return Claimed(
            id=row.id,
            actor=Actor(Role.LAWYER, export.lawyer_id, row.address),
            purpose=row.purpose,
            columns=tuple(export.columns),
            form=export.format,
            rows=export.rows,
            made_at=export.made_at,
        )


def set_aside(works: Works, export_id: UUID, error: Exception) -> None:
    """Damaged: it holds up nobody else, its lawyer reads so, and the trail keeps it."""
    log.error("export %s is damaged and set aside: %s", export_id, type(error).__name__)
    with works.open(SYSTEM) as work:
        row = work.db.get(RosterRequest, export_id)
        if row is None:
            return
        row.set_aside_at, row.kept_until, row.leased_until = work.now, work.now + WAITS, None
        audit.record(work, "roster:set-aside", about=export_id, kind="export", why=type(error).__name__)


def drop(work: Work, export_id: UUID) -> None:
    """Made, or not to be made: the password is gone."""
    work.db.execute(delete(RosterRequest).where(RosterRequest.id == export_id))


def note_progress(work: Work, export_id: UUID, rows_done: int) -> None:
    """How far it is; whoever makes it has it for a while longer. Raises Cancelled where nobody asks for it any more."""
    noted = (
        update(RosterRequest)
        .where(RosterRequest.id == export_id)
        .values(rows_done=rows_done, leased_until=work.now + LEASE)
        .returning(RosterRequest.id)
    )
    if work.db.execute(noted).one_or_none() is None:
        raise Cancelled


def rows_done(work: Work, export_ids: list[UUID]) -> dict[UUID, int]:
    asked = select(RosterRequest.id, RosterRequest.rows_done).where(RosterRequest.id.in_(export_ids))
    return {export_id: done for export_id, done in work.db.execute(asked)}  # noqa: C416 - a Row is no pair to mypy


def standings(work: Work, export_ids: list[UUID]) -> dict[UUID, str]:
    """Of those whose file is still to be made: "asked", "waits" for a second person, or "damaged"."""
    rows = work.db.scalars(select(RosterRequest).where(RosterRequest.id.in_(export_ids)))
    return {row.id: "damaged" if row.set_aside_at else "waits" if row.waits else "asked" for row in rows}
