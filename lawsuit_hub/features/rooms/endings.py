"""What of a room ends: what one person wrote, when she is erased; entries that were kept long enough. And her copy of it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.rooms import entries
from lawsuit_hub.features.rooms import reports as reasons
from lawsuit_hub.features.rooms.models import RoomEntry, RoomHidden, RoomOpening, RoomPlace, RoomReport
from lawsuit_hub.features.rooms.types import Kind
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen


def forget(work: Work, victim_id: UUID) -> None:
    """Of who is erased: her messages go, also from pages that are open; nothing says any more that she was in a room."""
    hers = RoomEntry.victim_id == victim_id
    written = work.db.execute(select(RoomEntry.group_id, RoomEntry.seq).where(hers).order_by(RoomEntry.seq)).all()
    work.db.execute(delete(RoomEntry).where(hers))
    for group_id, seq in written:
        entries.append(work, group_id, Kind.REMOVED, author_id=None, role=Role.SYSTEM, about=seq)
    for rows in (RoomPlace.victim_id, RoomReport.victim_id, RoomHidden.victim_id, RoomHidden.hidden_id):
        work.db.execute(delete(rows.class_).where(rows == victim_id))


def retire(work: Work) -> int:
    """Messages, reports and openings older than the period; returns how many messages. The count of each room stays."""
    before = work.now - timedelta(days=work.settings.room_days)
    work.db.execute(delete(RoomReport).where(RoomReport.at < before))
    work.db.execute(delete(RoomOpening).where(RoomOpening.until < before))
    return len(work.db.execute(delete(RoomEntry).where(RoomEntry.at < before).returning(RoomEntry.id)).all())


def kept_of(work: Work, victim_id: UUID) -> dict[str, list[dict[str, str | None]]]:
    """For her own copy (docs/data-copy.md): when she was in a room, and what she wrote, in an earlier group's room too; personal
    data were replaced before it was kept.
    """
    work.require(Permission.COPY_MAKE)
    places = work.db.scalars(select(RoomPlace).where(RoomPlace.victim_id == victim_id).order_by(RoomPlace.entered_at))
    rows = select(RoomEntry).where(RoomEntry.victim_id == victim_id, RoomEntry.kind == Kind.MESSAGE.value)
    reports = select(RoomReport).where(RoomReport.victim_id == victim_id).order_by(RoomReport.at)
    return {
        "stays": [
            {name: _at(getattr(one, name)) for name in ("entered_at", "left_at", "removed_at", "muted_until")}
            for one in places
        ],
        "written": [
            {"at": _at(one.at), "text": _text(work, one), "removed_at": _at(one.removed_at)}
            for one in work.db.scalars(rows.order_by(RoomEntry.at, RoomEntry.seq))
        ],
        "reported": [
            {"at": _at(one.at), "reason": reasons.reason_of(work, one), "settled_at": _at(one.settled_at)}
            for one in work.db.scalars(reports)
        ],
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(work: Work, row: RoomEntry) -> str | None:
    try:
        return entries.opened(work, row.group_id, row.id, row.text)
    except CannotOpen:
        return None
