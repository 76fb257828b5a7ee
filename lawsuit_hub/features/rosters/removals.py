"""What has to go from rosters when a person is erased: files that wait here, and lines that a lawyer already holds."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rosters import kept
from lawsuit_hub.features.rosters.models import Export, Removal
from lawsuit_hub.features.rosters.types import called
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work

_MOST = 1000


@dataclass(frozen=True, slots=True)
class RemovalLine:
    """A line that a lawyer has to delete from a file she fetched; `line` is None for a file that did not note its lines."""

    id: UUID
    number: str
    line: int | None
    asked_at: datetime


class NoSuchRemoval(NotYours):
    """Nothing of the kind was asked of this lawyer."""


def forget(work: Work, victim_id: UUID) -> int:
    """Destroys every waiting file that holds her and asks each lawyer who has one to delete her line; returns how many were asked."""
    waiting = _waiting_with(work, victim_id)
    lines = {line.details["number"]: line.details.get("line") for line in _marks(work, victim_id)}
    held = [row for row in _numbered(work, lines) if row.id not in waiting]
    for row in held:
        ask(work, row.id, line=lines[called(row.number)])
    return len(held)


def _waiting_with(work: Work, victim_id: UUID) -> set[UUID]:
    instance = work.settings.instance
    found = set()
    for export_id in kept.waiting(instance):
        try:
            people, _data = kept.read(instance, export_id)
        except FileNotFoundError:
            continue
        if victim_id in people:
            found.add(export_id)
    if found:
        work.db.execute(update(Export).where(Export.id.in_(found)).values(expires_at=work.now))
        work.after_commit.append(lambda: _destroy(instance, found))
    return found


def _destroy(instance: Path, export_ids: set[UUID]) -> None:
    for one in export_ids:
        kept.destroy(instance, one)


def _marks(work: Work, victim_id: UUID) -> list[Line]:
    return audit.about(work, victim_id, deeds=("roster:exported",), limit=_MOST)


def _numbered(work: Work, numbers: dict[str, int | None]) -> list[Export]:
    wanted = [int(number.removeprefix("X-")) for number in numbers]
    return list(work.db.scalars(select(Export).where(Export.number.in_(wanted)).order_by(Export.number)))


def ask(work: Work, export_id: UUID, *, line: int | None) -> None:
    """The lawyer is told by a message and, until she says it is done, on her own page."""
    row = work.db.get_one(Export, export_id)
    work.db.add(Removal(id=new_id(), export_id=export_id, line=line, asked_at=work.now))
    outbox.queue(work, "roster_removal", to=row.lawyer_id, recipient="staff")
    audit.record(work, "roster:removal-asked", about=export_id, kind="export", line=line)
    work.db.flush()


def waiting(work: Work) -> list[RemovalLine]:
    """What this lawyer has still to delete, the oldest first."""
    work.require(Permission.ROSTER_EXPORT)
    return _lines(work, Export.lawyer_id == work.actor.id)


def open_ones(work: Work) -> list[RemovalLine]:
    """What any lawyer has still to delete, for the privacy officer."""
    work.require(Permission.DESTRUCTION_READ)
    return _lines(work)


def _lines(work: Work, *conditions: object) -> list[RemovalLine]:
    rows = work.db.execute(
        select(Removal, Export.number)
        .join(Export, Export.id == Removal.export_id)
        .where(Removal.done_at.is_(None), *conditions)  # type: ignore[arg-type]
        .order_by(Removal.asked_at, Removal.id)
    )
    return [RemovalLine(row.id, called(number), row.line, row.asked_at) for row, number in rows]


def done(work: Work, removal_id: UUID) -> None:
    """The lawyer says the line is gone from her files. Twice is once. Raises NoSuchRemoval for somebody else's."""
    work.require(Permission.ROSTER_EXPORT)
    row = work.db.get(Removal, removal_id, with_for_update=True)
    if row is None or work.db.get_one(Export, row.export_id).lawyer_id != work.actor.id:
        raise NoSuchRemoval
    if row.done_at is None:
        row.done_at = work.now
        audit.record(work, "roster:removal-done", about=row.export_id, kind="export", line=row.line)
        work.db.flush()
