"""Where an invite leads: a seat in one of the group's open chats, or the built-in room; and who may enter at all."""

from collections.abc import Collection, Iterable
from uuid import UUID

from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import groups, present, rooms
from lawsuit_hub.features.lawsuits.types import MemberLine, RoomMissing
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Chat
from lawsuit_hub.infra.work import Work


def may_enter(work: Work, member: MemberLine) -> bool:
    return bool(_able(work, [member]))


def _able(work: Work, members: Collection[MemberLine]) -> list[MemberLine]:
    """Active and not pausing, in a group that its members can see."""
    active = present.active_in(work, [one.victim_id for one in members])
    return [one for one in members if one.victim_id in active and one.paused_at is None]


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
    members = _able(work, groups.memberships_of(work, victim_ids).values())
    for member in members:
        seat(work, member)
    return members
