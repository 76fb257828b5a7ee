"""Which messages a worker takes next, and holds by a lease that runs out when it dies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.outbox.budget import budget
from lawsuit_hub.features.outbox.models import Batch, Message
from lawsuit_hub.features.outbox.quiet import is_quiet
from lawsuit_hub.infra.work import Work, Works

LEASE = timedelta(minutes=3)  # longer than a carrier may take over a hundred letters
MOST = 100

_OPEN = and_(Message.sent_at.is_(None), Message.failed_at.is_(None), Message.unknown_at.is_(None))


def claim(works: Works) -> tuple[list[UUID], datetime]:
    """Urgent ones first, then the oldest. What a carrier was told already is only looked up: that wakes nobody and costs nothing.
    What came back from a carrier after its batch was stopped is taken too, to be ended."""
    with works.open(SYSTEM) as work:
        due = (
            select(Message.id)
            .where(
                _OPEN,
                or_(Message.leased_until.is_(None), Message.leased_until < work.now),
                or_(
                    and_(Message.due_at <= work.now, or_(Message.asked_at.is_not(None), _may_go(work))),
                    and_(Message.asked_at.is_(None), _stopped()),
                ),
            )
            .order_by(Message.urgent.desc(), Message.queued_at)
            .limit(MOST)
            .with_for_update(skip_locked=True)
        )
        lease = work.now + LEASE
        taken = update(Message).where(Message.id.in_(due.scalar_subquery())).values(leased_until=lease)
        return list(work.db.scalars(taken.returning(Message.id))), lease


def _may_go(work: Work) -> ColumnElement[bool]:
    """Mail, and rows that send nothing, wait for no morning and no budget."""
    left = budget(work)
    bounds = [_not_held()]
    if left.left(urgent=True) <= 0:
        bounds.append(Message.recipient.in_(("staff", "nobody")))
    elif is_quiet(work.settings, work.now) or left.left(urgent=False) <= 0:
        bounds.append(or_(Message.urgent, Message.recipient.in_(("staff", "nobody"))))
    return and_(*bounds)


def _not_held() -> ColumnElement[bool]:
    resting = select(Batch.id).where(or_(Batch.paused_at.is_not(None), Batch.stopped_at.is_not(None)))
    return or_(Message.batch_id.is_(None), Message.batch_id.not_in(resting))


def _stopped() -> ColumnElement[bool]:
    return Message.batch_id.in_(select(Batch.id).where(Batch.stopped_at.is_not(None)))


def held(work: Work, claimed: Sequence[UUID], lease: datetime) -> list[Message]:
    """Those that are still this worker's, with a fresh lease; what was paused or taken over meanwhile is not among them.
    What is stopped is, to be ended."""
    goes_on = or_(Message.asked_at.is_not(None), _not_held(), _stopped())
    mine = and_(Message.id.in_(claimed), Message.leased_until == lease, _OPEN, goes_on)
    renewed = update(Message).where(mine).values(leased_until=work.now + LEASE).returning(Message)
    rows = list(work.db.scalars(renewed))
    others = (Message.id.in_(claimed), Message.leased_until == lease, Message.id.not_in([row.id for row in rows]))
    work.db.execute(update(Message).where(*others).values(leased_until=None))
    return sorted(rows, key=lambda row: (not row.urgent, row.queued_at))
