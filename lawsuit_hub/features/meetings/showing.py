"""Meetings as whoever may see them reads them: one for groups alone is there for their members and for nobody else."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import or_, select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.meetings import representing, rows
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.types import Audience, Line, NotThere, Organisation, Shown
from lawsuit_hub.features.proceedings import calendars
from lawsuit_hub.infra.work import Work

A_PAGE = 20
_IN_PUBLIC = MeetingRow.announced_at.is_not(None), MeetingRow.audience != Audience.GROUPS.value


def coming(work: Work, *, everybody: bool = False, limit: int = 50) -> tuple[Line, ...]:
    """Those that are still to come, the next first. `everybody`: only what anybody may see."""
    return rows.lines(work, _seen(work, everybody=everybody, over=False)[:limit])


def past(work: Work, *, page: int) -> tuple[tuple[Line, ...], bool]:
    """A page of those that are over, the newest first; whether there are more."""
    found = _seen(work, everybody=False, over=True)
    first = (page - 1) * A_PAGE
    return rows.lines(work, found[first : first + A_PAGE]), len(found) > first + A_PAGE


def _seen(work: Work, *, everybody: bool, over: bool) -> list[MeetingRow]:
    hers = set() if everybody else _for_her(work)
    such = or_(MeetingRow.audience != Audience.GROUPS.value, MeetingRow.id.in_(hers))
    when = MeetingRow.ends_at <= work.now if over else MeetingRow.ends_at > work.now
    order = MeetingRow.starts_at.desc() if over else MeetingRow.starts_at
    wanted = select(MeetingRow).where(MeetingRow.announced_at.is_not(None), such, when)
    return list(work.db.scalars(wanted.order_by(order, MeetingRow.id)))


def _for_her(work: Work) -> set[UUID]:
    """Meetings for groups that are for hers."""
    group_id = _group_of(work)
    if group_id is None:
        return set()
    theirs = select(MeetingRow.id).where(MeetingRow.audience == Audience.GROUPS.value)
    found = rows.groups_of(work, work.db.scalars(theirs))
    return {meeting_id for meeting_id, some in found.items() if group_id in some}


def _group_of(work: Work) -> UUID | None:
    if work.actor.role is not Role.MEMBER or work.actor.id is None:
        return None
    member = calendars.place_of(work, work.actor.id)
    return member.group_id if member else None


def seen(work: Work, meeting_id: UUID) -> MeetingRow:
    """The row, where the actor may see it. Raises NotThere."""
    row = rows.get(work, meeting_id)
    if not may_see(work, row):
        raise NotThere
    return row


def may_see(work: Work, row: MeetingRow) -> bool:
    if row.announced_at is None:
        return False
    if row.audience != Audience.GROUPS.value:
        return True
    group_id = _group_of(work)
    return group_id is not None and group_id in rows.groups_of(work, [row.id]).get(row.id, set())


def one(work: Work, meeting_id: UUID) -> Shown:
    """Raises NotThere."""
    row = seen(work, meeting_id)
    hers = work.actor.id is not None and work.actor.role is Role.MEMBER
    mine = hers and work.db.scalar(select(Seat.id).where(Seat.meeting_id == row.id, Seat.victim_id == work.actor.id))
    reservable = may_reserve(work, row) if hers else ()
    return Shown(
        line=rows.line(work, row),
        purpose=row.purpose,
        capacity=row.capacity,
        signup_until=row.signup_until,
        open=is_open(work, row) and (row.audience != Audience.ORGANISATIONS.value or bool(reservable)),
        free=row.capacity - row.taken,
        cancelled=row.cancelled,
        mine=bool(mine),
        may_reserve=reservable,
    )


def is_open(work: Work, row: MeetingRow) -> bool:
    return row.announced_at is not None and row.cancelled_at is None and work.now < row.signup_until


def may_reserve(work: Work, row: MeetingRow) -> tuple[Organisation, ...]:
    """Organisations for which she may take seats."""
    if row.audience == Audience.GROUPS.value:
        return ()
    hers = tuple(one.organisation for one in representing.own(work, work.actor.id))
    if row.audience == Audience.ALL.value or not hers:
        return hers
    invited = rows.organisations_of(work, row.id)
    return tuple(one for one in hers if one.id in invited)


def public(work: Work, meeting_ids: Iterable[UUID]) -> tuple[Line, ...]:
    """Of these, what anybody may see."""
    wanted = select(MeetingRow).where(MeetingRow.id.in_(list(meeting_ids)), *_IN_PUBLIC)
    return rows.lines(work, work.db.scalars(wanted.order_by(MeetingRow.starts_at, MeetingRow.id)))
