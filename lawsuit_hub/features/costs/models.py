"""Programmes of litigation-cost support with their rules, budgets, applications, what is handed in, payments, appeals."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.features.costs.payment_models import CostBatch, CostPayment
from lawsuit_hub.infra.db import GOES_WITH, Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed

__all__ = ["CostBatch", "CostPayment"]  # which are defined beside it

_OPEN = text("state not in ('rejected', 'withdrawn', 'refunded')")
_GRANTED = text("state in ('approved', 'waiting', 'handed', 'paid', 'failed')")


class CostProgramme(Base):
    """`live_turn`: the version of the rules that is in force."""

    __tablename__ = "cost_programmes"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    last_turn: Mapped[int] = mapped_column(default=0)
    live_turn: Mapped[int | None]


class CostVersion(Base):
    """The rules as they were written once, with their source; a second person puts them into force."""

    __tablename__ = "cost_versions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("cost_programmes.id"))
    turn: Mapped[int]
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_account: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    forced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forced_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (
        UniqueConstraint("programme_id", "turn"),
        CheckConstraint("forced_by is null or by_account is null or forced_by <> by_account", name="two_people"),
    )


class CostBudget(Base):
    """A programme's money of one year, in won. `committed`: granted or held for an appeal and not paid yet. What is not there is never
    granted: the database says so."""

    __tablename__ = "cost_budgets"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("cost_programmes.id"))
    year: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    committed: Mapped[int] = mapped_column(BigInteger, default=0)
    paid: Mapped[int] = mapped_column(BigInteger, default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("programme_id", "year"),
        CheckConstraint("committed >= 0 and paid >= 0", name="not_negative"),
        CheckConstraint("committed + paid <= total", name="never_overspent"),
    )


class CostDay(Base):
    """What everybody may see of a programme, counted once a day."""

    __tablename__ = "cost_days"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("cost_programmes.id"))
    day: Mapped[date] = mapped_column(Date)
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (UniqueConstraint("programme_id", "day"),)


class CostApplication(Base):
    """One person's. `content` (what she wrote) and `findings` (what was found of it) lie under her hint key, `account` under her identity
    key. `household_index`: the house of her lease; `household_no`: which of several households in it. `first_by` is never `second_by`. `carried`:
    won of it that stand in the figures of her claim."""

    __tablename__ = "cost_applications"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("cost_programmes.id"))
    version_turn: Mapped[int]
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))
    turn: Mapped[int] = mapped_column(default=1)
    content: Mapped[Sealed] = mapped_column(SealedType)
    account: Mapped[Sealed | None] = mapped_column(SealedType)
    findings: Mapped[Sealed | None] = mapped_column(SealedType)
    household_index: Mapped[bytes | None] = mapped_column(BlindIndex)
    household_no: Mapped[int] = mapped_column(default=1)
    budget_year: Mapped[int | None]
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    carried: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    second_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal_until: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        CheckConstraint(
            "state in ('draft', 'submitted', 'more', 'checked', 'approved', 'waiting', 'rejected', 'withdrawn', 'handed', 'paid', "
            "'failed', 'refunded')",
            name="state",
        ),
        CheckConstraint("second_by is null or first_by is null or second_by <> first_by", name="two_people"),
        CheckConstraint("amount >= 0", name="amount"),
        Index(
            "uq_cost_applications_open",
            "programme_id",
            "victim_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_cost_applications_household",
            "programme_id",
            "household_index",
            "household_no",
            unique=True,
            sqlite_where=_GRANTED,
            postgresql_where=_GRANTED,
        ),
        {"info": {GOES_WITH: "victim_id"}},
    )


class CostMember(Base):
    """Somebody of her household, by name. The index is compared with names of those who applied."""

    __tablename__ = "cost_members"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("cost_applications.id"), index=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    name: Mapped[Sealed] = mapped_column(SealedType)
    name_index: Mapped[bytes] = mapped_column(BlindIndex)

    __table_args__ = ({"info": {GOES_WITH: "victim_id"}},)


class CostPage(Base):
    """A page that she handed in, drawn anew, under a key of its own. `upload` counts her uploads."""

    __tablename__ = "cost_pages"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("cost_applications.id"), index=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    upload: Mapped[int]
    number: Mapped[int]
    picture: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    width: Mapped[int]
    height: Mapped[int]
    burnt: Mapped[int]
    searched: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("kind in ('receipt', 'status', 'lease', 'account', 'other')", name="kind"),
        UniqueConstraint("application_id", "upload", "number"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class CostLetter(Base):
    """A decision as paper (PDF), under her hint key so that her own page opens it: it names her by reference and mask alone."""

    __tablename__ = "cost_letters"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("cost_applications.id"))
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(10))
    pdf: Mapped[Sealed] = mapped_column(SealedType, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("outcome in ('approved', 'partly', 'rejected')", name="outcome"),
        {"info": {GOES_WITH: "victim_id"}},
    )


class CostAppeal(Base):
    """이의신청. `held`: won that are kept for it while it is looked at. Decided by neither of the two. `lapsed`: its application ended first, by
    what she took back or what came back, and nobody decides."""

    __tablename__ = "cost_appeals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("cost_applications.id"), unique=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("victims.id"), index=True)
    words: Mapped[Sealed] = mapped_column(SealedType)
    held: Mapped[int] = mapped_column(BigInteger, default=0)
    held_year: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))

    __table_args__ = (
        CheckConstraint("outcome in ('granted', 'denied', 'lapsed')", name="outcome"),
        CheckConstraint("(decided_at is null) = (outcome is null)", name="decided"),
        {"info": {GOES_WITH: "victim_id"}},
    )
