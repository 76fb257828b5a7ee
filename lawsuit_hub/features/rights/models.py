"""What people ask about their own data, and copies of it on their way to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class RightsRequest(Base):
    """One request. What she said lies under her own keys, so it goes when they go; that she asked, and when it was answered, stays."""

    __tablename__ = "rights_requests"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    way: Mapped[str] = mapped_column(String(10))
    about: Mapped[UUID | None] = mapped_column(ForeignKey("rights_requests.id"))
    words: Mapped[Sealed | None] = mapped_column(SealedType)
    changes: Mapped[Sealed | None] = mapped_column(SealedType)
    checked: Mapped[str | None] = mapped_column(Text)
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    answered_role: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(10))
    ground: Mapped[str | None] = mapped_column(String(20))
    answer: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("kind in ('see', 'copy', 'correct', 'stop', 'erase', 'withdraw', 'objection')", name="kind"),
        CheckConstraint("way in ('web', 'desk')", name="way"),
        CheckConstraint("outcome in ('done', 'partly', 'refused', 'taken_back')", name="outcome"),
        CheckConstraint("(outcome is null) = (answered_at is null)", name="answered_at_a_time"),
        CheckConstraint(
            "outcome is null or (ground is not null) = (outcome in ('partly', 'refused'))", name="refused_on_a_ground"
        ),
        Index(None, "answered_at", "due_at"),
    )


class DataCopy(Base):
    """One for each person. `secret` waits for the worker, which seals both files under it and forgets it; then only the cookie has it."""

    __tablename__ = "data_copies"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("rights_requests.id"))
    finder: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    secret: Mapped[Sealed | None] = mapped_column(SealedType)
    json: Mapped[Sealed | None] = mapped_column(SealedType)
    pdf: Mapped[Sealed | None] = mapped_column(SealedType)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)
