"""Publishing: at once or at a minute, if the gate lets these very words and files through."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.notices import announcing, gate, wordings
from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.types import BadWords, Stale
from lawsuit_hub.features.notices.writing import held, unchanged
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.infra.work import Work

FARTHEST = timedelta(days=366)


def publish(work: Work, number: int, *, seen: int, mark: str, at: datetime | None = None) -> None:
    """The newest wording with its files, at once or from `at` on. `seen`, `mark`: its turn and its content as the page showed them.

    Raises NoSuchNotice, Stale, BadWords (past, far), NotReleased.
    """
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    unchanged(row, seen)
    if at is not None and not work.now < at <= work.now + FARTHEST:
        raise BadWords("past" if at <= work.now else "far", "day")
    wording = of_turn(work, row, seen)
    gate.pass_through(work, row.id, wordings.view(wording), mark=mark)
    if wording.shown_from is None or wording.shown_from > work.now:
        _show(work, row, wording, at)
    else:  # its words are read already, files were added
        announcing.show_files(work, row, wording)


def ask(work: Work, number: int, *, seen: int) -> None:
    """A second person should look: something of somebody's was found. Raises NoSuchNotice, Stale."""
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    unchanged(row, seen)
    publishing.ask(work, gate.holder(row.id), gate.text_of(wordings.view(of_turn(work, row, seen))))


def call_off(work: Work, number: int, *, seen: int) -> None:
    """What is scheduled is not shown. Raises NoSuchNotice; Stale where it is read already, or nothing is scheduled."""
    work.require(Permission.PUBLISH_PREPARE)
    row = held(work, number)
    unchanged(row, seen)
    if not unschedule(work, row):
        raise Stale
    audit.record(work, "notice:called-off", about=row.id, kind="notice", number=number, turn=seen)


def unschedule(work: Work, row: NoticeRow) -> bool:
    """Whether anything was."""
    later = NoticeWording.notice_id == row.id, NoticeWording.shown_from > work.now
    gone = update(NoticeWording).where(*later).values(shown_from=None).returning(NoticeWording.id)
    was = bool(work.db.scalars(gone).all())
    if row.published_at is not None and row.published_at > work.now:
        row.published_at = None
    return was


def of_turn(work: Work, row: NoticeRow, turn: int) -> NoticeWording:
    wanted = select(NoticeWording).where(NoticeWording.notice_id == row.id, NoticeWording.turn == turn)
    return work.db.scalars(wanted.execution_options(populate_existing=True)).one()


def _show(work: Work, row: NoticeRow, wording: NoticeWording, at: datetime | None) -> None:
    unschedule(work, row)
    wording.shown_from = at or work.now
    row.published_at = row.published_at or wording.shown_from
    work.db.flush()
    if at is None:
        announcing.announce(work, row, wording)
    else:
        when = at.isoformat()
        audit.record(
            work, "notice:scheduled", about=row.id, kind="notice", number=row.number, turn=wording.turn, at=when
        )
