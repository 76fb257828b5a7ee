"""Files that hang on what goes public: kept by pieces, sealed as long as they hold a find that nobody released, gone with their holder.

A file comes here read through (`looking.look`, before any transaction). Anybody fetches it only while its holder is public.
"""

import io
import secrets
from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.publishing import bounds
from lawsuit_hub.features.publishing.models import PublicFile, PublicPiece
from lawsuit_hub.features.publishing.types import MANY, TWICE, Attachment, Finding, Holder, Looked, NotAttached, Unfit
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work, Works

log = logs.named("publishing")

_KEY = "public_files.locked"
PIECE_BYTES = 256 * 1024


def attach(work: Work, holder: Holder, looked: Looked) -> Attachment:
    """Raises Unfit: too many, or this very file hangs there already. Whether the holder is hers to change, the holder asks."""
    work.require(Permission.PUBLISH_PREPARE)
    if len(_rows(work, [holder])) >= bounds.MOST_FILES:
        raise Unfit(MANY)
    row = PublicFile(
        id=new_id(),
        holder_kind=holder.kind,
        holder_id=holder.id,
        name=looked.name,
        kind=looked.kind,
        size=len(looked.data),
        sha256=looked.sha256,
        token=secrets.token_urlsafe(18),
        findings=[one.kept() for one in looked.findings],
        shown=False,
        downloads=0,
        added_at=work.now,
        added_by=work.actor.id,
    )
    data = _sealed(work, row, looked.data) if looked.findings else looked.data
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        raise Unfit(TWICE) from None
    _put(work, row.id, data)
    audit.record(work, "file:attached", about=holder.id, kind=holder.kind, found=len(looked.findings))
    return _attachment(row)


def attachments(work: Work, holders: Iterable[Holder]) -> dict[Holder, tuple[Attachment, ...]]:
    """Of each, in the order in which they were added; a holder without any is not in it."""
    found: dict[Holder, tuple[Attachment, ...]] = {}
    for row in _rows(work, holders):
        made = _attachment(row)
        found[made.holder] = (*found.get(made.holder, ()), made)
    return found


def of(work: Work, holder: Holder) -> tuple[Attachment, ...]:
    return attachments(work, [holder]).get(holder, ())


def added_by(work: Work, holder: Holder) -> frozenset[UUID]:
    """Who added what a second person has to look at."""
    rows = _rows(work, [holder])
    return frozenset(row.added_by for row in rows if row.added_by and row.findings and not row.shown)


def remove(work: Work, holder: Holder, file_id: UUID) -> None:
    """One of it, its bytes too. Raises NotAttached."""
    work.require(Permission.PUBLISH_PREPARE)
    row = work.db.get(PublicFile, file_id, with_for_update=True)
    if row is None or (row.holder_kind, row.holder_id) != (holder.kind, holder.id):
        raise NotAttached
    _drop(work, [row.id])
    audit.record(work, "file:removed", about=holder.id, kind=holder.kind)


def remove_all(work: Work, holder: Holder) -> None:
    """Its holder is gone."""
    work.require(Permission.PUBLISH_PREPARE)
    _drop(work, [row.id for row in _rows(work, [holder])])


def show(work: Work, file_ids: Iterable[UUID]) -> None:
    """Anybody may have these from now on; one that is sealed still stays where it is."""
    wanted = PublicFile.id.in_(list(file_ids)), PublicFile.locked.is_(None)
    work.db.execute(update(PublicFile).where(*wanted).values(shown=True))
    work.db.flush()


def hide(work: Work, holder: Holder) -> None:
    """Nobody outside fetches them any more."""
    theirs = PublicFile.holder_kind == holder.kind, PublicFile.holder_id == holder.id
    work.db.execute(update(PublicFile).where(*theirs).values(shown=False))
    work.db.flush()


def unlock(work: Work, holder: Holder) -> None:
    """A second person released them: they lie as they will be fetched."""
    for row in _rows(work, [holder]):
        if row.locked is not None:
            data = b"".join(_opened(work, row))
            row.locked = None
            work.db.execute(delete(PublicPiece).where(PublicPiece.file_id == row.id))
            _put(work, row.id, data)


def fetched(work: Work, token: str) -> Attachment:
    """For anybody, while it is public. Raises NotAttached."""
    row = work.db.scalar(select(PublicFile).where(PublicFile.token == token, PublicFile.shown))
    if row is None:
        raise NotAttached
    return _attachment(row)


def for_staff(work: Work, file_id: UUID) -> tuple[Attachment, bytes]:
    """Before it is public, and also sealed: that is in the trail. Raises NotAttached."""
    work.require(Permission.PUBLISH_PREPARE)
    row = work.db.get(PublicFile, file_id)
    if row is None:
        raise NotAttached
    if row.locked is not None:
        holder = Holder(row.holder_kind, row.holder_id)
        audit.record(work, "file:opened", about=holder.id, kind=holder.kind, file=str(row.id))
    return _attachment(row), b"".join(_opened(work, row))


def piece(work: Work, file_id: UUID, number: int) -> bytes:
    """Of a public file, from 0; nothing behind its end."""
    return (
        work.db.scalar(
            select(PublicPiece.data)
            .join(PublicFile, PublicFile.id == PublicPiece.file_id)
            .where(PublicPiece.file_id == file_id, PublicPiece.number == number, PublicFile.shown)
        )
        or b""
    )


def count(works: Works, file_id: UUID) -> None:
    """One more download; nobody knows whose. One that is not counted, since the database was busy, is no harm."""
    more = update(PublicFile).where(PublicFile.id == file_id).values(downloads=PublicFile.downloads + 1)
    try:
        with works.open(VISITOR) as work:
            work.db.execute(more)
    except DBAPIError as trouble:
        log.warning("a download was not counted", why=type(trouble).__name__)


def _rows(work: Work, holders: Iterable[Holder]) -> list[PublicFile]:
    wanted = set(holders)
    if not wanted:
        return []
    ids, kinds = {one.id for one in wanted}, {one.kind for one in wanted}
    theirs = PublicFile.holder_id.in_(ids), PublicFile.holder_kind.in_(kinds)
    rows = work.db.scalars(select(PublicFile).where(*theirs).order_by(PublicFile.added_at, PublicFile.id))
    return [row for row in rows if Holder(row.holder_kind, row.holder_id) in wanted]


def _drop(work: Work, file_ids: list[UUID]) -> None:
    work.db.execute(delete(PublicPiece).where(PublicPiece.file_id.in_(file_ids)))
    work.db.execute(delete(PublicFile).where(PublicFile.id.in_(file_ids)))
    work.db.flush()


def _sealed(work: Work, row: PublicFile, data: bytes) -> bytes:
    target = io.BytesIO()
    writer = work.keys.file_writer(target, _KEY, row.id)
    writer.write(data)
    writer.finish()
    row.locked = writer.sealed_key
    return target.getvalue()


def _opened(work: Work, row: PublicFile) -> Iterator[bytes]:
    pieces = work.db.scalars(
        select(PublicPiece.data).where(PublicPiece.file_id == row.id).order_by(PublicPiece.number)
    ).all()
    if row.locked is None:
        yield from pieces
    else:
        yield from work.keys.file_chunks(io.BytesIO(b"".join(pieces)), row.locked, _KEY, row.id)


def _put(work: Work, file_id: UUID, data: bytes) -> None:
    for number, at in enumerate(range(0, len(data), PIECE_BYTES)):
        work.db.add(PublicPiece(file_id=file_id, number=number, data=data[at : at + PIECE_BYTES]))
    work.db.flush()


def _attachment(row: PublicFile) -> Attachment:
    return Attachment(
        id=row.id,
        holder=Holder(row.holder_kind, row.holder_id),
        name=row.name,
        kind=row.kind,
        size=row.size,
        sha256=row.sha256,
        token=row.token,
        shown=row.shown,
        downloads=row.downloads,
        findings=tuple(Finding.of(one) for one in row.findings),
        added_at=row.added_at,
    )
