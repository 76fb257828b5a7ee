"""Who is in a group, as ids alone: for what asks about all of a hundred thousand at once."""

from uuid import UUID

from sqlalchemy import Select, func, select

from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.work import Work


def active(group_id: GroupId) -> Select[tuple[UUID]]:
    """A question to put into another: the active members."""
    return select(Membership.victim_id).where(
        Membership.group_id == group_id, Membership.left_at.is_(None), Membership.active_since.is_not(None)
    )


def active_in_order(work: Work, group_id: GroupId) -> list[UUID]:
    """By their places."""
    return list(work.db.scalars(active(group_id).order_by(Membership.place)))


def waiting(work: Work, group_id: GroupId) -> int:
    """How many are members and not active yet."""
    not_yet = (Membership.group_id == group_id, Membership.left_at.is_(None), Membership.active_since.is_(None))
    return work.db.execute(select(func.count()).select_from(Membership).where(*not_yet)).scalar_one()
