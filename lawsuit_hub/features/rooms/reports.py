"""Messages that members showed to the caseworkers, with their reasons."""

import logging
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rooms import entries, names, places
from lawsuit_hub.features.rooms.models import RoomReport
from lawsuit_hub.features.rooms.types import Empty, HoldsResidentNumber, NoRoom, Report
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place

log = logging.getLogger("lawsuit_hub.rooms")

A_DAY = "30 per day"


def report(work: Work, seq: int, *, reason: str) -> None:
    """Once for each message; a second time changes nothing. Raises NoRoom, NotInside, TakenOut, ReasonMissing, ReasonHoldsNumber,
    TooMany, TooManyNames.
    """
    mine, _row = places.inside(work)
    if entries.message(work, mine.group_id, seq) is None:
        raise NoRoom
    work.limits.hit(A_DAY, "room-reports", str(mine.victim_id))
    kept = _clean(work, mine.group_id, reason, by=mine.victim_id)
    entries.hold(work, mine.group_id)
    told = RoomReport.group_id == mine.group_id, RoomReport.seq == seq, RoomReport.victim_id == mine.victim_id
    if work.db.scalar(select(RoomReport.id).where(*told)) is not None:
        return
    row = RoomReport(id=new_id(), group_id=mine.group_id, seq=seq, victim_id=mine.victim_id, at=work.now)
    row.reason = work.keys.seal(kept, _place(mine.group_id, row.id), KeyKind.PEER)
    work.db.add(row)
    audit.record(work, "room:reported", about=mine.victim_id, group=str(mine.group_id), seq=seq)


def waiting(work: Work, group_id: UUID) -> tuple[Report, ...]:
    """The oldest first. Who reported is not told."""
    work.require(Permission.ROOM_MODERATE)
    rows = select(RoomReport).where(RoomReport.group_id == group_id, RoomReport.settled_at.is_(None))
    found = work.db.scalars(rows.order_by(RoomReport.at)).all()
    return tuple(Report(row.id, row.seq, row.at, reason_of(work, row)) for row in found)


def count_waiting(work: Work) -> dict[UUID, int]:
    """By group, for the desk's first page."""
    work.require(Permission.DESK_READ)
    rows = select(RoomReport.group_id, func.count()).where(RoomReport.settled_at.is_(None))
    return {row[0]: row[1] for row in work.db.execute(rows.group_by(RoomReport.group_id))}


def settle(work: Work, group_id: UUID, report_id: UUID) -> None:
    """A caseworker has seen to it. Raises NoRoom."""
    work.require(Permission.ROOM_MODERATE)
    row = work.db.get(RoomReport, report_id, with_for_update=True)
    if row is None or row.group_id != group_id:
        raise NoRoom
    if row.settled_at is None:
        row.settled_at, row.settled_by = work.now, work.actor.id
        audit.record(work, "room:report-settled", about=group_id, kind="group", seq=row.seq)


def _clean(work: Work, group_id: UUID, reason: str, *, by: UUID) -> str:
    """As a message is cleaned, names of members included and counted: whoever reads it has opened nobody, and nobody asks by it
    who is here."""
    try:
        kept = names.clean(work, group_id, reason[: audit.LONGEST_REASON], longest=audit.LONGEST_REASON)
    except Empty:
        raise ReasonMissing from None
    except HoldsResidentNumber:
        raise ReasonHoldsNumber from None
    names.count(work, by, kept.replaced)
    return audit.clean_reason(kept.text)


def reason_of(work: Work, row: RoomReport) -> str:
    try:
        return work.keys.open(row.reason, _place(row.group_id, row.id), KeyKind.PEER) or ""
    except CannotOpen as error:
        log.error("the report %s does not open: %s", row.id, type(error).__name__)
        return ""


def _place(group_id: UUID, report_id: UUID) -> Place:
    return Place("room_reports.reason", group_id, report_id)
