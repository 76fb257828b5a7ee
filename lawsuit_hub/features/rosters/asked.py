"""Rosters that were asked for where nobody can be opened: the worker of the inner tier takes each up, once.

The request holds the file's password, sealed to the vault's public key, until the file is made or will not be.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rosters.models import Export, RosterRequest
from lawsuit_hub.infra.work import Work, Works

LEASE = timedelta(minutes=10)
KEPT = timedelta(hours=1)  # a worker that stood still longer makes no file that nobody waits for
_PASSWORD = "roster_requests.password"  # noqa: S105 - the place, not a password


@dataclass(frozen=True, slots=True)
class Taken:
    """A request in the worker's hands: `actor` is the lawyer who asked, from where she asked."""

    id: UUID
    actor: Actor
    purpose: str
    columns: tuple[str, ...]
    form: str
    rows: int
    made_at: datetime
    password: str = field(repr=False)


def hand_in(work: Work, export_id: UUID, *, purpose: str, password: str) -> None:
    sealed = work.keys.seal_to_vault(password, _PASSWORD, export_id)
    work.db.add(
        RosterRequest(id=export_id, purpose=purpose, password=sealed, address=work.actor.address, asked_at=work.now)
    )
    work.db.flush()
    work.wake_worker()


def take(works: Works) -> Taken | None:
    """The oldest that nobody works on, with a lease. One is taken once more after a worker was killed."""
    with works.open(SYSTEM) as work:
        work.db.execute(delete(RosterRequest).where(RosterRequest.asked_at < work.now - KEPT))
        free = or_(RosterRequest.leased_until.is_(None), RosterRequest.leased_until < work.now)
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
        return Taken(
            id=row.id,
            actor=Actor(Role.LAWYER, export.lawyer_id, row.address),
            purpose=row.purpose,
            columns=tuple(export.columns),
            form=export.format,
            rows=export.rows,
            made_at=export.made_at,
            password=work.keys.open_from_vault(row.password, _PASSWORD, row.id),
        )


def drop(work: Work, export_id: UUID) -> None:
    """Made, or not to be made: the password is gone."""
    work.db.execute(delete(RosterRequest).where(RosterRequest.id == export_id))


def are_asked(work: Work, export_ids: list[UUID]) -> set[UUID]:
    """Which of them are still being made."""
    return set(work.db.scalars(select(RosterRequest.id).where(RosterRequest.id.in_(export_ids))))
