"""Signing up and cancelling: a member by her account, a visitor by a receipt, an organisation several seats. In the order of the server."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings.checking import cleaned
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.meetings import receipts, rows, seating, showing
from lawsuit_hub.features.meetings.models import MeetingRow, OrganisationRow, Seat
from lawsuit_hub.features.meetings.types import LONGEST_NEEDS, MOST_SEATS, Audience, BadMeeting, Closed, NotThere
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work

_ONCE = re.compile("[0-9a-f]{32}")
_MEMBERS, _NETWORK, _VISITORS = "30 per day", "20 per day", "500 per day"
# Of one meeting: the first longer than one is announced before. Behind a network may be a house or an office's own computer.
_OF_ORGANISATION, _OF_NETWORK = "2 per 365 days", "3 per day"


@dataclass(frozen=True, slots=True)
class Wish:
    """As it was typed. `organisation_id`: the seats are for it. `needs`: what she needs to take part, for staff alone."""

    seats: int = 1
    organisation_id: UUID | None = None
    needs: str = ""


def sign_up(work: Work, meeting_id: UUID, wish: Wish, *, once: str, network: str) -> str:
    """Twice is once. A visitor's receipt, which is shown to her alone; empty for a member. Raises NotThere, Closed, BadWords, TooMany,
    BadMeeting."""
    work.require(Permission.MEETING_JOIN)
    needs = cleaned(wish.needs, longest=LONGEST_NEEDS, field="needs") if wish.needs.strip() else ""
    if work.actor.role is Role.MEMBER and work.actor.id is not None:
        victims.hold(work, work.actor.id)
        return _member(work, meeting_id, wish, needs, work.actor.id)
    return _visitor(work, meeting_id, needs, once, network)


def _member(work: Work, meeting_id: UUID, wish: Wish, needs: str, victim_id: UUID) -> str:
    row = _held(work, meeting_id)
    hers = Seat.meeting_id == row.id, Seat.victim_id == victim_id
    if work.db.scalar(select(Seat.id).where(*hers)) is not None:
        return ""
    organisation_id = _organisation(work, row, wish)
    _require_open(work, row)
    seats = wish.seats if organisation_id else 1
    if not 1 <= seats <= MOST_SEATS:
        raise BadMeeting("seats", "seats")
    work.limits.hit(_MEMBERS, "meeting-sign-up", str(victim_id))
    if organisation_id is not None:
        _count(work, row.id, organisation_id)
    member = groups.membership_of(work, victim_id)
    shunned = frozenset(groups.aliases(work, member.group_id)) if member else frozenset()
    asked = seating.Asked(seats, victim_id, organisation_id, needs=needs, shunned=shunned)
    seating.give(work, row, asked)
    # Neither about her nor by her: the hours of deeds would tell that she comes, and which alias is hers.
    audit.record(work.acting_as(SYSTEM), "meeting:signed-up", about=row.id, kind="meeting")
    return ""


def _count(work: Work, meeting_id: UUID, organisation_id: UUID) -> None:
    """Who asks for many seats learns whether so many are free, gives them back and asks for another number: five such answers would tell
    how many signed up. Two leave it open within five. Raises BadMeeting: staff reserve what else is wanted."""
    try:
        work.limits.hit(_OF_ORGANISATION, "meeting-organisation", str(meeting_id), str(organisation_id))
    except TooMany:
        raise BadMeeting("again", "seats") from None


def _organisation(work: Work, row: MeetingRow, wish: Wish) -> UUID | None:
    may = {one.id for one in showing.may_reserve(work, row)}
    if wish.organisation_id is not None and wish.organisation_id not in may:
        raise NotThere
    if wish.organisation_id is None and row.audience == Audience.ORGANISATIONS.value:
        raise Closed
    return wish.organisation_id


def _visitor(work: Work, meeting_id: UUID, needs: str, once: str, network: str) -> str:
    if not _ONCE.fullmatch(once):
        raise NotThere
    row = _held(work, meeting_id)
    receipt = receipts.made_of(work, meeting_id, once)
    mac = receipts.mac_of(work, receipt)
    if work.db.scalar(select(Seat.id).where(Seat.receipt_mac == mac)) is not None:
        return receipt
    if row.audience != Audience.ALL.value:
        raise Closed
    _require_open(work, row)
    work.limits.hit(_VISITORS, "meeting-visitors", str(row.id))
    _count_network(work, row.id, work.keys.mac("meeting-network", network).hex())
    seating.give(work, row, seating.Asked(receipt_mac=mac, needs=needs))
    audit.record(work, "meeting:visitor-signed-up", about=row.id, kind="meeting")
    return receipt


def _count_network(work: Work, meeting_id: UUID, network: str) -> None:
    """Who takes seats until the page says that none is free knows how many others have. A family signs up from one network; what is given
    back comes not off. Counted last, so that no refusal uses it up. Raises BadMeeting: an account needs no network, TooMany."""
    work.limits.hit(_NETWORK, "meeting-network", network)
    try:
        work.limits.hit(_OF_NETWORK, "meeting-of-network", str(meeting_id), network)
    except TooMany:
        raise BadMeeting("network", "") from None


def reserve(work: Work, meeting_id: UUID, organisation_id: UUID, seats: int, *, once: str) -> None:
    """By staff, for an organisation that asked by telephone; a form that comes twice reserves once. Raises NotThere, Closed, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    if not 1 <= seats <= MOST_SEATS:
        raise BadMeeting("seats", "seats")
    row = rows.hold(work, meeting_id)
    if work.db.scalar(select(Seat.id).where(Seat.once == once)) is not None:
        return
    invited = rows.organisations_of(work, row.id)
    stands = work.db.get(OrganisationRow, organisation_id)
    if stands is None or stands.ended_at is not None or row.audience == Audience.GROUPS.value:
        raise NotThere
    if row.audience == Audience.ORGANISATIONS.value and organisation_id not in invited:
        raise NotThere
    if row.announced_at is None or row.cancelled_at is not None or row.starts_at <= work.now:
        raise Closed
    seating.give(work, row, seating.Asked(seats, organisation_id=organisation_id, once=once))
    audit.record(work, "meeting:seats-reserved", about=row.id, kind="meeting", seats=seats)


def cancel(work: Work, meeting_id: UUID) -> None:
    """Her own; who waits gets it. Raises NotThere; Closed once she came, or it is over."""
    work.require(Permission.OWN_WRITE)
    row = rows.hold(work, meeting_id)
    hers = select(Seat).where(Seat.meeting_id == row.id, Seat.victim_id == work.actor.id)
    seat = work.db.scalar(hers.execution_options(populate_existing=True)) if work.actor.id else None
    _free(work, row, seat)
    audit.record(work.acting_as(SYSTEM), "meeting:seat-given-back", about=row.id, kind="meeting")


def cancel_by_receipt(work: Work, receipt: str, *, network: str) -> None:
    """Raises NotThere, Closed, TooMany."""
    seat = receipts.seat_of(work, receipt, network=network)
    row = rows.hold(work, seat.meeting_id)
    again = select(Seat).where(Seat.id == seat.id).execution_options(populate_existing=True)
    _free(work, row, work.db.scalar(again))
    audit.record(work, "meeting:visitor-gave-back", about=row.id, kind="meeting")


def remove(work: Work, meeting_id: UUID, seat_id: UUID) -> None:
    """By staff: who called, or what somebody took for fun. Raises NotThere, Closed."""
    work.require(Permission.MEETING_MANAGE)
    row = rows.hold(work, meeting_id)
    there = select(Seat).where(Seat.meeting_id == row.id, Seat.id == seat_id)
    seat = work.db.scalar(there.execution_options(populate_existing=True))
    victim_id = seat.victim_id if seat else None
    _free(work, row, seat)
    audit.record(work, "meeting:seat-removed", about=row.id, kind="meeting", member=victim_id is not None)


def _free(work: Work, row: MeetingRow, seat: Seat | None) -> None:
    if seat is None:
        raise NotThere
    if seat.came or row.ends_at <= work.now:
        raise Closed
    seating.free(work, row, seat)


def _held(work: Work, meeting_id: UUID) -> MeetingRow:
    row = rows.hold(work, meeting_id)
    if not showing.may_see(work, row):
        raise NotThere
    return row


def _require_open(work: Work, row: MeetingRow) -> None:
    if not showing.is_open(work, row):
        raise Closed
