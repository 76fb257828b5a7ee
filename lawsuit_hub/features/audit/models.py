"""The audit table: append-only lines, ids and scrubbed reasons only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lawsuit_hub.infra.db import Base, Id, UtcDateTime


class AuditLine(Base):
    """Who (role, id, from where) did what to whom, when and why: the five fields of an access record.

    Source: 개인정보의 안전성 확보조치 기준 (2026-07-01) 제2조 3호, 제8조.
    """

    __tablename__ = "audit_lines"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
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

    __table_args__ = (Index(None, "about_id", "id"), Index(None, "deed", "id"), Index(None, "actor_id", "id"))
