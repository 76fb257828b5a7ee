"""What staff do in a group's room: open it with a reason, write as verified, remove, pin, pause somebody, take somebody out."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import rooms as addresses
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.features.rooms import entries, places, posting, reports
from lawsuit_hub.features.rooms.models import RoomEntry, RoomOpening, RoomPlace
from lawsuit_hub.features.rooms.types import Desk, Entry, Kind, Member, News, NoRoom, NotOpened, Posted
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

OPEN_MINUTES = 60
LONGEST_PAUSE_HOURS = 24 * 7


def file(work: Work, code: str) -> Desk:
    """A room at the desk: reports and members; its entries only to whoever opened it. Raises NoSuchGroup."""
    work.require(Permission.ROOM_MODERATE)
    group_id = groups.by_code(work, code)
    until = _open_until(work, group_id)
    names = _names(work, group_id)
    return Desk(
        group_id=group_id,
        open_until=until,
        reports=reports.waiting(work, group_id),
        members=_members(work, group_id),
        news=entries.newest(work, group_id, names=names) if until else None,
        pins=entries.pinned(work, group_id, names=names) if until else (),
        elsewhere=addresses.has_open_chat(work, group_id),
    )


def open_room(work: Work, code: str, *, reason: str) -> None:
    """For an hour, to her alone. Raises NoSuchGroup, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.ROOM_MODERATE)
    group_id = groups.by_code(work, code)
    kept = audit.clean_reason(reason)
    until = work.now + timedelta(minutes=OPEN_MINUTES)
    work.db.add(RoomOpening(id=new_id(), group_id=group_id, staff_id=work.actor.id, opened_at=work.now, until=until))
    audit.record(work, "room:opened", about=group_id, kind="group", reason=kept)
    audit.record_many(work, "room:opened", about=groups.active_victims(work, group_id), reason=kept)


def news(work: Work, code: str, after: int) -> News:
    group_id = _opened(work, code)
    names = _names(work, group_id)
    return entries.since(work, group_id, after, names=names)


def one(work: Work, code: str, seq: int) -> Entry:
    """Raises NoSuchGroup, NotOpened, NoRoom."""
    group_id = _opened(work, code)
    if entries.message(work, group_id, seq) is None:
        raise NoRoom
    return entries.since(work, group_id, seq - 1, names=_names(work, group_id), limit=1).entries[0]


def member(work: Work, code: str, membership_id: UUID) -> Member:
    """Raises NoSuchGroup, NoRoom."""
    work.require(Permission.ROOM_MODERATE)
    found = [one for one in _members(work, groups.by_code(work, code)) if one.membership_id == membership_id]
    if not found:
        raise NoRoom
    return found[0]


def post(work: Work, code: str, text: str, *, key: UUID) -> Posted:
    """Raises NoSuchGroup, NotOpened, and what posting refuses."""
    return posting.post_as_staff(work, _opened(work, code), text, key=key)


def remove(work: Work, code: str, seq: int, *, reason: str) -> None:
    """Members read it no more, those who have it on their page included. Raises NoRoom, NotOpened, ReasonMissing."""
    group_id, kept = _opened(work, code), audit.clean_reason(reason)
    row = _message(work, group_id, seq)
    if row.removed_at is not None:
        return
    row.removed_at = work.now
    _say(work, group_id, Kind.REMOVED, seq)
    audit.record(work, "room:message-removed", about=group_id, kind="group", reason=kept, seq=seq)


def pin(work: Work, code: str, seq: int, *, on: bool) -> None:
    """Raises NoRoom, NotOpened."""
    group_id = _opened(work, code)
    row = _message(work, group_id, seq)
    if (row.pinned_at is not None) == on or (on and row.removed_at is not None):
        return
    row.pinned_at = work.now if on else None
    _say(work, group_id, Kind.PINNED if on else Kind.UNPINNED, seq)
    audit.record(work, "room:pinned" if on else "room:unpinned", about=group_id, kind="group", seq=seq)


def pause(work: Work, code: str, seq: int, *, hours: int, reason: str) -> None:
    """Who wrote the message reads and does not write for some hours; none ends a pause. Raises NoRoom, NotOpened, ReasonMissing."""
    group_id, kept = _opened(work, code), audit.clean_reason(reason)
    written = _message(work, group_id, seq)
    row = None if written.victim_id is None else work.db.get(RoomPlace, (group_id, written.victim_id))
    if row is None:
        raise NoRoom
    hours = max(0, min(hours, LONGEST_PAUSE_HOURS))
    for older in work.db.scalars(select(RoomPlace).where(RoomPlace.victim_id == row.victim_id)):
        older.muted_until = None
    row.muted_until = work.now + timedelta(hours=hours) if hours else None
    audit.record(work, "room:paused", about=row.victim_id, reason=kept, hours=hours)


def take_out(work: Work, code: str, membership_id: UUID, *, reason: str) -> None:
    """Her open pages end within two seconds, and she comes in no more until somebody lets her. Raises NoRoom, ReasonMissing."""
    work.require(Permission.ROOM_MODERATE)
    kept = audit.clean_reason(reason)
    row = _place_of(work, code, membership_id)
    if row.removed_at is None:
        row.removed_at = work.now
        audit.record(work, "room:member-removed", about=row.victim_id, reason=kept)


def let_in(work: Work, code: str, membership_id: UUID, *, reason: str) -> None:
    """Raises NoRoom, ReasonMissing."""
    work.require(Permission.ROOM_MODERATE)
    kept = audit.clean_reason(reason)
    her = _place_of(work, code, membership_id).victim_id
    rows = work.db.scalars(select(RoomPlace).where(RoomPlace.victim_id == her, RoomPlace.removed_at.is_not(None))).all()
    for row in rows:  # also of a room that she was taken out of before her group was merged
        row.removed_at, row.left_at = None, work.now  # she comes in by herself
    if rows:
        audit.record(work, "room:member-let-in", about=her, reason=kept)


def settle(work: Work, code: str, report_id: UUID) -> None:
    reports.settle(work, groups.by_code(work, code), report_id)


def _names(work: Work, group_id: UUID) -> entries.Names:
    """Also what was removed."""
    return entries.Names(work, group_id, bare=True, me=work.actor.id, firms=entries.firms(work, group_id))


def _open_until(work: Work, group_id: UUID) -> datetime | None:
    stands = RoomOpening.group_id == group_id, RoomOpening.staff_id == work.actor.id, RoomOpening.until > work.now
    return work.db.scalar(select(RoomOpening.until).where(*stands).order_by(RoomOpening.until.desc()).limit(1))


def _opened(work: Work, code: str) -> UUID:
    work.require(Permission.ROOM_MODERATE)
    group_id = groups.by_code(work, code)
    if _open_until(work, group_id) is None:
        raise NotOpened
    return group_id


def _message(work: Work, group_id: UUID, seq: int) -> RoomEntry:
    entries.hold(work, group_id)
    row = entries.message(work, group_id, seq)
    if row is None:
        raise NoRoom
    return row


def _say(work: Work, group_id: UUID, kind: Kind, about: int) -> None:
    entries.append(work, group_id, kind, author_id=work.actor.id, role=work.actor.role, about=about)


def _place_of(work: Work, code: str, membership_id: UUID) -> RoomPlace:
    group_id, member = groups.by_code(work, code), groups.membership(work, membership_id)
    if member is None or member.group_id != group_id:
        raise NoRoom
    entries.hold(work, group_id)
    row = work.db.get(RoomPlace, (group_id, member.victim_id), populate_existing=True)
    if row is None:  # she has not come in yet: she shall not
        row = RoomPlace(
            group_id=group_id, victim_id=member.victim_id, entered_at=work.now, left_at=work.now, read_seq=0
        )
        work.db.add(row)
    return row


def _members(work: Work, group_id: UUID) -> tuple[Member, ...]:
    rows = {row.victim_id: row for row in work.db.scalars(select(RoomPlace).where(RoomPlace.group_id == group_id))}
    active = [one for one in groups.members(work, group_id) if one.active_since is not None]
    ids = [one.victim_id for one in active]
    out, silenced = places.taken_out(work, ids), places.silenced(work, ids)
    return tuple(
        _member(one, rows.get(one.victim_id), out=one.victim_id in out, until=silenced.get(one.victim_id))
        for one in active
    )


def _member(one: MemberLine, row: RoomPlace | None, *, out: bool, until: datetime | None) -> Member:
    is_in = row is not None and row.left_at is None and not out
    return Member(one.membership_id, one.alias, is_in, out, until)
