"""Who listens outside, and what each of them is owed. A body names nobody; a secret lies under a key of the endpoint's own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class Endpoint(Base):
    """`topics`: words between spaces. `former_secret` signs beside the new one until `former_until`. An ended one keeps its row: the
    trail names it."""

    __tablename__ = "webhook_endpoints"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(String(500))
    topics: Mapped[str] = mapped_column(String(80))
    secret: Mapped[Sealed | None] = mapped_column(SealedType)
    former_secret: Mapped[Sealed | None] = mapped_column(SealedType)
    former_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    secret_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    off_because: Mapped[str | None] = mapped_column(String(10))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("off_because in ('admin', 'gone', 'silent')", name="off_because"),
        CheckConstraint("(off_at is null) = (off_because is null)", name="off"),
        CheckConstraint("(secret is null) = (ended_at is not null)", name="secret"),
    )


class Delivery(Base):
    """One body owed to one endpoint; `id` is the webhook-id, the same at every attempt."""

    __tablename__ = "webhook_deliveries"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_endpoints.id"))
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    owed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    failure: Mapped[str] = mapped_column(String(20), default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("done_at is null or given_up_at is null", name="ended"),
        Index(None, "done_at", "given_up_at", "due_at"),
        Index(None, "endpoint_id", "owed_at"),
    )
