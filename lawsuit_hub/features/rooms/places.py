"""Members' places in their group's room: who may be in it, coming in, leaving, how far somebody read, whom she hides."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups, present
from lawsuit_hub.features.lawsuits import rooms as addresses
from lawsuit_hub.features.rooms import entries
from lawsuit_hub.features.rooms.models import RoomHidden, RoomPlace
from lawsuit_hub.features.rooms.types import Entry, Inside, Moved, News, NoRoom, NotInside, Seat, TakenOut, Unread
from lawsuit_hub.infra.work import Work


def seat(work: Work) -> Seat:
    """The one way to a member's room: an active place in a group that its members can see. Raises NoRoom."""
    work.require(Permission.ROOM_USE)
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or member.active_since is None or not present.is_visible(work, member.group_id):
        raise NoRoom
    elsewhere = addresses.has_open_chat(work, member.group_id)
    return Seat(member.group_id, member.membership_id, member.victim_id, member.alias, elsewhere)


def place(work: Work, group_id: UUID, victim_id: UUID) -> RoomPlace | None:
    return work.db.get(RoomPlace, (group_id, victim_id), populate_existing=True)


def taken_out(work: Work, victim_ids: Iterable[UUID]) -> set[UUID]:
    """Of whatever room it was said: a merge or a split is no way back in."""
    said = RoomPlace.victim_id.in_(list(victim_ids)), RoomPlace.removed_at.is_not(None)
    return set(work.db.scalars(select(RoomPlace.victim_id).where(*said)))


def silenced(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Who may not write, and until when; also of whatever room it was said."""
    said = RoomPlace.victim_id.in_(list(victim_ids)), RoomPlace.muted_until > work.now
    until = select(RoomPlace.victim_id, func.max(RoomPlace.muted_until)).where(*said)
    return {row[0]: row[1] for row in work.db.execute(until.group_by(RoomPlace.victim_id)) if row[1] is not None}


def inside(work: Work) -> tuple[Seat, RoomPlace]:
    """For whoever came in. Raises NoRoom, NotInside, TakenOut."""
    mine = seat(work)
    row = place(work, mine.group_id, mine.victim_id)
    if taken_out(work, [mine.victim_id]):
        raise TakenOut
    if row is None or row.left_at is not None:
        if mine.elsewhere:
            raise NoRoom
        raise NotInside
    return mine, row


def enter(work: Work) -> None:
    """She comes in under her alias. Raises NoRoom, TakenOut, Moved."""
    mine = seat(work)
    if mine.elsewhere:
        raise Moved
    entries.hold(work, mine.group_id)
    row = place(work, mine.group_id, mine.victim_id)
    if taken_out(work, [mine.victim_id]):
        raise TakenOut
    if row is not None and row.left_at is None:
        return
    if row is None:
        row = RoomPlace(group_id=mine.group_id, victim_id=mine.victim_id, read_seq=0)
        work.db.add(row)
    row.entered_at, row.left_at = work.now, None
    if not addresses.entered_room(work, mine.membership_id, group_id=mine.group_id):
        raise Moved
    audit.record(work, "room:entered", about=mine.victim_id)


def leave(work: Work) -> None:
    """Her place in the group stays; nothing more is delivered to her. Raises NoRoom, NotInside, TakenOut."""
    mine, row = inside(work)
    row.left_at = work.now
    audit.record(work, "room:left", about=mine.victim_id)


def look(work: Work, *, before: int | None = None) -> Inside:
    """The room as its page shows it. Raises NoRoom, TakenOut."""
    try:
        mine, row = inside(work)
    except NotInside:
        return _doorway(work, seat(work))
    hidden = hidden_by(work, mine.victim_id)
    names = names_of(work, mine.group_id, me=mine.victim_id, hidden=hidden)
    news = entries.newest(work, mine.group_id, names=names, before=before)
    return Inside(
        seat=mine,
        people=present.count(work, mine.group_id),
        entered=True,
        news=news,
        pins=entries.pinned(work, mine.group_id, names=names),
        earlier=news.more,
        read_seq=row.read_seq,
        silenced_until=silenced(work, [mine.victim_id]).get(mine.victim_id),
        hidden=len(hidden),
    )


def _doorway(work: Work, mine: Seat) -> Inside:
    people = present.count(work, mine.group_id)
    return Inside(mine, people, False, News((), 0, False), (), False, 0, None, 0)


def news(work: Work, after: int) -> News:
    """For who asks again and again instead of listening. Raises NoRoom, NotInside, TakenOut."""
    mine, _row = inside(work)
    names = names_of(work, mine.group_id, me=mine.victim_id, hidden=hidden_by(work, mine.victim_id))
    return entries.since(work, mine.group_id, after, names=names)


def one(work: Work, seq: int) -> Entry:
    """A message of her own room. Raises NoRoom for any other and for who is not inside, TakenOut."""
    mine = _inside_or_none(work)
    names = names_of(work, mine.group_id, me=mine.victim_id, hidden=())
    found = entries.since(work, mine.group_id, seq - 1, names=names, limit=1).entries
    if entries.message(work, mine.group_id, seq) is None or not found:
        raise NoRoom
    return found[0]


def _inside_or_none(work: Work) -> Seat:
    try:
        return inside(work)[0]
    except NotInside:
        raise NoRoom from None


def names_of(work: Work, group_id: UUID, *, me: UUID | None = None, hidden: Iterable[UUID] = ()) -> entries.Names:
    return entries.Names(work, group_id, me=me, hidden=hidden, firms=entries.firms(work, group_id))


def read_to(work: Work, seq: int) -> None:
    """Only forward, and never further than the room goes. Raises NoRoom, NotInside, TakenOut."""
    mine, row = inside(work)
    row.read_seq = max(row.read_seq, min(seq, entries.last(work, mine.group_id)))


def unread(work: Work, victim_id: UUID) -> Unread | None:
    """None where there is no built-in room for her now."""
    try:
        mine, row = inside(work)
    except NotInside:
        return Unread(False, 0)
    except (NoRoom, TakenOut):
        return None
    others = [victim_id, *hidden_by(work, victim_id)]
    return Unread(True, entries.count_after(work, mine.group_id, row.read_seq, but=others))


def hide(work: Work, seq: int) -> None:
    """Another member's messages, now and later, for herself alone. Raises NoRoom for what is no other member's message."""
    mine = _inside_or_none(work)
    written = entries.message(work, mine.group_id, seq)
    if written is None or written.victim_id is None or written.victim_id == mine.victim_id:
        raise NoRoom
    if work.db.get(RoomHidden, (mine.victim_id, written.victim_id)) is None:
        work.db.add(RoomHidden(victim_id=mine.victim_id, hidden_id=written.victim_id))


def show_all(work: Work) -> None:
    mine, _row = inside(work)
    work.db.execute(delete(RoomHidden).where(RoomHidden.victim_id == mine.victim_id))


def hidden_by(work: Work, victim_id: UUID) -> list[UUID]:
    return list(work.db.scalars(select(RoomHidden.hidden_id).where(RoomHidden.victim_id == victim_id)))
