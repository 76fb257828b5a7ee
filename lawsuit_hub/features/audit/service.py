"""Records deeds in the transaction of the deed. Ids, counts and scrubbed reasons only, never a name or a number."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select

from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub

SHORTEST_REASON = 5
LONGEST_REASON = 500


def clean_reason(reason: str) -> str:
    """The reason as it is kept and shown to the person: scrubbed of identities.

    Raises ReasonMissing under five characters; ReasonHoldsNumber.
    """
    try:
        kept = scrub(reason[:LONGEST_REASON]).text.strip()
    except ResidentNumber:
        raise ReasonHoldsNumber from None
    if len(kept) < SHORTEST_REASON:
        raise ReasonMissing
    return kept


def record(
    work: Work, deed: str, *, about: UUID | None = None, kind: str = "victim", reason: str | None = None, **details: Any
) -> None:
    """One line. `reason` must have come through clean_reason; `details` are ids, counts and words of our own."""
    work.db.add(AuditLine(**_line(work, deed, about, kind=kind, reason=reason, details=details)))


def record_many(
    work: Work, deed: str, *, about: Iterable[UUID], kind: str = "victim", reason: str | None = None, **details: Any
) -> None:
    """One line for each of many: a roster leaves a mark with every person in it."""
    rows = [_line(work, deed, one, kind=kind, reason=reason, details=details) for one in about]
    if rows:
        work.db.execute(insert(AuditLine), rows)


def record_each(
    work: Work, deed: str, about: Mapping[UUID, Mapping[str, Any]], *, kind: str = "victim", reason: str | None = None
) -> None:
    """One line for each of many, with details of its own."""
    rows = [_line(work, deed, one, kind=kind, reason=reason, details=dict(details)) for one, details in about.items()]
    if rows:
        work.db.execute(insert(AuditLine), rows)


def _line(
    work: Work, deed: str, about: UUID | None, *, kind: str, reason: str | None, details: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": work.now,
        "actor_role": work.actor.role.value,
        "actor_id": work.actor.id,
        "address": work.actor.address,
        "system_user": work.actor.system_user,
        "deed": deed,
        "about_kind": kind if about is not None else None,
        "about_id": about,
        "reason": reason,
        "details": details,
    }


def about(work: Work, subject: UUID, *, deeds: Sequence[str] | None = None, limit: int = 50) -> list[Line]:
    """Newest first: what was done about one person or group."""
    conditions: list[ColumnElement[bool]] = [AuditLine.about_id == subject]
    if deeds is not None:
        conditions.append(AuditLine.deed.in_(deeds))
    rows = work.db.scalars(select(AuditLine).where(*conditions).order_by(AuditLine.id.desc()).limit(limit))
    return [Line(row.at, row.actor_role, row.actor_id, row.deed, row.about_id, row.reason, row.details) for row in rows]


def count(work: Work, subject: UUID, *, deeds: Sequence[str]) -> int:
    counted = (
        select(func.count()).select_from(AuditLine).where(AuditLine.about_id == subject, AuditLine.deed.in_(deeds))
    )
    return int(work.db.execute(counted).scalar_one())
