"""The open chats of a group at the desk: capacity, checks, steps of a change. An address is written, never read."""

from dataclasses import dataclass

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk.types import AlreadyDecided
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.features.openchats import changes
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Change, Chat, Checked, Item, Step
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class ChatFile:
    """A chat with what was looked at and what has to be done. `host`: a login; `mine`: the acting caseworker is its host."""

    chat: Chat
    checks: tuple[Checked, ...]
    change: Change | None
    host: str
    mine: bool
    logins: dict[str, str]

    @property
    def due(self) -> int:
        return sum(one.due for one in self.checks)


@dataclass(frozen=True, slots=True)
class ChatsFile:
    line: GroupLine
    chats: tuple[ChatFile, ...]

    @property
    def next_number(self) -> int:
        return len(self.chats) + 1


def chats_file(work: Work, code: str) -> ChatsFile:
    """Raises NoSuchGroup."""
    work.require(Permission.ROOM_MANAGE)
    group_id = groups.by_code(work, code)
    chats, checked = openchats.of_group(work, group_id), openchats.checked(work, group_id)
    open_changes = changes.of_group(work, group_id)
    lookers = {one.by for items in checked.values() for one in items if one.by}
    staff = identity.staff_many(work, lookers | {chat.host_id for chat in chats if chat.host_id})
    logins = {str(one): account.login for one, account in staff.items()}
    files = [
        ChatFile(
            chat,
            checked[chat.id],
            open_changes.get(chat.id),
            logins.get(str(chat.host_id), ""),
            chat.host_id is not None and chat.host_id == work.actor.id,
            logins,
        )
        for chat in chats
    ]
    return ChatsFile(groups.line(work, group_id), tuple(files))


def set_chat(work: Work, code: str, *, number: int, url: str, room_code: str, seen: str) -> int:
    """How many unused invites became void. `seen`: the version the page showed.

    Raises BadRoomUrl, SameAddress, NoSuchChat; AlreadyDecided when the chat was set since.
    """
    group_id = groups.by_code(work, code)
    if version_of(openchats.of_group(work, group_id), number) != seen:
        raise AlreadyDecided
    return invites.set_room(work, group_id, url=url, code=room_code, number=number)


def version_of(chats: list[Chat], number: int) -> str:
    """What a page remembers of the chat it was written for; a chat that is to be added has none."""
    return next((str(chat.version) for chat in chats if chat.number == number), "0")


def set_capacity(work: Work, code: str, *, number: int, capacity: int) -> None:
    invites.set_capacity(work, groups.by_code(work, code), number=number, capacity=capacity)


def take_host(work: Work, code: str, *, number: int) -> None:
    openchats.take_host(work, groups.by_code(work, code), number=number)


def look(work: Work, code: str, *, number: int, found: dict[Item, bool]) -> int:
    return openchats.look(work, groups.by_code(work, code), number=number, found=found)


def tick(work: Work, code: str, *, number: int, step: Step) -> bool:
    return openchats.tick(work, groups.by_code(work, code), number=number, step=step)


def waiting(work: Work) -> tuple[int, int]:
    """In how many groups something of the chats waits, and for how many days the longest."""
    due = openchats.due(work)
    return len(due), max(((work.now - one.since).days for one in due), default=0)
