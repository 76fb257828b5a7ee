"""What was merged, split or settled, so that it can be taken back: kept as ids for a time, then forgotten. Undoes nothing itself."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, or_, select

from lawsuit_hub.access.roles import STAFF_ROLES
from lawsuit_hub.features.landlords.types import LandlordId, Merged
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.change_types import Change, ChangeKind, NoSuchChange
from lawsuit_hub.features.lawsuits.models import Group, GroupChange, GroupChangePerson
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


def keep_merge(work: Work, kept: Group, gone: Group, merged: Merged, *, swapped: bool) -> None:
    _keep(
        work,
        ChangeKind.MERGE,
        kept.id,
        merged.kept,
        other=(gone.id, merged.gone),
        absorbed=[str(one) for one in merged.absorbed],
        swapped=swapped,
        people=merged.reporters,
    )


def keep_split(work: Work, group: Group, other: Group, people: Iterable[VictimId], *, opened: bool) -> UUID:
    return _keep(
        work,
        ChangeKind.SPLIT,
        group.id,
        _his(group),
        other=(other.id, _his(other)),
        opened=opened,
        people=people,
    )


def keep_settling(work: Work, group: Group, victim_id: VictimId, *, opened: bool) -> None:
    """One who waited came into a group by a caseworker's word."""
    _keep(work, ChangeKind.SETTLE, group.id, _his(group), opened=opened, people=[victim_id])


def _his(group: Group) -> LandlordId:
    assert group.landlord_id is not None  # noqa: S101 - only for a moment, while two groups swap theirs
    return group.landlord_id


def _keep(
    work: Work,
    kind: ChangeKind,
    group_id: GroupId,
    landlord_id: LandlordId,
    *,
    people: Iterable[VictimId],
    other: tuple[GroupId, LandlordId] | None = None,
    absorbed: list[str] | None = None,
    swapped: bool = False,
    opened: bool = False,
) -> UUID:
    """The caller has the turn of matching: numbers do not meet."""
    row = GroupChange(
        id=new_id(),
        number=int(work.db.execute(select(func.coalesce(func.max(GroupChange.number), 0))).scalar_one()) + 1,
        kind=kind.value,
        group_id=group_id,
        landlord_id=landlord_id,
        other_id=other[0] if other else None,
        other_landlord_id=other[1] if other else None,
        absorbed=absorbed or [],
        swapped=swapped,
        opened=opened,
        at=work.now,
        decided_by=work.actor.id if work.actor.role in STAFF_ROLES else None,
    )
    work.db.add(row)
    work.db.flush()
    rows = [{"change_id": row.id, "victim_id": one} for one in people]
    if rows:
        work.db.execute(insert(GroupChangePerson), rows)
    return row.id


def get(work: Work, change_id: UUID) -> Change:
    """Raises NoSuchChange, also for what was forgotten meanwhile."""
    row = work.db.get(GroupChange, change_id)
    if row is None:
        raise NoSuchChange
    return _seen(row)


def listed(work: Work, *, offset: int, limit: int) -> list[Change]:
    """The newest first."""
    rows = select(GroupChange).order_by(GroupChange.number.desc()).offset(offset).limit(limit)
    return [_seen(row) for row in work.db.scalars(rows)]


def count(work: Work) -> int:
    return int(work.db.execute(select(func.count()).select_from(GroupChange)).scalar_one())


def of_group(work: Work, group_id: GroupId) -> list[Change]:
    """Those that concern it and can be taken back still, the newest first."""
    rows = select(GroupChange).where(_touches([group_id]), GroupChange.undone_at.is_(None))
    return [_seen(row) for row in work.db.scalars(rows.order_by(GroupChange.number.desc()))]


def later(work: Work, change: Change) -> list[Change]:
    """Merges and splits of the same groups after this one that stand: each has to be undone before it, the newest first."""
    groups = [one for one in (change.group_id, change.other_id) if one is not None]
    rows = select(GroupChange).where(
        _touches(groups),
        GroupChange.number > change.number,
        GroupChange.undone_at.is_(None),
        GroupChange.kind != ChangeKind.SETTLE.value,
    )
    return [_seen(row) for row in work.db.scalars(rows.order_by(GroupChange.number.desc()))]


def people(work: Work, change_id: UUID) -> list[VictimId]:
    """Whom it took along, without those who were erased since."""
    rows = select(GroupChangePerson.victim_id).where(GroupChangePerson.change_id == change_id)
    return list(work.db.scalars(rows.order_by(GroupChangePerson.victim_id)))


def mark_undone(work: Work, change_id: UUID) -> None:
    row = work.db.get_one(GroupChange, change_id)
    row.undone_at, row.undone_by = work.now, work.actor.id
    work.db.flush()


def retire(work: Work, *, carry_over: Callable[[Work, GroupId], object]) -> int:
    """What is too old to be undone goes, and the key of a group that went into another by it; the worker calls it.

    `carry_over` takes along what higher features keep under that key.
    """
    over = GroupChange.at < work.now - timedelta(days=work.settings.undo_days)
    for group_id in work.db.scalars(select(GroupChange.other_id).where(over).distinct()).all():
        if group_id is not None and endings.stayed(work, group_id) != group_id:
            carry_over(work, group_id)
            work.keys.forget(group_id)
    ids = select(GroupChange.id).where(over)
    work.db.execute(delete(GroupChangePerson).where(GroupChangePerson.change_id.in_(ids)))
    return len(work.db.execute(delete(GroupChange).where(over).returning(GroupChange.id)).all())


def _touches(group_ids: list[GroupId]) -> ColumnElement[bool]:
    return or_(GroupChange.group_id.in_(group_ids), GroupChange.other_id.in_(group_ids))


def _seen(row: GroupChange) -> Change:
    return Change(
        id=row.id,
        number=row.number,
        kind=ChangeKind(row.kind),
        group_id=row.group_id,
        other_id=row.other_id,
        landlord_id=row.landlord_id,
        other_landlord_id=row.other_landlord_id,
        absorbed=tuple(UUID(one) for one in row.absorbed),
        swapped=row.swapped,
        opened=row.opened,
        at=row.at,
        decided_by=row.decided_by,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
