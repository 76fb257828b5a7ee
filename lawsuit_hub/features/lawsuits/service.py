"""Puts people into groups by landlord and says who is active; groups, cards and rooms are its nouns' modules."""

from collections.abc import Iterable, Mapping
from itertools import chain
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import refusals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import Evidence, LandlordId, Outcome
from lawsuit_hub.features.lawsuits import changes, groups
from lawsuit_hub.features.lawsuits.merging import apply, decide_merge, follow, may_merge
from lawsuit_hub.features.lawsuits.seating import seat
from lawsuit_hub.features.lawsuits.types import Placement
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work

__all__ = [
    "apply",
    "decide_merge",
    "leave",
    "place",
    "placement",
    "placements",
    "recognise",
    "refresh",
    "rejoin",
    "seat",
    "settle",
]


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


def refresh(work: Work, victim_id: VictimId) -> None:
    """To be called after anything that being active depends on: confirmation, consents, the lease check, joining."""
    seat(work, [victim_id])


def settle(work: Work, victim_id: VictimId, *, group_id: UUID | None, reason: str) -> Placement:
    """A caseworker's decision about one who waits: into this group, or (None) a group of her own."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    landlord_id = groups.get(work, group_id).landlord_id if group_id else None
    if landlord_id is not None:  # whoever said before that it is not his says now that it is
        refusals.allow_again(work, victim_id, landlord_id)
    waited = landlords.standings(work, [victim_id])[victim_id].landlord_id is None
    outcome = landlords.settle(work, victim_id, landlord_id=landlord_id, may_merge=may_merge(work))
    audit.record(work, "landlord:decided", about=victim_id, reason=kept, group=str(group_id) if group_id else "new")
    apply(work, outcome)
    if waited and outcome.landlord_id is not None:
        group = groups.of_landlord(work, outcome.landlord_id)
        changes.keep_settling(work, group, victim_id, opened=outcome.landlord_id in outcome.opened)
    seat(work, [victim_id])
    return _placement(work, victim_id, outcome.landlord_id, outcome.candidates)


def leave(work: Work, victim_id: VictimId) -> None:
    """A member's own wish; her registration stays."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    victims.choose_joining(work, victim_id, joins=False)
    seat(work, [victim_id])


def rejoin(work: Work, victim_id: VictimId) -> None:
    """A member's own wish to be with the others (again); whether she is active depends on the rest."""
    work.require(Permission.OWN_WRITE)
    landlords.take_turn(work)
    victims.choose_joining(work, victim_id, joins=True)
    seat(work, [victim_id])
