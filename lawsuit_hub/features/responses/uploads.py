"""Files of answers that caseworkers upload: taking them in, their progress and report, the question about their columns."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.responses import upload_files, upload_work
from lawsuit_hub.features.responses.models import Upload, UploadRow
from lawsuit_hub.features.responses.questions import recognise
from lawsuit_hub.features.responses.types import Line
from lawsuit_hub.features.responses.upload_files import UploadEmpty, UploadTooLarge
from lawsuit_hub.features.responses.upload_types import (
    Asked,
    AskedColumn,
    NoSuchUpload,
    RowPage,
    StillUnclear,
    UploadLine,
    UploadOver,
    UploadState,
)
from lawsuit_hub.features.responses.upload_work import work_off
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import NotAllowed, Work

__all__ = ["UploadEmpty", "UploadTooLarge", "work_off"]

LISTED = 50
PAGE_ROWS = 50
_OVER = (UploadState.DONE, UploadState.FAILED)


def receive(work: Work, chunks: Iterable[bytes], *, size_bound: int) -> UUID:
    """Seals the file as its bytes come in and owes the worker the rest. Raises UploadEmpty, UploadTooLarge."""
    work.require(Permission.RESPONSES_IMPORT)
    if work.actor.id is None:
        raise NotAllowed
    upload_id = new_id()
    file_key, size = upload_files.put(work, upload_id, chunks, size_bound=size_bound)
    row = Upload(id=upload_id, made_by=work.actor.id, made_at=work.now, state=UploadState.WAITING, size=size)
    row.file_key, row.counts = file_key, {}
    work.db.add(row)
    audit.record(work, "responses:uploaded", about=upload_id, kind="upload", size=size)
    work.db.flush()
    work.wake_worker()
    return upload_id


def lines(work: Work) -> list[UploadLine]:
    """The newest first."""
    work.require(Permission.RESPONSES_IMPORT)
    return [_line(row) for row in work.db.scalars(select(Upload).order_by(Upload.made_at.desc()).limit(LISTED))]


def line(work: Work, upload_id: UUID) -> UploadLine:
    return _line(_get(work, upload_id))


def _get(work: Work, upload_id: UUID, *, lock: bool = False) -> Upload:
    work.require(Permission.RESPONSES_IMPORT)
    row = work.db.get(Upload, upload_id, with_for_update=lock or None)
    if row is None:
        raise NoSuchUpload
    return row


def _line(row: Upload) -> UploadLine:
    counts = {name: count for name, count in row.counts.items() if name not in {"tries", "rows"}}
    total = max(row.counts.get("rows", 0), row.rows_done)
    state = UploadState(row.state)
    return UploadLine(row.id, row.made_at, state, row.size, row.rows_done, total, counts, row.failure, row.finished_at)


def rows(work: Work, upload_id: UUID, *, outcome: str | None = None, page: int = 1) -> RowPage:
    """A page of the report, of one outcome only where one is named."""
    work.require(Permission.RESPONSES_IMPORT)
    wanted: list[Any] = [UploadRow.upload_id == upload_id]
    if outcome:
        wanted.append(UploadRow.outcome == outcome)
    total = int(work.db.execute(select(func.count()).select_from(UploadRow).where(*wanted)).scalar_one())
    pages = max(1, -(-total // PAGE_ROWS))
    page = min(max(page, 1), pages)
    found = select(UploadRow).where(*wanted).order_by(UploadRow.row).offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS)
    return RowPage(tuple(_row(row) for row in work.db.scalars(found)), page, pages)


def report(work: Work, upload_id: UUID) -> Iterator[Line]:
    """Every row, a few hundred at a time."""
    _get(work, upload_id)
    every = select(UploadRow).where(UploadRow.upload_id == upload_id).order_by(UploadRow.row)
    for row in work.db.scalars(every.execution_options(yield_per=500)):
        yield _row(row)
        work.db.expunge(row)


def _row(row: UploadRow) -> Line:
    return Line(row.row, row.outcome, row.reason, row.group_code, row.membership, row.candidates)  # type: ignore[arg-type]


def asked(work: Work, upload_id: UUID) -> Asked:
    """What a caseworker is to say about the columns. Raises UploadOver where nothing is asked."""
    header = _header(_get(work, upload_id))
    recognition = recognise(header)
    doubts = {text: question for question, texts in recognition.doubtful.items() for text in texts}
    columns = (
        AskedColumn(number, text, str(doubts.get(text, "")))
        for number, text in enumerate(header, 1)
        if text in recognition.unknown or text in doubts or not text.strip()
    )
    return Asked(tuple(columns), tuple(str(question) for question in recognition.missing))


def _header(row: Upload) -> list[str]:
    if row.state != UploadState.ASKING or row.header is None:
        raise UploadOver
    return row.header


def choose(work: Work, upload_id: UUID, chosen: Mapping[str, str]) -> None:
    """The answer, by places (`#3`); it is remembered for the next file of this form. Raises StillUnclear, UploadOver."""
    row = _get(work, upload_id, lock=True)
    recognition = recognise(_header(row), chosen)
    if not recognition.certain:
        raise StillUnclear(recognition)
    row.mapping, row.header, row.state = dict(chosen), None, UploadState.WAITING
    row.counts = {**row.counts, "tries": 0}
    audit.record(work, "responses:columns-chosen", about=upload_id, kind="upload", columns=len(chosen))
    work.db.flush()
    work.wake_worker()


def cancel(work: Work, upload_id: UUID) -> None:
    """What was taken stays taken; the file goes. Raises UploadOver."""
    row = _get(work, upload_id, lock=True)
    if row.state in _OVER:
        raise UploadOver
    upload_work.finish(work, row, UploadState.FAILED, "cancelled")
    work.db.flush()
    work.after_commit.append(lambda: upload_files.destroy(work.settings, upload_id))


def forget(work: Work, upload_id: UUID) -> None:
    """The report of a file that was read long ago goes, row by row; the file went when it was read."""
    work.db.execute(delete(UploadRow).where(UploadRow.upload_id == upload_id))
    work.db.execute(delete(Upload).where(Upload.id == upload_id))
