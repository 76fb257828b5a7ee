"""Looking at a member's papers: her caseworker, or the lawyer whom she gave a mandate - asked anew for every picture."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import viewings
from lawsuit_hub.features.documents.types import ViewingView
from lawsuit_hub.features.exhibits.agents import agents
from lawsuit_hub.features.exhibits.reaching import reach
from lawsuit_hub.features.exhibits.types import NoSuchPaper
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.features.proceedings.reaching import active
from lawsuit_hub.infra.work import Work

LOOK = Permission.EXHIBIT_LOOK


def look(work: Work, code: str, alias: str, *, reason: str) -> ViewingView:
    """Ten minutes, with a line that she reads. Raises NoSuchGroup, NoSuchPaper, NothingUploaded, ReasonMissing, ReasonHoldsNumber, TooMany."""
    group_id = reach(work, code)
    for one in active(work, group_id):
        if one.alias == alias and may_know(work, one):
            return viewings.open_(work, one.victim_id, reason=reason, under=LOOK)
    raise NoSuchPaper


def leave(work: Work, viewing_id: UUID) -> ViewingView:
    """Raises NoSuchDocument, ViewingOver; NoSuchPaper for a lawyer whose mandate or group ended meanwhile."""
    there = viewings.viewing(work, viewing_id, under=LOOK)
    place = groups.membership_of(work, there.victim_id)
    if place is None or not may_know(work, place):
        raise NoSuchPaper
    return there


def picture(work: Work, viewing_id: UUID, page_id: UUID) -> bytes:
    """Raises what `leave` raises."""
    return viewings.picture(work, leave(work, viewing_id).id, page_id, under=LOOK)


def may_know(work: Work, member: MemberLine) -> bool:
    """Whether the acting person may know how this member's papers stand, and look at them."""
    work.require(Permission.EXHIBIT_MANAGE)
    if work.actor.role is not Role.LAWYER:
        return True
    assigned = assignments.standing(work, member.group_id)
    hers = assigned is not None and assigned.lawyer_id == work.actor.id
    return hers and member.victim_id in agents(work, member.group_id)
