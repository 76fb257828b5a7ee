"""How seats end: some days after the meeting, with what was counted kept; and with the person whose they are."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import asking, organisations, reports, rows, seating
from lawsuit_hub.features.meetings.models import (
    MeetingCount,
    MeetingQuestion,
    MeetingRow,
    MeetingVote,
    RepresentativeRow,
    Seat,
)
from lawsuit_hub.infra.work import Work


def retire(work: Work) -> int:
    """Seats and votes `meeting_days` after the end, and link codes that nobody used; the worker calls it. Returns how many meetings.
    Also counts the votes that anybody reads, once a day."""
    asking.recount_all(work)
    old = select(MeetingRow.id).where(
        MeetingRow.cleaned_at.is_(None), MeetingRow.ends_at <= work.now - timedelta(days=work.settings.meeting_days)
    )
    gone = list(work.db.scalars(old.order_by(MeetingRow.id)))
    for one in gone:
        _clean(work, one)
    unused = RepresentativeRow.code_until <= work.now, RepresentativeRow.victim_id.is_(None)
    organisations.drop(work, work.db.scalars(select(RepresentativeRow).where(*unused)))
    return len(gone)


def _clean(work: Work, meeting_id: UUID) -> None:
    row = rows.hold(work, meeting_id)
    counted, _waiting = reports.live(work, row)
    row.signed_up, row.came = (sum(one[which] for one in counted.values()) for which in (0, 1))
    work.db.add_all(
        MeetingCount(meeting_id=row.id, organisation_id=one, signed_up=signed, came=came)
        for one, (signed, came) in counted.items()
        if one is not None
    )
    for seat in work.db.scalars(select(Seat).where(Seat.meeting_id == row.id)):
        seating.forget_needs(work, seat)
    work.db.flush()
    work.db.execute(delete(Seat).where(Seat.meeting_id == row.id))
    theirs = select(MeetingQuestion.id).where(MeetingQuestion.meeting_id == row.id)
    work.db.execute(delete(MeetingVote).where(MeetingVote.question_id.in_(theirs)))
    row.cleaned_at, row.taken = work.now, 0
    audit.record(work, "meeting:seats-deleted", about=row.id, kind="meeting", signed_up=row.signed_up, came=row.came)
    work.db.flush()


def forget_person(work: Work, victim_id: UUID) -> None:
    """Her seats, which others get; of a meeting that is over the number stays and nothing of her. What she spoke for, and her votes."""
    kept = select(MeetingRow.id).where(MeetingRow.cleaned_at.is_(None)).order_by(MeetingRow.id)
    there = set(work.db.scalars(kept))
    theirs = select(Seat.meeting_id).where(Seat.victim_id == victim_id)
    for meeting_id in sorted(set(work.db.scalars(theirs))):
        row = rows.hold(work, meeting_id)
        hers = select(Seat).where(Seat.meeting_id == row.id, Seat.victim_id == victim_id)
        seat = work.db.scalar(hers.execution_options(populate_existing=True))
        if seat is None:
            continue
        if row.ends_at > work.now:
            seating.free(work, row, seat)
        else:
            seating.forget_needs(work, seat)
            seat.victim_id = None
    asking.forget_voter(work, victim_id, there)
    organisations.drop(work, work.db.scalars(select(RepresentativeRow).where(RepresentativeRow.victim_id == victim_id)))
    work.db.flush()
