"""What the desk does with a notice that is read: at the top or not, to the archive and back, withdrawn for good."""

from sqlalchemy import update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.notices import gate
from lawsuit_hub.features.notices.announcing import catch_up, take_back
from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.releasing import unschedule
from lawsuit_hub.features.notices.types import Stale
from lawsuit_hub.features.notices.writing import held
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.infra.work import Work


def pin(work: Work, number: int, *, on: bool) -> None:
    """Raises NoSuchNotice; Stale where nobody reads it, or it is in the archive."""
    row = _read(work, number)
    if row.archived_at is not None and on:
        raise Stale
    if (row.pinned_at is not None) != on:
        row.pinned_at = work.now if on else None
        audit.record(work, "notice:pinned" if on else "notice:unpinned", about=row.id, kind="notice", number=number)


def archive(work: Work, number: int, *, reason: str) -> None:
    """It leaves the board; its address still shows it, and why it is old. Raises NoSuchNotice, Stale, ReasonMissing,
    ReasonHoldsNumber, ReasonHoldsPersonal."""
    kept, row = publishing.public_reason(work.settings, reason), _read(work, number)
    if row.archived_at is None:
        row.archived_at = row.moved_at = work.now
        row.pinned_at, row.ended = None, kept
        audit.record(work, "notice:archived", about=row.id, kind="notice", reason=kept, number=number)


def bring_back(work: Work, number: int) -> None:
    """From the archive. Raises NoSuchNotice, Stale."""
    row = _read(work, number)
    if row.archived_at is not None:
        row.archived_at, row.moved_at, row.ended = None, work.now, ""
        audit.record(work, "notice:brought-back", about=row.id, kind="notice", number=number)


def withdraw(work: Work, number: int, *, reason: str, erase: bool = False) -> None:
    """Nobody reads its words any more, not those of before either; its address says that there was one, and why it went.
    `erase`: they go from the database too, for where something of a person stood in them.

    Raises NoSuchNotice, Stale, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal.
    """
    kept, row = publishing.public_reason(work.settings, reason), _read(work, number)
    catch_up(work, row)
    unschedule(work, row)
    row.withdrawn_at = row.moved_at = work.now
    row.pinned_at, row.ended = None, kept
    take_back(work, row, erase=erase)
    if erase:
        publishing.forget(work, gate.holder(row.id))
        empty = {"title": "", "body": "", "correction": ""}
        work.db.execute(update(NoticeWording).where(NoticeWording.notice_id == row.id).values(**empty))
    audit.record(work, "notice:withdrawn", about=row.id, kind="notice", reason=kept, number=number, erased=erase)


def _read(work: Work, number: int) -> NoticeRow:
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    if row.published_at is None or row.published_at > work.now or row.withdrawn_at is not None:
        raise Stale
    return row
