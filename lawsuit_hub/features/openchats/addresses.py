"""Where a chat's address and code lie, under the group's peer key: of the first with the group, of more with the chat."""

from lawsuit_hub.features.lawsuits import rooms
from lawsuit_hub.features.lawsuits.room_url import clean_room_code, clean_room_url
from lawsuit_hub.features.lawsuits.types import Room, RoomMissing
from lawsuit_hub.features.openchats.models import OpenChat
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind, Place

FIRST = 1


def opened(work: Work, row: OpenChat) -> Room:
    """For whoever was just let in. Raises RoomMissing."""
    if row.number == FIRST:
        return rooms.open_room(work, row.group_id)
    if row.url is None or row.code is None:
        raise RoomMissing
    keys, group = work.keys, row.group_id
    return Room(
        keys.open(row.url, Place("open_chats.url", group, row.id), KeyKind.PEER),
        keys.open(row.code, Place("open_chats.code", group, row.id), KeyKind.PEER),
    )


def cleaned(url: str, code: str) -> Room:
    """Raises BadRoomUrl."""
    return Room(clean_room_url(url), clean_room_code(code))


def write(work: Work, row: OpenChat, room: Room) -> None:
    """`room` was cleaned."""
    if row.number == FIRST:
        rooms.set_room(work, row.group_id, url=room.url, code=room.code)
        return
    keys, group = work.keys, row.group_id
    row.url = keys.seal(room.url, Place("open_chats.url", group, row.id), KeyKind.PEER)
    row.code = keys.seal(room.code, Place("open_chats.code", group, row.id), KeyKind.PEER)
