"""Some of those who report a landlord report another one: a caseworker parts them. What they said of him goes with them."""

from collections.abc import Iterable

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import details as who
from lawsuit_hub.features.landlords import holders, matching, proposals, records
from lawsuit_hub.features.landlords.matching import Facts, Known
from lawsuit_hub.features.landlords.placing import Placing
from lawsuit_hub.features.landlords.records import Report
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import (
    DecidedBy,
    LandlordConflict,
    LandlordId,
    NothingToPart,
    Outcome,
    VictimId,
)
from lawsuit_hub.infra.work import Work


def part(work: Work, landlord_id: LandlordId, *, victim_ids: Iterable[VictimId], into: LandlordId | None) -> Outcome:
    """Into another landlord, or (None) into one of their own. Both are kept apart from now on, and each is known by what is said
    of him alone. Raises NothingToPart, LandlordConflict."""
    work.require(Permission.GROUP_MERGE)
    take_turn(work)
    moving = _moving(work, landlord_id, victim_ids)
    said = records.said_by(work, [one.id for one in moving])
    if into is not None and contradicts(work, said.values(), into):
        raise LandlordConflict
    placing = Placing(work, lambda _stays, _goes: False)
    if into is not None:
        keep_apart(work, landlord_id, into)
    other = _move(placing, moving[0], said[moving[0].id], landlord_id, into)
    for report in moving[1:]:
        _move(placing, report, said[report.id], landlord_id, other)
    for one in (landlord_id, other):
        seal_anew(work, one)
    return placing.outcome_of(other)


def said(work: Work, victim_ids: Iterable[VictimId]) -> list[Facts]:
    """What each of them said of her landlord."""
    reports = records.reports_of(work, list(victim_ids))
    return list(records.said_by(work, [one.id for one in reports]).values())


def contradicts(work: Work, said: Iterable[Facts], landlord_id: LandlordId) -> bool:
    """Whether any of them contradicts what is known of a landlord."""
    held = records.held(work, landlord_id)
    return any(matching.conflict(facts, held) for facts in said)


def quarrelling(work: Work, victim_ids: Iterable[VictimId], landlord_id: LandlordId | None) -> list[VictimId]:
    """Who of them contradicts the landlord, or somebody before her: with him, or together, they cannot be."""
    reports = records.reports_of(work, list(victim_ids))
    known = records.held(work, landlord_id) if landlord_id is not None else frozenset()
    told, found = records.said_by(work, [one.id for one in reports]), []
    for report in reports:
        if matching.conflict(told[report.id], known):
            found.append(report.victim_id)
        else:
            known |= told[report.id]
    return found


def contradict(work: Work, one: LandlordId, other: LandlordId) -> bool:
    return matching.conflict(records.held(work, one), records.held(work, other))


def keep_apart(work: Work, one: LandlordId, other: LandlordId) -> None:
    older, younger = records.in_order_of_age(work, [one, other])
    proposals.keep_apart(work, older=older, younger=younger)


def seal_anew(work: Work, landlord_id: LandlordId) -> None:
    """Who he is may have been written by somebody who reports another one now."""
    who.forget(work, landlord_id)
    holders.seal_again(work, landlord_id)


def _moving(work: Work, landlord_id: LandlordId, victim_ids: Iterable[VictimId]) -> list[Report]:
    """The earliest first: hers is the word by which the new one is known."""
    there = holders.reporters(work, landlord_id)
    wanted = set(victim_ids) & set(there)
    if not wanted or len(wanted) == len(there):
        raise NothingToPart
    found = {report.victim_id: report for report in records.reports_of(work, list(wanted))}
    return [found[one] for one in there if one in wanted]


def _move(placing: Placing, report: Report, facts: Facts, whence: LandlordId, into: LandlordId | None) -> LandlordId:
    work, details = placing.work, who.written(placing.work, report)
    free = placing.vacate(report)
    records.say(work, free, facts)
    landlords = records.known(work, facts)
    by = DecidedBy.CASEWORKER
    if into is None:
        placing.open(free, facts, details, landlords, by=by, apart_from=[whence])
        return placing.placed[report.victim_id]
    others = [one for one in landlords if one.id != into]
    placing.join(free, facts, into, [*others, Known(into, records.held(work, into))], details=details, by=by)
    return into
