"""Who is told of a meeting, and when: as it is announced, moved or cancelled, and when a seat became hers. Messages hold no word of it."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import representing, rows
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.types import Audience, BadMeeting, Closed
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import reaching
from lawsuit_hub.features.victims import audience
from lawsuit_hub.infra.work import Work

ANNOUNCED, SEAT, CHANGED = "meeting", "meeting_seat", "meeting_changed"
_AT_ONCE = 500


def announce(work: Work, meeting_id: UUID, *, seen: int) -> int:
    """There to be seen from now on by whom it is for, who are written to. Returns how many. Raises NotThere, Stale, Closed; BadMeeting
    where it would begin in the past."""
    work.require(Permission.MAILING_SEND)
    row = rows.hold(work, meeting_id, seen=seen)
    if row.announced_at is not None or row.cancelled_at is not None:
        raise Closed
    if row.starts_at <= work.now:
        raise BadMeeting("past", "day")
    row.announced_at = work.now
    row.turn += 1
    told = sum(outbox.queue_many(work, ANNOUNCED, to=some) for some in _people(work, row))
    audit.record(work, "meeting:announced", about=row.id, kind="meeting", audience=row.audience, told=told)
    return told


def _people(work: Work, row: MeetingRow) -> Iterator[list[UUID]]:
    if row.audience == Audience.ALL.value:
        yield from _everybody(work)
    elif row.audience == Audience.GROUPS.value:
        theirs = rows.groups_of(work, [row.id]).get(row.id, set())
        yield sorted({one for group_id in theirs for one in reaching.to_tell(work, group_id)})
    else:
        yield sorted(set(representing.accounts_of(work, rows.organisations_of(work, row.id))))


def _everybody(work: Work) -> Iterator[list[UUID]]:
    """Who may be written to, so many at a time as a statement takes."""
    asked = audience.Audience(work.now, off=choosing.without(ANNOUNCED))
    last: UUID | None = None
    while page := audience.page(work, asked, after=last, size=_AT_ONCE):
        yield [one for one, word in page if word == audience.GETS]
        last = page[-1][0]


def tell_seated(work: Work, meeting_id: UUID) -> None:
    """Everybody with an account who has a seat or waits for one."""
    there = select(Seat.victim_id).where(Seat.meeting_id == meeting_id, Seat.victim_id.is_not(None))
    outbox.queue_many(work, CHANGED, to=[one for one in work.db.scalars(there) if one is not None])


def tell_of_seat(work: Work, seat: Seat) -> None:
    """The place in the list became a seat."""
    if seat.victim_id is not None:
        outbox.queue(work, SEAT, to=seat.victim_id)
