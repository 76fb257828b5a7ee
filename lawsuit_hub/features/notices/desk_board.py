"""The board as the desk sees it: what is being written, what waits for its minute, what people read, what went."""

from datetime import datetime

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.notices import wordings
from lawsuit_hub.features.notices.board import was_read
from lawsuit_hub.features.notices.models import NoticeRow
from lawsuit_hub.features.notices.types import Item, NoSuchNotice, State, Wording
from lawsuit_hub.infra.work import Work

A_PAGE = 50


def items(work: Work, *, number: int = 1) -> tuple[tuple[Item, ...], int]:
    """The newest first, and how many pages there are."""
    work.require(Permission.DESK_READ)
    count = work.db.scalar(select(func.count()).select_from(NoticeRow)) or 0
    ordered = select(NoticeRow).order_by(NoticeRow.number.desc())
    rows = work.db.scalars(ordered.offset(max(number - 1, 0) * A_PAGE).limit(A_PAGE)).all()
    said = wordings.of(work, [row.id for row in rows])
    return tuple(_item(row, said[row.id], work.now) for row in rows), max(1, -(-count // A_PAGE))


def item(work: Work, number: int) -> Item:
    """Raises NoSuchNotice."""
    work.require(Permission.DESK_READ)
    row = work.db.scalar(select(NoticeRow).where(NoticeRow.number == number))
    if row is None:
        raise NoSuchNotice
    return _item(row, wordings.of(work, [row.id])[row.id], work.now)


def _item(row: NoticeRow, said: tuple[Wording, ...], now: datetime) -> Item:
    live = max((one.turn for one in said if was_read(one, now)), default=None)
    later = next((one.shown_from for one in said if one.shown_from is not None and one.shown_from > now), None)
    return Item(
        id=row.id,
        number=row.number,
        state=_state(row, live, later),
        wordings=said,
        live=live,
        scheduled_for=later,
        pinned=row.pinned_at is not None,
        why=row.ended,
    )


def _state(row: NoticeRow, live: int | None, later: datetime | None) -> State:
    if row.withdrawn_at is not None:
        return State.WITHDRAWN
    if live is None:
        return State.SCHEDULED if later else State.DRAFT
    return State.SHOWN if row.archived_at is None else State.ARCHIVED
