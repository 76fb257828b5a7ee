"""Members who belong to another landlord leave a group together, into a new one or into one that stands."""

from collections.abc import Iterable

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords import splitting
from lawsuit_hub.features.lawsuits import changes, groups
from lawsuit_hub.features.lawsuits.change_types import SameGroup
from lawsuit_hub.features.lawsuits.merging import follow
from lawsuit_hub.features.lawsuits.seating import active_of, seat, tell_of_change
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def split(
    work: Work, group_id: GroupId, *, victim_ids: Iterable[VictimId], into: GroupId | None, reason: str
) -> GroupId:
    """What they said of the landlord goes with them; the two landlords are kept apart. Returns the group they are in now.

    Raises NoSuchGroup, SameGroup, NothingToPart, LandlordConflict.
    """
    work.require(Permission.GROUP_MERGE)
    kept, people = audit.clean_reason(reason), list(victim_ids)
    group = groups.get(work, group_id)
    target = None if into is None else groups.get(work, into)
    if group.landlord_id is None or into == group_id:
        raise SameGroup
    before = active_of(work, [one for one in (group_id, into) if one is not None])
    outcome = splitting.part(
        work, group.landlord_id, victim_ids=people, into=target.landlord_id if target is not None else None
    )
    follow(work, outcome)
    if outcome.landlord_id is None:
        raise SameGroup
    other = groups.of_landlord(work, outcome.landlord_id)
    changes.keep_split(work, group, other, people, opened=target is None)
    for one, role in ((group, "loses"), (other, "gains")):
        audit.record(work, "group:split", about=one.id, kind="group", reason=kept, count=len(people), this=role)
    audit.record_many(work, "landlord:parted", about=people, reason=kept, group=str(other.id))
    seat(work, people, tells=False)
    tell_of_change(work, before, active_of(work, [group.id, other.id]))
    seat(work, [one.victim_id for one in outcome.settled if one.victim_id not in people])
    return other.id


def reporters(work: Work, group_id: GroupId) -> tuple[VictimId, ...]:
    """Everybody whose landlord is the group's, also those who did not join."""
    landlord_id = groups.get(work, group_id).landlord_id
    return landlords.reporters(work, landlord_id) if landlord_id else ()
