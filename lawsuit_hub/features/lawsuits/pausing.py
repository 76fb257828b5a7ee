"""A member pauses and returns: she keeps her place, her alias and her card, and nothing is sent to her meanwhile."""

from uuid import UUID

from sqlalchemy import Select, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.types import NotActive
from lawsuit_hub.infra.work import Work


def pause(work: Work) -> bool:
    """The acting member's own wish. False when she paused already. Raises NotActive without a place in a group."""
    row = _own(work)
    if row.paused_at is not None:
        return False
    row.paused_at = work.now
    audit.record(work, "membership:paused", about=row.victim_id)
    work.db.flush()
    return True


def resume(work: Work) -> bool:
    """She returns. False when she had not paused. Raises NotActive without a place in a group."""
    row = _own(work)
    if row.paused_at is None:
        return False
    row.paused_at = None
    audit.record(work, "membership:resumed", about=row.victim_id)
    work.db.flush()
    return True


def paused(work: Work, group_id: UUID) -> set[UUID]:
    """Of a group, the people who want nothing sent now."""
    rows = select(Membership.victim_id).where(Membership.group_id == group_id, Membership.paused_at.is_not(None))
    return set(work.db.scalars(rows))


def present(group_id: UUID) -> Select[UUID]:
    """The memberships that are active and have not paused: who has a seat in a room. For a query to ask within."""
    active = (Membership.group_id == group_id, Membership.active_since.is_not(None), Membership.paused_at.is_(None))
    return select(Membership.id).where(*active)


def _own(work: Work) -> Membership:
    work.require(Permission.OWN_WRITE)
    row = work.db.scalar(select(Membership).where(Membership.victim_id == work.actor.id, Membership.left_at.is_(None)))
    if row is None:
        raise NotActive
    return row
