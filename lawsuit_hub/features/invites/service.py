"""Private invites into a group's room: one member, one use, bound to the room as it was. Only keyed hashes are stored."""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites import codes, drills
from lawsuit_hub.features.invites.doorway import may_enter, seat, seat_of, seated, version
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.revoking import forget, revoke, revoke_all, void_all
from lawsuit_hub.features.invites.standing import (
    OPEN,
    history,
    left_behind,
    since_moved,
    state,
    unused,
    void_left_behind,
)
from lawsuit_hub.features.invites.types import Entered, InviteVoid, Printed, Way
from lawsuit_hub.features.lawsuits import groups, rooms
from lawsuit_hub.features.lawsuits.types import MemberLine, NotActive, RoomMissing
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import ChatsFull
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

__all__ = [
    "enter",
    "enter_by_code",
    "forget",
    "history",
    "hours_of",
    "make",
    "owe",
    "revoke",
    "revoke_all",
    "set_capacity",
    "set_room",
    "state",
    "token_for_sending",
    "unused",
    "void_left_behind",
    "write_on_paper",
]

TOKEN_BYTES = 32
_MAC = "invites.token"


def make(work: Work) -> str:
    """An invite for the acting member; earlier unused ones die. Returns the token, which is stored nowhere.

    Raises NotActive, ChatHeld, ChatsFull, TooMany (ten a day).
    """
    work.require(Permission.INVITE_MAKE)
    member = _active_member(work)
    seat(work, member)
    work.limits.hit("10 per day", "invite", str(member.victim_id))
    token = _new_token()
    _add(work, member, Way.OWN, token=token)
    audit.record(work, "invite:made", about=member.victim_id)
    return token


def owe(work: Work, victim_ids: Iterable[UUID], *, hours: int | None = None) -> int:
    """A caseworker's invitation by message: the worker makes each token as it sends. Returns how many were owed.

    Whoever could not enter now is passed over. Raises ChatHeld, ChatsFull.
    """
    work.require(Permission.ROOM_MANAGE)
    owed = 0
    for member in seated(work, victim_ids):
        invite = _add(work, member, Way.MESSAGE, hours=hours)
        outbox.queue(work, "invite", to=member.victim_id, invite=str(invite.id))
        audit.record(work, "invite:owed", about=member.victim_id)
        owed += 1
    return owed


def write_on_paper(work: Work, victim_ids: Iterable[UUID], *, hours: int | None = None) -> list[Printed]:
    """Invites for a letter or a meeting, each with a link and a short code that are shown once. Earlier unused ones die.

    Whoever could not enter now is passed over. Raises ChatHeld, ChatsFull.
    """
    work.require(Permission.ROOM_MANAGE)
    printed = []
    for member in seated(work, victim_ids):
        token, code = _new_token(), codes.new_code()
        until = hours or work.settings.invite_paper_hours
        invite = _add(work, member, Way.PAPER, token=token, code=code, hours=until)
        audit.record(work, "invite:printed", about=member.victim_id)
        printed.append(Printed(member.victim_id, member.alias, token, codes.shown(code), invite.expires_at))
    return printed


def token_for_sending(work: Work, invite_id: UUID) -> str | None:
    """Made as the message is sent; a resend voids the earlier token. None when the invite can no longer be used."""
    work.require(Permission.LETTER_ADDRESS)
    invite = work.db.get(Invite, invite_id)
    if invite is None or invite.used_at or invite.revoked_at or invite.expires_at <= work.now:
        return None
    member = groups.membership(work, invite.membership_id)
    if member is None or member.group_id != invite.group_id or not may_enter(work, member):
        return None
    if left_behind(work, invite, member):
        return None
    token = _new_token()
    invite.token_mac = work.keys.mac(_MAC, token)
    invite.expires_at = work.now + timedelta(hours=invite.hours)
    return token


def hours_of(work: Work, invite_id: UUID) -> int:
    """How long an invite that is sent now is good."""
    return work.db.get_one(Invite, invite_id).hours


def enter(work: Work, token: str) -> Entered:
    """Lets the acting member in, once. One statement decides, so that of many simultaneous requests one enters.

    Raises InviteVoid for everything else.
    """
    return _enter(work, _entering(work), Invite.token_mac == work.keys.mac(_MAC, token))


def enter_by_code(work: Work, typed: str, *, address: str | None) -> Entered:
    """The same by the short code, in its member's own session. Raises InviteVoid, TooMany."""
    work.require(Permission.INVITE_MAKE)
    member = _entering(work)
    codes.count(work, member.victim_id, address)
    return _enter(work, member, Invite.code_mac == codes.mac(work, member.membership_id, typed))


def _entering(work: Work) -> MemberLine:
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or not may_enter(work, member):
        raise InviteVoid
    return member


def _enter(work: Work, member: MemberLine, this_one: ColumnElement[bool]) -> Entered:
    chat = seat_of(work, member)
    use = (
        update(Invite)
        .where(
            this_one,
            Invite.membership_id == member.membership_id,
            Invite.group_id == member.group_id,
            Invite.chat_id == (None if chat is None else chat.id),
            Invite.room_version == version(work, member, chat),
            *OPEN,
            Invite.expires_at > work.now,
            *since_moved(work, member),
        )
        .values(used_at=work.now)
        .returning(Invite.id)
    )
    if work.db.execute(use).scalar() is None:
        raise InviteVoid
    try:
        room = None if chat is None else openchats.open_address(work, chat)
    except RoomMissing:  # the address went with a merge that was undone since
        raise InviteVoid from None
    if not rooms.entered_room(work, member.membership_id, group_id=member.group_id):
        raise InviteVoid
    audit.record(work, "invite:used", about=member.victim_id)
    return Entered(member.alias) if room is None else Entered(member.alias, room.url, room.code)


def set_room(work: Work, group_id: UUID, *, url: str, code: str, number: int = 1, capacity: int | None = None) -> int:
    """Sets or rotates one of a group's chats and voids every unused invite into it; returns how many.

    A leak drill that waited for it goes on. Raises BadRoomUrl, SameAddress, NoSuchChat.
    """
    chat = openchats.set_address(work, group_id, url=url, code=code, number=number, capacity=capacity)
    voided = void_all(work, group_id, Invite.chat_id == chat.id)
    _carry_on(work, group_id)
    return voided


def set_capacity(work: Work, group_id: UUID, *, number: int, capacity: int) -> None:
    """More seats may be what a leak drill waited for. Raises NoSuchChat."""
    openchats.set_capacity(work, group_id, number=number, capacity=capacity)
    _carry_on(work, group_id)


def _carry_on(work: Work, group_id: UUID) -> None:
    """Where there are too few seats the new address is kept, and the drill waits until there are enough."""
    with suppress(ChatsFull), work.db.begin_nested():
        drills.carry_on(work, group_id, invite=owe)


def _active_member(work: Work) -> MemberLine:
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or not may_enter(work, member):
        raise NotActive
    return member


def _add(
    work: Work, member: MemberLine, way: Way, *, token: str | None = None, code: str = "", hours: int | None = None
) -> Invite:
    chat = seat(work, member)
    revoke(work, member.victim_id)
    hours = hours or work.settings.invite_hours
    invite = Invite(
        id=new_id(),
        membership_id=member.membership_id,
        group_id=member.group_id,
        token_mac=work.keys.mac(_MAC, token) if token else None,
        code_mac=codes.mac(work, member.membership_id, code) if code else None,
        chat_id=None if chat is None else chat.id,
        room_version=version(work, member, chat),
        way=way.value,
        hours=hours,
        made_at=work.now,
        expires_at=work.now + timedelta(hours=hours),
    )
    work.db.add(invite)
    work.db.flush()
    return invite


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)
