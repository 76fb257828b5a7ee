"""Her own seat as she reads it: alias, picture for the door, the link. Another's does not exist for her."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.meetings import organisations, receipts, rows, seating
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.types import Line, NotThere, Ticket
from lawsuit_hub.infra.work import Work


def own(work: Work, meeting_id: UUID) -> Ticket:
    """A member's. Raises NotThere."""
    work.require(Permission.OWN_READ)
    hers = select(Seat).where(Seat.meeting_id == meeting_id, Seat.victim_id == work.actor.id)
    seat = work.db.scalar(hers) if work.actor.id is not None else None
    if seat is None:
        raise NotThere
    return _ticket(work, seat)


def by_receipt(work: Work, receipt: str, *, network: str) -> Ticket:
    """Raises NotThere, TooMany."""
    return _ticket(work, receipts.seat_of(work, receipt, network=network))


def hers(work: Work, *, coming: bool) -> tuple[Line, ...]:
    """Meetings that she signed up to: those to come, the next first, or those that are over."""
    work.require(Permission.OWN_READ)
    when = MeetingRow.ends_at > work.now if coming else MeetingRow.ends_at <= work.now
    wanted = select(MeetingRow).join(Seat, Seat.meeting_id == MeetingRow.id)
    found = wanted.where(Seat.victim_id == work.actor.id, when).order_by(MeetingRow.starts_at, MeetingRow.id)
    return rows.lines(work, work.db.scalars(found))


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """For her own copy (docs/data-copy.md). What she needs there stands sealed for staff; that it does is told."""
    wanted = select(Seat, MeetingRow).join(MeetingRow, MeetingRow.id == Seat.meeting_id)
    found = work.db.execute(wanted.where(Seat.victim_id == victim_id).order_by(Seat.signed_up_at)).all()
    named = organisations.names(work, [seat.organisation_id for seat, _row in found])
    return [
        {
            "meeting": row.title,
            "starts_at": row.starts_at.isoformat(),
            "signed_up_at": seat.signed_up_at.isoformat(),
            "alias": seat.alias,
            "organisation": named.get(seat.organisation_id) if seat.organisation_id else None,
            "seats": seat.seats,
            "waiting": seat.waiting,
            "came": seat.came,
            "needs": needs_of(work, seat) or None,
        }
        for seat, row in found
    ]


def needs_of(work: Work, seat: Seat) -> str:
    """For staff who left a mark, and for her own copy."""
    return work.keys.open(seat.needs, seating.needs_place(seat)) or ""


def _ticket(work: Work, seat: Seat) -> Ticket:
    row = rows.get(work, seat.meeting_id)
    named = organisations.names(work, [seat.organisation_id])
    return Ticket(
        id=seat.id,
        line=rows.line(work, row),
        alias=seat.alias,
        seats=seat.seats,
        organisation=named.get(seat.organisation_id, "") if seat.organisation_id else "",
        waiting=seat.waiting,
        before=seating.before(work, seat) if seat.waiting else 0,
        door_code=seat.door_code,
        token=seating.token_of(work, seat),
        link="" if seat.waiting or row.cancelled_at else rows.link_of(work, row),
        came=seat.came > 0,
        needs=seat.needs is not None,
    )
