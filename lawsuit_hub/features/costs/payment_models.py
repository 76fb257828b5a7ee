"""Tables of lists for the finance office and of payments, which stay when their person is gone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, BlindIndex, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.sealed import Sealed

_ON_ITS_WAY = text("state in ('handed', 'paid')")


class CostBatch(Base):
    """A list for the finance office, as a file locked with a password. `file` lies here for a day, under a key of its own."""

    __tablename__ = "cost_batches"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    once: Mapped[str] = mapped_column(String(40), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    payments: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    file: Mapped[Sealed | None] = mapped_column(SealedType, deferred=True)
    called_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CostPayment(Base):
    """One payment of one application, kept for the accounts when she is gone: then `victim_id` is empty. `payee` (name, bank, account) lies
    under a key of its own. `part` counts the payments of an application, so that none is on its way twice."""

    __tablename__ = "cost_payments"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("cost_batches.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("cost_programmes.id"))
    application_id: Mapped[UUID] = mapped_column(Id)
    application_number: Mapped[int]
    victim_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    household_index: Mapped[bytes | None] = mapped_column(BlindIndex)
    household_no: Mapped[int] = mapped_column(default=1)
    part: Mapped[int]
    budget_year: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    payee: Mapped[Sealed] = mapped_column(SealedType)
    state: Mapped[str] = mapped_column(String(10))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    paid_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        CheckConstraint("state in ('handed', 'paid', 'failed', 'called_off', 'refunded')", name="state"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("state <> 'paid' or paid_on is not null", name="paid_on"),
        Index(
            "uq_cost_payments_on_its_way",
            "application_id",
            "part",
            unique=True,
            sqlite_where=_ON_ITS_WAY,
            postgresql_where=_ON_ITS_WAY,
        ),
    )
