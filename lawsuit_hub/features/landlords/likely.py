"""The likely stage: who may be the same landlord, weighed, over blocks of a bounded size. Opens no name; decides nothing.

Whoever shares a name nearly, a house, a birth date, a broker or a proxy is looked at, nobody else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam, or_, select

from lawsuit_hub.features.landlords import buildings, likeness, matching, proposals, records, weights
from lawsuit_hub.features.landlords.blocks import sharing
from lawsuit_hub.features.landlords.likeness import Alike, Likeness
from lawsuit_hub.features.landlords.matching import Fact, FactKind, Facts, Known, of_kind
from lawsuit_hub.features.landlords.records import FACTS, LIKENESS, TELLING_APART, TURNS, Report, run
from lawsuit_hub.features.landlords.types import BuildingId, LandlordId
from lawsuit_hub.features.landlords.weights import Axis, Profile, Reason, Town
from lawsuit_hub.infra.db import Id
from lawsuit_hub.infra.work import Work

LEAST = -7.0  # of a weight: below, a caseworker's time is better spent elsewhere
MOST_CANDIDATES = 5
MOST_SHARING = 60  # landlords that share one fact; more share it by chance
NOBODY_REFUSED: Mapping[UUID, Collection[LandlordId]] = {}
AT_ONCE = 2000  # landlords whose facts are read in one statement

_AXES = (FactKind.BIRTH, FactKind.BROKER, FactKind.BROKER_NUMBER, FactKind.PROXY)
_WEIGHED = (*TELLING_APART, FactKind.NAME, FactKind.BROKER, FactKind.BROKER_NUMBER, FactKind.PROXY)
_BY_FACT = (FACTS.c.fact_index, FACTS.c.landlord_id)
_NAMES_OF = (FACTS.c.landlord_id, FACTS.c.fact_index)
_IS_NAME = FACTS.c.kind == FactKind.NAME
_LANDLORDS = select(TURNS.c.landlords)
_THEIR_FACTS = select(FACTS.c.landlord_id, FACTS.c.kind, FACTS.c.fact_index).where(
    FACTS.c.landlord_id.in_(bindparam("landlords", type_=Id, expanding=True)),
    or_(FACTS.c.kind.in_(_WEIGHED), FACTS.c.fact_index.in_(bindparam("shared", type_=LargeBinary, expanding=True))),
)


class Subject(NamedTuple):
    """Who is compared with all landlords: a report that waits, or a landlord himself."""

    id: UUID
    profile: Profile
    landlord_id: LandlordId | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A landlord who may be the same. `weight` is log2 of the odds; `certain` where the rules of certainty say so."""

    landlord_id: LandlordId
    weight: float
    reasons: tuple[Reason, ...]
    certain: bool = False
    forbidden: tuple[Axis, ...] = ()
    """What contradicts: another birth date or number, which no likeness outweighs."""


@dataclass(slots=True)
class _Blocks:
    """Who shares what, for all subjects at once."""

    alike: dict[bytes, Alike]
    bearers: dict[bytes, set[LandlordId]]
    tenants: dict[BuildingId, set[LandlordId]]
    holders: dict[bytes, set[LandlordId]]
    town: Town
    near: dict[UUID, dict[LandlordId, Likeness]] = field(default_factory=dict)
    facts: dict[LandlordId, set[Fact]] = field(default_factory=lambda: defaultdict(set))
    houses: dict[LandlordId, set[BuildingId]] = field(default_factory=dict)


def subjects(work: Work, reports: Iterable[Report]) -> list[Subject]:
    """The reports that wait, and once each the landlords of the others."""
    known = list(reports)
    waiting = [report.id for report in known if report.landlord_id is None]
    settled = list({report.landlord_id for report in known if report.landlord_id is not None})
    said, houses = records.said_by(work, waiting), buildings.of_reports(work, waiting)
    found = [Subject(one, Profile(said[one], frozenset(filter(None, [houses.get(one)])))) for one in waiting]
    return found + landlords(work, settled)


def landlords(work: Work, landlord_ids: Collection[LandlordId]) -> list[Subject]:
    held, houses = records.held_by(work, landlord_ids), buildings.of_landlords(work, landlord_ids)
    return [Subject(one, Profile(held[one], frozenset(houses.get(one, ()))), one) for one in landlord_ids]


def candidates(
    work: Work, wanted: list[Subject], *, refused: Mapping[UUID, Collection[LandlordId]] = NOBODY_REFUSED
) -> dict[UUID, tuple[Candidate, ...]]:
    """For each, the likeliest first. Whoever contradicts or is kept apart by a person is none, nor whom `refused` names."""
    if not wanted:
        return {}
    blocks = _blocks(work, wanted)
    reached = {subject.id: _reached(subject, blocks) for subject in wanted}
    everybody = set().union(*reached.values())
    if not everybody:
        return {}
    by_age = {one: place for place, one in enumerate(records.in_order_of_age(work, everybody))}
    _read(work, blocks, by_age, wanted)
    apart = proposals.kept_apart(work, {*by_age, *(one.landlord_id for one in wanted if one.landlord_id)})
    found: dict[UUID, tuple[Candidate, ...]] = {}
    for subject in wanted:
        not_these = refused.get(subject.id, ())
        others = [
            one
            for one in reached[subject.id] & by_age.keys()
            if frozenset({subject.id, one}) not in apart and one not in not_these
        ]
        weighed = [one for other in others if (one := _weighed(subject, other, blocks)) is not None]
        weighed.sort(key=lambda one: (not one.certain, -round(one.weight, 6), by_age[one.landlord_id]))
        found[subject.id] = tuple(weighed[:MOST_CANDIDATES])
    return found


def between(work: Work, subject: Subject, landlord_id: LandlordId) -> Candidate:
    """The same for one landlord, however little speaks for him and whatever contradicts."""
    blocks = _blocks(work, [subject])
    _read(work, blocks, [landlord_id], [subject])
    return _compared(subject, landlord_id, blocks)


def resembling(work: Work, facts: Facts, building_id: BuildingId | None) -> list[Known]:
    """Landlords with nearly the same name who share the house or the birth date: such a report is not simply a new one."""
    subject = Subject(UUID(int=0), Profile(facts, frozenset(filter(None, [building_id]))))
    blocks = _blocks(work, [subject])
    named = _near(subject, blocks)
    born = set().union(*(blocks.holders.get(one, set()) for one in of_kind(facts, FactKind.BIRTH)))
    housed = set().union(*blocks.tenants.values())
    near = {one for one, how in named.items() if one in born or one in housed}
    _read(work, blocks, near, [])
    return [Known(one, frozenset(blocks.facts[one])) for one in near]


def _blocks(work: Work, wanted: list[Subject]) -> _Blocks:
    names = {name for subject in wanted for name in of_kind(subject.profile.facts, FactKind.NAME)}
    alike = likeness.alike(work, names)
    town = Town(landlords=run(work, _LANDLORDS).scalar() or 1)
    sought = {fact.blind for subject in wanted for fact in subject.profile.facts if fact.kind in (*_AXES, *LIKENESS)}
    tenants = buildings.landlords_in(work, {house for subject in wanted for house in subject.profile.buildings})
    holders = _gathered(sharing(work, _BY_FACT, sought, most=likeness.MOST_NAMES))
    beside = set().union(*tenants.values(), *holders.values())
    return _Blocks(alike, _bearers(work, alike, beside, town), tenants, holders, town)


def _bearers(
    work: Work, alike: dict[bytes, Alike], beside: set[LandlordId], town: Town
) -> dict[bytes, set[LandlordId]]:
    """Who bears the names: all of them where a name so near could do by itself, else of those who share something else."""
    found = [pair for near in alike.values() for pair in near.items()]
    enough = {how for how in Likeness if weights.name_weight(how, town) + weights.total((), town) >= LEAST}
    bearers = _gathered(
        sharing(work, _BY_FACT, {name for name, how in found if how in enough}, most=likeness.MOST_NAMES)
    )
    rest = {name for name, how in found if how not in enough}
    for landlord_id, name in sharing(work, _NAMES_OF, beside if rest else (), most=likeness.MOST_NAMES, where=_IS_NAME):
        if name in rest:
            bearers[name].add(landlord_id)
    return bearers


def _reached(subject: Subject, blocks: _Blocks) -> set[LandlordId]:
    """Whoever could come to a sufficient weight: by the name alone, or by it and what else he shares."""
    profile = subject.profile
    shared = [fact.blind for fact in profile.facts if fact.kind in _AXES]
    others = [found for one in shared if len(found := blocks.holders.get(one, set())) < MOST_SHARING]
    beside = set().union(*others, *(blocks.tenants.get(house, set()) for house in profile.buildings))
    near = _near(subject, blocks)
    by_name = {one for one, how in near.items() if one in beside or _alone(how, near, blocks) >= LEAST}
    return (beside | by_name | _like_named(profile, blocks)) - {subject.landlord_id}


def _alone(how: Likeness, near: dict[LandlordId, Likeness], blocks: _Blocks) -> float:
    town = _town(how, near, blocks)
    return weights.name_weight(how, town) + weights.total((), town)


def _like_named(profile: Profile, blocks: _Blocks) -> set[LandlordId]:
    """A loose name or a certain fact in common: what the certain stage looks at, whatever it weighs here."""
    return set().union(*(blocks.holders.get(fact.blind, set()) for fact in profile.facts if fact.kind in LIKENESS))


def _near(subject: Subject, blocks: _Blocks) -> dict[LandlordId, Likeness]:
    """Whose name is like the subject's, and how; worked out once."""
    if subject.id in blocks.near:
        return blocks.near[subject.id]
    found = blocks.near[subject.id] = {}
    for name in of_kind(subject.profile.facts, FactKind.NAME):
        for other, how in blocks.alike[name].items():
            for landlord_id in blocks.bearers.get(other, ()):
                found[landlord_id] = min(how, found.get(landlord_id, Likeness.OTHER))
    return found


def _town(how: Likeness, near: dict[LandlordId, Likeness], blocks: _Blocks) -> Town:
    return replace(blocks.town, bearers=sum(one <= how for one in near.values()))


def _weighed(subject: Subject, other: LandlordId, blocks: _Blocks) -> Candidate | None:
    profile = subject.profile
    if matching.conflict(profile.facts, blocks.facts[other]):
        return None
    found = _compared(subject, other, blocks)
    likely = found.weight >= LEAST and weights.is_worth_a_look(found.reasons)
    kept = found.certain or likely or other in _like_named(profile, blocks)
    return found if kept else None


def _compared(subject: Subject, other: LandlordId, blocks: _Blocks) -> Candidate:
    profile, near = subject.profile, _near(subject, blocks)
    how = near.get(other, Likeness.OTHER)
    theirs = Profile(frozenset(blocks.facts[other]), frozenset(blocks.houses.get(other, ())))
    shared = profile.buildings & theirs.buildings
    town = replace(
        _town(how, near, blocks),
        in_building=min((len(blocks.tenants.get(one, ())) for one in shared), default=1),
    )
    reasons = weights.reasons(profile, theirs, how, town)
    certain = matching.strength(profile.facts, theirs.facts) > 0
    forbidden = weights.contradicting(profile, theirs)
    return Candidate(other, weights.total(reasons, town), reasons, certain and not forbidden, forbidden)


def _read(work: Work, blocks: _Blocks, wanted: Iterable[LandlordId], compared: list[Subject]) -> None:
    found = list(wanted)
    shared = list({fact.blind for subject in compared for fact in subject.profile.facts})
    for start in range(0, len(found), AT_ONCE):
        values = {"landlords": found[start : start + AT_ONCE], "shared": shared}
        for landlord_id, kind, index in run(work, _THEIR_FACTS, values):
            blocks.facts[landlord_id].add(Fact(FactKind(kind), index))
    blocks.houses |= buildings.of_landlords(work, found)


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[bytes, set[LandlordId]]:
    found: dict[bytes, set[LandlordId]] = defaultdict(set)
    for index, landlord_id in rows:
        found[index].add(landlord_id)
    return found
