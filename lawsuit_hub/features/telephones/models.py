"""Changes of a telephone number that a caseworker checked and that wait their days."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed

_OPEN = text("ended_at is null")


class PhoneChange(Base):
    """One waits for each person at most. `phone` lies under her own key and goes when the waiting ends, however it ends."""

    __tablename__ = "phone_changes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    phone: Mapped[Sealed | None] = mapped_column(SealedType)
    reason: Mapped[str] = mapped_column(Text)
    checked: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        CheckConstraint("outcome in ('done', 'stopped', 'taken', 'replaced', 'void')", name="outcome"),
        CheckConstraint("(outcome is null) = (ended_at is null)", name="ended_with_an_outcome"),
        Index("uq_phone_changes_one_waits", "victim_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        {"info": {GOES_WITH: "victim_id"}},
    )
