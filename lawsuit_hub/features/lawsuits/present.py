"""Who is in groups now, as a group's room asks: aliases of the active, whose place stands, whether a group can be seen."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from lawsuit_hub.features.lawsuits.models import Group, Membership, StageStep
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, GroupId, Stage
from lawsuit_hub.infra.work import Work

_ACTIVE = Membership.active_since.is_not(None)


def count(work: Work, group_id: GroupId) -> int:
    return work.db.scalar(select(func.count()).where(Membership.group_id == group_id, _ACTIVE)) or 0


def is_visible(work: Work, group_id: GroupId) -> bool:
    """Whether there are enough of them that its members see it."""
    return count(work, group_id) >= VISIBLE_FROM


def aliases(work: Work, group_id: GroupId) -> dict[UUID, str]:
    """Of the active, by person."""
    rows = select(Membership.victim_id, Membership.alias).where(Membership.group_id == group_id, _ACTIVE)
    return {row[0]: row[1] for row in work.db.execute(rows)}


def everybody(work: Work, group_id: GroupId) -> list[UUID]:
    """Also who waits and who left: whoever wrote down the same landlord and has a place here."""
    return list(work.db.scalars(select(Membership.victim_id).where(Membership.group_id == group_id)))


def active_in(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, GroupId]:
    """Where each of them is active, in groups that their members can see."""
    rows = select(Membership.victim_id, Membership.group_id).where(Membership.victim_id.in_(list(victim_ids)), _ACTIVE)
    found = {row[0]: row[1] for row in work.db.execute(rows)}
    seen = (
        select(Membership.group_id)
        .where(Membership.group_id.in_(set(found.values())), _ACTIVE)
        .group_by(Membership.group_id)
        .having(func.count() >= VISIBLE_FROM)
    )
    visible = set(work.db.scalars(seen))
    return {victim_id: group_id for victim_id, group_id in found.items() if group_id in visible}


def people_of(group_ids: Iterable[UUID], stages: Iterable[Stage]) -> Select[UUID]:
    """Who is active in one of these groups or in a group at one of these stages: a question inside another's."""
    standing = (Group.merged_into.is_(None), Group.emptied_at.is_(None))
    wanted = or_(Group.id.in_(list(group_ids)), Group.stage.in_([one.value for one in stages]))
    return (
        select(Membership.victim_id)
        .join(Group, Group.id == Membership.group_id)
        .where(_ACTIVE, Membership.paused_at.is_(None), *standing, wanted)
    )


def visible_groups(work: Work) -> int:
    """How many groups there are that their members can see."""
    seen = select(Membership.group_id).where(_ACTIVE).group_by(Membership.group_id).having(func.count() >= VISIBLE_FROM)
    return work.db.scalar(select(func.count()).select_from(seen.subquery())) or 0


def filed_groups(work: Work) -> int:
    """How many ever went to court, those that went into another included; a step that was taken back does not count."""
    filed = select(StageStep.group_id).where(StageStep.stage == Stage.FILED.value)
    stands = Group.stage.in_([one.value for one in list(Stage)[list(Stage).index(Stage.FILED) :]])
    return work.db.scalar(select(func.count()).select_from(Group).where(Group.id.in_(filed), stands)) or 0
