"""What waits for a caseworker about a person: a wish to withdraw, or a newer answer that says something else."""

import json
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Task
from lawsuit_hub.features.victims.types import Answer, NoSuchVictim, VictimId, WaitingTask
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place

WITHDRAWAL = "withdrawal"
CHANGED_ANSWER = "changed_answer"


def open_withdrawal(work: Work, victim_id: VictimId) -> None:
    """Once: a second wish while the first waits changes nothing."""
    if _waiting(work, victim_id, WITHDRAWAL) is None:
        work.db.add(Task(id=new_id(), victim_id=victim_id, kind=WITHDRAWAL, opened_at=work.now))
        audit.record(work, "victim:withdrawal-asked", about=victim_id)
        outbox.queue(work, "withdrawal_asked", to=victim_id)
        work.db.flush()


def open_changed_answer(work: Work, victim_id: VictimId, answer: Answer) -> None:
    """The newest differing answer waits, sealed; an older one that still waits is replaced. She is told."""
    task = _waiting(work, victim_id, CHANGED_ANSWER)
    if task is None:
        task = Task(id=new_id(), victim_id=victim_id, kind=CHANGED_ANSWER, opened_at=work.now)
        work.db.add(task)
        outbox.queue(work, "changed_answer", to=victim_id)
    said = json.dumps(records.said(answer), ensure_ascii=False)
    task.answer = work.keys.seal(said, Place("victim_tasks.answer", victim_id, task.id))
    audit.record(work, "victim:answer-waits", about=victim_id)
    work.db.flush()


def waiting(work: Work) -> list[WaitingTask]:
    work.require(Permission.DESK_READ)
    rows = work.db.scalars(select(Task).where(Task.closed_at.is_(None)).order_by(Task.opened_at))
    return [WaitingTask(row.id, row.victim_id, row.kind, row.opened_at) for row in rows]


def of_victim(work: Work, victim_id: VictimId) -> list[WaitingTask]:
    rows = work.db.scalars(select(Task).where(Task.victim_id == victim_id, Task.closed_at.is_(None)).order_by(Task.opened_at))
    return [WaitingTask(row.id, row.victim_id, row.kind, row.opened_at) for row in rows]


def open_answer(work: Work, task_id: UUID, *, reason: str) -> dict[str, str]:
    """Opens a waiting answer for a caseworker, with a reason that the person reads."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    task = _task(work, task_id)
    audit.record(work, "person:revealed", about=task.victim_id, reason=kept, fields=["changed_answer"])
    opened = work.keys.open(task.answer, Place("victim_tasks.answer", task.victim_id, task.id))
    values: dict[str, str] = json.loads(opened) if opened else {}
    return values


def close(work: Work, task_id: UUID, *, outcome: str, reason: str) -> None:
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    task = _task(work, task_id)
    task.closed_at, task.closed_by, task.outcome, task.answer = work.now, work.actor.id, outcome[:20], None
    audit.record(work, "task:closed", about=task.victim_id, reason=kept, task=task.kind, outcome=task.outcome)


def _task(work: Work, task_id: UUID) -> Task:
    task = work.db.get(Task, task_id)
    if task is None or task.closed_at is not None:
        raise NoSuchVictim
    return task


def _waiting(work: Work, victim_id: VictimId, kind: str) -> Task | None:
    return work.db.scalar(select(Task).where(Task.victim_id == victim_id, Task.kind == kind, Task.closed_at.is_(None)))
