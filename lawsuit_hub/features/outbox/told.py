"""What a person was told or is still to be told, as she reads of it: kinds and moments, no words. Reads only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import Told
from lawsuit_hub.infra.work import Work


def messages(work: Work, victim_id: UUID, *, limit: int, offset: int = 0) -> list[Told]:
    """What was sent or is owed to a victim, newest first."""
    rows = select(Message.kind, Message.queued_at, Message.sent_at, Message.failed_at).where(_to(victim_id))
    newest = rows.order_by(Message.queued_at.desc(), Message.id).limit(limit).offset(offset)
    return [Told(*row) for row in work.db.execute(newest)]


def count(work: Work, victim_id: UUID) -> int:
    return int(work.db.execute(select(func.count()).select_from(Message).where(_to(victim_id))).scalar_one())


def _to(victim_id: UUID) -> ColumnElement[bool]:
    return and_(Message.recipient == "victim", Message.recipient_id == victim_id)


def told_since(work: Work, kind: str, *, since: datetime) -> set[UUID]:
    """Which victims were owed a message of a kind, whatever became of it."""
    rows = select(Message.recipient_id).where(
        Message.kind == kind, Message.recipient == "victim", Message.queued_at >= since
    )
    return {one for one in work.db.scalars(rows) if one is not None}
