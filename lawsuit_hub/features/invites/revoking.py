"""Unused invites that open nothing any more: of one member, of a whole group, of one of its chats."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.invites.models import Invite
from lawsuit_hub.features.invites.standing import OPEN
from lawsuit_hub.features.lawsuits import endings
from lawsuit_hub.infra.work import Work


def revoke(work: Work, victim_id: UUID) -> int:
    """Voids a member's unused invites. A caseworker's deed, or the service's own when someone leaves."""
    hers = Invite.membership_id.in_(endings.membership_ids(work, victim_id))
    void = update(Invite).where(*OPEN, hers).values(revoked_at=work.now).returning(Invite.id)
    voided = len(list(work.db.scalars(void)))
    if voided:
        audit.record(work, "invite:revoked", about=victim_id)
    return voided


def forget(work: Work, victim_id: UUID) -> None:
    """Of who is erased: no row of any invite of hers stays."""
    work.db.execute(delete(Invite).where(Invite.membership_id.in_(endings.membership_ids(work, victim_id))))


def revoke_all(work: Work, group_id: UUID) -> int:
    """Voids every unused invite of a group, for instance when a link was passed on; returns how many."""
    work.require(Permission.ROOM_MANAGE)
    return void_all(work, group_id)


def void_all(work: Work, group_id: UUID, *which: ColumnElement[bool]) -> int:
    void = update(Invite).where(Invite.group_id == group_id, *OPEN, *which)
    voided = len(list(work.db.scalars(void.values(revoked_at=work.now).returning(Invite.id))))
    if voided:
        audit.record(work, "invite:all-revoked", about=group_id, kind="group", count=voided)
    return voided
