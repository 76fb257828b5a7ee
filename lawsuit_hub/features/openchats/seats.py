"""Which of a group's chats a member goes into: the first with a free seat, and then always the same."""

from collections import Counter
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.features.lawsuits import pausing
from lawsuit_hub.features.lawsuits.types import MemberLine, RoomMissing
from lawsuit_hub.features.openchats.models import ChatSeat, OpenChat
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull
from lawsuit_hub.infra.work import Work


def taken(work: Work, group_id: UUID) -> Counter[UUID]:
    """How many seats of each of a group's chats count: of those who are active and have not paused."""
    present = ChatSeat.membership_id.in_(pausing.present(group_id))
    counted = select(ChatSeat.chat_id, func.count()).join(OpenChat, OpenChat.id == ChatSeat.chat_id)
    rows = work.db.execute(counted.where(OpenChat.group_id == group_id, present).group_by(ChatSeat.chat_id))
    return Counter({row[0]: row[1] for row in rows})


def of(work: Work, member: MemberLine) -> OpenChat | None:
    """Her chat in the group she is in now."""
    seat = work.db.get(ChatSeat, member.membership_id)
    chat = work.db.get(OpenChat, seat.chat_id) if seat else None
    return chat if chat is not None and chat.group_id == member.group_id else None


def take(work: Work, member: MemberLine) -> OpenChat:
    """Keeps her in the chat she has; else the first with room for one more, whoever asks at the same moment.

    Raises RoomMissing where the group has none, ChatHeld while her chat or all chats are to be replaced, ChatsFull.
    """
    mine = of(work, member)
    if mine is not None:
        return _open(mine)
    chats = list(
        work.db.scalars(
            select(OpenChat)
            .where(OpenChat.group_id == member.group_id)
            .order_by(OpenChat.number)
            .with_for_update()  # two that take the last seat stand in a line
        )
    )
    if not chats:
        raise RoomMissing
    used = taken(work, member.group_id)
    roomy = [chat for chat in chats if used[chat.id] < chat.capacity]
    if not roomy:
        raise ChatsFull
    chosen = next((chat for chat in roomy if chat.held_at is None), None)
    if chosen is None:
        raise ChatHeld
    _sit(work, member, chosen)
    return chosen


def _open(chat: OpenChat) -> OpenChat:
    if chat.held_at is not None:
        raise ChatHeld
    return chat


def _sit(work: Work, member: MemberLine, chat: OpenChat) -> None:
    seat = work.db.get(ChatSeat, member.membership_id)
    if seat is None:
        seat = ChatSeat(membership_id=member.membership_id, victim_id=member.victim_id)
        work.db.add(seat)
    seat.chat_id, seat.since = chat.id, work.now
    work.db.flush()


def of_members(work: Work, group_id: UUID) -> dict[UUID, UUID]:
    """The chat of each membership of a group that has a seat there."""
    rows = select(ChatSeat.membership_id, ChatSeat.chat_id).join(OpenChat, OpenChat.id == ChatSeat.chat_id)
    found = work.db.execute(rows.where(OpenChat.group_id == group_id))
    return {row.membership_id: row.chat_id for row in found}
