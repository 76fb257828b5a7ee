"""What a caseworker decided is taken back: a merge, a split, a person's place with a landlord. Knows no group."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import holders, matching, proposals, records
from lawsuit_hub.features.landlords.matching import Facts
from lawsuit_hub.features.landlords.placing import Placing
from lawsuit_hub.features.landlords.records import LANDLORDS, run
from lawsuit_hub.features.landlords.splitting import keep_apart, part
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import (
    CertainAgain,
    LandlordId,
    Merged,
    NoSuchReport,
    NothingToPart,
    Outcome,
    VictimId,
)
from lawsuit_hub.infra.work import Work


def part_again(work: Work, merged: Merged, *, since: datetime) -> Outcome:
    """The landlord who went is one of his own again, with those who reported him then and report him still, and with whom of the
    later ones only his facts explain. `since`: when they were merged. Both are kept apart from now on. Raises NothingToPart."""
    work.require(Permission.GROUP_MERGE)
    take_turn(work)
    back = going_back(work, merged, since=since)
    if not 0 < len(back) < len(holders.reporters(work, merged.kept)):
        raise NothingToPart
    run(work, update(LANDLORDS).where(LANDLORDS.c.id == merged.gone).values(merged_into=None))
    his = LANDLORDS.c.id.in_(merged.absorbed) & (LANDLORDS.c.merged_into == merged.kept)
    run(work, update(LANDLORDS).where(his).values(merged_into=merged.gone))
    for other in proposals.apart_from(work, merged.kept):
        if other != merged.gone:  # what was said of either was said of both since
            keep_apart(work, merged.gone, other)
    return part(work, merged.kept, victim_ids=back, into=merged.gone)


def going_back(work: Work, merged: Merged, *, since: datetime) -> list[VictimId]:
    """Who would go with the landlord who went: opens and changes nothing."""
    there = holders.reporters(work, merged.kept)
    said, came = _said(work, there), holders.since(work, there)
    then = set(merged.reporters) & set(there)
    later = {one for one in there if one not in then and came[one] > since}
    his = _together(said[one] for one in then)
    kept = _together(said[one] for one in there if one not in then | later)
    return [one for one in there if one in then or (one in later and _explains(his, kept, said[one]))]


def _explains(his: Facts, kept: Facts, said: Facts) -> bool:
    """What she says is certainly his, and not certainly the other's, or against it."""
    if matching.conflict(said, his):
        return False
    return matching.strength(his, said) > 0 and (matching.conflict(said, kept) or not matching.strength(kept, said))


def _said(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, Facts]:
    reports = records.reports_of(work, list(victim_ids))
    said = records.said_by(work, [one.id for one in reports])
    return {one.victim_id: said[one.id] for one in reports}


def _together(facts: Iterable[Facts]) -> Facts:
    return frozenset[matching.Fact]().union(*facts)


def let_go(work: Work, victim_id: VictimId, landlord_id: LandlordId) -> Outcome:
    """Her landlord is to be decided again. Whom nobody reports any more is forgotten, with what was decided of him.

    Raises NoSuchReport where she is not there by a caseworker's word (any more), CertainAgain.
    """
    work.require(Permission.LANDLORD_DECIDE)
    take_turn(work)
    present = records.report_of(work, victim_id)
    if present is None or present.landlord_id != landlord_id:
        raise NoSuchReport
    facts = records.said_by(work, [present.id])[present.id]
    with work.db.begin_nested():
        placing = Placing(work, lambda _stays, _goes: False)
        free = placing.vacate(present)
        records.say(work, free, facts)
        if placing.vacant is not None:
            proposals.drop(work, placing.vacant)
        outcome = placing.outcome(free)
        if outcome.landlord_id is not None:
            raise CertainAgain
    return outcome
