"""The register of destructions (개인정보 파기 관리대장): numbered without gaps, naming nobody. Also what a backup carries of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction.models import DestructionRecord
from lawsuit_hub.features.destruction.types import Ground, LedgerDiffers, Record
from lawsuit_hub.features.rosters.csv import sheet_of
from lawsuit_hub.infra.db import UtcDateTime
from lawsuit_hub.infra.work import Work

PEOPLE = ("member", "unconfirmed")
_COLUMNS = DestructionRecord.__table__.columns


def add(
    work: Work,
    *,
    kind: str,
    reference: str,
    made_at: datetime,
    ground: Ground,
    reason: str,
    subject_id: UUID | None = None,
    asked_at: datetime | None = None,
    head_id: UUID | None = None,
) -> Record:
    """The next line. The caller holds the turn (landlords.take_turn), so that no two take one number."""
    number = int(work.db.execute(select(func.coalesce(func.max(DestructionRecord.number), 0))).scalar_one()) + 1
    row = DestructionRecord(
        number=number,
        subject_id=subject_id,
        reference=reference,
        kind=kind,
        made_at=made_at,
        asked_at=asked_at,
        destroyed_at=work.now,
        ground=ground.value,
        reason=reason,
        handler_role=work.actor.role.value,
        handler_id=work.actor.id,
        system_user=work.actor.system_user,
        head_id=head_id,
    )
    work.db.add(row)
    work.db.flush()
    return _record(row)


def of_person(work: Work, victim_id: UUID) -> Record | None:
    row = work.db.scalar(select(DestructionRecord).where(DestructionRecord.subject_id == victim_id))
    return None if row is None else _record(row)


def lines(work: Work) -> list[Record]:
    """The newest first."""
    work.require(Permission.DESTRUCTION_READ)
    rows = work.db.scalars(select(DestructionRecord).order_by(DestructionRecord.number.desc()))
    return [_record(row) for row in rows]


def as_csv(work: Work, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The register as a file, which leaves a line; no cell is one that a spreadsheet would run."""
    work.require(Permission.DESTRUCTION_READ)
    audit.record(work, "destruction:register-taken")
    return sheet_of(titles, rows)


def erased_ids(work: Work) -> set[UUID]:
    """Everybody who was ever erased here."""
    wanted = select(DestructionRecord.subject_id).where(DestructionRecord.kind.in_(PEOPLE))
    return {one for one in work.db.scalars(wanted) if one is not None}


def ledger(work: Work) -> list[dict[str, Any]]:
    """The whole register as plain values, the oldest first: a backup keeps it beside the keys, newer than any data."""
    rows = work.db.scalars(select(DestructionRecord).order_by(DestructionRecord.number))
    return [{column.name: _plain(getattr(row, column.name)) for column in _COLUMNS} for row in rows]


def merge_ledger(work: Work, rows: list[dict[str, Any]]) -> int:
    """Adds what this database, restored from an older copy, does not know yet; returns how many lines. Raises LedgerDiffers."""
    known = {row["number"]: row for row in ledger(work)}
    if any(row["number"] in known and known[row["number"]] != row for row in rows):
        raise LedgerDiffers
    new = [row for row in rows if row["number"] not in known]
    work.db.add_all(DestructionRecord(**{name: _read(name, value) for name, value in row.items()}) for row in new)
    if new:
        audit.record(work, "destruction:ledger-merged", lines=len(new))
    work.db.flush()
    return len(new)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(_COLUMNS[name].type, UtcDateTime):
        return datetime.fromisoformat(value)
    return UUID(value) if name.endswith("_id") else value


def _record(row: DestructionRecord) -> Record:
    return Record(
        number=row.number,
        reference=row.reference,
        kind=row.kind,
        made_at=row.made_at,
        asked_at=row.asked_at,
        destroyed_at=row.destroyed_at,
        ground=Ground(row.ground),
        reason=row.reason,
        handler_role=row.handler_role,
        handler_id=row.handler_id,
        system_user=row.system_user,
        head_id=row.head_id,
    )
