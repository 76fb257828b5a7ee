"""Whose landlord is whose: takes reports, settles them by rule or by a caseworker, joins landlords. Knows no group."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import buildings, likeness, matching, proposals, records, refusals
from lawsuit_hub.features.landlords import details as who
from lawsuit_hub.features.landlords.candidates import (
    candidates_of,
    explained,
    explained_for,
    explained_landlord,
    explained_pair,
)
from lawsuit_hub.features.landlords.details import Details, described, recognised_by
from lawsuit_hub.features.landlords.holders import reporters
from lawsuit_hub.features.landlords.matching import Facts, Known
from lawsuit_hub.features.landlords.models import Landlord
from lawsuit_hub.features.landlords.placing import Placing
from lawsuit_hub.features.landlords.records import Report, is_reported
from lawsuit_hub.features.landlords.standings import bears_name, standing, standings, waiting
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import (
    DecidedBy,
    Evidence,
    LandlordConflict,
    LandlordId,
    MayMerge,
    MergeProposal,
    NoSuchLandlord,
    NoSuchProposal,
    NoSuchReport,
    Outcome,
    VictimId,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

__all__ = [
    "bears_name",
    "candidates_of",
    "current",
    "decide_merge",
    "described",
    "explained",
    "explained_for",
    "explained_landlord",
    "explained_pair",
    "is_reported",
    "merge",
    "merge_proposals",
    "recognised_by",
    "report",
    "reporters",
    "settle",
    "standing",
    "standings",
    "take_turn",
    "waiting",
    "withdraw_report",
    "would_move",
]


def report(work: Work, *, victim_id: VictimId, evidence: Evidence, may_merge: MayMerge) -> Outcome:
    """A victim's answer about her landlord, the first or a newer one. The victim has her key. Opens nothing."""
    take_turn(work)
    placing = Placing(work, may_merge)
    facts = who.facts_of(work.keys, evidence)
    details = Details.of(evidence)
    likeness.learn(work, evidence.name)
    building_id = buildings.of_evidence(work, evidence)
    facts |= buildings.said_of_it(work, building_id, facts)
    present = records.report_of(work, victim_id)
    if present is not None:
        if building_id is not None:
            buildings.place(work, present.id, building_id)
        return placing.outcome(_report_again(placing, present, facts, details))
    new = Report(new_id(), victim_id, None)
    records.add_report(work, new, details.sealed_for(work, victim_id, new.id))
    buildings.place(work, new.id, building_id)
    records.say(work, new, facts)
    placing.place(new, facts, details)
    return placing.outcome(new)


def _report_again(placing: Placing, present: Report, facts: Facts, details: Details) -> Report:
    """What a newer answer leaves out stays said; under another name, or against what is known, it is decided afresh."""
    work = placing.work
    before = records.said_by(work, [present.id])[present.id]
    if facts <= before:
        return present
    records.replace_details(work, present, details.sealed_for(work, present.victim_id, present.id))
    against = before if present.landlord_id is None else records.held(work, present.landlord_id)
    adds = matching.same_name(before, facts) and not matching.conflict(facts, against)
    if adds and present.landlord_id is not None:
        records.say(work, present, facts - before)
        placing.add(facts - before, present.landlord_id, records.known(work, facts), details=details)
        return present
    freed = placing.vacate(present)
    if not adds:
        refusals.forget(work, present.victim_id)
    said = facts | before if adds else facts
    records.say(work, freed, said)
    placing.place(freed, said, details)
    return freed


def would_move(work: Work, victim_id: VictimId, evidence: Evidence) -> bool:
    """Whether an answer would decide afresh whose landlord hers is, instead of adding to what is known of him."""
    take_turn(work)
    present = records.report_of(work, victim_id)
    if present is None:
        return True
    facts = who.facts_of(work.keys, evidence)
    before = records.said_by(work, [present.id])[present.id]
    if facts <= before:
        return False
    if present.landlord_id is None or not matching.same_name(before, facts):
        return True
    return matching.conflict(facts, records.held(work, present.landlord_id))


def settle(work: Work, victim_id: VictimId, *, landlord_id: LandlordId | None, may_merge: MayMerge) -> Outcome:
    """A caseworker's decision: one of the landlords, or None for a landlord of its own."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    present = _present(work, victim_id)
    chosen = None if landlord_id is None else current(work, landlord_id)
    facts = records.said_by(work, [present.id])[present.id]
    if chosen is not None and matching.conflict(facts, records.held(work, chosen)):
        raise LandlordConflict
    placing = Placing(work, may_merge)
    details = who.written(work, present)
    if chosen is None or chosen != present.landlord_id:
        present = placing.vacate(present)
        records.say(work, present, facts)
        _put(placing, present, chosen, facts, details)
    else:
        records.place_report(work, present, chosen, DecidedBy.CASEWORKER)
    return placing.outcome(present)


def _put(placing: Placing, present: Report, chosen: LandlordId | None, facts: Facts, details: Details) -> None:
    work = placing.work
    landlords = records.known(work, facts)
    by = DecidedBy.CASEWORKER
    if chosen is None:
        # Said by a person: from now on no rule may join what she kept apart.
        certain = [one.id for one in landlords if matching.strength(one.facts, facts)]
        placing.open(present, facts, details, landlords, by=by, apart_from=certain)
        return
    others = [one for one in landlords if one.id != chosen]
    whole = Known(chosen, records.held(work, chosen))
    placing.join(present, facts, chosen, [*others, whole], details=details, by=by)


def merge(work: Work, one: LandlordId, other: LandlordId) -> Outcome:
    """Both are the same, says a caseworker. The older stays; a conflict refuses."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    placing = Placing(work, lambda _stays, _goes: False)
    kept = _unite(placing, one, other)
    return placing.outcome_of(kept)


def decide_merge(work: Work, proposal_id: UUID, *, join: bool) -> Outcome:
    """A caseworker's word on a proposed pair; refused joining keeps them apart for good."""
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    found = proposals.undecided(work, proposal_id)
    if not found:
        raise NoSuchProposal
    placing = Placing(work, lambda _stays, _goes: False)
    if not join:
        proposals.decide(work, proposal_id, proposals.APART)
        return placing.outcome_of(found[0].older)
    return placing.outcome_of(_unite(placing, found[0].older, found[0].younger))


def _unite(placing: Placing, one: LandlordId, other: LandlordId) -> LandlordId:
    work = placing.work
    pair = records.in_order_of_age(work, {current(work, one), current(work, other)})
    if len(pair) == 1:
        return pair[0]
    older, younger = pair
    if matching.conflict(records.held(work, older), records.held(work, younger)):
        raise LandlordConflict
    placing.unite(older, younger)
    return older


def merge_proposals(work: Work) -> list[MergeProposal]:
    """Undecided ones, the oldest first."""
    return proposals.undecided(work)


def withdraw_report(work: Work, victim_id: VictimId) -> Outcome:
    """The report goes and what only she said of the landlord; whom nobody reports any more is forgotten."""
    take_turn(work)
    placing = Placing(work, lambda _stays, _goes: False)
    present = records.report_of(work, victim_id)
    if present is not None:
        houses = buildings.of_reports(work, [present.id])
        records.remove_report(work, placing.vacate(present))
        buildings.forget_unreported(work, houses.get(present.id))
    return placing.outcome()


def current(work: Work, landlord_id: LandlordId) -> LandlordId:
    """The landlord himself, or the one he was merged into."""
    row = work.db.execute(select(Landlord.id, Landlord.merged_into).where(Landlord.id == landlord_id)).one_or_none()
    if row is None:
        raise NoSuchLandlord
    landlord: LandlordId = row.merged_into or row.id
    return landlord


def _present(work: Work, victim_id: VictimId) -> Report:
    present = records.report_of(work, victim_id)
    if present is None:
        raise NoSuchReport
    return present
