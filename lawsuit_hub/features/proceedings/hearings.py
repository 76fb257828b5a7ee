"""Days in court: an hour, a room, whether members have to come; entered, postponed, changed. What ends one is a day's own end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import delete

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import deadlines
from lawsuit_hub.features.proceedings.deadlines import Entry
from lawsuit_hub.features.proceedings.models import Deadline, DeadlineReminder, Hearing
from lawsuit_hub.features.proceedings.reaching import reach, to_tell
from lawsuit_hub.features.proceedings.types import BadDeadline, NoSuchDeadline, Source
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed
from lawsuit_hub.privacy.keyring import KeyKind, Place, Sealed
from lawsuit_hub.values.dates import KST

LONGEST_ROOM = 60


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and where, as it was typed, in Korea. `room`: court and number of the room."""

    day: date
    hour: time
    room: str = ""
    must_come: bool = False

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.hour, KST).astimezone(UTC)


def enter(work: Work, code: str, sitting: Sitting, *, kind: str, once: str) -> bool:
    """False when this very form was sent before. Raises NoSuchGroup, BadDeadline, ReasonHoldsNumber."""
    group_id, words = reach(work, code), _words(sitting.room)
    row = deadlines.add(work, group_id, Entry(kind, sitting.day, source=Source.COURT), once=once)
    if row is None:
        return False
    room = _sealed(work, row, words)
    work.db.add(Hearing(id=row.id, starts_at=sitting.starts_at, room=room, must_come=sitting.must_come, sequence=0))
    work.db.flush()
    return True


def change(work: Work, code: str, hearing_id: UUID, sitting: Sitting, *, seen: int) -> bool:
    """Postponed, or only its room or its word about coming changed; members are told that a date changed. False when all stands so.

    `seen`: the sequence that the page showed. Raises NoSuchGroup, NoSuchDeadline, ReasonHoldsNumber; BadDeadline("stale") when
    somebody changed or ended it since.
    """
    group_id, words = reach(work, code), _words(sitting.room)
    row = deadlines.held(work, group_id, hearing_id)
    court = work.db.get(Hearing, hearing_id, populate_existing=True)
    if court is None:
        raise NoSuchDeadline
    if row.ended_at is not None or court.sequence != seen:
        raise BadDeadline("stale")
    if sitting.day < work.today:
        raise BadDeadline("past")
    if sitting.day > work.today + deadlines.FARTHEST:
        raise BadDeadline("far")
    before = (court.starts_at, deadlines.room_of(work, row, court), court.must_come)
    if before == (sitting.starts_at, words, sitting.must_come):
        return False
    if court.starts_at != sitting.starts_at:
        _postpone(work, row, court, sitting)
    if words != before[1]:  # where rooms do not open, an empty one typed takes none away
        court.room = _sealed(work, row, words)
    court.must_come = sitting.must_come
    court.sequence += 1
    audit.record(work, "deadline:changed", about=group_id, kind="group", which=row.kind)
    outbox.queue_many(work, deadlines.CHANGED, to=to_tell(work, group_id))
    work.db.flush()
    return True


def _postpone(work: Work, row: Deadline, court: Hearing, sitting: Sitting) -> None:
    """Who was reminded of the day before is reminded of the new one."""
    court.moved_from, court.starts_at, row.due_on = court.starts_at, sitting.starts_at, sitting.day
    work.db.execute(delete(DeadlineReminder).where(DeadlineReminder.deadline_id == row.id))


def _words(room: str) -> str:
    return scrubbed(" ".join(room[:LONGEST_ROOM].split()))


def _sealed(work: Work, row: Deadline, words: str) -> Sealed | None:
    return work.keys.seal(words or None, Place("hearings.room", row.group_id, row.id), KeyKind.PEER)
