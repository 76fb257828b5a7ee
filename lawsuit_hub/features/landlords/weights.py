"""What agreement and disagreement are worth, in the sense of Fellegi and Sunter: docs/matching.md says where each figure comes from.

A weight is log2(m/u): how much more often two reports of one landlord agree so than two of different ones. They add up, from
the odds that a landlord drawn by lot is the one. Sees which facts agree, never a value, and no table.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from typing import NamedTuple

from lawsuit_hub.features.landlords.likeness import Likeness
from lawsuit_hub.features.landlords.matching import EXCLUSIVE, FactKind, Facts, of_kind
from lawsuit_hub.features.landlords.types import BuildingId


class Axis(StrEnum):
    NAME = "name"
    BIRTH = "birth"
    BUSINESS = "business"
    CORPORATION = "corporation"
    BUILDING = "building"
    BROKER = "broker"
    PROXY = "proxy"
    DATE = "date"


class Rates(NamedTuple):
    """`m`: how often it is so among reports of one landlord; `u`: of two different ones."""

    m: float
    u: float


NAMES = {
    Likeness.SAME: Rates(0.84, 1 / 20_000),
    Likeness.VARIANT: Rates(0.03, 1 / 20_000),
    Likeness.SOUND: Rates(0.02, 1 / 3_000),
    Likeness.LETTER: Rates(0.06, 1 / 1_000),
    Likeness.SYLLABLE: Rates(0.04, 1 / 120),
    Likeness.OTHER: Rates(0.01, 0.99),
}
AGREES = {
    Axis.BIRTH: Rates(0.97, 1 / 15_000),
    Axis.BUSINESS: Rates(0.99, 1 / 1_000_000),
    Axis.CORPORATION: Rates(0.99, 1 / 1_000_000),
    Axis.BUILDING: Rates(0.50, 1 / 2_000),
    Axis.BROKER: Rates(0.35, 1 / 100),
    Axis.PROXY: Rates(0.40, 1 / 500),
    Axis.DATE: Rates(0.02, 1 / 1_500),
}
DIFFERS = {
    Axis.BUILDING: Rates(0.50, 0.99),
    Axis.BROKER: Rates(0.65, 0.99),
    Axis.PROXY: Rates(0.60, 0.99),
}
"""Another birth date or number is no weight: it forbids. What one side does not know weighs nothing."""

_KINDS = {
    Axis.BIRTH: (FactKind.BIRTH,),
    Axis.BUSINESS: (FactKind.BUSINESS,),
    Axis.CORPORATION: (FactKind.CORPORATION,),
    Axis.BROKER: (FactKind.BROKER_NUMBER, FactKind.BROKER),
    Axis.PROXY: (FactKind.PROXY,),
    Axis.DATE: (FactKind.CONTRACT_DATE,),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one side: of a report or of a landlord."""

    facts: Facts
    buildings: frozenset[BuildingId] = frozenset()


@dataclass(frozen=True, slots=True)
class Town:
    """How many landlords there are, and how many of them share what two agree in: the commoner, the less it tells."""

    landlords: int
    bearers: int = 1
    in_building: int = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """`agrees` is false for what speaks against it; for a name `likeness` says how near."""

    axis: Axis
    agrees: bool
    weight: float
    likeness: Likeness | None = None


def reasons(ours: Profile, theirs: Profile, likeness: Likeness, town: Town) -> tuple[Reason, ...]:
    """In the order in which a person would say them: the name, the house, and what else."""
    found = [_name(likeness, town), _building(ours, theirs, town), *(_fact(ours, theirs, axis) for axis in _KINDS)]
    return tuple(reason for reason in found if reason is not None)


def contradicting(ours: Profile, theirs: Profile) -> tuple[Axis, ...]:
    """Where both know a birth date or number and agree in none."""
    kinds = ((Axis(kind.name.lower()), of_kind(ours.facts, kind), of_kind(theirs.facts, kind)) for kind in EXCLUSIVE)
    return tuple(sorted(axis for axis, mine, known in kinds if mine and known and mine.isdisjoint(known)))


def total(found: Collection[Reason], town: Town) -> float:
    """Log2 of the odds that both are the same: 0 is even."""
    return sum(reason.weight for reason in found) - log2(max(town.landlords, 1))


def is_worth_a_look(found: Collection[Reason]) -> bool:
    """A house has many landlords: under quite another name it takes two things that agree."""
    if any(reason.axis is Axis.NAME and reason.agrees for reason in found):
        return True
    return sum(reason.agrees for reason in found if reason.axis is not Axis.DATE) > 1


def name_weight(likeness: Likeness, town: Town) -> float:
    rates = NAMES[likeness]
    return weight(rates, rates.u if likeness is Likeness.OTHER else _as_common(rates.u, town.bearers, town))


def weight(rates: Rates, u: float) -> float:
    return log2(rates.m / min(u, 1.0))


def _name(likeness: Likeness, town: Town) -> Reason:
    return Reason(Axis.NAME, likeness is not Likeness.OTHER, name_weight(likeness, town), likeness)


def _building(ours: Profile, theirs: Profile, town: Town) -> Reason | None:
    if not ours.buildings or not theirs.buildings:
        return None
    if ours.buildings.isdisjoint(theirs.buildings):
        return Reason(Axis.BUILDING, False, weight(DIFFERS[Axis.BUILDING], DIFFERS[Axis.BUILDING].u))
    rates = AGREES[Axis.BUILDING]
    return Reason(Axis.BUILDING, True, weight(rates, _as_common(rates.u, town.in_building, town)))


def _fact(ours: Profile, theirs: Profile, axis: Axis) -> Reason | None:
    """By the first kind that both sides know."""
    for kind in _KINDS[axis]:
        mine, known = of_kind(ours.facts, kind), of_kind(theirs.facts, kind)
        if not mine or not known:
            continue
        if mine & known:
            return Reason(axis, True, weight(AGREES[axis], AGREES[axis].u))
        return Reason(axis, False, weight(DIFFERS[axis], DIFFERS[axis].u)) if axis in DIFFERS else None
    return None


def _as_common(u: float, sharing: int, town: Town) -> float:
    """Who is meant himself does not count among those who share it by chance."""
    return u + max(sharing - 1, 0) / max(town.landlords, 1)
