"""Mailings, and whom each looked at: a person at most once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, UtcDateTime


class Mailing(Base):
    """`until`: who registered later is not meant. `cursor`: the last who was looked at, by id; `picked`: how many were. `filled_at`: all
    were. `report`: what became of it, kept when all is settled. `cost` in won."""

    __tablename__ = "mailings"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    notice: Mapped[int | None]
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    second: Mapped[bool] = mapped_column(default=False)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("outbox_batches.id"))
    total: Mapped[int] = mapped_column(default=0)
    gets: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)
    cursor: Mapped[UUID | None] = mapped_column(Id)
    picked: Mapped[int] = mapped_column(default=0)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    filled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (
        CheckConstraint("kind in ('channel_invitation', 'notice')", name="kind"),
        CheckConstraint("(kind = 'notice') = (notice is not null)", name="notice"),
        CheckConstraint("approved_by is null or approved_by <> confirmed_by", name="two_people"),
        Index(None, "finished_at", "starts_at"),
    )


class MailingPerson(Base):
    """Whom a mailing looked at and what came of that: `gets`, or why not (features/victims/audience)."""

    __tablename__ = "mailing_people"

    mailing_id: Mapped[UUID] = mapped_column(ForeignKey("mailings.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), primary_key=True, index=True)
    word: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)
