"""Those who wait and name one building are decided about together: seen first, all or nothing, and each has her own line of the trail."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk import regrouping
from lawsuit_hub.features.desk.regroup_types import ChangedSince, NotTogether
from lawsuit_hub.features.desk.types import AlreadyDecided
from lawsuit_hub.features.landlords import comparing, neighbours
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords import splitting as landlord_splitting
from lawsuit_hub.features.landlords.comparing import Agreement, Compared
from lawsuit_hub.features.landlords.types import Standing
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True, repr=False)
class Building:
    """`road`: the address as lists show it, masked; `codes`: groups that may be theirs."""

    road: str
    people: tuple[Profile, ...]
    codes: tuple[str, ...]

    def __repr__(self) -> str:
        return "<building>"


@dataclass(frozen=True, slots=True, repr=False)
class Together:
    """What deciding about these would do. `line` None: a new group. `rows` beside each: how she compares with its landlord."""

    line: GroupLine | None
    people: tuple[tuple[Profile, tuple[Compared, ...]], ...]
    quarrelling: tuple[str, ...]
    token: str

    @property
    def ready(self) -> int:
        return sum(person.ready and person.joins for person, _ in self.people)

    @property
    def joining(self) -> int:
        return sum(person.joins for person, _ in self.people)

    def __repr__(self) -> str:
        return "<together>"


def building(work: Work, reference: str) -> Building:
    """Of whoever waits and names the building that this person names. Raises NoSuchVictim, AlreadyDecided."""
    work.require(Permission.PERSON_READ)
    victim_id = victims.by_reference(work, reference)
    _require_waiting(work, [victim_id])
    people = neighbours.together(work, [victim_id])[victim_id]
    profiles = victims.profiles(work, people)
    candidates = landlords.candidates_of(work, people)
    codes = groups.codes_of(work, [one for them in candidates.values() for one in them])
    return Building(
        profiles[victim_id].hints.address, tuple(profiles[one] for one in people), tuple(sorted(codes.values()))
    )


def look(work: Work, reference: str, chosen: Iterable[str], *, code: str) -> Together:
    """`code`: of the group, or empty for a new one. Raises NoSuchVictim, NoSuchGroup, AlreadyDecided, NotTogether."""
    work.require(Permission.PERSON_READ)
    line = groups.line(work, groups.by_code(work, code)) if code else None
    people = _chosen(work, reference, chosen)
    profiles = victims.profiles(work, people)
    against = landlord_splitting.quarrelling(work, people, line.landlord_id if line else None)
    compared = {one: tuple(comparing.compare(work, one, line.landlord_id)) if line else () for one in people}
    return Together(
        line,
        tuple((profiles[one], compared[one]) for one in people),
        tuple(profiles[one].reference for one in against),
        _token(work, people, line, against),
    )


def decide(work: Work, reference: str, chosen: Iterable[str], *, code: str, reason: str, token: str) -> str:
    """The code of the group they are in now. Raises what `look` raises, ChangedSince, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.LANDLORD_DECIDE)
    landlords.take_turn(work)
    wanted = list(chosen)
    seen = look(work, reference, wanted, code=code)
    if seen.token != token:
        raise ChangedSince
    if seen.quarrelling:
        raise NotTogether("conflict")
    group_id = seen.line.id if seen.line else None
    for one in _chosen(work, reference, wanted):
        lawsuits.settle(work, one, group_id=group_id, reason=reason)
        landlord_id = landlords.standings(work, [one])[one].landlord_id
        if group_id is None and landlord_id is not None:
            group_id = groups.of_landlord(work, landlord_id).id
    if group_id is None:
        raise AlreadyDecided
    regrouping.settle_up(work, [group_id])
    return groups.line(work, group_id).code


def _chosen(work: Work, reference: str, chosen: Iterable[str]) -> list[VictimId]:
    """In the order in which they wait; of somebody who names another building nothing is decided here."""
    victim_id = victims.by_reference(work, reference)
    wanted = {victims.by_reference(work, one) for one in chosen}
    _require_waiting(work, wanted)
    people = [one for one in neighbours.together(work, wanted | {victim_id})[victim_id] if one in wanted]
    if not people or len(people) < len(wanted):
        raise NotTogether("nobody")
    return people


def _require_waiting(work: Work, victim_ids: Iterable[VictimId]) -> None:
    wanted = list(victim_ids)
    standings = landlords.standings(work, wanted)
    if any(one not in standings or standings[one].standing is not Standing.PENDING for one in wanted):
        raise AlreadyDecided


def _token(work: Work, people: list[VictimId], line: GroupLine | None, against: list[VictimId]) -> str:
    standings = landlords.standings(work, people)
    group = (str(line.id), line.members, line.pending, str(line.landlord_id)) if line else ()
    told = [(str(one), standings[one].since.isoformat()) for one in people]
    return hashlib.sha256(repr((group, told, sorted(map(str, against)))).encode()).hexdigest()[:32]


def agreements(rows: Iterable[Compared], wanted: Agreement) -> int:
    return sum(row.agreement == wanted for row in rows)
