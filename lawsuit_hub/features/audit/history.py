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


def about(
    work: Work, subject: UUID, *, deeds: Sequence[str] | None = None, limit: int = 50, offset: int = 0
) -> list[Line]:
    """Newest first, this work's own lines included."""
    written = _own(work, subject, deeds)
    own = [Line(*(row[name] for name in _SHOWN)) for row in reversed(written)][offset : offset + limit]
    columns = (getattr(AuditLine, name) for name in _SHOWN)
    newest = select(*columns).where(*_of(subject, deeds)).order_by(AuditLine.id.desc())
    rows = work.db.execute(newest.limit(limit - len(own)).offset(max(0, offset - len(written))))
    return [*own, *(Line(*row) for row in rows)]


def count(work: Work, subject: UUID, *, deeds: Sequence[str] | None = None) -> int:
    counted = select(func.count()).select_from(AuditLine).where(*_of(subject, deeds))
    return int(work.db.execute(counted).scalar_one()) + len(_own(work, subject, deeds))


def _of(subject: UUID, deeds: Sequence[str] | None) -> list[ColumnElement[bool]]:
    mine: list[ColumnElement[bool]] = [AuditLine.about_id == subject]
    return mine if deeds is None else [*mine, AuditLine.deed.in_(deeds)]


def _own(work: Work, subject: UUID, deeds: Sequence[str] | None) -> list[Row]:
    return [row for row in pending.of(work) if row["about_id"] == subject and (deeds is None or row["deed"] in deeds)]
