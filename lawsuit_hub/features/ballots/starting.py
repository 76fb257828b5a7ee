"""A ballot begins: who is active at this moment may vote, nobody after; and who has not yet is reminded once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.ballots.models import BallotRow, BallotVoter
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import to_tell
from lawsuit_hub.features.urns import service as urns
from lawsuit_hub.features.urns.types import NoSuchUrn
from lawsuit_hub.infra.work import Work

BEGUN, REMINDER = "ballot_open", "ballot_reminder"
REMIND_DAYS = 1  # before the last one


def start(work: Work, row: BallotRow, group_id: UUID) -> None:
    """`group_id`: the group that stands for it now."""
    people = groups.active_victims(work, group_id)
    row.started_at, row.voters = work.now, len(people)
    urns.make(work, row.id)
    work.db.add_all(BallotVoter(ballot_id=row.id, victim_id=one) for one in sorted(people))
    work.db.flush()
    audit.record(work, "ballot:begun", about=group_id, kind="group")
    outbox.queue_many(work, BEGUN, to=to_tell(work, group_id))


def remind(work: Work, row: BallotRow, group_id: UUID) -> int:
    """Who has not voted, is here still and wants to hear: on the day before the last. Returns how many messages."""
    row.reminded_at = work.now
    waiting = urns.missing(work, row.id, electorate(work, row.id)) & set(to_tell(work, group_id))
    for one in sorted(waiting):
        outbox.queue(work, REMINDER, to=one, ballot=str(row.id))
    return len(waiting)


def is_due(work: Work, row: BallotRow) -> bool:
    """To be reminded of. Whoever heard today that it began does not hear it twice."""
    near = row.until_on - timedelta(days=REMIND_DAYS) <= work.today <= row.until_on
    return (
        near
        and row.reminded_at is None
        and row.started_at is not None
        and row.started_at < work.now - timedelta(hours=12)
    )


def still_waits(work: Work, ballot_id: UUID, victim_id: UUID) -> bool:
    """Asked as the reminder is sent: who voted meanwhile, or cannot any more, is not reminded."""
    row = work.db.get(BallotRow, ballot_id)
    if row is None or row.ended_at or row.cancelled_at or row.until_on < work.today:
        return False
    try:
        return victim_id in electorate(work, ballot_id) and not urns.has_cast(work, ballot_id, victim_id)
    except NoSuchUrn:
        return False


def electorate(work: Work, ballot_id: UUID) -> set[UUID]:
    return set(work.db.scalars(select(BallotVoter.victim_id).where(BallotVoter.ballot_id == ballot_id)))
