"""Exports of rosters: who took which group's list, when and why. The file itself is encrypted and short-lived."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.keyring import Sealed


class Export(Base):
    """`reason` is scrubbed; `columns` are names of columns; `sha256` is of the locked file as it left."""

    __tablename__ = "roster_exports"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("lawsuit_groups.id"), index=True)
    lawyer_id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("law_firms.id"))
    format: Mapped[str] = mapped_column(String(6))
    reason: Mapped[str] = mapped_column(Text)
    columns: Mapped[list[str]] = mapped_column(JSON)
    rows: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("format in ('xlsx', 'csv', 'pdf', 'hwpx')", name="format"),)


class Removal(Base):
    """A line of a roster that left the house, to be deleted there too: its person is erased. It says which line, never whose."""

    __tablename__ = "roster_removals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    export_id: Mapped[UUID] = mapped_column(ForeignKey("roster_exports.id"), index=True)
    line: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterRequest(Base):
    """An export asked for where nobody can be opened; the worker of the inner tier makes its file. Gone when it is made."""

    __tablename__ = "roster_requests"

    id: Mapped[UUID] = mapped_column(ForeignKey("roster_exports.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    password: Mapped[Sealed] = mapped_column(SealedType)
    address: Mapped[str | None] = mapped_column(String(60))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
