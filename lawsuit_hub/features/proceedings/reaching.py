"""Whose case it is: a caseworker reaches every group, a lawyer those that are hers at this moment. Everything else does not exist."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import groups, pausing
from lawsuit_hub.features.lawsuits.types import GroupId, MemberLine
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.infra.work import Work


def reach(work: Work, code: str) -> GroupId:
    """Raises NoSuchGroup."""
    work.require(Permission.COURSE_MANAGE)
    if work.actor.role is Role.LAWYER:
        return groups.for_lawyer(work, code).id
    return groups.by_code(work, code)


def active(work: Work, group_id: GroupId) -> list[MemberLine]:
    """Whom the case concerns, in the order of their places."""
    return [one for one in groups.members(work, group_id) if one.active_since is not None]


def chosen(work: Work, group_id: GroupId, aliases: Iterable[str]) -> list[UUID]:
    """The active members of these aliases; what is no alias of the group is nobody."""
    wanted = set(aliases)
    return [one.victim_id for one in active(work, group_id) if one.alias in wanted]


def to_tell(work: Work, group_id: GroupId) -> list[UUID]:
    """The active members who want to hear of something: not who paused, not who asked to be left alone."""
    people = groups.active_victims(work, group_id)
    silent = pausing.paused(work, group_id) | stopping.stopped(work, people)
    return [one for one in people if one not in silent]
