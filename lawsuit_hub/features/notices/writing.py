"""Writing a notice: a draft, another wording, a draft thrown away. What people read is not touched by any of it."""

from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.notices import gate, wordings
from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.types import Draft, NoSuchNotice, Stale
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work


def write(work: Work, draft: Draft, *, once: str) -> int:
    """The number of a draft that the desk alone sees; of the one that this form made before. Raises BadWords."""
    work.require(Permission.PUBLISH_PREPARE)
    kept = wordings.cleaned(draft)
    before = work.db.scalar(select(NoticeRow.number).where(NoticeRow.once == once))
    if before is not None:
        return before
    row = add_numbered(work.db, NoticeRow.number, lambda number: NoticeRow(id=new_id(), number=number, once=once))
    if row is None:  # its form came twice at one moment, or numbers were taken again and again
        return _made_meanwhile(work, once)
    wordings.add(work, row, kept)
    audit.record(work, "notice:written", about=row.id, kind="notice", number=row.number)
    return row.number


def _made_meanwhile(work: Work, once: str) -> int:
    made = work.db.scalar(select(NoticeRow.number).where(NoticeRow.once == once))
    if made is None:
        raise TooMany
    return made


def revise(work: Work, number: int, draft: Draft, *, seen: int) -> None:
    """Another wording; people read the one before until this is published.

    Raises NoSuchNotice, BadWords, Stale.
    """
    work.require(Permission.PUBLISH_PREPARE)
    kept, row = wordings.cleaned(draft), held(work, number)
    unchanged(row, seen)
    wordings.add(work, row, kept)
    audit.record(work, "notice:revised", about=row.id, kind="notice", number=number, turn=row.last_turn)


def discard(work: Work, number: int, *, seen: int) -> None:
    """A draft that nobody ever read. Raises NoSuchNotice; Stale where it was changed, or is read or scheduled."""
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    unchanged(row, seen)
    if row.published_at is not None:
        raise Stale
    audit.record(work, "notice:discarded", about=row.id, kind="notice", number=number)
    publishing.forget(work, gate.holder(row.id))
    work.db.execute(delete(NoticeWording).where(NoticeWording.notice_id == row.id))
    work.db.execute(delete(NoticeRow).where(NoticeRow.id == row.id))


def held(work: Work, number: int) -> NoticeRow:
    """The row, which nobody else changes until this work ends. Raises NoSuchNotice."""
    found = select(NoticeRow).where(NoticeRow.number == number)
    row = work.db.scalar(found.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NoSuchNotice
    return row


def held_by_id(work: Work, notice_id: UUID) -> NoticeRow | None:
    found = select(NoticeRow).where(NoticeRow.id == notice_id)
    return work.db.scalar(found.with_for_update().execution_options(populate_existing=True))


def unchanged(row: NoticeRow, seen: int) -> None:
    """Raises Stale where somebody wrote another wording since, or withdrew it."""
    if row.last_turn != seen or row.withdrawn_at is not None:
        raise Stale
