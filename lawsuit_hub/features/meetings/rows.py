"""A meeting as a row and as it is read. Asks nobody who may read it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.lawsuits import following
from lawsuit_hub.features.meetings.models import MeetingGroup, MeetingOrganisation, MeetingRow, MinutesRow
from lawsuit_hub.features.meetings.types import Audience, Line, NotThere, Stale, State
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work

LINK = "meetings.link"


def get(work: Work, meeting_id: UUID) -> MeetingRow:
    """Raises NotThere."""
    row = work.db.get(MeetingRow, meeting_id)
    if row is None:
        raise NotThere
    return row


def hold(work: Work, meeting_id: UUID, *, seen: int | None = None) -> MeetingRow:
    """To the end of this work, so that one signs up after the other. Raises NotThere; Stale where it is not as it was `seen`."""
    wanted = select(MeetingRow).where(MeetingRow.id == meeting_id).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotThere
    if seen is not None and row.turn != seen:
        raise Stale
    return row


def seal_link(work: Work, row: MeetingRow, link: str) -> None:
    row.link = seal(work, link, LINK, row.id, row.id)


def link_of(work: Work, row: MeetingRow) -> str:
    return opened(work, row.link, LINK, row.id, row.id)


def line(work: Work, row: MeetingRow) -> Line:
    return lines(work, [row])[0]


def lines(work: Work, rows: Iterable[MeetingRow]) -> tuple[Line, ...]:
    some = list(rows)
    told = with_minutes(work, [row.id for row in some])
    return tuple(
        Line(
            id=row.id,
            title=row.title,
            state=_state(work.now, row, told=row.id in told),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            hybrid=row.link is not None,
            audience=Audience(row.audience),
        )
        for row in some
    )


def _state(now: datetime, row: MeetingRow, *, told: bool) -> State:
    if row.cancelled_at is not None:
        return State.CANCELLED
    if row.announced_at is None:
        return State.DRAFT
    if row.ends_at > now:
        return State.ANNOUNCED
    return State.MINUTES if told else State.OVER


def with_minutes(work: Work, meeting_ids: Iterable[UUID]) -> set[UUID]:
    """Those whose minutes people read."""
    found: set[UUID] = set()
    for some in batches(meeting_ids):
        read = select(MinutesRow.meeting_id).where(MinutesRow.meeting_id.in_(some), MinutesRow.shown_from.is_not(None))
        found |= set(work.db.scalars(read))
    return found


def groups_of(work: Work, meeting_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The groups that each is for, where they stand now."""
    wanted = list(meeting_ids)
    rows = work.db.execute(
        select(MeetingGroup.meeting_id, MeetingGroup.group_id).where(MeetingGroup.meeting_id.in_(wanted))
    ).all()
    now = following.standing(work, [group_id for _meeting, group_id in rows])
    found: dict[UUID, set[UUID]] = {}
    for meeting_id, group_id in rows:
        if group_id in now:
            found.setdefault(meeting_id, set()).add(now[group_id])
    return found


def organisations_of(work: Work, meeting_id: UUID) -> set[UUID]:
    rows = select(MeetingOrganisation.organisation_id).where(MeetingOrganisation.meeting_id == meeting_id)
    return set(work.db.scalars(rows))
