"""What a person does with messages whose end nobody knows, or that were given up. One of many presses at once decides, and
each answers which member it was for, but for kinds whose members are nobody's to see."""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from lawsuit_hub.features.outbox import settling
from lawsuit_hub.features.outbox.board import may_be_retried
from lawsuit_hub.features.outbox.kinds import DISCREET
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.work import Work


class NoSuchMessage(Refusal):
    """There is none, or it was decided already."""


def send_again(work: Work, message_id: UUID) -> UUID | None:
    """Somebody looked: it did not arrive. What it was to cost stays in the books: nobody knows whether it did."""
    row = _found(work, Message.id == message_id, Message.unknown_at.is_not(None), Message.sent_at.is_(None))
    row.asked_at, row.unknown_at, row.attempts, row.looks, row.due_at = None, None, 0, 0, work.now
    return _owed(work, row)


def arrived(work: Work, message_id: UUID) -> UUID | None:
    row = _found(work, Message.id == message_id, Message.unknown_at.is_not(None), Message.sent_at.is_(None))
    settling.taken(work, row)
    return _member(row)


def retry(work: Work, message_id: UUID) -> UUID | None:
    """What was given up and can be written again."""
    row = _found(work, Message.id == message_id, Message.failed_at.is_not(None))
    if not may_be_retried(row):
        raise NoSuchMessage
    row.failed_at, row.failure, row.asked_at, row.attempts, row.due_at = None, None, None, 0, work.now
    return _owed(work, row)


def _owed(work: Work, row: Message) -> UUID | None:
    """What was reported is of the time before."""
    row.reported, row.reported_at, row.carrier_id = None, None, None
    work.wake_worker()
    work.db.flush()
    return _member(row)


def _member(row: Message) -> UUID | None:
    """Whom it is for, where that is a member and may be known."""
    return row.recipient_id if row.recipient == "victim" and row.kind not in DISCREET else None


def _found(work: Work, *which: ColumnElement[bool]) -> Message:
    row = work.db.scalars(select(Message).where(*which).with_for_update()).one_or_none()
    if row is None or (row.unknown_at is not None and row.failed_at is not None):
        raise NoSuchMessage
    return row
