"""Private invites into a group's room: one member, one use, bound to the room as it was. Only keyed hashes are stored."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites import codes, drills
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import Entered, InviteDates, InviteState, InviteVoid, Printed, Way
from lawsuit_hub.features.lawsuits import endings, groups, rooms, seating
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, MemberLine, NotActive, RoomMissing
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Chat
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

TOKEN_BYTES = 32
_MAC = "invites.token"
_OPEN = (Invite.used_at.is_(None), Invite.revoked_at.is_(None))


def make(work: Work) -> str:
    """An invite for the acting member; earlier unused ones die. Returns the token, which is stored nowhere.

    Raises NotActive, ChatHeld, ChatsFull, TooMany (ten a day).
    """
    work.require(Permission.INVITE_MAKE)
    member = _active_member(work)
    _seat(work, member)
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
    for member in _seated(work, victim_ids):
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
    for member in _seated(work, victim_ids):
        token, code = _new_token(), codes.new_code()
        until = hours or work.settings.invite_paper_hours
        invite = _add(work, member, Way.PAPER, token=token, code=code, hours=until)
        audit.record(work, "invite:printed", about=member.victim_id)
        printed.append(Printed(member.victim_id, member.alias, token, codes.shown(code), invite.expires_at))
    return printed


def _seated(work: Work, victim_ids: Iterable[UUID]) -> list[MemberLine]:
    """Who of them may enter, each with a seat: before the first invite is written it is sure that there are enough."""
    members = [one for one in groups.memberships_of(work, victim_ids).values() if _may_enter(work, one)]
    for member in members:
        _seat(work, member)
    return members


def _seat(work: Work, member: MemberLine) -> Chat | None:
    """The open chat her invite is for; None where the group's room is the built-in one. Raises ChatHeld, ChatsFull."""
    return openchats.seat(work, member) if rooms.has_open_chat(work, member.group_id) else None


def _seat_of(work: Work, member: MemberLine) -> Chat | None:
    """The same for who enters now. Raises InviteVoid."""
    try:
        return openchats.seat_of(work, member) if rooms.has_open_chat(work, member.group_id) else None
    except RoomMissing:
        raise InviteVoid from None


def _version(work: Work, member: MemberLine, chat: Chat | None) -> int:
    return chat.version if chat is not None else rooms.room_version(work, member.group_id)


def token_for_sending(work: Work, invite_id: UUID) -> str | None:
    """Made as the message is sent; a resend voids the earlier token. None when the invite can no longer be used."""
    work.require(Permission.LETTER_ADDRESS)
    invite = work.db.get(Invite, invite_id)
    if invite is None or invite.used_at or invite.revoked_at or invite.expires_at <= work.now:
        return None
    member = groups.membership(work, invite.membership_id)
    if member is None or member.group_id != invite.group_id or not _may_enter(work, member):
        return None
    if _left_behind(work, invite, member):
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
    if member is None or not _may_enter(work, member):
        raise InviteVoid
    return member


def _enter(work: Work, member: MemberLine, this_one: ColumnElement[bool]) -> Entered:
    chat = _seat_of(work, member)
    use = (
        update(Invite)
        .where(
            this_one,
            Invite.membership_id == member.membership_id,
            Invite.group_id == member.group_id,
            Invite.chat_id == (None if chat is None else chat.id),
            Invite.room_version == _version(work, member, chat),
            *_OPEN,
            Invite.expires_at > work.now,
            *_since_moved(work, member),
        )
        .values(used_at=work.now)
        .returning(Invite.id)
    )
    if work.db.execute(use).scalar() is None:
        raise InviteVoid
    room = None if chat is None else openchats.open_address(work, chat)
    if not rooms.entered_room(work, member.membership_id, group_id=member.group_id):
        raise InviteVoid
    audit.record(work, "invite:used", about=member.victim_id)
    return Entered(member.alias) if room is None else Entered(member.alias, room.url, room.code)


def revoke(work: Work, victim_id: UUID) -> int:
    """Voids a member's unused invites. A caseworker's deed, or the service's own when someone leaves."""
    hers = Invite.membership_id.in_(endings.membership_ids(work, victim_id))
    void = update(Invite).where(*_OPEN, hers).values(revoked_at=work.now).returning(Invite.id)
    voided = len(list(work.db.scalars(void)))
    if voided:
        audit.record(work, "invite:revoked", about=victim_id)
    return voided


def forget(work: Work, victim_id: UUID) -> None:
    """Of who is erased: no row of any invite of hers stays."""
    work.db.execute(delete(Invite).where(Invite.membership_id.in_(endings.membership_ids(work, victim_id))))


def set_room(work: Work, group_id: UUID, *, url: str, code: str, number: int = 1, capacity: int | None = None) -> int:
    """Sets or rotates one of a group's chats and voids every unused invite into it; returns how many.

    A leak drill that waited for it goes on. Raises BadRoomUrl, SameAddress, NoSuchChat.
    """
    chat = openchats.set_address(work, group_id, url=url, code=code, number=number, capacity=capacity)
    voided = _void_all(work, group_id, Invite.chat_id == chat.id)
    drills.carry_on(work, group_id, invite=owe)
    return voided


def revoke_all(work: Work, group_id: UUID) -> int:
    """Voids every unused invite of a group, for instance when a link was passed on; returns how many."""
    work.require(Permission.ROOM_MANAGE)
    return _void_all(work, group_id)


def _void_all(work: Work, group_id: UUID, *which: ColumnElement[bool]) -> int:
    void = update(Invite).where(Invite.group_id == group_id, *_OPEN, *which)
    voided = len(list(work.db.scalars(void.values(revoked_at=work.now).returning(Invite.id))))
    if voided:
        audit.record(work, "invite:all-revoked", about=group_id, kind="group", count=voided)
    return voided


def void_left_behind(work: Work, group_ids: Iterable[UUID] | None = None) -> int:
    """Unused invites of members who were moved since: into another group, or back into the same one. Of these groups' members
    now, or of all; returns how many. They open nothing before either (`enter`); this writes it down and tells her record."""
    open_ones = (Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > work.now)
    rows = list(work.db.scalars(select(Invite).where(*open_ones)))
    moved = seating.moved(work, {one.membership_id for one in rows}, group_ids)
    left = [one for one in rows if one.membership_id in moved and one.made_at <= moved[one.membership_id].at]
    for one in left:
        one.revoked_at = work.now
    work.db.flush()
    audit.record_many(work, "invite:revoked", about=dict.fromkeys(moved[one.membership_id].victim_id for one in left))
    return len(left)


def unused(work: Work, membership_ids: Iterable[UUID]) -> list[UUID]:
    """Invites of these members that would be void if they were moved."""
    open_ones = (Invite.used_at.is_(None), Invite.revoked_at.is_(None), Invite.expires_at > work.now)
    rows = select(Invite.id).where(Invite.membership_id.in_(list(membership_ids)), *open_ones)
    return list(work.db.scalars(rows.order_by(Invite.id)))


def state(work: Work, membership_id: UUID) -> InviteState | None:
    """The invite that would let her in now, if there is one."""
    member = groups.membership(work, membership_id)
    if member is None or member.active_since is None:
        return None
    hers = (Invite.membership_id == membership_id, Invite.group_id == member.group_id)
    good = select(Invite).where(*hers, *_OPEN, Invite.expires_at > work.now, *_since_moved(work, member))
    row = work.db.scalar(good.order_by(Invite.made_at.desc()).limit(1))
    return None if row is None else InviteState(row.made_at, row.expires_at)


def _since_moved(work: Work, member: MemberLine) -> list[ColumnElement[bool]]:
    """What was made for her before she was moved is void, also when she was moved back."""
    moved = seating.moved_at(work, member.membership_id)
    return [] if moved is None else [Invite.made_at >= moved]


def _left_behind(work: Work, invite: Invite, member: MemberLine) -> bool:
    moved = seating.moved_at(work, member.membership_id)
    return moved is not None and invite.made_at < moved


def _active_member(work: Work) -> MemberLine:
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or not _may_enter(work, member):
        raise NotActive
    return member


def _may_enter(work: Work, member: MemberLine) -> bool:
    """Active herself and not pausing, in a group that its members can see."""
    if member.active_since is None or member.paused_at is not None:
        return False
    return len(groups.active_victims(work, member.group_id)) >= VISIBLE_FROM


def _add(
    work: Work, member: MemberLine, way: Way, *, token: str | None = None, code: str = "", hours: int | None = None
) -> Invite:
    chat = _seat(work, member)
    revoke(work, member.victim_id)
    hours = hours or work.settings.invite_hours
    invite = Invite(
        id=new_id(),
        membership_id=member.membership_id,
        group_id=member.group_id,
        token_mac=work.keys.mac(_MAC, token) if token else None,
        code_mac=codes.mac(work, member.membership_id, code) if code else None,
        chat_id=None if chat is None else chat.id,
        room_version=_version(work, member, chat),
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


def history(work: Work, membership_id: UUID) -> list[InviteDates]:
    """Every invite of a member, the oldest first: dates only."""
    dates = (Invite.made_at, Invite.expires_at, Invite.used_at, Invite.revoked_at, Invite.way)
    rows = select(*dates).where(Invite.membership_id == membership_id).order_by(Invite.made_at)
    return [InviteDates(*row) for row in work.db.execute(rows)]
