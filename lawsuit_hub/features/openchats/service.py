"""The open chats of a group: their addresses, seats, capacity and host. The service manages links and tasks, never the chat itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import endings, groups
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine, Room, RoomMissing
from lawsuit_hub.features.openchats import addresses, changes, checks, seats
from lawsuit_hub.features.openchats.addresses import FIRST
from lawsuit_hub.features.openchats.models import ChatTask, OpenChat
from lawsuit_hub.features.openchats.types import Chat, Checked, Due, Item, NoSuchChat, SameAddress, Step
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

MOST = 3000  # nobody has seen a larger open chat (docs/group-life.md)


def of_group(work: Work, group_id: GroupId) -> list[Chat]:
    """In their order; a group without any has none."""
    groups.get(work, group_id)
    rows = list(work.db.scalars(select(OpenChat).where(OpenChat.group_id == group_id).order_by(OpenChat.number)))
    used = seats.taken(work, group_id)
    return [_line(row, used[row.id]) for row in rows]


def _line(row: OpenChat, taken: int) -> Chat:
    numbers = (row.number, row.version, row.entry_version, row.capacity, taken)
    return Chat(row.id, row.group_id, *numbers, row.set_at, row.host_id, row.held_at)


def seat(work: Work, member: MemberLine) -> Chat:
    """The chat an invite of hers is for. Raises RoomMissing, ChatHeld, ChatsFull."""
    groups.get(work, member.group_id)
    return _line(seats.take(work, member), 0)


def seat_of(work: Work, member: MemberLine) -> Chat:
    """The chat she has a seat in and may enter now. Raises RoomMissing, also while it is held."""
    groups.get(work, member.group_id)
    row = seats.of(work, member)
    if row is None or row.held_at is not None:
        raise RoomMissing
    return _line(row, 0)


def open_address(work: Work, chat: Chat) -> Room:
    """For whoever was just let in. Raises RoomMissing."""
    return addresses.opened(work, work.db.get_one(OpenChat, chat.id))


def set_address(
    work: Work, group_id: GroupId, *, url: str, code: str, number: int = FIRST, capacity: int | None = None
) -> Chat:
    """Sets a chat, or puts another in its place; the number after the last adds one. Held chats open again by it.

    Raises BadRoomUrl, NoSuchChat; SameAddress where address and code both had to change and one did not.
    """
    work.require(Permission.ROOM_MANAGE)
    room = addresses.cleaned(url, code)
    row = _row(work, group_id, number)
    if row is None:
        row = _add(work, group_id, number)
        addresses.write(work, row, room)
        if number != FIRST:
            audit.record(work, "room:added", about=group_id, kind="group", number=number)
    else:
        _replace(work, row, room)
    if capacity is not None:
        row.capacity = min(max(1, capacity), MOST)
    row.set_at = work.now
    work.db.flush()
    return _line(row, 0)


def _replace(work: Work, row: OpenChat, room: Room) -> None:
    before = _before(work, row)
    if before is not None and row.held_at is not None:
        for what in ("url", "code"):
            if getattr(before, what) == getattr(room, what):
                raise SameAddress(what)
    addresses.write(work, row, room)
    row.version, row.held_at = row.version + 1, None
    if before is None or room.url != before.url:
        row.entry_version, row.host_id = row.version, None
        changes.written(work, row)
    if row.number != FIRST:
        audit.record(work, "room:rotated", about=row.group_id, kind="group", number=row.number)


def _before(work: Work, row: OpenChat) -> Room | None:
    """None where the group was merged into another one since, and parted again: its address went with the merge."""
    try:
        return addresses.opened(work, row)
    except RoomMissing:
        return None


def _add(work: Work, group_id: GroupId, number: int) -> OpenChat:
    groups.get(work, group_id)
    last = work.db.scalar(select(func.max(OpenChat.number)).where(OpenChat.group_id == group_id)) or 0
    if number != last + 1:
        raise NoSuchChat
    row = OpenChat(id=new_id(), group_id=group_id, number=number, version=1, entry_version=1, set_at=work.now)
    row.capacity = work.settings.room_capacity
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # somebody added it at this moment
        raise NoSuchChat from None
    return row


def _row(work: Work, group_id: GroupId, number: int) -> OpenChat | None:
    """All of the group's are held: whoever sets the last of them sees that it is the last."""
    groups.get(work, group_id)
    rows = select(OpenChat).where(OpenChat.group_id == group_id).order_by(OpenChat.number).with_for_update()
    fresh = work.db.scalars(rows.execution_options(populate_existing=True)).all()
    return next((row for row in fresh if row.number == number), None)


def _get(work: Work, group_id: GroupId, number: int) -> OpenChat:
    row = _row(work, group_id, number)
    if row is None:
        raise NoSuchChat
    return row


def set_capacity(work: Work, group_id: GroupId, *, number: int, capacity: int) -> None:
    """Whoever sits there stays; nobody new is sent in above it. Raises NoSuchChat."""
    work.require(Permission.ROOM_MANAGE)
    _get(work, group_id, number).capacity = min(max(1, capacity), MOST)
    audit.record(work, "room:capacity", about=group_id, kind="group", number=number, capacity=capacity)


def take_host(work: Work, group_id: GroupId, *, number: int) -> None:
    """The acting caseworker says that she is the chat's host now: when a host leaves, KakaoTalk closes the chat."""
    work.require(Permission.ROOM_MANAGE)
    _get(work, group_id, number).host_id = work.actor.id
    audit.record(work, "room:host", about=group_id, kind="group", number=number)


def look(work: Work, group_id: GroupId, *, number: int, found: dict[Item, bool]) -> int:
    """Raises NoSuchChat."""
    return checks.look(work, _get(work, group_id, number), found)


def tick(work: Work, group_id: GroupId, *, number: int, step: Step) -> bool:
    """Raises NoSuchChat."""
    return changes.tick(work, _get(work, group_id, number), step)


def checked(work: Work, group_id: GroupId) -> dict[UUID, tuple[Checked, ...]]:
    """The list of checks of each chat of a group."""
    return checks.of(work, work.db.scalars(select(OpenChat).where(OpenChat.group_id == group_id)).all())


def due(work: Work) -> list[Due]:
    """Groups in whose chats something waits for a caseworker: a check that is due, a chat to replace."""
    work.require(Permission.DESK_READ)
    there = {line.id for line in groups.lines(work) if line.has_room}
    rows = [row for row in work.db.scalars(select(OpenChat)) if row.group_id in there]
    tasks = {
        one.chat_id: one.opened_at for one in work.db.scalars(select(ChatTask).where(ChatTask.closed_at.is_(None)))
    }
    listed = checks.of(work, rows)
    found: dict[UUID, Due] = {}
    for row in rows:
        open_items = [one for one in listed[row.id] if one.due]
        if open_items or row.id in tasks:
            since = min([tasks.get(row.id, work.now), *(_since(row, one) for one in open_items)])
            before = found.get(row.group_id)
            counts = (len(open_items), int(row.id in tasks))
            found[row.group_id] = _sum(row.group_id, counts, since, before)
    return list(found.values())


def retire(work: Work) -> int:
    """Chats of groups that stand no more: their addresses go. The worker calls it. Returns how many."""
    kept = select(OpenChat).where(OpenChat.url.is_not(None))
    gone = [row for row in work.db.scalars(kept) if endings.stayed(work, row.group_id) != row.group_id]
    for row in gone:
        row.url = row.code = None
    return len(gone)


def _since(row: OpenChat, one: Checked) -> datetime:
    return one.at or row.set_at


def _sum(group_id: UUID, counts: tuple[int, int], since: datetime, before: Due | None) -> Due:
    if before is None:
        return Due(group_id, *counts, since)
    return Due(group_id, before.checks + counts[0], before.changes + counts[1], min(since, before.since))
