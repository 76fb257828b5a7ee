"""A merge, a split, or a word on one who waited is taken back. What makes that impossible is said before anything is changed.

Taken back is who is with whom. Who left meanwhile stays out; lawyers, rooms and invites do not come back: somebody gives them anew.
"""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import holders, proposals, splitting, undoing
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import (
    CertainAgain,
    LandlordConflict,
    LandlordId,
    Merged,
    NoSuchReport,
    NothingToPart,
    Outcome,
)
from lawsuit_hub.features.lawsuits import changes, endings, groups
from lawsuit_hub.features.lawsuits.change_types import Bar, CannotUndo, Change, ChangeKind
from lawsuit_hub.features.lawsuits.merging import take_in
from lawsuit_hub.features.lawsuits.models import Group
from lawsuit_hub.features.lawsuits.seating import active_of, seat, tell_of_change
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind


def undo(work: Work, change_id: UUID, *, reason: str) -> Change:
    """Raises NoSuchChange, CannotUndo."""
    work.require(Permission.GROUP_MERGE)
    kept = audit.clean_reason(reason)
    landlords.take_turn(work)
    change = changes.get(work, change_id)
    bar = barred(work, change)
    if bar is not None:
        raise CannotUndo(bar)
    try:
        _UNDO[change.kind](work, change, kept)
    except NothingToPart:
        raise CannotUndo(Bar.NOBODY) from None
    except LandlordConflict:
        raise CannotUndo(Bar.CONFLICT) from None
    except NoSuchReport:
        raise CannotUndo(Bar.ELSEWHERE) from None
    except CertainAgain:
        raise CannotUndo(Bar.CERTAIN) from None
    changes.mark_undone(work, change.id)
    return changes.get(work, change.id)


def barred(work: Work, change: Change) -> Bar | None:
    """What can be seen beforehand; that the rule is certain shows only in the deed."""
    if change.undone_at is not None:
        return Bar.UNDONE
    if change.kind is not ChangeKind.SETTLE and changes.later(work, change):
        return Bar.LATER
    needed = [change.group_id, *([change.other_id] if change.kind is ChangeKind.SPLIT else [])]
    if not all(_stands(work, one) for one in needed if one is not None):
        return Bar.GONE
    return _people_bar(work, change)


def _people_bar(work: Work, change: Change) -> Bar | None:
    going = returning(work, change)
    if change.kind is ChangeKind.SETTLE:
        return None if going else Bar.ELSEWHERE
    if change.kind is ChangeKind.SPLIT and change.opened:
        return Bar.CONFLICT if _contradict(work, change) else None
    there = holders.reporters(work, change.landlord_id if change.kind is ChangeKind.MERGE else _other(change))
    return None if 0 < len(going) < len(there) else Bar.NOBODY


def returning(work: Work, change: Change) -> list[VictimId]:
    """Whom undoing would bring elsewhere, whether she is a member or not."""
    people = changes.people(work, change.id)
    if change.kind is ChangeKind.MERGE:
        return undoing.going_back(work, _merged(work, change), since=change.at)
    if change.kind is ChangeKind.SPLIT:
        there = holders.reporters(work, _other(change))
        return list(there) if change.opened else [one for one in there if one in set(people)]
    standings = landlords.standings(work, people)
    now = groups.of_landlord(work, change.landlord_id).landlord_id
    return [one for one in people if one in standings and standings[one].landlord_id == now]


def _contradict(work: Work, change: Change) -> bool:
    return splitting.contradict(work, change.landlord_id, _other(change))


def _stands(work: Work, group_id: GroupId) -> bool:
    group = work.db.get_one(Group, group_id, populate_existing=True)
    return group.merged_into is None and group.emptied_at is None


def _other(change: Change) -> LandlordId:
    assert change.other_landlord_id is not None  # noqa: S101 - a merge and a split have two sides
    return change.other_landlord_id


def _merged(work: Work, change: Change) -> Merged:
    people = tuple(changes.people(work, change.id))
    return Merged(change.landlord_id, _other(change), reporters=people, absorbed=change.absorbed)


def _undo_merge(work: Work, change: Change, reason: str) -> None:
    kept, gone = work.db.get_one(Group, change.group_id), work.db.get_one(Group, change.other_id)
    before = active_of(work, [kept.id])
    outcome = undoing.part_again(work, _merged(work, change), since=change.at)
    gone.merged_into = None
    if work.db.scalar(select(Group.id).where(Group.id == gone.id, without_key(Group.id))) is not None:
        work.keys.new_subject(gone.id, KeyKind.PEER)
    if change.swapped:
        groups.swap_landlords(work, kept, gone)
    work.db.flush()
    _note(work, "group:merge-undone", reason, stays=kept, returns=gone)
    everybody = [*holders.reporters(work, change.landlord_id), *holders.reporters(work, _other(change))]
    _seat(work, everybody, outcome, before, [kept.id, gone.id])


def _note(work: Work, deed: str, reason: str, **roles: Group) -> None:
    for role, group in roles.items():
        audit.record(work, deed, about=group.id, kind="group", reason=reason, this=role)


def _undo_split(work: Work, change: Change, reason: str) -> None:
    group, other = work.db.get_one(Group, change.group_id), work.db.get_one(Group, change.other_id)
    back = returning(work, change)
    before = active_of(work, [group.id, other.id])
    if change.opened:
        outcome = landlords.merge(work, change.landlord_id, _other(change))
        _note(work, "group:split-undone", reason, gains=group, loses=other)
        for merged in outcome.merged:
            take_in(work, merged)
        seat(work, [one.victim_id for one in outcome.settled])
        return
    outcome = splitting.part(work, _other(change), victim_ids=back, into=change.landlord_id)
    proposals.forget(work, change.landlord_id, _other(change))
    _note(work, "group:split-undone", reason, gains=group, loses=other)
    _seat(work, back, outcome, before, [group.id, other.id])


def _seat(
    work: Work, people: list[VictimId], outcome: Outcome, before: dict[GroupId, list[VictimId]], after: list[GroupId]
) -> None:
    seat(work, people, tells=False)
    tell_of_change(work, before, active_of(work, after))
    seat(work, [one.victim_id for one in outcome.settled if one.victim_id not in set(people)])


def _undo_settling(work: Work, change: Change, reason: str) -> None:
    (victim_id,) = returning(work, change)
    group = groups.of_landlord(work, change.landlord_id)
    before = active_of(work, [group.id])
    assert group.landlord_id is not None  # noqa: S101 - only for a moment, while two groups swap theirs
    outcome = undoing.let_go(work, victim_id, group.landlord_id)
    audit.record(work, "landlord:decision-undone", about=victim_id, reason=reason, group=str(group.id))
    _seat(work, [victim_id], outcome, before, [group.id])
    endings.close_empty(work, group.landlord_id)


_UNDO = {
    ChangeKind.MERGE: _undo_merge,
    ChangeKind.SPLIT: _undo_split,
    ChangeKind.SETTLE: _undo_settling,
}
