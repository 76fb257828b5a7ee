"""Days that must not be missed: entered by a caseworker or the group's lawyer, with where they are from and how sure that is."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings import kinds
from lawsuit_hub.features.proceedings.models import Deadline, DeadlinePerson, Hearing
from lawsuit_hub.features.proceedings.reaching import chosen, reach, to_tell
from lawsuit_hub.features.proceedings.types import (
    BadDeadline,
    Confidence,
    DeadlineView,
    HearingView,
    NoSuchDeadline,
    Source,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

log = logging.getLogger("lawsuit_hub.proceedings")

LONGEST_TITLE = 60
FARTHEST = timedelta(days=3660)
DONE, CANCELLED = "done", "cancelled"
CHANGED = "date_changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A day as it was typed. `day` is the last day, or the one it is counted from where the kind counts. No `aliases`: everybody."""

    kind: str
    day: date
    title: str = ""
    source: Source = Source.OWN
    confidence: Confidence = Confidence.CERTAIN
    remind_days: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    is_counted: bool = False


def enter(work: Work, code: str, entry: Entry, *, once: str) -> bool:
    """False when this very form was sent before. Raises NoSuchGroup, BadDeadline, ReasonHoldsNumber."""
    return add(work, reach(work, code), entry, once=once) is not None


def add(work: Work, group_id: GroupId, entry: Entry, *, once: str) -> Deadline | None:
    """The day as it was entered; None when this very form was sent before. Whether the group is hers is asked before."""
    kind = kinds.BY_NAME[entry.kind]
    due_on = kinds.due(kind, entry.day) if entry.is_counted and kind.is_counted else entry.day
    title, people = _title(entry), chosen(work, group_id, entry.aliases)
    _check(work, entry, due_on, people)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row = Deadline(
        id=new_id(),
        group_id=group_id,
        kind=kind.name,
        due_on=due_on,
        counted_from=entry.day if entry.is_counted and kind.is_counted else None,
        source=entry.source.value,
        confidence=entry.confidence.value,
        everybody=not entry.aliases,
        remind_days=",".join(str(one) for one in entry.remind_days or kind.remind),
        entered_at=work.now,
        entered_by=work.actor.id,
        once=once,
    )
    row.title = work.keys.seal(title or None, Place("deadlines.title", group_id, row.id), KeyKind.PEER)
    return _add(work, row, people)


def _add(work: Work, row: Deadline, people: list[UUID]) -> Deadline | None:
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        return None
    if not row.everybody:
        work.db.add_all(DeadlinePerson(deadline_id=row.id, victim_id=one) for one in people)
    audit.record(work, "deadline:entered", about=row.group_id, kind="group", which=row.kind, days=row.remind_days)
    work.db.flush()
    return row


def _title(entry: Entry) -> str:
    title = scrubbed(" ".join(entry.title[:LONGEST_TITLE].split()))
    if entry.kind == kinds.OWN and not title:
        raise BadDeadline("title")
    return title


def _check(work: Work, entry: Entry, due_on: date, people: list[UUID]) -> None:
    if due_on < work.today:
        raise BadDeadline("past")
    if due_on > work.today + FARTHEST:
        raise BadDeadline("far")
    if entry.aliases and len(people) != len(set(entry.aliases)):
        raise BadDeadline("people")
    if any(not 0 <= one <= kinds.MOST_DAYS_BEFORE for one in entry.remind_days):
        raise BadDeadline("days")


def end(work: Work, code: str, deadline_id: UUID, *, ended_as: str, reason: str = "") -> bool:
    """Done, or cancelled with a reason: nobody is reminded any more. False when it ended before. Raises NoSuchDeadline."""
    group_id = reach(work, code)
    row = held(work, group_id, deadline_id)
    kept = audit.clean_reason(reason) if ended_as == CANCELLED else ""
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_by, row.ended_as, row.reason = work.now, work.actor.id, ended_as, kept
    audit.record(work, f"deadline:{ended_as}", about=group_id, kind="group", reason=kept or None, which=row.kind)
    if ended_as == CANCELLED and row.kind in kinds.HEARINGS:
        outbox.queue_many(work, CHANGED, to=to_tell(work, group_id))
    work.db.flush()
    return True


def held(work: Work, group_id: GroupId, deadline_id: UUID) -> Deadline:
    """The row, to the end of this work nobody else's. Raises NoSuchDeadline."""
    theirs = (Deadline.id == deadline_id, Deadline.group_id.in_(endings.family(work, group_id)))
    found = select(Deadline).where(*theirs).with_for_update().execution_options(populate_existing=True)
    row = work.db.scalar(found)
    if row is None:
        raise NoSuchDeadline
    return row


def of_group(work: Work, group_id: GroupId) -> tuple[DeadlineView, ...]:
    """All of a group's for staff: what is open first, the nearest first."""
    theirs = Deadline.group_id.in_(endings.family(work, group_id))
    rows = work.db.scalars(select(Deadline).where(theirs).order_by(Deadline.due_on)).all()
    ids = [row.id for row in rows]
    people = Counter(
        work.db.scalars(select(DeadlinePerson.deadline_id).where(DeadlinePerson.deadline_id.in_(ids))).all()
    )
    court = _hearings(work, ids)
    views = [_view(work, row, None if row.everybody else people[row.id], court) for row in rows]
    return tuple(sorted(views, key=lambda one: (one.ended_as is not None, one.due_on)))


def of_member(work: Work, group_id: GroupId, victim_id: UUID) -> tuple[DeadlineView, ...]:
    """Those that are open and concern her, wherever they were entered; of whom else they concern she reads nothing."""
    hers = select(DeadlinePerson.deadline_id).where(DeadlinePerson.victim_id == victim_id)
    rows = select(Deadline).where(
        Deadline.ended_at.is_(None),
        Deadline.due_on >= work.today,
        (Deadline.everybody & Deadline.group_id.in_(endings.family(work, group_id))) | Deadline.id.in_(hers),
    )
    return _shown(work, list(work.db.scalars(rows.order_by(Deadline.due_on))))


def called_off(work: Work, group_id: GroupId) -> tuple[DeadlineView, ...]:
    """A group's days in court that will not be, until they would have been: whoever wrote one down shall read so."""
    rows = select(Deadline).where(
        Deadline.ended_as == CANCELLED,
        Deadline.id.in_(select(Hearing.id)),
        Deadline.due_on >= work.today,
        Deadline.group_id.in_(endings.family(work, group_id)),
    )
    return _shown(work, list(work.db.scalars(rows.order_by(Deadline.due_on))))


def _shown(work: Work, rows: list[Deadline]) -> tuple[DeadlineView, ...]:
    court = _hearings(work, [row.id for row in rows])
    return tuple(_view(work, row, None, court) for row in rows)


def _hearings(work: Work, ids: list[UUID]) -> dict[UUID, Hearing]:
    return {row.id: row for row in work.db.scalars(select(Hearing).where(Hearing.id.in_(ids)))}


def _words(work: Work, row: Deadline) -> str:
    return _opened(work, row, row.title, "deadlines.title")


def _opened(work: Work, row: Deadline, words: Sealed | None, where: str) -> str:
    """Empty where they were changed in the table or their key is gone: the day stands, by its kind."""
    try:
        return work.keys.open(words, Place(where, row.group_id, row.id), KeyKind.PEER) or ""
    except CannotOpen as error:
        log.error("the words of the day %s do not open: %s", row.id, type(error).__name__)
        return ""


def _hearing(work: Work, row: Deadline, court: Hearing) -> HearingView:
    """A cancellation is a change, too."""
    changes = court.sequence + (row.ended_as == CANCELLED)
    return HearingView(court.starts_at, room_of(work, row, court), court.must_come, changes, court.moved_from)


def room_of(work: Work, row: Deadline, court: Hearing) -> str:
    return _opened(work, row, court.room, "hearings.room")


def _view(work: Work, row: Deadline, people: int | None, court: Mapping[UUID, Hearing]) -> DeadlineView:
    return DeadlineView(
        id=row.id,
        kind=row.kind,
        title=_words(work, row),
        due_on=row.due_on,
        counted_from=row.counted_from,
        source=Source(row.source),
        confidence=Confidence(row.confidence),
        people=people,
        remind_days=tuple(int(one) for one in row.remind_days.split(",")),
        ended_as=row.ended_as,
        reason=row.reason,
        hearing=_hearing(work, row, court[row.id]) if row.id in court else None,
    )
