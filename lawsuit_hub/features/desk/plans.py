"""Reckons beforehand what would happen if people went from group to group. Reads only; counts and aliases, never a name."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lawsuit_hub.features.desk.regroup_types import Flow, Kind, Lawyer, Plan
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import holders
from lawsuit_hub.features.lawsuits import codes, groups, seating
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine, MemberLine
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Going:
    """`target` None: a group that is yet to be opened, or none."""

    source: GroupId
    target: GroupId | None
    people: tuple[VictimId, ...]


@dataclass(slots=True)
class Reckoning:
    """What is read once, for all that is said of it. `standing`: the groups concerned that stand now; `ending`: that stand no more then."""

    work: Work
    goings: tuple[Going, ...]
    ending: tuple[GroupId, ...]
    standing: dict[GroupId, GroupLine] = field(default_factory=dict)
    profiles: Mapping[VictimId, Profile] = field(default_factory=dict)
    places: Mapping[VictimId, MemberLine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        concerned = dict.fromkeys(
            one for going in self.goings for one in (going.source, going.target) if one is not None
        )
        known = {line.id: line for line in groups.lines(self.work)}
        self.standing = {one: known[one] for one in concerned if one in known}
        everybody = [one for going in self.goings for one in going.people]
        self.profiles = victims.profiles(self.work, everybody)
        self.places = groups.memberships_of(self.work, everybody)

    def moving(self, going: Going) -> list[MemberLine]:
        """With a place in the group they leave."""
        places = (self.places.get(one) for one in going.people)
        return [one for one in places if one is not None and one.group_id == going.source]

    def all_moving(self) -> list[MemberLine]:
        return [one for going in self.goings for one in self.moving(going)]


def plan(
    work: Work,
    kind: Kind,
    goings: Iterable[Going],
    *,
    ending: Iterable[GroupId] = (),
    conflict: bool = False,
    apart: bool = False,
) -> Plan:
    seen = Reckoning(work, tuple(goings), tuple(ending))
    news = _news(seen)
    unused = invites.unused(work, [one.membership_id for one in seen.all_moving()])
    return Plan(
        kind=kind,
        token=_token(seen, kind, unused, conflict),
        flows=_flows(seen),
        invites=len(unused),
        rooms=tuple(seen.standing[one].code for one in seen.ending if seen.standing[one].has_room),
        in_room=sum(one.entered_room_at is not None for one in seen.all_moving()),
        lawyers=_lawyers(seen),
        changed=sum(one == "group_changed" for one in news.values()),
        opened=sum(one == "group_open" for one in news.values()),
        namesakes=_namesakes(seen) if kind in (Kind.MERGE, Kind.SPLIT) else 0,
        stages=tuple(seen.standing.values()),
        conflict=conflict,
        apart=apart,
    )


def _flows(seen: Reckoning) -> tuple[Flow, ...]:
    named = codes.codes(seen.work, [one for going in seen.goings for one in (going.source, going.target) if one])
    flows = []
    for going in seen.goings:
        moving = seen.moving(going)
        active = tuple(one.alias for one in moving if one.active_since)
        outside = len(going.people) - len(moving)
        target = named[going.target] if going.target else ""
        flows.append(Flow(named[going.source], target, active, len(moving) - len(active), outside))
    return tuple(flows)


def _news(seen: Reckoning) -> dict[VictimId, str]:
    before = seating.active_of(seen.work, seen.standing)
    after = {group_id: list(there) for group_id, there in before.items()}
    for number, going in enumerate(seen.goings):
        there = [one.victim_id for one in seen.moving(going) if one.active_since]
        after[going.source] = [one for one in after[going.source] if one not in there]
        target = going.target or UUID(int=number)  # a new group; one person alone sees none
        after[target] = [*after.get(target, ()), *there]
    return seating.told(before, after)


def _lawyers(seen: Reckoning) -> tuple[Lawyer, ...]:
    staff = identity.staff_many(seen.work, {line.lawyer_id for line in seen.standing.values() if line.lawyer_id})
    found = []
    for group_id, line in seen.standing.items():
        firm = staff[line.lawyer_id].firm if line.lawyer_id in staff else None
        if firm is not None:
            gains = sum(_agreed(seen, going, firm.id) for going in seen.goings if going.target == group_id)
            loses = sum(_agreed(seen, going, firm.id) for going in seen.goings if going.source == group_id)
            found.append(Lawyer(line.code, firm.name, group_id in seen.ending, gains, loses))
    return tuple(found)


def _agreed(seen: Reckoning, going: Going, firm_id: UUID) -> int:
    active = [one.victim_id for one in seen.moving(going) if one.active_since]
    return sum(firm_id in seen.profiles[one].consents.firms for one in active)


def _namesakes(seen: Reckoning) -> int:
    """Of those who would come together, how many bear the name of the other side's landlord: he may have registered himself."""
    found = 0
    for going in seen.goings:
        if going.target is None or going.target not in seen.standing:
            continue
        there = victims.profiles(seen.work, [one.victim_id for one in groups.members(seen.work, going.target)])
        found += _bearing(seen, seen.standing[going.target], seen.profiles.values())
        found += _bearing(seen, seen.standing[going.source], there.values())
    return found


def _bearing(seen: Reckoning, line: GroupLine, people: Iterable[Profile]) -> int:
    names = holders.names(seen.work, line.landlord_id)
    blinds = [one.hints.name_blind for one in people if one.hints.name_blind]
    return sum(seen.work.keys.index_sealed(one) in names for one in blinds)


def _token(seen: Reckoning, kind: Kind, unused: list[UUID], conflict: bool) -> str:
    lines = sorted(
        (
            str(one.id),
            one.stage,
            str(one.lawyer_id),
            str(one.room_set_at),
            one.members,
            one.pending,
            str(one.landlord_id),
        )
        for one in seen.standing.values()
    )
    people = sorted(
        (
            str(one),
            str(seen.places.get(one)),
            tuple(sorted(map(str, seen.profiles[one].consents.firms))),
        )
        for going in seen.goings
        for one in going.people
    )
    goings = [(str(one.source), str(one.target)) for one in seen.goings]
    return hashlib.sha256(repr((kind, goings, lines, people, sorted(unused), conflict)).encode()).hexdigest()[:32]
