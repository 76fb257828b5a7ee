"""Reminds those whom a day concerns, so many days before as was chosen: never twice, and at night only of what is within a day."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.quiet import is_quiet
from lawsuit_hub.features.proceedings import kinds
from lawsuit_hub.features.proceedings.models import Deadline, DeadlinePerson, DeadlineReminder
from lawsuit_hub.features.proceedings.reaching import to_tell
from lawsuit_hub.infra.work import Work, Works

KIND = "deadline"
URGENT_DAYS = 1


def remind(works: Works) -> int:
    """Owes what is due now; the worker calls it. Returns how many messages. Each day in a work of its own."""
    with works.open(SYSTEM, read_only=True) as work:
        soon = work.today + timedelta(days=kinds.MOST_DAYS_BEFORE)
        ahead = (Deadline.ended_at.is_(None), Deadline.due_on >= work.today, Deadline.due_on <= soon)
        waiting = list(work.db.scalars(select(Deadline.id).where(*ahead).order_by(Deadline.due_on)))
    total = 0
    for one in waiting:
        with works.open(SYSTEM) as work:
            total += _remind_of(work, one)
    return total


def _remind_of(work: Work, deadline_id: UUID) -> int:
    """Another worker that has the row does it."""
    row = work.db.scalar(
        select(Deadline)
        .where(Deadline.id == deadline_id, Deadline.ended_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return 0
    left = (row.due_on - work.today).days
    reached = [days for days in map(int, row.remind_days.split(",")) if days >= left >= 0]
    if not reached or (left > URGENT_DAYS and is_quiet(work.settings, work.now)):
        return 0
    return _tell(work, row, min(reached))


def _tell(work: Work, row: Deadline, days_before: int) -> int:
    """Who was told of this day at this distance or a nearer one is not told again."""
    told = (DeadlineReminder.deadline_id == row.id, DeadlineReminder.days_before <= days_before)
    before = set(work.db.scalars(select(DeadlineReminder.victim_id).where(*told)))
    new = [one for one in _concerned(work, row) if one not in before]
    for victim_id in new:
        work.db.add(DeadlineReminder(deadline_id=row.id, victim_id=victim_id, days_before=days_before, at=work.now))
        outbox.queue(
            work, KIND, to=victim_id, urgent=(row.due_on - work.today).days <= URGENT_DAYS, deadline=str(row.id)
        )
    work.db.flush()
    return len(new)


def _concerned(work: Work, row: Deadline) -> list[UUID]:
    """A day for everybody is the group's; one for some goes with them, into whatever group they are moved."""
    if row.everybody:
        stands = endings.stayed(work, row.group_id)
        return to_tell(work, stands) if stands else []
    hers = set(work.db.scalars(select(DeadlinePerson.victim_id).where(DeadlinePerson.deadline_id == row.id)))
    where = {one.group_id for one in groups.memberships_of(work, hers).values()}
    return sorted(hers & {one for group_id in where for one in to_tell(work, group_id)})


def still_concerns(work: Work, deadline_id: UUID, victim_id: UUID) -> bool:
    """Asked as the message is sent: of what is done, cancelled or over nobody is reminded, nor who left, moved or pauses since."""
    row = work.db.get(Deadline, deadline_id)
    if row is None or row.ended_at is not None or row.due_on < work.today:
        return False
    return victim_id in _concerned(work, row)
