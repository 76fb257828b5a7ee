"""The chat room of a group: its address and code lie under the group's peer key and open for whoever is let in."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.groups import get
from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.room_url import clean_room_code, clean_room_url
from lawsuit_hub.features.lawsuits.types import GroupId, Room, RoomMissing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind, Place


def set_room(work: Work, group_id: GroupId, *, url: str, code: str) -> None:
    """Sets or rotates the room. Every unused invite was made for the room as it was and opens nothing any more.

    Raises BadRoomUrl.
    """
    work.require(Permission.ROOM_MANAGE)
    group = get(work, group_id)
    room = {"room_url": clean_room_url(url), "room_code": clean_room_code(code)}
    for name, value in room.items():
        setattr(group, name, work.keys.seal(value, Place(f"lawsuit_groups.{name}", group.id, group.id), KeyKind.PEER))
    group.room_version += 1
    group.room_set_at = work.now
    audit.record(work, "room:rotated" if group.room_version > 1 else "room:set", about=group_id, kind="group")
    work.db.flush()


def has_open_chat(work: Work, group_id: GroupId) -> bool:
    """Whether the group talks in an open chat; else its room is the built-in one (features.rooms)."""
    return get(work, group_id).room_url is not None


def room_version(work: Work, group_id: GroupId) -> int:
    """Goes up with every open chat that is set; before the first it is the built-in room's."""
    return get(work, group_id).room_version


def open_room(work: Work, group_id: GroupId) -> Room:
    """An open chat's address and code, for whoever was just let in. Raises RoomMissing where there is none."""
    group = get(work, group_id)
    if group.room_url is None or group.room_code is None:
        raise RoomMissing

    def opened(name: str) -> str:
        return (
            work.keys.open(getattr(group, name), Place(f"lawsuit_groups.{name}", group.id, group.id), KeyKind.PEER)
            or ""
        )

    return Room(opened("room_url"), opened("room_code"))


def entered_room(work: Work, membership_id: UUID, *, group_id: GroupId) -> bool:
    """False where she was moved to another group at this moment: it was not her room any more."""
    row = work.db.get_one(Membership, membership_id, with_for_update=True, populate_existing=True)
    if row.group_id != group_id:
        return False
    row.entered_room_at = row.entered_room_at or work.now
    return True
