"""Puts people into groups by landlord and says who is active; groups, cards and rooms are its nouns' modules."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import Evidence, LandlordId, Outcome
from lawsuit_hub.features.lawsuits import assignments, cards, groups
from lawsuit_hub.features.lawsuits.aliases import new_alias, new_place
from lawsuit_hub.features.lawsuits.models import Group, Membership
from lawsuit_hub.features.lawsuits.types import VISIBLE_FROM, Placement
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


def place(work: Work, victim_id: VictimId, *, evidence: Evidence) -> Placement:
    """Recognises the landlord of a person's lease and puts her into the group, or lets her wait."""
    outcome = recognise(work, victim_id, evidence=evidence)
    seat(work, [*(settled.victim_id for settled in outcome.settled), victim_id])
    return _placement(work, victim_id, outcome.landlord_id, outcome.candidates)


def recognise(work: Work, victim_id: VictimId, *, evidence: Evidence) -> Outcome:
    """The first half of `place`: groups are opened and merged; seating her and all who became certain is left."""
    outcome = landlords.report(work, victim_id=victim_id, evidence=evidence, may_merge=may_merge(work))
    victims.see_leases_again(work, [one.victim_id for one in outcome.settled])
    follow(work, outcome)
    return outcome


def placements(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, Placement]:
    """Where people stand now, without deciding anything."""
    wanted = list(victim_ids)
    standings = landlords.standings(work, wanted)
    candidates = landlords.candidates_of(work, wanted)
    certain = {one: standing.landlord_id for one, standing in standings.items()}
    codes = groups.codes_of(work, [*filter(None, certain.values()), *chain.from_iterable(candidates.values())])
    joining = victims.joining(work, wanted)
    return {one: placement(certain.get(one), candidates.get(one, ()), codes, joins=one in joining) for one in wanted}


def _placement(
    work: Work, victim_id: VictimId, landlord_id: LandlordId | None, candidates: Iterable[LandlordId]
) -> Placement:
    codes = groups.codes_of(work, [*candidates, *([landlord_id] if landlord_id else [])])
    return placement(landlord_id, candidates, codes, joins=victims.joins(work, victim_id))


def placement(
    landlord_id: LandlordId | None, candidates: Iterable[LandlordId], codes: Mapping[LandlordId, str], *, joins: bool
) -> Placement:
    """`codes` are the groups' of all of these landlords that have one."""
    membership = ("joined" if landlord_id else "pending") if joins else None
    return Placement(
        group=codes.get(landlord_id) if landlord_id else None,
        membership=membership,
        candidates=tuple(dict.fromkeys(codes[one] for one in candidates if one in codes and one != landlord_id)),
    )


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
        _merge(work, kept=groups.of_landlord(work, merged.kept), gone=groups.of_landlord(work, merged.gone))


def seat(work: Work, victim_ids: Iterable[VictimId]) -> None:
    """Gives everybody who said yes and whose landlord is certain her place; takes it from who no longer has a reason."""
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
        _seat_one(work, profiles[victim_id], group, present.get(victim_id))
    work.db.flush()


def _memberships(work: Work, victim_ids: list[VictimId]) -> dict[VictimId, Membership]:
    rows = work.db.scalars(select(Membership).where(Membership.victim_id.in_(victim_ids)))
    return {row.victim_id: row for row in rows}


def _seat_one(work: Work, person: Profile, group: Group | None, row: Membership | None) -> None:
    stays = group is not None and person.joins and person.withdrawn_at is None
    if not stays:
        if row is not None and row.left_at is None:
            row.left_at, row.active_since, row.card = work.now, None, None
            audit.record(work, "membership:ended", about=person.id, group=str(row.group_id))
        return
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
        _move(work, row, group)
    row.left_at = None
    groups.take_area(
        group, cards.hints_of(person).region, anew=person.ready and not groups.active_victims(work, group.id)
    )
    _refresh(work, person, group, row)


def _move(work: Work, row: Membership, group: Group) -> None:
    """Into another group under another alias: the two groups must not be able to tell who moved."""
    audit.record(work, "membership:moved", about=row.victim_id, group=str(group.id))
    row.group_id, row.alias, row.place = group.id, new_alias(groups.aliases(work, group.id)), new_place()
    row.entered_room_at, row.active_since, row.moved_at, row.card = None, None, work.now, None


def _refresh(work: Work, person: Profile, group: Group, row: Membership) -> None:
    if person.ready and row.active_since is None:
        _activate(work, person, group, row)
        _tell_if_open(work, group, person.id)
    _deal_card(work, person, group, row)


def _activate(work: Work, person: Profile, group: Group, row: Membership) -> None:
    row.active_since = work.now
    audit.record(work, "membership:active", about=person.id, group=str(group.id))
    work.db.flush()


def _deal_card(work: Work, person: Profile, group: Group, row: Membership) -> None:
    if not person.ready:
        row.active_since = None
    row.card = cards.seal_card(work, group, row, person) if cards.is_shown(row, person) else None


def _tell_if_open(work: Work, group: Group, victim_id: VictimId) -> None:
    """A group opens for its members with the second active one; who comes later is told alone."""
    active = groups.active_victims(work, group.id)
    told = active if len(active) == VISIBLE_FROM else [victim_id] if len(active) > VISIBLE_FROM else []
    for one in told:
        outbox.queue(work, "group_open", to=one)


def refresh(work: Work, victim_id: VictimId) -> None:
    """To be called after anything that being active depends on: confirmation, consents, the lease check, joining."""
    seat(work, [victim_id])


def _merge(work: Work, *, kept: Group, gone: Group) -> None:
    """The older code stays whichever landlord row was kept. Members move under new aliases."""
    if kept.number > gone.number:
        groups.swap_landlords(work, kept, gone)
        kept, gone = gone, kept
    rows = list(work.db.scalars(select(Membership).where(Membership.group_id == gone.id, Membership.left_at.is_(None))))
    stayed = groups.active_victims(work, kept.id)
    gone.merged_into, gone.room_url, gone.room_code = kept.id, None, None
    work.db.flush()
    for row in rows:
        _move(work, row, kept)
        work.db.flush()
    assignments.end_with_group(work, gone.id, reason=assignments.MERGED)
    audit.record(work, "group:merged", about=kept.id, kind="group", gone=str(gone.id))
    people = victims.profiles(work, [row.victim_id for row in rows])
    for row in rows:
        person = people[row.victim_id]
        groups.take_area(kept, cards.hints_of(person).region)
        if person.ready:
            _activate(work, person, kept, row)
        _deal_card(work, person, kept, row)
    work.db.flush()
    _tell_of_merge(work, kept, stayed)


def _tell_of_merge(work: Work, kept: Group, stayed: list[VictimId]) -> None:
    """Who moved learns that her group has changed; who stayed is told only if her group opens by it."""
    active = groups.active_victims(work, kept.id)
    if len(active) < VISIBLE_FROM:
        return
    opens = len(stayed) < VISIBLE_FROM
    for one in active:
        if one not in stayed:
            outbox.queue(work, "group_changed", to=one)
        elif opens:
            outbox.queue(work, "group_open", to=one)


def settle(work: Work, victim_id: VictimId, *, group_id: UUID | None, reason: str) -> Placement:
    """A caseworker's decision about one who waits: into this group, or (None) a group of her own."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    landlord_id = groups.get(work, group_id).landlord_id if group_id else None
    outcome = landlords.settle(work, victim_id, landlord_id=landlord_id, may_merge=may_merge(work))
    audit.record(work, "landlord:decided", about=victim_id, reason=kept, group=str(group_id) if group_id else "new")
    apply(work, outcome)
    seat(work, [victim_id])
    return _placement(work, victim_id, outcome.landlord_id, outcome.candidates)


def decide_merge(work: Work, proposal_id: UUID, *, join: bool, reason: str) -> None:
    """A caseworker confirms or refuses that two groups with active members are one landlord's."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    outcome = landlords.decide_merge(work, proposal_id, join=join)
    audit.record(work, "group:merge-decided", about=proposal_id, kind="proposal", reason=kept, join=join)
    apply(work, outcome)


def leave(work: Work, victim_id: VictimId) -> None:
    """A member's own wish; her registration stays."""
    work.require(Permission.OWN_WRITE)
    victims.choose_joining(work, victim_id, joins=False)
    seat(work, [victim_id])


def rejoin(work: Work, victim_id: VictimId) -> None:
    """A member's own wish to be with the others (again); whether she is active depends on the rest."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    victims.choose_joining(work, victim_id, joins=True)
    seat(work, [victim_id])
