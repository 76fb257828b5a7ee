"""What was decided at a meeting, and what an office or an organisation does until a day: shown until it is done, and then how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.meetings import keeping, rows
from lawsuit_hub.features.meetings.models import MeetingRow, TaskRow
from lawsuit_hub.features.meetings.types import (
    LONGEST_OWNER,
    LONGEST_TASK,
    Audience,
    BadMeeting,
    Closed,
    NotThere,
    Task,
    TaskKind,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Undertaking:
    """As it was typed. `owner`: an office or an organisation."""

    kind: TaskKind
    text: str
    owner: str
    due_on: date | None


def add(work: Work, meeting_id: UUID, what: Undertaking, *, once: str) -> None:
    """Raises NotThere, Closed before the meeting began, BadWords, NamesSomebody, BadMeeting."""
    work.require(Permission.MEETING_MANAGE)
    text = keeping.public(work, what.text, longest=LONGEST_TASK, field="text")
    owner = _owner(work, what)
    if what.kind is TaskKind.ACTION and what.due_on is None:
        raise BadMeeting("due", "due_on")
    row = rows.hold(work, meeting_id)
    if row.announced_at is None or row.cancelled_at is not None or row.starts_at > work.now:
        raise Closed
    made = TaskRow(id=new_id(), meeting_id=row.id, once=once, kind=what.kind.value, text=text, owner=owner, note="")
    made.made_at, made.due_on = work.now, what.due_on if what.kind is TaskKind.ACTION else None
    try:
        with work.db.begin_nested():
            work.db.add(made)
            work.db.flush()
    except IntegrityError:  # the same form again
        return
    audit.record(work, "meeting:task-added", about=row.id, kind="meeting")


def _owner(work: Work, what: Undertaking) -> str:
    if what.kind is TaskKind.DECISION and not what.owner.strip():
        return ""
    owner = keeping.line(what.owner, longest=LONGEST_OWNER, field="owner")
    return keeping.public(work, owner, longest=LONGEST_OWNER, field="owner")


def done(work: Work, meeting_id: UUID, task_id: UUID, *, note: str, on: date) -> None:
    """Raises NotThere, Closed where it was done, BadWords, NamesSomebody; BadMeeting of a day that is yet to come."""
    work.require(Permission.MEETING_MANAGE)
    kept = keeping.public(work, note, longest=LONGEST_TASK, field="note")
    if on > work.today:
        raise BadMeeting("future", "done_on")
    one = _held(work, meeting_id, task_id)
    if one.done_on is not None:
        raise Closed
    one.done_on, one.note = on, kept
    audit.record(work, "meeting:task-done", about=one.meeting_id, kind="meeting")


def remove(work: Work, meeting_id: UUID, task_id: UUID) -> None:
    """Entered by mistake. Raises NotThere."""
    work.require(Permission.MEETING_MANAGE)
    one = _held(work, meeting_id, task_id)
    work.db.execute(delete(TaskRow).where(TaskRow.id == one.id))
    audit.record(work, "meeting:task-removed", about=one.meeting_id, kind="meeting")


def of(work: Work, meeting_ids: Iterable[UUID]) -> tuple[Task, ...]:
    """Of meetings whoever asks may see: decisions first, then by their days."""
    wanted = select(TaskRow).where(TaskRow.meeting_id.in_(list(meeting_ids)))
    found = [_view(work, one) for one in work.db.scalars(wanted)]
    return tuple(sorted(found, key=lambda one: (one.kind is TaskKind.ACTION, one.due_on or date.min, one.id)))


def open_in_public(work: Work) -> tuple[Task, ...]:
    """What is not done yet, of meetings that anybody may see."""
    wanted = (
        select(TaskRow)
        .join(MeetingRow)
        .where(
            TaskRow.kind == TaskKind.ACTION.value,
            TaskRow.done_on.is_(None),
            MeetingRow.audience != Audience.GROUPS.value,
            MeetingRow.announced_at.is_not(None),
            MeetingRow.cancelled_at.is_(None),
        )
    )
    return tuple(_view(work, one) for one in work.db.scalars(wanted.order_by(TaskRow.due_on, TaskRow.id)))


def overdue(work: Work) -> int:
    """How many, for the desk."""
    late = TaskRow.done_on.is_(None), TaskRow.due_on < work.today
    return work.db.scalar(select(func.count()).select_from(TaskRow).where(*late)) or 0


def _view(work: Work, one: TaskRow) -> Task:
    late = one.done_on is None and one.due_on is not None and one.due_on < work.today
    kind = TaskKind(one.kind)
    return Task(one.id, one.meeting_id, kind, one.text, one.owner, one.due_on, one.done_on, one.note, late)


def _held(work: Work, meeting_id: UUID, task_id: UUID) -> TaskRow:
    wanted = select(TaskRow).where(TaskRow.id == task_id, TaskRow.meeting_id == meeting_id).with_for_update()
    one = work.db.scalar(wanted.execution_options(populate_existing=True))
    if one is None:
        raise NotThere
    return one
