"""Whose exhibits: as with the course of a case, a caseworker reaches every group and a lawyer those that are hers now."""

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.proceedings import reaching
from lawsuit_hub.infra.work import Work


def reach(work: Work, code: str) -> GroupId:
    """Raises NoSuchGroup."""
    work.require(Permission.EXHIBIT_MANAGE)
    return reaching.reach(work, code)
