"""Which lawyer has a group, from when until when: rows that stay. Whatever a lawyer reaches asks here, at the moment of asking."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import STAFF_ROLES
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.models import Assignment, Group
from lawsuit_hub.features.lawsuits.types import (
    AssignmentChanged,
    AssignmentLine,
    BadPeriod,
    GroupId,
    NoSuchGroup,
    StillAssigned,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.dates import KST

OVER = "맡은 기간이 끝남"
EMPTY = "모임이 비어 없어짐"
MERGED = "다른 모임과 합쳐짐"


def _stands(now: datetime) -> ColumnElement[bool]:
    return and_(
        Assignment.ended_at.is_(None),
        Assignment.starts_at <= now,
        or_(Assignment.ends_at.is_(None), Assignment.ends_at > now),
    )


def standing(work: Work, group_id: GroupId) -> AssignmentLine | None:
    row = work.db.scalar(select(Assignment).where(Assignment.group_id == group_id, _stands(work.now)))
    return None if row is None else _line(row)


def lawyers(work: Work, group_ids: Iterable[GroupId]) -> dict[GroupId, UUID]:
    """Who has each of the groups now."""
    rows = select(Assignment.group_id, Assignment.lawyer_id).where(_stands(work.now))
    wanted = set(group_ids)
    return {group_id: lawyer_id for group_id, lawyer_id in work.db.execute(rows) if group_id in wanted}


def of_lawyer(work: Work, lawyer_id: UUID) -> list[GroupId]:
    """The groups that are hers now."""
    return list(
        work.db.scalars(select(Assignment.group_id).where(Assignment.lawyer_id == lawyer_id, _stands(work.now)))
    )


def require(work: Work, group_id: GroupId, *, lawyer_id: UUID) -> None:
    """The one loader: raises NoSuchGroup unless the group is this lawyer's at this moment."""
    now = standing(work, group_id)
    if now is None or now.lawyer_id != lawyer_id:
        raise NoSuchGroup


def open_one(work: Work, group_id: GroupId) -> AssignmentLine | None:
    """The one that stands or will begin."""
    row = _open(work, group_id)
    return None if row is None else _line(row)


def history(work: Work, group_id: GroupId) -> list[AssignmentLine]:
    """Every assignment of a group, the newest first."""
    rows = select(Assignment).where(Assignment.group_id == group_id)
    return [_line(row) for row in work.db.scalars(rows.order_by(Assignment.assigned_at.desc(), Assignment.id))]


def begun_later(work: Work, *, since: datetime) -> list[AssignmentLine]:
    """Those that stand, were made for a later day, and have begun after `since`."""
    later = Assignment.starts_at > Assignment.assigned_at, Assignment.starts_at > since
    return [_line(row) for row in work.db.scalars(select(Assignment).where(_stands(work.now), *later))]


def assign(
    work: Work,
    group_id: GroupId,
    *,
    lawyer_id: UUID,
    starts_on: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> bool:
    """From a day (now, if none is said) through a last day, or without an end. Whoever had the group has it no more.

    False when she has it just so already. Raises NoSuchGroup, BadPeriod, AssignmentChanged; StillAssigned when it is to
    begin later and somebody has the group until then.
    """
    work.require(Permission.LAWYER_ASSIGN)
    kept = audit.clean_reason(reason) if reason.strip() else ""
    hold(work, group_id)
    starts_at, ends_at = _period(work, starts_on, until)
    present = _open(work, group_id)
    if present is not None:
        if _same(work, present, lawyer_id, (starts_at, ends_at)):
            return False
        _make_room(work, present, starts_at)
    row = Assignment(
        id=new_id(),
        group_id=group_id,
        lawyer_id=lawyer_id,
        starts_at=starts_at,
        ends_at=ends_at,
        assigned_at=work.now,
        assigned_by=work.actor.id,
        reason=kept,
    )
    try:
        with work.db.begin_nested():
            work.db.add(row)
    except IntegrityError:
        raise AssignmentChanged from None
    _note(work, group_id, lawyer_id, kept, starts=starts_at, until=ends_at)
    return True


def end(work: Work, group_id: GroupId, *, reason: str = "") -> bool:
    """At once, on every path. False when nobody had the group."""
    work.require(Permission.LAWYER_ASSIGN)
    kept = audit.clean_reason(reason) if reason.strip() else ""
    hold(work, group_id)
    row = _open(work, group_id)
    if row is None:
        return False
    _close(work, row)
    _note(work, group_id, None, kept)
    return True


def end_with_group(work: Work, group_id: GroupId, *, reason: str) -> None:
    """The group itself is no more: merged into another, or empty."""
    row = _open(work, group_id)
    if row is not None:
        _close(work, row)
        _note(work, group_id, None, reason)


def ones_without(work: Work, wanted: Iterable[tuple[GroupId, UUID]]) -> set[tuple[GroupId, UUID]]:
    """Of groups and lawyers, those pairs in which the lawyer has not the group now."""
    pairs = set(wanted)
    has = lawyers(work, {group_id for group_id, _ in pairs})
    return {(group_id, lawyer_id) for group_id, lawyer_id in pairs if has.get(group_id) != lawyer_id}


def close_past(work: Work) -> list[GroupId]:
    """Those whose last day is over: they stand no more anyway; this writes it down. Returns the groups."""
    rows = list(
        work.db.scalars(select(Assignment).where(Assignment.ended_at.is_(None), Assignment.ends_at <= work.now))
    )
    for row in rows:
        _close(work, row)
        _note(work, row.group_id, None, OVER)
    return [row.group_id for row in rows]


def last_day(moment: datetime) -> date:
    """The last day of a period that ends at this moment, in Korea."""
    return (moment - timedelta(microseconds=1)).astimezone(KST).date()


def _period(work: Work, starts_on: date | None, until: date | None) -> tuple[datetime, datetime | None]:
    today = work.today
    first = starts_on or today
    if first < today or (until is not None and until < first):
        raise BadPeriod
    ends_at = None if until is None else _midnight(until + timedelta(days=1))
    return (work.now if first == today else _midnight(first)), ends_at


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), KST).astimezone(UTC)


def _same(work: Work, present: Assignment, lawyer_id: UUID, period: tuple[datetime, datetime | None]) -> bool:
    """What stands already does not begin again."""
    begins = max(present.starts_at, work.now) == max(period[0], work.now)
    return begins and (present.lawyer_id, present.ends_at) == (lawyer_id, period[1])


def _make_room(work: Work, present: Assignment, starts_at: datetime) -> None:
    if starts_at > work.now and present.starts_at <= work.now:
        raise StillAssigned
    _close(work, present)


def hold(work: Work, group_id: GroupId) -> None:
    """Of two who assign at once, the second sees what the first did; and nobody assigns while something is handed out."""
    group = work.db.get(Group, group_id, with_for_update=True, populate_existing=True)
    if group is None or group.merged_into is not None or group.emptied_at is not None:
        raise NoSuchGroup


def _open(work: Work, group_id: GroupId) -> Assignment | None:
    row = work.db.scalar(
        select(Assignment)
        .where(Assignment.group_id == group_id, Assignment.ended_at.is_(None))
        .execution_options(populate_existing=True)
    )
    if row is not None and row.ends_at is not None and row.ends_at <= work.now:
        _close(work, row)
        _note(work, group_id, None, OVER)
        return None
    return row


def _close(work: Work, row: Assignment) -> None:
    over = row.ends_at is not None and row.ends_at <= work.now
    row.ended_at = row.ends_at if over else work.now
    row.ended_by = work.actor.id if work.actor.role in STAFF_ROLES and not over else None
    work.db.flush()


def _note(work: Work, group_id: GroupId, lawyer_id: UUID | None, reason: str, **period: datetime | None) -> None:
    dates = {name: at.isoformat() for name, at in period.items() if at is not None}
    lawyer = str(lawyer_id) if lawyer_id else None
    audit.record(work, "group:lawyer", about=group_id, kind="group", reason=reason or None, lawyer=lawyer, **dates)
    work.db.flush()


def _line(row: Assignment) -> AssignmentLine:
    return AssignmentLine(
        row.id, row.group_id, row.lawyer_id, row.starts_at, row.ends_at, row.ended_at, row.assigned_by, row.reason
    )
