"""Where an invite leads: a seat in one of the group's open chats, or the built-in room; and who may enter at all."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import groups, rooms
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, MemberLine, RoomMissing
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Chat
from lawsuit_hub.infra.work import Work


def may_enter(work: Work, member: MemberLine) -> bool:
    """Active herself and not pausing, in a group that its members can see."""
    if member.active_since is None or member.paused_at is not None:
        return False
    return len(groups.active_victims(work, member.group_id)) >= VISIBLE_FROM


def seat(work: Work, member: MemberLine) -> Chat | None:
    """The open chat her invite is for; None where the group's room is the built-in one. Raises ChatHeld, ChatsFull."""
    return openchats.seat(work, member) if rooms.has_open_chat(work, member.group_id) else None


def seat_of(work: Work, member: MemberLine) -> Chat | None:
    """The same for who enters now. Raises InviteVoid."""
    try:
        return openchats.seat_of(work, member) if rooms.has_open_chat(work, member.group_id) else None
    except RoomMissing:
        raise InviteVoid from None


def version(work: Work, member: MemberLine, chat: Chat | None) -> int:
    return chat.version if chat is not None else rooms.room_version(work, member.group_id)


def seated(work: Work, victim_ids: Iterable[UUID]) -> list[MemberLine]:
    """Who of them may enter, each with a seat: before the first invite is written it is sure that there are enough."""
    members = [one for one in groups.memberships_of(work, victim_ids).values() if may_enter(work, one)]
    for member in members:
        seat(work, member)
    return members
