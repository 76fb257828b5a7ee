"""What is known of each person's money, and how a group's suit is planned."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import GOES_WITH, Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed


class ClaimFigures(Base):
    """Under her hint key, so that pages show her own claim where nobody is opened. Rows stay; the last turn of a person counts.

    `entered_as`: the role of whoever wrote it, or `decision` where the service took over what litigation-cost support decided.
    """

    __tablename__ = "claim_figures"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"))
    turn: Mapped[int]
    figures: Mapped[Sealed] = mapped_column(SealedType)
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_as: Mapped[str] = mapped_column(String(20))

    __table_args__ = (
        CheckConstraint("entered_as in ('member', 'caseworker', 'lawyer', 'decision')", name="entered_as"),
        UniqueConstraint("victim_id", "turn"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class SuitPlan(Base):
    """How a group means to sue. Rows stay; the newest counts."""

    __tablename__ = "suit_plans"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    defendants: Mapped[int]
    electronic: Mapped[bool]
    sharing: Mapped[str] = mapped_column(String(10))
    retainer: Mapped[int] = mapped_column(BigInteger)
    served_on: Mapped[date | None] = mapped_column(Date)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        CheckConstraint("defendants > 0", name="defendants"),
        CheckConstraint("retainer >= 0", name="retainer"),
        CheckConstraint("sharing in ('usual', 'claim', 'equal', 'agreed')", name="sharing"),
    )


class ClaimShare(Base):
    """What one plaintiff pays by a plan, and the sums of all, under her hint key: her page opens nobody else's. None below five."""

    __tablename__ = "claim_shares"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), unique=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("suit_plans.id"), index=True)
    share: Mapped[Sealed] = mapped_column(SealedType)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)
