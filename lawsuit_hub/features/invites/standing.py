"""Invites of members who were moved since, and what is known of an invite: dates only. They open nothing any more, and say so."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.types import InviteDates, InviteState
from lawsuit_hub.features.lawsuits import groups, seating
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.infra.work import Work

OPEN = (Invite.used_at.is_(None), Invite.revoked_at.is_(None))


def void_left_behind(work: Work, group_ids: Iterable[UUID] | None = None) -> int:
    """Unused invites of members who were moved since: into another group, or back into the same one. Of these groups' members
    now, or of all; returns how many. They open nothing before either (`enter`); this writes it down and tells her record."""
    open_ones = (*OPEN, Invite.expires_at > work.now)
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
    open_ones = (*OPEN, Invite.expires_at > work.now)
    rows = select(Invite.id).where(Invite.membership_id.in_(list(membership_ids)), *open_ones)
    return list(work.db.scalars(rows.order_by(Invite.id)))


def state(work: Work, membership_id: UUID) -> InviteState | None:
    """The invite that would let her in now, if there is one."""
    member = groups.membership(work, membership_id)
    if member is None or member.active_since is None:
        return None
    hers = (Invite.membership_id == membership_id, Invite.group_id == member.group_id)
    good = select(Invite).where(*hers, *OPEN, Invite.expires_at > work.now, *since_moved(work, member))
    row = work.db.scalar(good.order_by(Invite.made_at.desc()).limit(1))
    return None if row is None else InviteState(row.made_at, row.expires_at)


def since_moved(work: Work, member: MemberLine) -> list[ColumnElement[bool]]:
    """What was made for her before she was moved is void, also when she was moved back."""
    moved = seating.moved_at(work, member.membership_id)
    return [] if moved is None else [Invite.made_at >= moved]


def left_behind(work: Work, invite: Invite, member: MemberLine) -> bool:
    moved = seating.moved_at(work, member.membership_id)
    return moved is not None and invite.made_at < moved


def history(work: Work, membership_id: UUID) -> list[InviteDates]:
    """Every invite of a member, the oldest first: dates only."""
    dates = (Invite.made_at, Invite.expires_at, Invite.used_at, Invite.revoked_at, Invite.way)
    rows = select(*dates).where(Invite.membership_id == membership_id).order_by(Invite.made_at)
    return [InviteDates(*row) for row in work.db.execute(rows)]
