"""Whose landlord is whose, for a caseworker: what agrees, what forbids, and the decision. Shows no value of either side."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk import queries, regrouping
from lawsuit_hub.features.desk.regroup_types import ChangedSince
from lawsuit_hub.features.desk.types import AlreadyDecided, Compare, GroupConflict, Merge, Pile, Review
from lawsuit_hub.features.landlords import comparing, neighbours, proposals, refusals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordConflict, MergeProposal, NoSuchProposal, Standing
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine, NoSuchGroup, Placement
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work

QUEUE = 50


def queue(work: Work) -> tuple[int, tuple[Profile, ...]]:
    """How many wait, and the longest waiting of them."""
    work.require(Permission.DESK_READ)
    found = [victim_id for victim_id, _ in queries.listed(work, Pile.LANDLORDS, offset=0, limit=QUEUE)]
    profiles = victims.profiles(work, found)
    return queries.line(work, Pile.LANDLORDS).count, tuple(profiles[one] for one in found)


def neighbours_of(work: Work, waiting: Iterable[Profile]) -> dict[VictimId, int]:
    """For each who waits, how many wait who name her building, herself among them."""
    return {one: len(them) for one, them in neighbours.together(work, [person.id for person in waiting]).items()}


def review(work: Work, reference: str, *, code: str = "") -> Review:
    """Raises NoSuchVictim, AlreadyDecided, NoSuchGroup for a code that is none."""
    work.require(Permission.PERSON_READ)
    victim_id = victims.by_reference(work, reference)
    standing = landlords.standing(work, victim_id)
    if standing is None or standing.standing is not Standing.PENDING:
        raise AlreadyDecided
    candidates = landlords.candidates_of(work, [victim_id]).get(victim_id, ())
    by_landlord = groups.codes_of(work, candidates)
    codes = tuple(by_landlord[one] for one in candidates if one in by_landlord)
    refused = groups.codes_of(work, refusals.of(work, [victim_id])[victim_id])
    wanted = code or (codes[0] if codes else "")
    chosen = _compare(work, victim_id, groups.by_code(work, wanted)) if wanted else None
    neighbours_count = len(neighbours.together(work, [victim_id])[victim_id])
    profile = victims.profile(work, victim_id)
    return Review(profile, standing.since, codes, chosen, tuple(sorted(refused.values())), neighbours_count)


def _compare(work: Work, victim_id: VictimId, group_id: GroupId) -> Compare:
    line = groups.line(work, group_id)
    hints = landlords.described(work, [line.landlord_id])[line.landlord_id]
    rows = tuple(comparing.compare(work, victim_id, line.landlord_id))
    return Compare(line, hints, rows, landlords.explained_for(work, victim_id, line.landlord_id))


def decide(work: Work, reference: str, *, code: str | None, reason: str) -> Placement:
    """Into the group of this code, or (None) a group of her own. Raises AlreadyDecided, GroupConflict, NoSuchGroup."""
    victim_id = _waiting(work, reference)
    group_id = groups.by_code(work, code) if code is not None else None
    try:
        placed = lawsuits.settle(work, victim_id, group_id=group_id, reason=reason)
    except LandlordConflict:
        raise GroupConflict from None
    regrouping.settle_up(work, [groups.by_code(work, placed.group)] if placed.group else [])
    return placed


def refuse(work: Work, reference: str, *, code: str, reason: str) -> bool:
    """Her landlord is not this group's: remembered, until it is taken back. Raises AlreadyDecided, NoSuchGroup."""
    victim_id, kept = _waiting(work, reference), audit.clean_reason(reason)
    line = groups.line(work, groups.by_code(work, code))
    if not refusals.refuse(work, victim_id, line.landlord_id):
        return False
    audit.record(work, "landlord:not-the-same", about=victim_id, reason=kept, group=str(line.id))
    return True


def allow_again(work: Work, reference: str, *, code: str, reason: str) -> bool:
    """It may be this group's after all. Raises AlreadyDecided, NoSuchGroup."""
    victim_id, kept = _waiting(work, reference), audit.clean_reason(reason)
    line = groups.line(work, groups.by_code(work, code))
    if not refusals.allow_again(work, victim_id, line.landlord_id):
        return False
    audit.record(work, "landlord:maybe-again", about=victim_id, reason=kept, group=str(line.id))
    return True


def _waiting(work: Work, reference: str) -> VictimId:
    """Under the turn of matching. Raises AlreadyDecided for who does not wait (any more)."""
    work.require(Permission.LANDLORD_DECIDE)
    landlords.take_turn(work)
    victim_id = victims.by_reference(work, reference)
    standing = landlords.standing(work, victim_id)
    if standing is None or standing.standing is not Standing.PENDING:
        raise AlreadyDecided
    return victim_id


def merges(work: Work) -> tuple[Merge, ...]:
    """Undecided pairs whose groups still stand, the oldest first."""
    work.require(Permission.DESK_READ)
    return _pairs(work, landlords.merge_proposals(work))


def apart(work: Work) -> tuple[Merge, ...]:
    """Pairs that a caseworker keeps apart and whose groups stand, the latest first."""
    work.require(Permission.DESK_READ)
    return _pairs(work, proposals.kept(work))


def apart_pair(work: Work, proposal_id: UUID) -> Merge:
    """Raises AlreadyDecided for what is not kept apart (any more)."""
    found = next((one for one in apart(work) if one.id == proposal_id), None)
    if found is None:
        raise AlreadyDecided
    return found


def take_back_apart(work: Work, proposal_id: UUID, *, reason: str) -> None:
    """Raises AlreadyDecided."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    if not proposals.take_back(work, proposal_id):
        raise AlreadyDecided
    audit.record(work, "group:apart-taken-back", about=proposal_id, kind="proposal", reason=kept)


def _pairs(work: Work, found: list[MergeProposal]) -> tuple[Merge, ...]:
    lines = {line.landlord_id: line for line in groups.lines(work)}
    return tuple(_merge(work, one, lines) for one in found if {one.older, one.younger} <= lines.keys())


def merge(work: Work, proposal_id: UUID) -> Merge:
    """Raises AlreadyDecided for what nobody has to decide (any more)."""
    found = next((one for one in merges(work) if one.id == proposal_id), None)
    if found is None:
        raise AlreadyDecided
    return found


def _merge(work: Work, proposal: MergeProposal, lines: dict[UUID, GroupLine]) -> Merge:
    one, other = sorted((lines[proposal.older], lines[proposal.younger]), key=lambda line: line.opened_at)
    hints = landlords.described(work, [one.landlord_id, other.landlord_id])
    return Merge(
        id=proposal.id,
        because=proposal.because,
        since=proposal.created_at,
        older=one,
        younger=other,
        hints=(hints[one.landlord_id], hints[other.landlord_id]),
        rows=tuple(comparing.compare_landlords(work, one.landlord_id, other.landlord_id)),
        why=landlords.explained_pair(work, one.landlord_id, other.landlord_id),
    )


def decide_merge(work: Work, proposal_id: UUID, *, join: bool, reason: str, token: str) -> None:
    """Raises AlreadyDecided, GroupConflict, ChangedSince."""
    work.require(Permission.GROUP_MERGE)
    landlords.take_turn(work)
    shown = merge(work, proposal_id)
    if join and regrouping.plan_merge(work, shown.older.code, shown.younger.code).token != token:
        raise ChangedSince
    try:
        lawsuits.decide_merge(work, proposal_id, join=join, reason=reason)
    except NoSuchProposal:
        raise AlreadyDecided from None
    except LandlordConflict:
        raise GroupConflict from None
    regrouping.settle_up(work, [groups.by_code(work, one.code) for one in (shown.older, shown.younger)])


def known_code(work: Work, code: str) -> bool:
    """Whether a group has this code, for the field in which a caseworker types one."""
    try:
        groups.by_code(work, code)
    except NoSuchGroup:
        return False
    return True
