"""When two reports name the same landlord with certainty: the rules. Sees facts as blind indexes, never a name, and no table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple
from uuid import UUID


class FactKind(IntEnum):
    """What a fact is an index of. The numbers lie in the database."""

    NAME = 1
    LOOSE_NAME = 2
    BIRTH = 3
    NAME_AND_BIRTH = 4
    BUSINESS = 5
    CORPORATION = 6
    NAME_AND_BUILDING = 7
    ALIKE_BIRTH_BUILDING = 8
    """A name with one syllable left out, or its sound, together with birth date and building."""
    BROKER = 9
    BROKER_NUMBER = 10
    PROXY = 11
    OWNER = 12
    """Who owns the house now, where that is somebody else than the landlord of the contract. Never makes two the same."""
    CONTRACT_DATE = 13


class Fact(NamedTuple):
    kind: FactKind
    blind: bytes


Facts = frozenset[Fact]

# Sharing one of these makes two reports the same landlord's; the higher number is believed first.
STRENGTH = {
    FactKind.BUSINESS: 3,
    FactKind.CORPORATION: 3,
    FactKind.NAME_AND_BIRTH: 2,
    FactKind.NAME_AND_BUILDING: 1,
    FactKind.ALIKE_BIRTH_BUILDING: 1,
}

# A landlord has one of each: another one makes another landlord, whatever else agrees.
EXCLUSIVE = frozenset({FactKind.BIRTH, FactKind.BUSINESS, FactKind.CORPORATION})


@dataclass(frozen=True, slots=True)
class Known:
    """A landlord as far as matching needs it: every exclusive fact, and of the others those that were asked for."""

    id: UUID
    facts: Facts


@dataclass(frozen=True, slots=True)
class Waiting:
    """Other reports without a landlord: whether any is like-named, and what those say that share a certain fact."""

    alike: bool
    twins: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Joins:
    """The report is this landlord's."""

    landlord_id: UUID


@dataclass(frozen=True, slots=True)
class Opens:
    """The report is of a landlord nobody named before."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A caseworker decides, or a later report."""


Decision = Joins | Opens | Waits

Pairs = Collection[frozenset[UUID]]  # landlords that a caseworker keeps apart
NO_PAIRS: Pairs = frozenset()
NOBODY = Waiting(alike=False, twins=())


def conflict(one: Collection[Fact], other: Collection[Fact]) -> bool:
    """Both know a birth date (or a number of one kind) and agree in none."""
    return any(
        (ours := of_kind(one, kind)) and (theirs := of_kind(other, kind)) and ours.isdisjoint(theirs)
        for kind in EXCLUSIVE
    )


def strength(one: Collection[Fact], other: Collection[Fact]) -> int:
    """How certainly both are the same landlord's; 0 is not certain."""
    shared = frozenset(one) & frozenset(other)
    return max((STRENGTH.get(fact.kind, 0) for fact in shared), default=0)


def decide(
    report: Facts,
    landlords: Sequence[Known],
    *,
    apart: Pairs = NO_PAIRS,
    waiting: Waiting = NOBODY,
    resembling: Sequence[Known] = (),
) -> Decision:
    """`landlords`, the oldest first, are all that share a loose name or a certain fact with the report; `resembling`, whose
    name is nearly the same and who share its building or birth date."""
    compatible = [landlord for landlord in landlords if not conflict(report, landlord.facts)]
    levels = {landlord.id: strength(report, landlord.facts) for landlord in compatible}
    highest = max(levels.values(), default=0)
    if highest:
        best = [landlord for landlord in compatible if levels[landlord.id] == highest]
        return Waits() if _quarrel(best, apart) else Joins(best[0].id)
    return Opens() if _is_new(report, landlords, waiting, resembling) or _has_twin(report, waiting) else Waits()


def same_as(kept: Known, others: Sequence[Known], *, apart: Pairs = NO_PAIRS) -> list[Known]:
    """Which of the others, each sharing a certain fact with `kept`, are the same landlord and no other's.

    Of two that contradict each other neither is taken: one of them is wrong, and nothing says which.
    """
    possible = [other for other in others if not _rivals(kept, other, apart)]
    return [
        other for other in possible if not any(_rivals(other, rival, apart) for rival in possible if rival is not other)
    ]


def _is_new(report: Facts, landlords: Sequence[Known], waiting: Waiting, resembling: Sequence[Known]) -> bool:
    """A birth date or number that no like-named landlord has, or a name that resembles nothing known."""
    if not any(fact.kind in EXCLUSIVE for fact in report):
        return not landlords and not waiting.alike and not resembling
    # 유하수 and 류하수 of one birth date are hardly two people, but only a person may say so.
    births = of_kind(report, FactKind.BIRTH)
    return not any(
        births & of_kind(landlord.facts, FactKind.BIRTH)
        for landlord in (*landlords, *resembling)
        if not conflict(report, landlord.facts)
    )


def _has_twin(report: Facts, waiting: Waiting) -> bool:
    return any(strength(report, twin) and not conflict(report, twin) for twin in waiting.twins)


def _rivals(one: Known, other: Known, apart: Pairs) -> bool:
    return frozenset({one.id, other.id}) in apart or conflict(one.facts, other.facts)


def _quarrel(landlords: Sequence[Known], apart: Pairs) -> bool:
    return any(_rivals(one, other, apart) for place, one in enumerate(landlords) for other in landlords[place + 1 :])


def of_kind(facts: Collection[Fact], kind: FactKind) -> frozenset[bytes]:
    return frozenset(fact.blind for fact in facts if fact.kind is kind)


def same_name(one: Collection[Fact], other: Collection[Fact]) -> bool:
    return of_kind(one, FactKind.NAME) == of_kind(other, FactKind.NAME)
