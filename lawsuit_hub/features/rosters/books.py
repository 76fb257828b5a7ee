"""The rows of exports: numbered when begun, finished when handed out. Knows no file and no person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rosters import approvals
from lawsuit_hub.features.rosters.asked import rows_done, standings
from lawsuit_hub.features.rosters.looks import Look
from lawsuit_hub.features.rosters.models import Export
from lawsuit_hub.features.rosters.scope import Counsel, counsel
from lawsuit_hub.features.rosters.types import (
    AlreadyExported,
    Cancelled,
    ExportGone,
    ExportLine,
    FileState,
    NoSuchExport,
    RosterBusy,
    SheetFormat,
    called,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.work import Work

FETCH_HOURS = 24
_MOST_SHOWN = 100
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Entry:
    id: UUID
    number: str
    group_id: UUID
    firm_id: UUID
    form: str
    reason: str
    sha256: str
    by_key: bool
    template: int | None = None
    sheet: str | None = None


def begin(
    work: Work,
    who: Counsel,
    look: Look,
    *,
    form: SheetFormat,
    reason: str,
    rows: int,
    once: str | None,
    recipient: str | None,
) -> Entry:
    """A row with the next number; its size and hash come with `finish`. Raises AlreadyExported when the form's was made before."""
    export_id = _id_of_form(work, who, once)

    def made(number: int) -> Export:
        if work.db.get(Export, export_id, populate_existing=True) is not None:
            raise AlreadyExported  # this form's other press, perhaps a moment ago
        row = _row(export_id, who, look, number=number, format=form.value, rows=rows, made_at=work.now)
        row.reason, row.recipient = reason, recipient
        return row

    row = add_numbered(work.db, Export.number, made)
    if row is None:
        raise RosterBusy
    return _entry(row)


def _row(export_id: UUID, who: Counsel, look: Look, **more: Any) -> Export:
    return Export(
        id=export_id,
        group_id=who.group_id,
        lawyer_id=who.account.id,
        firm_id=who.firm.id,
        columns=[column.key for column in look.columns],
        size=0,
        sha256="",
        purpose=look.purpose.value,
        template=look.template,
        sheet=look.sheet.name if look.sheet else None,
        **more,
    )


def _id_of_form(work: Work, who: Counsel, once: str | None) -> UUID:
    """One id for all presses of one form by one lawyer."""
    if once is None:
        return new_id()
    return UUID(
        bytes=work.keys.mac("roster_exports.once", f"{who.account.id}|{who.group_id}|{once}")[:_ID_BYTES], version=4
    )


def finish(work: Work, export_id: UUID, *, rows: int, size: int, sha256: str, expires_at: datetime | None) -> None:
    """Raises Cancelled: of finishing and calling off at one moment the database lets one."""
    finished = (
        update(Export)
        .where(Export.id == export_id, Export.cancelled_at.is_(None))
        .values(rows=rows, size=size, sha256=sha256, expires_at=expires_at)
        .returning(Export.id)
    )
    if work.db.execute(finished).one_or_none() is None:
        raise Cancelled


def call_off(work: Work, export_id: UUID, *, unmade: bool) -> None:
    """`unmade`: only what is not made yet. Raises ExportGone where there is nothing to call off any more."""
    only = [Export.sha256 == ""] if unmade else []
    called_off = (
        update(Export)
        .where(Export.id == export_id, Export.cancelled_at.is_(None), *only)
        .values(cancelled_at=work.now)
        .returning(Export.id)
    )
    if work.db.execute(called_off).one_or_none() is None:
        raise ExportGone


def of_lawyer(work: Work, export_id: UUID) -> Entry:
    row = work.db.get(Export, export_id)
    if row is None or row.lawyer_id != work.actor.id:
        raise NoSuchExport
    return _entry(row)


def take(work: Work, export_id: UUID) -> None:
    """Marks it fetched. Of two requests at one moment the database lets one. Raises ExportGone."""
    taken = (
        update(Export)
        .where(Export.id == export_id, Export.fetched_at.is_(None), Export.expires_at > work.now)
        .values(fetched_at=work.now)
        .returning(Export.id)
        .execution_options(synchronize_session=False)
    )
    if work.db.execute(taken).one_or_none() is None:
        raise ExportGone


def history(work: Work, code: str) -> list[ExportLine]:
    """This lawyer's exports of a group, newest first. Raises NoSuchGroup."""
    who = counsel(work, code)
    wanted = (
        select(Export)
        .where(Export.group_id == who.group_id, Export.lawyer_id == who.account.id)
        .order_by(Export.number.desc())
        .limit(_MOST_SHOWN)
    )
    rows = list(work.db.scalars(wanted))
    unmade = [row.id for row in rows if not row.sha256]
    asked, refused, far = standings(work, unmade), approvals.refusals(work, unmade), rows_done(work, unmade)
    return [
        ExportLine(
            id=row.id,
            number=called(row.number),
            at=row.made_at,
            reason=row.reason,
            format=row.format,
            rows=row.rows,
            columns=len(row.columns),
            state=_state(work, row, asked.get(row.id), row.id in refused),
            refused_because=refused.get(row.id, ""),
            purpose=row.purpose,
            template=row.template,
            rows_done=far.get(row.id, 0),
        )
        for row in rows
    ]


def gone(work: Work, export_ids: Iterable[UUID]) -> list[UUID]:
    """Those of the files whose export is fetched, over or was never finished, or whose lawyer has the group no more."""
    return [one for one in export_ids if not _waits(work, work.db.get(Export, one))]


def _waits(work: Work, row: Export | None) -> bool:
    if row is None or row.fetched_at is not None or row.cancelled_at is not None:
        return False
    try:
        assignments.require(work, row.group_id, lawyer_id=row.lawyer_id)
    except NoSuchGroup:
        return False
    if row.expires_at is None and standings(work, [row.id]):
        return True  # a file may lie there a moment before its row says so
    return (row.expires_at or row.made_at + timedelta(hours=FETCH_HOURS)) > work.now


def _unmade(asked: str | None, refused: bool) -> FileState:
    if asked is None:
        return FileState.REFUSED if refused else FileState.UNFINISHED
    return {"waits": FileState.SECOND, "damaged": FileState.DAMAGED}.get(asked, FileState.ASKED)


def _state(work: Work, row: Export, asked: str | None, refused: bool) -> FileState:
    if row.cancelled_at is not None:
        return FileState.CANCELLED
    if not row.sha256:
        return _unmade(asked, refused)
    if row.expires_at is None:
        return FileState.HANDED
    if row.fetched_at is not None:
        return FileState.FETCHED
    return FileState.WAITING if row.expires_at > work.now else FileState.EXPIRED


def _entry(row: Export) -> Entry:
    return Entry(
        row.id,
        called(row.number),
        row.group_id,
        row.firm_id,
        row.format,
        row.reason,
        row.sha256,
        by_key=row.recipient is not None,
        template=row.template,
        sheet=row.sheet,
    )
