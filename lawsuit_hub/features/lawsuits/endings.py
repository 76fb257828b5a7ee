"""What ends with the last person of a group, and what of a membership that ended is still known."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordId
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.features.lawsuits.types import GroupId, MembershipId
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def close_empty(work: Work, landlord_id: LandlordId) -> bool:
    """Nobody reports the landlord any more: the group's key is destroyed with its room and its district. True if it was so."""
    if landlords.is_reported(work, landlord_id):
        return False
    group = work.db.scalar(select(Group).where(Group.landlord_id == landlord_id))
    if group is None or group.emptied_at is not None:
        return False
    group.emptied_at, group.area = work.now, ""
    group.room_url = group.room_code = None
    work.keys.forget(group.id)
    assignments.end_with_group(work, group.id, reason=assignments.EMPTY)
    audit.record(work, "group:emptied", about=group.id, kind="group")
    work.db.flush()
    return True


def family(work: Work, group_id: GroupId) -> list[GroupId]:
    """The group and all that were merged into it: what was entered about them is hers now, and theirs again if that is undone."""
    known, new = [group_id], [group_id]
    while new:
        new = list(work.db.scalars(select(Group.id).where(Group.merged_into.in_(new))))
        known += new
    return known


def stayed(work: Work, group_id: GroupId) -> GroupId | None:
    """The group that stands for it now; None where nobody is left."""
    group = work.db.get(Group, group_id)
    while group is not None and group.merged_into is not None:
        group = work.db.get(Group, group.merged_into)
    return None if group is None or group.emptied_at is not None else group.id


def left_at(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each last left a group, of those who ever did."""
    found: dict[UUID, datetime] = {}
    for some in batches(victim_ids):
        part = Membership.victim_id.in_(some)
        rows = select(Membership.victim_id, Membership.left_at).where(part, Membership.left_at.is_not(None))
        found |= {one: at for one, at in work.db.execute(rows.order_by(Membership.left_at)) if at is not None}
    return found


def membership_ids(work: Work, victim_id: UUID) -> list[MembershipId]:
    """Also of a membership that ended."""
    return list(work.db.scalars(select(Membership.id).where(Membership.victim_id == victim_id)))
