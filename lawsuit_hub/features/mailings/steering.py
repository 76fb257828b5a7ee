"""A mailing that was confirmed is paused, goes on, or is stopped: what no carrier has yet is withdrawn."""

from uuid import UUID

from sqlalchemy import ColumnElement, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.mailings.making import get
from lawsuit_hub.features.mailings.models import Mailing
from lawsuit_hub.features.mailings.types import NotNow
from lawsuit_hub.features.outbox import batches
from lawsuit_hub.infra.work import Work

_GOING = Mailing.confirmed_at.is_not(None) & Mailing.stopped_at.is_(None) & Mailing.finished_at.is_(None)


def pause(work: Work, mailing_id: UUID) -> None:
    """Raises NoSuchMailing, NotNow."""
    work.require(Permission.MAILING_PREPARE)
    row = _taken(work, mailing_id, _GOING & Mailing.paused_at.is_(None), paused_at=work.now)
    batches.pause(work, _batch(row))
    audit.record(work, "mailing:paused", about=row.id, kind="mailing", picked=row.picked)


def go_on(work: Work, mailing_id: UUID) -> None:
    """Raises NoSuchMailing, NotNow."""
    work.require(Permission.MAILING_SEND)
    row = _taken(work, mailing_id, _GOING & Mailing.paused_at.is_not(None), paused_at=None)
    batches.go_on(work, _batch(row))
    work.wake_worker()
    audit.record(work, "mailing:resumed", about=row.id, kind="mailing", picked=row.picked)


def stop(work: Work, mailing_id: UUID) -> int:
    """For good, also before it began. How many messages were withdrawn. Raises NoSuchMailing, NotNow."""
    work.require(Permission.MAILING_PREPARE)
    row = _taken(work, mailing_id, _GOING, stopped_at=work.now, stopped_by=work.actor.id)
    withdrawn = batches.stop(work, _batch(row))
    audit.record(work, "mailing:stopped", about=row.id, kind="mailing", picked=row.picked, withdrawn=withdrawn)
    return withdrawn


def _taken(work: Work, mailing_id: UUID, still: ColumnElement[bool], **values: object) -> Mailing:
    """Waits for the piece that a worker is writing, and comes before the next."""
    row = get(work, mailing_id)
    taken = update(Mailing).where(Mailing.id == row.id, still).values(**values).returning(Mailing.id)
    if work.db.execute(taken.execution_options(synchronize_session=False)).first() is None:
        raise NotNow
    work.db.refresh(row)
    return row


def _batch(row: Mailing) -> UUID:
    assert row.batch_id is not None  # noqa: S101 - since it was confirmed
    return row.batch_id
