"""A chat gives way to another one: why, which steps are done, and what the next is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.openchats.models import ChatTask, OpenChat
from lawsuit_hub.features.openchats.types import Change, Step, Why
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

BY_HAND = (Step.MADE, Step.TOLD, Step.CLOSED)


def demand(work: Work, group_id: GroupId, *, why: Why, reason: str, hold: bool = False) -> int:
    """Every chat of a group has to be replaced; `hold`: nobody enters meanwhile. Returns how many chats it newly concerns.

    Asked for twice it is one task. `reason` is clean already. Also for what asks by itself: somebody was found to be an insider.
    """
    work.require(Permission.ROOM_MANAGE)
    new = 0
    chats = work.db.scalars(select(OpenChat).where(OpenChat.group_id == group_id).order_by(OpenChat.number))
    for chat in chats.all():
        if hold and chat.held_at is None:
            chat.held_at = work.now
        if _open_task(work, chat.id) is None:
            work.db.add(_task(work, chat, why=why, reason=reason))
            new += 1
    if new:
        audit.record(work, "room:change-demanded", about=group_id, kind="group", reason=reason, why=why.value)
    work.db.flush()
    return new


def _task(work: Work, chat: OpenChat, *, why: Why, reason: str) -> ChatTask:
    by = work.actor.id if work.actor.is_staff else None
    return ChatTask(
        id=new_id(), chat_id=chat.id, why=why.value, reason=reason, opened_at=work.now, opened_by=by, steps={}
    )


def tick(work: Work, chat: OpenChat, step: Step) -> bool:
    """A step that somebody did by hand. False when there was none to tick."""
    work.require(Permission.ROOM_MANAGE)
    task = _open_task(work, chat.id)
    if task is None or step not in BY_HAND or step.value in task.steps:
        return False
    _tick(work, task, step)
    audit.record(work, "room:change-step", about=chat.group_id, kind="group", step=step.value, number=chat.number)
    return True


def written(work: Work, chat: OpenChat) -> None:
    """The chat has its new address: two steps are done by that."""
    task = _open_task(work, chat.id)
    if task is not None:
        _tick(work, task, Step.MADE, Step.WRITTEN)


def _tick(work: Work, task: ChatTask, *steps: Step) -> None:
    now = work.now.isoformat()
    task.steps = {**{step.value: now for step in steps}, **task.steps}
    if all(step.value in task.steps for step in Step):
        task.closed_at = work.now
    work.db.flush()


def _open_task(work: Work, chat_id: UUID) -> ChatTask | None:
    return work.db.scalar(select(ChatTask).where(ChatTask.chat_id == chat_id, ChatTask.closed_at.is_(None)))


def of_group(work: Work, group_id: GroupId) -> dict[UUID, Change]:
    """The open change of each chat that has one."""
    rows = select(ChatTask).join(OpenChat, OpenChat.id == ChatTask.chat_id)
    rows = rows.where(OpenChat.group_id == group_id, ChatTask.closed_at.is_(None))
    return {row.chat_id: _line(row) for row in work.db.scalars(rows)}


def _line(row: ChatTask) -> Change:
    steps = tuple((step, _moment(row.steps.get(step.value))) for step in Step)
    return Change(row.id, row.chat_id, Why(row.why), row.reason, row.opened_at, steps, row.closed_at)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
