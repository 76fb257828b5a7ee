"""Codes of groups by their ids, and everybody who has or had a place in one: for whoever reads the trail. Opens nothing."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.infra.work import Work


def codes(work: Work, group_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Merged groups too: an old line still names them."""
    wanted = list(dict.fromkeys(group_ids))
    if not wanted:
        return {}
    return {row.id: row.code for row in work.db.execute(select(Group.id, Group.code).where(Group.id.in_(wanted)))}


def ever_in(work: Work, group_id: UUID) -> list[UUID]:
    """Everybody with a place in it, those who left as well."""
    return list(work.db.scalars(select(Membership.victim_id).where(Membership.group_id == group_id).distinct()))
