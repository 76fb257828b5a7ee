"""Messages owed: ids and sealed text only; the number is opened at delivery."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Message(Base):
    """`recipient` is victim or staff (an id), `sealed` (number and text in `sealed`) or `nobody` (same shape, sends nothing)."""

    __tablename__ = "outbox_messages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(10))
    recipient_id: Mapped[UUID | None] = mapped_column(Id)
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sealed: Mapped[Sealed | None] = mapped_column(SealedType)
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (
        CheckConstraint("recipient in ('victim', 'staff', 'sealed', 'nobody')", name="recipient"),
        Index(None, "sent_at", "failed_at", "due_at"),
        {"info": {GOES_WITH: "recipient_id"}},
    )
