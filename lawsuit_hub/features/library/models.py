"""Manuals and forms for everybody, each with all its versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class ManualRow(Base):
    """`number` stands in its address."""

    __tablename__ = "library_manuals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    once: Mapped[str] = mapped_column(String(40), unique=True)


class VersionRow(Base):
    """One version; its file hangs on it (features.publishing). Published ones stay."""

    __tablename__ = "library_versions"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    manual_id: Mapped[UUID] = mapped_column(ForeignKey("library_manuals.id"))
    number: Mapped[int]
    label: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(5))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("manual_id", "number"),)
