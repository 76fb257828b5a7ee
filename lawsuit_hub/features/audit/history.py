"""What was done about one person or group: for her own page, the desk, and the deed that asks about itself."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from lawsuit_hub.features.audit import pending
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.audit.pending import Row
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.infra.work import Work

_SHOWN = ("at", "actor_role", "actor_id", "deed", "about_id", "reason", "details")


def about(work: Work, subject: UUID, *, deeds: Sequence[str] | None = None, limit: int = 50) -> list[Line]:
    """Newest first, this work's own lines included."""
    conditions: list[ColumnElement[bool]] = [AuditLine.about_id == subject]
    if deeds is not None:
        conditions.append(AuditLine.deed.in_(deeds))
    own = [Line(*(row[name] for name in _SHOWN)) for row in _own(work, subject, deeds)]
    columns = (getattr(AuditLine, name) for name in _SHOWN)
    rows = work.db.execute(select(*columns).where(*conditions).order_by(AuditLine.id.desc()).limit(limit))
    return [*reversed(own), *(Line(*row) for row in rows)][:limit]


def count(work: Work, subject: UUID, *, deeds: Sequence[str]) -> int:
    counted = (
        select(func.count()).select_from(AuditLine).where(AuditLine.about_id == subject, AuditLine.deed.in_(deeds))
    )
    return int(work.db.execute(counted).scalar_one()) + len(_own(work, subject, deeds))


def _own(work: Work, subject: UUID, deeds: Sequence[str] | None) -> list[Row]:
    return [row for row in pending.of(work) if row["about_id"] == subject and (deeds is None or row["deed"] in deeds)]
