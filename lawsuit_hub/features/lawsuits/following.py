"""Where groups are now that somebody noted earlier: those that were merged lead to the one that stayed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.lawsuits.models import Group
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.work import Work


def standing(work: Work, group_ids: Iterable[UUID]) -> dict[UUID, GroupId]:
    """By the id that was noted; what was emptied stands nowhere."""
    wanted = list(dict.fromkeys(group_ids))
    found = {row.id: row for row in work.db.scalars(select(Group).where(Group.id.in_(wanted)))} if wanted else {}
    return {one: row.id for one in wanted if (row := _end(work, found.get(one))) is not None}


def _end(work: Work, group: Group | None) -> Group | None:
    while group is not None and group.merged_into is not None:
        group = work.db.get(Group, group.merged_into)
    return None if group is None or group.emptied_at is not None else group
