"""Messages owed: ids and sealed text only; the number is opened at delivery."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Message(Base):
    """`recipient` is victim or staff (an id), `sealed` (number and text in `sealed`) or `nobody` (same shape, sends nothing).

    `asked_at`: a carrier was told, and how it ended is not known yet; cleared when it surely took nothing. `unknown_at`: nobody
    but a person can say how it ended. `reported` is the code a carrier gave afterwards. `cost` is in 전.
    """

    __tablename__ = "outbox_messages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(10))
    recipient_id: Mapped[UUID | None] = mapped_column(Id)
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sealed: Mapped[Sealed | None] = mapped_column(SealedType)
    urgent: Mapped[bool] = mapped_column(default=False, server_default=false())
    batch_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looks: Mapped[int] = mapped_column(default=0, server_default="0")
    carrier: Mapped[str | None] = mapped_column(String(10))
    channel: Mapped[str | None] = mapped_column(String(10))
    cost: Mapped[int] = mapped_column(default=0, server_default="0")
    carrier_id: Mapped[str | None] = mapped_column(String(60))
    held: Mapped[str | None] = mapped_column(String(30))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None] = mapped_column(String(80))
    unknown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported: Mapped[str | None] = mapped_column(String(10))
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    instead_of: Mapped[UUID | None] = mapped_column(Id, unique=True)

    __table_args__ = (
        CheckConstraint("recipient in ('victim', 'staff', 'sealed', 'nobody')", name="recipient"),
        Index(None, "sent_at", "failed_at", "due_at"),
        {"info": {GOES_WITH: "recipient_id"}},
    )


class Batch(Base):
    """Messages that were owed together, so that they can be paused and stopped together."""

    __tablename__ = "outbox_batches"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Spending(Base):
    """How many messages of a kind went to a carrier on a day in Korea and what they cost, in 전. Outlives the messages."""

    __tablename__ = "outbox_spending"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)
