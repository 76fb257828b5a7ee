"""What waits for a caseworker about a person: a wish to withdraw, or a newer answer that says something else."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import kept_answers, opening, records
from lawsuit_hub.features.victims.models import Task
from lawsuit_hub.features.victims.types import Answer, NoSuchVictim, TaskClosed, VictimId, WaitingTask
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.phone import PhoneNumber

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
    """The newest differing answer waits, sealed, in the place of an older one that still waits. She is told once.

    It is another task: who read the older answer cannot accept this one unread.
    """
    earlier = _waiting(work, victim_id, CHANGED_ANSWER)
    task = Task(
        id=new_id(), victim_id=victim_id, kind=CHANGED_ANSWER, opened_at=earlier.opened_at if earlier else work.now
    )
    if earlier is None:
        outbox.queue(work, "changed_answer", to=victim_id)
    else:
        earlier.closed_at, earlier.outcome, earlier.answer = work.now, "replaced", None
    work.db.add(task)
    task.answer = work.keys.seal(kept_answers.written(answer), Place("victim_tasks.answer", victim_id, task.id))
    audit.record(work, "victim:answer-waits", about=victim_id)
    work.db.flush()


def waiting(work: Work) -> list[WaitingTask]:
    work.require(Permission.DESK_READ)
    rows = work.db.scalars(select(Task).where(Task.closed_at.is_(None)).order_by(Task.opened_at))
    return [WaitingTask(row.id, row.victim_id, row.kind, row.opened_at) for row in rows]


def of_victim(work: Work, victim_id: VictimId) -> list[WaitingTask]:
    rows = work.db.scalars(
        select(Task).where(Task.victim_id == victim_id, Task.closed_at.is_(None)).order_by(Task.opened_at)
    )
    return [WaitingTask(row.id, row.victim_id, row.kind, row.opened_at) for row in rows]


def open_answer(work: Work, task_id: UUID, *, reason: str, once: str | None = None) -> dict[str, str]:
    """Opens a waiting answer for a caseworker, with a reason that the person reads. Raises TaskClosed, OpenedBefore."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    task = _task(work, task_id, CHANGED_ANSWER)
    opening.note_opening(work, task.victim_id, ["changed_answer"], kept, once)
    return kept_answers.said(_opened(work, task))


def accept_answer(work: Work, task_id: UUID, *, reason: str) -> tuple[VictimId, Answer]:
    """Closes the task and hands over what waited, for the desk to put it in place of the older answer."""
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    task = _task(work, task_id, CHANGED_ANSWER)
    answer = kept_answers.read(_opened(work, task), home_province=work.settings.home_province)
    number = records.read_field(work, *opening.rows(work, task.victim_id), "phone")
    _close(work, task, "accepted", kept)
    # Her number may have changed since: an answer that waited does not bring the old one back.
    return task.victim_id, replace(answer, phone=PhoneNumber(number)) if number else answer


def close(work: Work, task_id: UUID, *, outcome: str, reason: str) -> VictimId:
    """Raises TaskClosed when somebody closed it before."""
    work.require(Permission.PERSON_VERIFY)
    kept = audit.clean_reason(reason)
    task = _task(work, task_id)
    _close(work, task, outcome[:20], kept)
    return task.victim_id


def _opened(work: Work, task: Task) -> str:
    opened = work.keys.open(task.answer, Place("victim_tasks.answer", task.victim_id, task.id))
    if opened is None:
        raise TaskClosed
    return opened


def _close(work: Work, task: Task, outcome: str, reason: str) -> None:
    task.closed_at, task.closed_by, task.outcome, task.answer = work.now, work.actor.id, outcome, None
    audit.record(work, "task:closed", about=task.victim_id, reason=reason, task=task.kind, outcome=outcome)
    work.db.flush()


def _task(work: Work, task_id: UUID, kind: str | None = None) -> Task:
    # Locked: of two caseworkers who press at once, the second reads what the first did.
    task = work.db.get(Task, task_id, with_for_update=True, populate_existing=True)
    if task is None or (kind is not None and task.kind != kind):
        raise NoSuchVictim
    if task.closed_at is not None:
        raise TaskClosed
    return task


def _waiting(work: Work, victim_id: VictimId, kind: str) -> Task | None:
    return work.db.scalar(select(Task).where(Task.victim_id == victim_id, Task.kind == kind, Task.closed_at.is_(None)))


def take_back_withdrawal(work: Work, victim_id: VictimId) -> bool:
    """Her own second thought. False when no wish waited."""
    task = _waiting(work, victim_id, WITHDRAWAL)
    if task is None:
        return False
    task.closed_at, task.outcome = work.now, "stays"
    audit.record(work, "task:closed", about=victim_id, task=WITHDRAWAL, outcome="stays")
    work.db.flush()
    return True


def forget(work: Work, victim_id: VictimId) -> None:
    """Of who is erased: what waited is closed, and the answers that lay sealed beside it are gone."""
    hers = update(Task).where(Task.victim_id == victim_id)
    work.db.execute(hers.values(answer=None))
    work.db.execute(hers.where(Task.closed_at.is_(None)).values(closed_at=work.now, outcome="withdrawn"))


def require_open(work: Work, task_id: UUID) -> None:
    """Raises TaskClosed when somebody closed it before."""
    _task(work, task_id)


def victim_of(work: Work, task_id: UUID, *, kind: str) -> VictimId:
    """Whose task of this kind it is, closed or not. Raises NoSuchVictim."""
    victim_id = work.db.scalar(select(Task.victim_id).where(Task.id == task_id, Task.kind == kind))
    if victim_id is None:
        raise NoSuchVictim
    return victim_id
