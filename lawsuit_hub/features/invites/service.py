"""Private invites into a group's room: one member, one use, bound to the room as it was. Only a keyed hash is stored."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import Entered, InviteDates, InviteState, InviteVoid
from lawsuit_hub.features.lawsuits import endings, groups, rooms
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, MemberLine, NotActive
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

TOKEN_BYTES = 32
_MAC = "invites.token"


def make(work: Work) -> str:
    """An invite for the acting member; earlier unused ones die. Returns the token, which is stored nowhere.

    Raises NotActive, TooMany (ten a day).
    """
    work.require(Permission.INVITE_MAKE)
    member = _active_member(work)
    work.limits.hit("10 per day", "invite", str(member.victim_id))
    token = _new_token()
    _add(work, member, token)
    audit.record(work, "invite:made", about=member.victim_id)
    return token


def owe(work: Work, victim_ids: Iterable[UUID]) -> int:
    """A caseworker's invitation by message: the worker makes each token as it sends. Returns how many were owed.

    Whoever could not enter now is passed over.
    """
    work.require(Permission.ROOM_MANAGE)
    owed = 0
    for member in groups.memberships_of(work, victim_ids).values():
        if not _may_enter(work, member):
            continue
        invite = _add(work, member, None)
        outbox.queue(work, "invite", to=member.victim_id, invite=str(invite.id))
        audit.record(work, "invite:owed", about=member.victim_id)
        owed += 1
    return owed


def token_for_sending(work: Work, invite_id: UUID) -> str | None:
    """Made as the message is sent; a resend voids the earlier token. None when the invite can no longer be used."""
    work.require(Permission.LETTER_ADDRESS)
    invite = work.db.get(Invite, invite_id)
    if invite is None or invite.used_at or invite.revoked_at or invite.expires_at <= work.now:
        return None
    member = groups.membership(work, invite.membership_id)
    if member is None or member.group_id != invite.group_id or not _may_enter(work, member):
        return None
    token = _new_token()
    invite.token_mac = work.keys.mac(_MAC, token)
    invite.expires_at = work.now + timedelta(hours=work.settings.invite_hours)
    return token


def enter(work: Work, token: str) -> Entered:
    """Lets the acting member in, once. One statement decides, so that of many simultaneous requests one enters.

    Raises InviteVoid for everything else.
    """
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or not _may_enter(work, member):
        raise InviteVoid
    version = rooms.room_version(work, member.group_id)
    use = (
        update(Invite)
        .where(
            Invite.token_mac == work.keys.mac(_MAC, token),
            Invite.membership_id == member.membership_id,
            Invite.group_id == member.group_id,
            Invite.room_version == version,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > work.now,
        )
        .values(used_at=work.now)
        .returning(Invite.id)
    )
    if work.db.execute(use).scalar() is None:
        raise InviteVoid
    rooms.entered_room(work, member.membership_id)
    audit.record(work, "invite:used", about=member.victim_id)
    if not rooms.has_open_chat(work, member.group_id):
        return Entered(member.alias)
    room = rooms.open_room(work, member.group_id)
    return Entered(member.alias, room.url, room.code)


def revoke(work: Work, victim_id: UUID) -> int:
    """Voids a member's unused invites. A caseworker's deed, or the service's own when someone leaves."""
    void = (
        update(Invite)
        .where(
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.membership_id.in_(_memberships(work, victim_id)),
        )
        .values(revoked_at=work.now)
        .returning(Invite.id)
    )
    voided = len(list(work.db.scalars(void)))
    if voided:
        audit.record(work, "invite:revoked", about=victim_id)
    return voided


def forget(work: Work, victim_id: UUID) -> None:
    """Of who is erased: no row of any invite of hers stays."""
    work.db.execute(delete(Invite).where(Invite.membership_id.in_(endings.membership_ids(work, victim_id))))


def set_room(work: Work, group_id: UUID, *, url: str, code: str) -> int:
    """Sets or rotates a group's room and voids every unused invite; returns how many. Raises BadRoomUrl."""
    rooms.set_room(work, group_id, url=url, code=code)
    return revoke_all(work, group_id)


def revoke_all(work: Work, group_id: UUID) -> int:
    """Voids every unused invite of a group, for instance when a link was passed on; returns how many."""
    work.require(Permission.ROOM_MANAGE)
    void = (
        update(Invite)
        .where(Invite.group_id == group_id, Invite.used_at.is_(None), Invite.revoked_at.is_(None))
        .values(revoked_at=work.now)
        .returning(Invite.id)
    )
    voided = len(list(work.db.scalars(void)))
    if voided:
        audit.record(work, "invite:all-revoked", about=group_id, kind="group", count=voided)
    return voided


def state(work: Work, membership_id: UUID) -> InviteState | None:
    """The invite that would let her in now, if there is one."""
    member = groups.membership(work, membership_id)
    if member is None or member.active_since is None:
        return None
    row = work.db.scalar(
        select(Invite)
        .where(
            Invite.membership_id == membership_id,
            Invite.group_id == member.group_id,
            Invite.used_at.is_(None),
            Invite.revoked_at.is_(None),
            Invite.expires_at > work.now,
        )
        .order_by(Invite.made_at.desc())
        .limit(1)
    )
    return None if row is None else InviteState(row.made_at, row.expires_at)


def _active_member(work: Work) -> MemberLine:
    member = None if work.actor.id is None else groups.membership_of(work, work.actor.id)
    if member is None or not _may_enter(work, member):
        raise NotActive
    return member


def _may_enter(work: Work, member: MemberLine) -> bool:
    """Active herself, in a group that its members can see."""
    if member.active_since is None:
        return False
    return len(groups.active_victims(work, member.group_id)) >= VISIBLE_FROM


def _add(work: Work, member: MemberLine, token: str | None) -> Invite:
    version = rooms.room_version(work, member.group_id)
    revoke(work, member.victim_id)
    invite = Invite(
        id=new_id(),
        membership_id=member.membership_id,
        group_id=member.group_id,
        token_mac=work.keys.mac(_MAC, token) if token else None,
        room_version=version,
        made_at=work.now,
        expires_at=work.now + timedelta(hours=work.settings.invite_hours),
    )
    work.db.add(invite)
    work.db.flush()
    return invite


def _memberships(work: Work, victim_id: UUID) -> list[UUID]:
    member = groups.memberships_of(work, [victim_id]).get(victim_id)
    return [member.membership_id] if member else []


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def history(work: Work, membership_id: UUID) -> list[InviteDates]:
    """Every invite of a member, the oldest first: dates only."""
    dates = (Invite.made_at, Invite.expires_at, Invite.used_at, Invite.revoked_at)
    rows = select(*dates).where(Invite.membership_id == membership_id).order_by(Invite.made_at)
    return [InviteDates(*row) for row in work.db.execute(rows)]
