"""Places in groups: who gets one, who is moved to another, who is active. Every caller has the turn of matching."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import cards, groups
from lawsuit_hub.features.lawsuits.aliases import new_alias, new_place
from lawsuit_hub.features.lawsuits.change_types import Moved
from lawsuit_hub.features.lawsuits.models import FormerAlias, Group, Membership
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, GroupId, MembershipId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

Active = Mapping[GroupId, list[VictimId]]
_TOGETHER = 5000  # a statement's parameters are bounded


def seat(work: Work, victim_ids: Iterable[VictimId], *, tells: bool = True) -> None:
    """Gives everybody who said yes and whose landlord is certain her place; takes it from who no longer has a reason.

    Without `tells` the caller says to those concerned what happened."""
    wanted = list(dict.fromkeys(victim_ids))
    if not wanted:
        return
    work.db.flush()
    standings = landlords.standings(work, wanted)
    profiles = victims.profiles(work, wanted)
    present = _memberships(work, wanted)
    for victim_id in wanted:
        landlord_id = standings[victim_id].landlord_id if victim_id in standings else None
        group = groups.of_landlord(work, landlord_id) if landlord_id else None
        activated = _seat_one(work, profiles[victim_id], group, present.get(victim_id))
        if activated is not None and tells:
            _tell_if_open(work, activated, victim_id)
    work.db.flush()


def _memberships(work: Work, victim_ids: list[VictimId]) -> dict[VictimId, Membership]:
    rows = work.db.scalars(select(Membership).where(Membership.victim_id.in_(victim_ids)))
    return {row.victim_id: row for row in rows}


def _seat_one(work: Work, person: Profile, group: Group | None, row: Membership | None) -> Group | None:
    """The group in which she became active by it."""
    stays = group is not None and person.joins and person.withdrawn_at is None and person.barred_at is None
    if not stays:
        if row is not None and row.left_at is None:
            row.left_at, row.active_since, row.card, row.paused_at = work.now, None, None, None
            audit.record(work, "membership:ended", about=person.id, group=str(row.group_id))
        return None
    assert group is not None  # noqa: S101 - said by `stays`
    if row is None:
        row = Membership(
            id=new_id(),
            group_id=group.id,
            victim_id=person.id,
            alias=new_alias(groups.aliases(work, group.id)),
            place=new_place(),
            joined_at=work.now,
        )
        work.db.add(row)
        audit.record(work, "membership:joined", about=person.id, group=str(group.id))
    elif row.group_id != group.id:
        move(work, row, group)
    row.left_at = None
    groups.take_area(
        group, cards.hints_of(person).region, anew=person.ready and not groups.active_victims(work, group.id)
    )
    return group if settle_in(work, person, group, row) else None


def move(work: Work, row: Membership, group: Group) -> None:
    """Into another group under another alias: the two groups must not be able to tell who moved, then or ever."""
    audit.record(work, "membership:moved", about=row.victim_id, group=str(group.id), left=str(row.group_id))
    work.db.add(FormerAlias(group_id=row.group_id, alias=row.alias, victim_id=row.victim_id))
    work.db.flush()
    hers = set(work.db.scalars(select(FormerAlias.alias).where(FormerAlias.victim_id == row.victim_id)))
    row.group_id, row.alias, row.place = group.id, new_alias(groups.aliases(work, group.id) | hers), new_place()
    row.entered_room_at, row.active_since, row.moved_at, row.card = None, None, work.now, None
    work.db.flush()


def settle_in(work: Work, person: Profile, group: Group, row: Membership) -> bool:
    """Active if everything is there for it, and her card dealt. True when she became active by it."""
    becomes = person.ready and row.active_since is None
    if becomes:
        row.active_since = work.now
        audit.record(work, "membership:active", about=person.id, group=str(group.id))
        work.db.flush()
    if not person.ready:
        row.active_since = None
    row.card = cards.seal_card(work, group, row, person) if cards.is_shown(row, person) else None
    return becomes


def _tell_if_open(work: Work, group: Group, victim_id: VictimId) -> None:
    """A group opens for its members with the second active one; who comes later is told alone."""
    active = groups.active_victims(work, group.id)
    told = active if len(active) == VISIBLE_FROM else [victim_id] if len(active) > VISIBLE_FROM else []
    for one in told:
        outbox.queue(work, "group_open", to=one)


def active_of(work: Work, group_ids: Iterable[GroupId]) -> dict[GroupId, list[VictimId]]:
    return {one: groups.active_victims(work, one) for one in group_ids}


def tell_of_change(work: Work, before: Active, after: Active) -> None:
    for one, kind in told(before, after).items():
        outbox.queue(work, kind, to=one)


def told(before: Active, after: Active) -> dict[VictimId, str]:
    """Who saw a group and is in another now, or sees fewer in it, learns that it changed; for whom one opens by it, that it opened."""
    saw, sees = _seen(before), _seen(after)
    news: dict[VictimId, str] = {}
    for one in dict.fromkeys([*saw, *sees]):
        group_id = saw.get(one)
        if group_id is None:
            news[one] = "group_open"
        elif sees.get(one) != group_id or set(before[group_id]) - set(after.get(group_id, ())):
            news[one] = "group_changed"
    return news


def _seen(active: Active) -> dict[VictimId, GroupId]:
    """Who sees a group, and which."""
    return {one: group_id for group_id, there in active.items() if len(there) >= VISIBLE_FROM for one in there}


def moved_at(work: Work, membership_id: MembershipId) -> datetime | None:
    """When she was last moved from group to group."""
    return work.db.scalar(select(Membership.moved_at).where(Membership.id == membership_id))


def moved(
    work: Work, membership_ids: Iterable[MembershipId], group_ids: Iterable[GroupId] | None = None
) -> dict[MembershipId, Moved]:
    """Of these members, those who are in their group (in one of these groups) because they were moved into it."""
    wanted, found = list(membership_ids), dict[MembershipId, Moved]()
    among = [] if group_ids is None else [Membership.group_id.in_(list(group_ids))]
    for start in range(0, len(wanted), _TOGETHER):
        these = Membership.id.in_(wanted[start : start + _TOGETHER])
        rows = select(Membership.id, Membership.victim_id, Membership.moved_at).where(
            these, Membership.moved_at.is_not(None), *among
        )
        found |= {row.id: Moved(row.victim_id, row.moved_at) for row in work.db.execute(rows)}
    return found
