"""Two groups become one: by themselves while nobody is active, else by a caseworker's word. Follows what matching decided."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordId, Merged, Outcome
from lawsuit_hub.features.lawsuits import assignments, cards, changes, groups
from lawsuit_hub.features.lawsuits.change_types import SameGroup
from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.lawsuits.seating import active_of, move, seat, settle_in, tell_of_change
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work


def may_merge(work: Work) -> Callable[[LandlordId, LandlordId], bool]:
    """Two groups become one by themselves only while neither has active members."""

    def neither_is_active(stays: LandlordId, goes: LandlordId) -> bool:
        return not groups.active_landlords(work, [stays, goes])

    return neither_is_active


def apply(work: Work, outcome: Outcome) -> None:
    """Follows what matching decided: groups opened, merged, and people whose landlord became certain."""
    follow(work, outcome)
    seat(work, [settled.victim_id for settled in outcome.settled])


def follow(work: Work, outcome: Outcome) -> None:
    for landlord_id in outcome.opened:
        groups.open_group(work, landlord_id)
    for merged in outcome.merged:
        _merge(work, merged)


def decide_merge(work: Work, proposal_id: UUID, *, join: bool, reason: str) -> None:
    """A caseworker confirms or refuses that two groups with active members are one landlord's."""
    work.require(Permission.GROUP_MERGE)
    kept = audit.clean_reason(reason)
    outcome = landlords.decide_merge(work, proposal_id, join=join)
    audit.record(work, "group:merge-decided", about=proposal_id, kind="proposal", reason=kept, join=join)
    apply(work, outcome)


def merge(work: Work, one: GroupId, other: GroupId, *, reason: str) -> GroupId:
    """A caseworker says that two groups are one landlord's; returns the one that stayed: the older code.

    Raises NoSuchGroup, SameGroup, LandlordConflict.
    """
    work.require(Permission.GROUP_MERGE)
    kept = audit.clean_reason(reason)
    first, second = (groups.get(work, group_id) for group_id in (one, other))
    if first.id == second.id or first.landlord_id is None or second.landlord_id is None:
        raise SameGroup
    outcome = landlords.merge(work, first.landlord_id, second.landlord_id)
    stays, goes = sorted((first, second), key=lambda group: group.number)
    for group, role in ((stays, "stays"), (goes, "goes")):
        audit.record(work, "group:merge-decided", about=group.id, kind="group", reason=kept, join=True, this=role)
    apply(work, outcome)
    return stays.id


def take_in(work: Work, merged: Merged) -> None:
    """A split is undone: what was taken out of a group comes back. No change of its own is kept of it."""
    _merge(work, merged, keep=False)


def _merge(work: Work, merged: Merged, *, keep: bool = True) -> None:
    """The older code stays whichever landlord row was kept. Members move under new aliases."""
    kept, gone = groups.of_landlord(work, merged.kept), groups.of_landlord(work, merged.gone)
    swapped = kept.number > gone.number
    if swapped:
        groups.swap_landlords(work, kept, gone)
        kept, gone = gone, kept
    if keep:
        changes.keep_merge(work, kept, gone, merged, swapped=swapped)
    rows = list(work.db.scalars(select(Membership).where(Membership.group_id == gone.id, Membership.left_at.is_(None))))
    before = active_of(work, [kept.id, gone.id])
    gone.merged_into, gone.room_url, gone.room_code = kept.id, None, None
    work.db.flush()
    for row in rows:
        move(work, row, kept)
    assignments.end_with_group(work, gone.id, reason=assignments.MERGED)
    audit.record(work, "group:merged", about=kept.id, kind="group", gone=str(gone.id))
    people = victims.profiles(work, [row.victim_id for row in rows])
    for row in rows:
        person = people[row.victim_id]
        groups.take_area(kept, cards.hints_of(person).region)
        settle_in(work, person, kept, row)
    work.db.flush()
    tell_of_change(work, before, active_of(work, [kept.id]))
