"""Exports of rosters: who took which group's list, when and why. The file itself is encrypted and short-lived."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, SealedType, UtcDateTime
from lawsuit_hub.privacy.keyring import Sealed


class Export(Base):
    """`reason` is scrubbed; `columns` are names of columns; `sha256` is of the locked file as it left.

    `template`: which of the firm's own for the purpose, by its number; none for the house's. `sheet`: of labels, by its name.
    `cancelled_at`: called off before she had it. `recipient`: the lawyer's age key where it is locked with that, not with a password.
    """

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
    purpose: Mapped[str | None] = mapped_column(String(20))
    template: Mapped[int | None]
    sheet: Mapped[str | None] = mapped_column(String(20))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recipient: Mapped[str | None] = mapped_column(String(80))

    __table_args__ = (CheckConstraint("format in ('xlsx', 'csv', 'pdf', 'hwpx')", name="format"),)


class RosterTemplate(Base):
    """How a firm's files of one purpose look, from this version on. Rows stay; the highest number counts.

    `layout`: as rosters.layouts writes it; none where the firm went back to the house's. `puts_back`: the version it repeats.
    """

    __tablename__ = "roster_templates"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    firm_id: Mapped[UUID] = mapped_column(ForeignKey("law_firms.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    layout: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    puts_back: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))

    __table_args__ = (UniqueConstraint("firm_id", "purpose", "number"),)


class Removal(Base):
    """A line of a roster that left the house, to be deleted there too: its person is erased. It says which line, never whose."""

    __tablename__ = "roster_removals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    export_id: Mapped[UUID] = mapped_column(ForeignKey("roster_exports.id"), index=True)
    line: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Approval(Base):
    """An export that waits for a second person, and her word. One row for each time it waited; at most one is open.

    `rows`: how many people were in it when it was shown. `reason` is scrubbed.
    """

    __tablename__ = "roster_approvals"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    export_id: Mapped[UUID] = mapped_column(ForeignKey("roster_exports.id"), index=True)
    rows: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("outcome in ('approved', 'refused', 'outgrown', 'over')", name="outcome"),
        Index(
            "uq_roster_approvals_open",
            "export_id",
            unique=True,
            sqlite_where=text("outcome is null"),
            postgresql_where=text("outcome is null"),
        ),
    )


class RosterRequest(Base):
    """An export whose file is made later, by the worker of the tier that opens identities. Gone when it is made.

    `rows_done`: how far the worker is. `by_key`: `password` is an age recipient. `waits`: for a second person's word. `kept_until`: how
    long it waits, or may be made after her word. `set_aside_at`: its password did not open; nobody tries again.
    """

    __tablename__ = "roster_requests"

    id: Mapped[UUID] = mapped_column(ForeignKey("roster_exports.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    password: Mapped[Sealed] = mapped_column(SealedType)
    address: Mapped[str | None] = mapped_column(String(60))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rows_done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    by_key: Mapped[bool] = mapped_column(default=False, server_default=false())
    waits: Mapped[bool] = mapped_column(default=False)
    kept_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterKey(Base):
    """The public half of an age key that a lawyer keeps: what she exports can be locked with it. One for each account."""

    __tablename__ = "roster_keys"

    id: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    recipient: Mapped[str] = mapped_column(String(80))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
