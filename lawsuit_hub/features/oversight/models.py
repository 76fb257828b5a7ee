"""Reviews that were signed, patterns that were found, breaches and whom they touch: ids, numbers of lines, scrubbed words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class Review(Base):
    """One signed review of the trail's lines after `after_line` up to `last_line`; reviews leave no gap between them.

    `figures` and their hash are what the signer saw; they can be counted again from the same lines.
    Source: 개인정보의 안전성 확보조치 기준 제8조 2항.
    """

    __tablename__ = "access_reviews"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    after_line: Mapped[int] = mapped_column(BigInteger, unique=True)
    last_line: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    figures_sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))


class Breach(Base):
    """A leak of personal data, or the possibility of one. `known_at` starts the 72 hours. Source: 개인정보 보호법 제34조."""

    __tablename__ = "breaches"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("staff_accounts.id"))
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)
    what: Mapped[str] = mapped_column(Text)
    categories: Mapped[list[str]] = mapped_column(JSON)
    external: Mapped[bool] = mapped_column(default=False)
    sensitive: Mapped[bool] = mapped_column(default=False)
    means: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    affected: Mapped[int] = mapped_column(default=0)
    notice: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    notified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    web_from: Mapped[datetime | None] = mapped_column(UtcDateTime)
    web_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closing_note: Mapped[str | None] = mapped_column(Text)


class BreachPerson(Base):
    """One whom a breach touches: frozen by id, told once."""

    __tablename__ = "breach_people"

    breach_id: Mapped[UUID] = mapped_column(ForeignKey("breaches.id"), primary_key=True)
    victim_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    notified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "victim_id"),)


class Find(Base):
    """An unusual pattern in the trail. `key` keeps one pattern of one account on one day to one row."""

    __tablename__ = "pattern_finds"

    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    rule: Mapped[str] = mapped_column(String(30))
    key: Mapped[str] = mapped_column(String(140), unique=True)
    account_id: Mapped[UUID | None] = mapped_column(Id)
    lines: Mapped[list[int]] = mapped_column(JSON)
    count: Mapped[int]
    last_line: Mapped[int] = mapped_column(BigInteger)
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    to_at: Mapped[datetime] = mapped_column(UtcDateTime)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff_accounts.id"))
    note: Mapped[str | None] = mapped_column(Text)
    breach_id: Mapped[UUID | None] = mapped_column(ForeignKey("breaches.id"))

    __table_args__ = (Index(None, "decided_at", "last_line"),)


class Scan(Base):
    """Up to which line patterns were looked for: one row."""

    __tablename__ = "pattern_scans"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    upto: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
