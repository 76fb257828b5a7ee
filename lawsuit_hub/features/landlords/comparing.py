"""Field by field, how two reports of a landlord compare, for a caseworker who decides. Knows equality only, never a value."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from lawsuit_hub.features.landlords import matching, records
from lawsuit_hub.features.landlords.matching import Fact, FactKind, of_kind
from lawsuit_hub.features.landlords.types import LandlordId, NoSuchReport, VictimId
from lawsuit_hub.infra.work import Work


class Agreement(StrEnum):
    """`unknown`: one of the two does not say. Two houses of one landlord are no contradiction: `other`."""

    SAME = "same"
    SIMILAR = "similar"
    OTHER = "other"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


FIELDS = {
    "birth": FactKind.BIRTH,
    "business": FactKind.BUSINESS,
    "corporation": FactKind.CORPORATION,
    "building": FactKind.NAME_AND_BUILDING,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """`field`: name, birth, business, corporation or building; `ours` and `theirs`: whether each says it at all."""

    field: str
    ours: bool
    theirs: bool
    agreement: Agreement


def compare(work: Work, victim_id: VictimId, landlord_id: LandlordId) -> list[Compared]:
    """What she said beside all that is known of a landlord. Raises NoSuchReport."""
    present = records.report_of(work, victim_id)
    if present is None:
        raise NoSuchReport
    return compare_facts(records.said_by(work, [present.id])[present.id], records.held(work, landlord_id))


def compare_landlords(work: Work, one: LandlordId, other: LandlordId) -> list[Compared]:
    return compare_facts(records.held(work, one), records.held(work, other))


def compare_facts(ours: Collection[Fact], theirs: Collection[Fact]) -> list[Compared]:
    rows = [_name(ours, theirs)]
    for field, kind in FIELDS.items():
        mine, known = of_kind(ours, kind), of_kind(theirs, kind)
        rows.append(Compared(field, bool(mine), bool(known), _agreement(mine, known, kind, rows[0].agreement)))
    return rows


def _name(ours: Collection[Fact], theirs: Collection[Fact]) -> Compared:
    agreement = Agreement.OTHER
    if of_kind(ours, FactKind.NAME) & of_kind(theirs, FactKind.NAME):
        agreement = Agreement.SAME
    elif of_kind(ours, FactKind.LOOSE_NAME) & of_kind(theirs, FactKind.LOOSE_NAME):
        agreement = Agreement.SIMILAR
    return Compared("name", True, True, agreement)


def _agreement(mine: frozenset[bytes], known: frozenset[bytes], kind: FactKind, name: Agreement) -> Agreement:
    if not mine or not known:
        return Agreement.UNKNOWN
    if mine & known:
        return Agreement.SAME
    if kind in matching.EXCLUSIVE:
        return Agreement.CONFLICT
    # A building is known together with the name only: under another name nothing can be compared.
    return Agreement.OTHER if name is Agreement.SAME else Agreement.UNKNOWN
