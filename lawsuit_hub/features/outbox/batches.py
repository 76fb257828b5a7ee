"""Messages owed together: how far they are, paused, gone on with, stopped.

    batch = batches.begin(work, KIND)
    outbox.queue_many(work, KIND, to=people, params={…}, batch=batch)
    batches.progress(work, [batch])[batch]      # for a progress bar: `done` of `total`

A paused batch is not claimed any more; what a worker already holds (a hundred at most) still goes. A stopped one never goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from lawsuit_hub.features.outbox.models import Batch, Message
from lawsuit_hub.infra.db import batches as some_at_a_time
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """`cost` in 전. Rows are forgotten after `outbox_days`, and with their people: keep a total of your own for later."""

    total: int
    sent: int
    given_up: int
    stopped: int
    unknown: int
    cost: int

    @property
    def waiting(self) -> int:
        return self.total - self.done

    @property
    def done(self) -> int:
        return self.sent + self.given_up + self.stopped + self.unknown


def begin(work: Work, kind: str) -> UUID:
    batch = Batch(id=new_id(), kind=kind, made_at=work.now)
    work.db.add(batch)
    work.db.flush()
    return batch.id


def pause(work: Work, batch_id: UUID) -> bool:
    """False when it was paused or stopped before."""
    open_ones = Batch.paused_at.is_(None) & Batch.stopped_at.is_(None)
    return _set(work, (Batch.id == batch_id) & open_ones, paused_at=work.now)


def go_on(work: Work, batch_id: UUID) -> bool:
    """False when it was not paused, or is stopped."""
    paused = Batch.paused_at.is_not(None) & Batch.stopped_at.is_(None)
    if not _set(work, (Batch.id == batch_id) & paused, paused_at=None):
        return False
    work.wake_worker()
    return True


def stop(work: Work, batch_id: UUID) -> int:
    """What no carrier was told yet will not be; returns how many messages that were. What one gives back later ends as stopped too."""
    if not _set(work, (Batch.id == batch_id) & Batch.stopped_at.is_(None), stopped_at=work.now):
        return 0
    waiting = (
        Message.sent_at.is_(None)
        & Message.failed_at.is_(None)
        & Message.unknown_at.is_(None)
        & Message.asked_at.is_(None)
    )
    ended = update(Message).where(Message.batch_id == batch_id, waiting).values(failed_at=work.now, failure=STOPPED)
    return len(work.db.execute(ended.returning(Message.id)).all())


def stopped_among(work: Work, batch_ids: Iterable[UUID]) -> frozenset[UUID]:
    wanted = select(Batch.id).where(Batch.id.in_(set(batch_ids)), Batch.stopped_at.is_not(None))
    return frozenset(work.db.scalars(wanted))


def progress(work: Work, batch_ids: Iterable[UUID]) -> dict[UUID, Progress]:
    """One question for each five hundred."""
    found: dict[UUID, Progress] = {}
    for some in some_at_a_time(batch_ids):
        there = list(work.db.scalars(select(Batch.id).where(Batch.id.in_(some))))
        counts = {row[0]: row[1:] for row in work.db.execute(_counts().where(Message.batch_id.in_(some)))}
        found |= {one: Progress(*(int(number or 0) for number in counts.get(one, (0,) * 6))) for one in there}
    return found


def _counts() -> Select[Any]:
    failed, stopped = Message.failed_at.is_not(None), Message.failure == STOPPED
    columns: list[ColumnElement[Any] | InstrumentedAttribute[Any]] = [
        Message.batch_id,
        func.count(),
        _how_many(Message.sent_at.is_not(None)),
        _how_many(failed & ~stopped),
        _how_many(failed & stopped),
        _how_many(Message.unknown_at.is_not(None) & ~failed & Message.sent_at.is_(None)),
        func.sum(Message.cost),
    ]
    return select(*columns).group_by(Message.batch_id)


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _set(work: Work, which: ColumnElement[bool], **values: object) -> bool:
    changed = update(Batch).where(which).values(**values).returning(Batch.id)
    return work.db.execute(changed).first() is not None


def failures(work: Work, batch_id: UUID) -> dict[str, int]:
    """Why how many could not be brought; what was stopped is no failure."""
    failed = (Message.batch_id == batch_id, Message.failed_at.is_not(None), Message.failure != STOPPED)
    asked = select(Message.failure, func.count()).where(*failed).group_by(Message.failure)
    return {str(row[0]): int(row[1]) for row in work.db.execute(asked)}
