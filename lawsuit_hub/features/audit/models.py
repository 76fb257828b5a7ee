"""The audit tables: append-only lines, ids and scrubbed reasons only, and the checkpoints that sign them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime

# SQLite counts only in a column that is called INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


class AuditLine(Base):
    """Who (role, id, from where) did what to whom, when and why: the five fields of an access record.

    Source: 개인정보의 안전성 확보조치 기준 (2026-07-01) 제2조 3호, 제8조. `id` counts without a gap; the database's own triggers refuse
    to change or delete a line (migration 0002).
    """

    __tablename__ = "audit_lines"

    id: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_role: Mapped[str] = mapped_column(String(20))
    actor_id: Mapped[UUID | None] = mapped_column(Id)
    address: Mapped[str | None] = mapped_column(String(60))
    system_user: Mapped[str | None] = mapped_column(String(60))
    deed: Mapped[str] = mapped_column(String(60))
    about_kind: Mapped[str | None] = mapped_column(String(20))
    about_id: Mapped[UUID | None] = mapped_column(Id)
    reason: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    mac: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "about_id", "id"), Index(None, "deed", "id"), Index(None, "actor_id", "id"))


class AuditCheckpoint(Base):
    """A signed statement: so many lines there were at this moment, and this was the last one's digest."""

    __tablename__ = "audit_checkpoints"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    lines: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    key_id: Mapped[str] = mapped_column(String(40))
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
