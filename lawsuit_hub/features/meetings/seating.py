"""Seats of one meeting, which the caller holds: given in the order of asking, freed, and given to who waits. Never more than there are."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.features.lawsuits.aliases import new_alias
from lawsuit_hub.features.meetings import telling
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place

TICKET, NEEDS = "meeting_seats.ticket", "meeting_seats.needs"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DOOR_LETTERS, _TOKEN_BYTES = 5, 16


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for seats: a member, a browser by its receipt, or staff for an organisation. `shunned`: aliases that she has elsewhere."""

    seats: int = 1
    victim_id: UUID | None = None
    organisation_id: UUID | None = None
    receipt_mac: bytes | None = None
    once: str | None = None
    needs: str = ""
    shunned: frozenset[str] = frozenset()


def give(work: Work, row: MeetingRow, asked: Asked) -> Seat:
    """A seat, or a place in the list where there is not room enough."""
    taken = work.db.execute(select(Seat.alias, Seat.door_code).where(Seat.meeting_id == row.id)).all()
    row.last_place += 1
    seat = Seat(
        id=new_id(),
        meeting_id=row.id,
        victim_id=asked.victim_id,
        organisation_id=asked.organisation_id,
        seats=asked.seats,
        place=row.last_place,
        waiting=row.taken + asked.seats > row.capacity,
        alias=new_alias({one.alias for one in taken} | asked.shunned),
        door_code=_door_code({one.door_code for one in taken}),
        receipt_mac=asked.receipt_mac,
        once=asked.once,
        signed_up_at=work.now,
        came=0,
    )
    _write_ticket(work, seat)
    _write_needs(work, seat, asked.needs)
    if not seat.waiting:
        row.taken += seat.seats
    work.db.add(seat)
    work.db.flush()
    return seat


def free(work: Work, row: MeetingRow, seat: Seat) -> None:
    """It goes with all that is sealed in it, and who waited gets it."""
    if not seat.waiting:
        row.taken -= seat.seats
    forget_needs(work, seat)
    work.db.execute(delete(Seat).where(Seat.id == seat.id))
    work.db.flush()
    promote(work, row)


def promote(work: Work, row: MeetingRow) -> None:
    """Who waits longest and fits: several who want more than is left let one pass. Nobody once it began or was cancelled."""
    if row.cancelled_at is not None or row.starts_at <= work.now or row.taken >= row.capacity:
        return
    waiting = select(Seat).where(Seat.meeting_id == row.id, Seat.waiting.is_(True)).order_by(Seat.place)
    for seat in work.db.scalars(waiting.execution_options(populate_existing=True)):
        if row.taken + seat.seats <= row.capacity:
            seat.waiting = False
            row.taken += seat.seats
            telling.tell_of_seat(work, seat)
    work.db.flush()


def before(work: Work, seat: Seat) -> int:
    """How many wait before it."""
    ahead = Seat.meeting_id == seat.meeting_id, Seat.waiting.is_(True), Seat.place < seat.place
    return work.db.scalar(select(func.count()).select_from(Seat).where(*ahead)) or 0


def token_of(work: Work, seat: Seat) -> str:
    """What stands in the picture; nothing of the person."""
    return opened(work, seat.ticket, TICKET, seat.meeting_id, seat.id)


def mac_of(work: Work, token: str) -> bytes:
    return work.keys.mac(TICKET, token.encode("utf-8", "replace"))


def forget_needs(work: Work, seat: Seat) -> None:
    if seat.needs is not None:
        seat.needs = None
        work.keys.forget(seat.id)


def _write_ticket(work: Work, seat: Seat) -> None:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    seat.ticket, seat.ticket_mac = seal(work, token, TICKET, seat.meeting_id, seat.id), mac_of(work, token)


def _write_needs(work: Work, seat: Seat, needs: str) -> None:
    """For staff alone: under a key that members' pages do not open."""
    if needs:
        work.keys.new_subject(seat.id)
        seat.needs = work.keys.seal(needs, needs_place(seat))


def needs_place(seat: Seat) -> Place:
    return Place(NEEDS, seat.id, seat.id)


def _door_code(taken: set[str]) -> str:
    while True:
        code = "".join(secrets.choice(_LETTERS) for _letter in range(_DOOR_LETTERS))
        if code not in taken:
            return code
