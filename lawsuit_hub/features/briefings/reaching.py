"""Whose file it is: staff reach it as they reach a case's course, a member reads that of the group she sees."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import present
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.features.proceedings import calendars
from lawsuit_hub.infra.refusals import NotYours
from lawsuit_hub.infra.work import Work


def seat(work: Work) -> MemberLine:
    """A member's place in the group she sees. Raises NotYours."""
    work.require(Permission.OWN_READ)
    member = None if work.actor.id is None else calendars.place_of(work, work.actor.id)
    if member is None:
        raise NotYours
    return member


def firms(work: Work, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The firms of accounts; a caseworker has none."""
    found = identity.staff_many(work, set(account_ids))
    return {one.id: one.firm.name for one in found.values() if one.firm is not None}


def inside(work: Work, group_id: UUID) -> dict[UUID, str]:
    """The aliases of who is in the group now, by person: whoever left asks no more here."""
    return present.aliases(work, group_id)
