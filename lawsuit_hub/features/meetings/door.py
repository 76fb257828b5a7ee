"""At the door: a scanned picture or a code brings one seat in, once; who came without a seat is counted. Staff see aliases."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import organisations, rows, seating, tickets
from lawsuit_hub.features.meetings.models import MeetingRow, Seat
from lawsuit_hub.features.meetings.types import BadMeeting, Closed, NotComing, NotThere, SeatLine
from lawsuit_hub.infra.work import Work

MOST_WALK_INS = 2000
_LONGEST_TOKEN = 40


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a scanned picture leads to. `came_before`: somebody came in by it already."""

    meeting_id: UUID
    title: str
    seat: SeatLine

    @property
    def came_before(self) -> bool:
        return self.seat.came > 0


def seats(work: Work, meeting_id: UUID) -> tuple[SeatLine, ...]:
    """In the order of signing up."""
    work.require(Permission.MEETING_MANAGE)
    wanted = select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.place)
    return _lines(work, list(work.db.scalars(wanted)))


def scanned(work: Work, token: str) -> Arriving:
    """Raises NotThere."""
    work.require(Permission.MEETING_MANAGE)
    seat = _by_token(work, token)
    return Arriving(seat.meeting_id, rows.get(work, seat.meeting_id).title, _lines(work, [seat])[0])


def let_in(work: Work, token: str, *, count: int = 1) -> bool:
    """False where somebody came in by it before: a copied picture brings in nobody. Raises NotThere, NotComing, Closed, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    return _let_in(work, _by_token(work, token), count)


def let_in_by_code(work: Work, meeting_id: UUID, code: str, *, count: int = 1) -> bool:
    """By the letters of the list, typed or ticked. Raises NotThere, NotComing, Closed, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    there = Seat.meeting_id == meeting_id, Seat.door_code == code[:_LONGEST_TOKEN].strip().upper()
    seat = work.db.scalar(select(Seat).where(*there)) if code.isprintable() else None
    if seat is None:
        raise NotThere
    return _let_in(work, seat, count)


def _let_in(work: Work, seat: Seat, count: int) -> bool:
    row = rows.hold(work, seat.meeting_id)
    work.db.refresh(seat)
    if row.cancelled_at is not None or row.cleaned_at is not None:
        raise Closed
    if seat.waiting:
        raise NotComing
    if seat.came:
        return False
    if not 1 <= count <= seat.seats:
        raise BadMeeting("count", "count")
    seat.came, seat.came_at = count, work.now
    audit.record(work, "meeting:let-in", about=row.id, kind="meeting", seats=count)
    return True


def count_walk_ins(work: Work, meeting_id: UUID, number: int) -> None:
    """How many came without a seat, as it is now known. Raises NotThere, Closed, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    row = rows.hold(work, meeting_id)
    if row.cancelled_at is not None or row.cleaned_at is not None or row.announced_at is None:
        raise Closed
    if not 0 <= number <= MOST_WALK_INS:
        raise BadMeeting("walk_ins", "walk_ins")
    row.walk_ins = number
    audit.record(work, "meeting:walk-ins", about=row.id, kind="meeting", count=number)


def open_needs(work: Work, meeting_id: UUID, *, reason: str) -> tuple[tuple[SeatLine, str], ...]:
    """What people need to take part. Each reads that it was opened, and why. Raises NotThere, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    row = rows.get(work, meeting_id)
    wanted = select(Seat).where(Seat.meeting_id == row.id, Seat.needs.is_not(None)).order_by(Seat.place)
    found = list(work.db.scalars(wanted))
    about = [one.victim_id for one in found if one.victim_id is not None]
    audit.record_many(work, "meeting:needs-opened", about=about, reason=kept)
    audit.record(work, "meeting:needs-listed", about=row.id, kind="meeting", reason=kept, count=len(found))
    return tuple(zip(_lines(work, found), [tickets.needs_of(work, one) for one in found], strict=True))


def counts(work: Work, meeting_ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many seats wait, and how many came."""
    waiting = func.sum(Seat.seats).filter(Seat.waiting.is_(True))
    asked = select(Seat.meeting_id, waiting, func.sum(Seat.came)).where(Seat.meeting_id.in_(meeting_ids))
    return {one: (int(a or 0), int(b or 0)) for one, a, b in work.db.execute(asked.group_by(Seat.meeting_id))}


def _by_token(work: Work, token: str) -> Seat:
    mac = seating.mac_of(work, token[:_LONGEST_TOKEN])
    seat = work.db.scalar(select(Seat).where(Seat.ticket_mac == mac))
    if seat is None:
        raise NotThere
    return seat


def _lines(work: Work, some: list[Seat]) -> tuple[SeatLine, ...]:
    named = organisations.names(work, [one.organisation_id for one in some])
    return tuple(
        SeatLine(
            id=one.id,
            alias=one.alias,
            organisation=named.get(one.organisation_id, "") if one.organisation_id else "",
            seats=one.seats,
            waiting=one.waiting,
            door_code=one.door_code,
            came=one.came,
            came_at=one.came_at,
            needs=one.needs is not None,
            by_member=one.victim_id is not None,
        )
        for one in some
    )


def held(work: Work) -> int:
    """How many meetings there have been, for the numbers that everybody reads."""
    over = MeetingRow.announced_at.is_not(None), MeetingRow.cancelled_at.is_(None), MeetingRow.ends_at <= work.now
    return work.db.scalar(select(func.count()).select_from(MeetingRow).where(*over)) or 0
