"""Meetings as the desk sees them: drafts, what is to come, what is over, with numbers and without names."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.meetings import door, rows
from lawsuit_hub.features.meetings.models import MeetingRow
from lawsuit_hub.features.meetings.types import Audience, Item, Plan
from lawsuit_hub.infra.work import Work

_MOST = 200


def items(work: Work) -> tuple[Item, ...]:
    """The latest first."""
    work.require(Permission.MEETING_MANAGE)
    found = work.db.scalars(select(MeetingRow).order_by(MeetingRow.starts_at.desc(), MeetingRow.id).limit(_MOST))
    return _items(work, found)


def item(work: Work, meeting_id: UUID) -> Item:
    """Raises NotThere."""
    work.require(Permission.MEETING_MANAGE)
    return _items(work, [rows.get(work, meeting_id)])[0]


def _items(work: Work, found: Iterable[MeetingRow]) -> tuple[Item, ...]:
    some = list(found)
    ids = [row.id for row in some]
    counted = door.counts(work, ids) if ids else {}
    codes, for_groups = {one.id: one.code for one in groups.lines(work)}, rows.groups_of(work, ids)
    return tuple(
        Item(
            line=line,
            plan=_plan(work, row, tuple(sorted(codes[one] for one in for_groups.get(row.id, ()) if one in codes))),
            turn=row.turn,
            taken=row.signed_up if row.cleaned_at and row.signed_up is not None else row.taken,
            waiting=counted.get(row.id, (0, 0))[0],
            came=row.came if row.came is not None else counted.get(row.id, (0, 0))[1],
            walk_ins=row.walk_ins,
            cancelled=row.cancelled,
            cleaned=row.cleaned_at is not None,
            announced_at=row.announced_at,
        )
        for row, line in zip(some, rows.lines(work, some), strict=True)
    )


def _plan(work: Work, row: MeetingRow, codes: tuple[str, ...]) -> Plan:
    return Plan(
        title=row.title,
        purpose=row.purpose,
        place=row.place,
        link=rows.link_of(work, row),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        signup_until=row.signup_until,
        audience=Audience(row.audience),
        groups=codes,
        organisations=tuple(sorted(rows.organisations_of(work, row.id))),
    )
