"""Groups are merged, split, and put back by a caseworker: seen first, then done if nothing changed meanwhile, with all that hangs on it."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk import plans
from lawsuit_hub.features.desk.plans import Going
from lawsuit_hub.features.desk.regroup_types import Beside, ChangedSince, Choice, Kind, NotTogether, Plan
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import comparing, proposals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords import splitting as landlord_splitting
from lawsuit_hub.features.landlords.types import LandlordConflict, NothingToPart
from lawsuit_hub.features.lawsuits import changes, groups, merging, splitting, undoing
from lawsuit_hub.features.lawsuits.change_types import Change, ChangeKind, SameGroup
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine
from lawsuit_hub.features.rosters import endings
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def seen(work: Work, code: str) -> GroupLine:
    """Raises NoSuchGroup; an old code leads to the group that stayed."""
    work.require(Permission.DESK_READ)
    return groups.line(work, groups.by_code(work, code))


def beside(work: Work, code: str, other: str) -> Beside:
    """Raises NoSuchGroup."""
    one, two = seen(work, code), seen(work, other)
    hints = landlords.described(work, [one.landlord_id, two.landlord_id])
    rows = tuple(comparing.compare_landlords(work, one.landlord_id, two.landlord_id))
    return Beside((one.code, two.code), (hints[one.landlord_id], hints[two.landlord_id]), rows)


def plan_merge(work: Work, code: str, other: str) -> Plan:
    """The older code stays. Raises NoSuchGroup, NotTogether."""
    work.require(Permission.DESK_READ)
    one, two = groups.by_code(work, code), groups.by_code(work, other)
    if one == two:
        raise NotTogether("code")
    kept, gone = sorted(
        (groups.line(work, one), groups.line(work, two)), key=lambda line: (line.opened_at, len(line.code), line.code)
    )
    going = Going(gone.id, kept.id, tuple(splitting.reporters(work, gone.id)))
    return plans.plan(
        work,
        Kind.MERGE,
        [going],
        ending=[gone.id],
        conflict=landlord_splitting.contradict(work, kept.landlord_id, gone.landlord_id),
        apart=proposals.between(work, kept.landlord_id, gone.landlord_id) == proposals.APART,
    )


def merge(work: Work, code: str, other: str, *, reason: str, token: str) -> str:
    """The code that stays. Raises NoSuchGroup, NotTogether, ChangedSince, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.GROUP_MERGE)
    landlords.take_turn(work)
    seen = plan_merge(work, code, other)
    _same(seen, token)
    try:
        kept = merging.merge(work, groups.by_code(work, code), groups.by_code(work, other), reason=reason)
    except LandlordConflict:
        raise NotTogether("conflict") from None
    settle_up(work, [kept])
    return groups.line(work, kept).code


def choices(work: Work, code: str) -> tuple[Choice, ...]:
    """Everybody who reports the group's landlord, those with a place first. Raises NoSuchGroup."""
    work.require(Permission.PERSON_READ)
    people = splitting.reporters(work, groups.by_code(work, code))
    profiles, places = victims.profiles(work, people), groups.memberships_of(work, people)
    found = [
        Choice(
            profiles[one], places[one].alias if one in places else "", one in places and bool(places[one].active_since)
        )
        for one in people
    ]
    return tuple(sorted(found, key=lambda one: (not one.alias, not one.active, one.profile.reference)))


def plan_split(work: Work, code: str, references: Iterable[str], *, into: str) -> Plan:
    """`into`: a code, or empty for a new group. Raises NoSuchGroup, NoSuchVictim, NotTogether."""
    work.require(Permission.DESK_READ)
    group_id, target, people = _split_of(work, code, references, into)
    said = landlord_splitting.said(work, people)
    conflict = False
    if target is not None:
        conflict = landlord_splitting.contradicts(work, said, groups.line(work, target).landlord_id)
    return plans.plan(work, Kind.SPLIT, [Going(group_id, target, tuple(people))], conflict=conflict)


def split(work: Work, code: str, references: Iterable[str], *, into: str, reason: str, token: str) -> str:
    """The code of the group they are in now. Raises NoSuchGroup, NoSuchVictim, NotTogether, ChangedSince, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.GROUP_MERGE)
    landlords.take_turn(work)
    chosen = list(references)
    _same(plan_split(work, code, chosen, into=into), token)
    group_id, target, people = _split_of(work, code, chosen, into)
    try:
        other = splitting.split(work, group_id, victim_ids=people, into=target, reason=reason)
    except NothingToPart:
        raise NotTogether("nobody") from None
    except LandlordConflict:
        raise NotTogether("conflict") from None
    except SameGroup:
        raise NotTogether("code") from None
    settle_up(work, [group_id, other])
    return groups.line(work, other).code


def _split_of(
    work: Work, code: str, references: Iterable[str], into: str
) -> tuple[GroupId, GroupId | None, list[VictimId]]:
    group_id = groups.by_code(work, code)
    target = groups.by_code(work, into) if into else None
    there = splitting.reporters(work, group_id)
    wanted = {victims.by_reference(work, one) for one in references} & set(there)
    if target == group_id:
        raise NotTogether("code")
    if not wanted or len(wanted) == len(there):
        raise NotTogether("nobody")
    return group_id, target, [one for one in there if one in wanted]


def plan_undo(work: Work, change: Change) -> Plan:
    """Of a change that nothing bars from being taken back."""
    work.require(Permission.DESK_READ)
    people = undoing.returning(work, change)
    if change.kind is ChangeKind.SETTLE:
        now = [landlords.standings(work, people)[one].landlord_id for one in people]
        sources = [groups.of_landlord(work, one).id for one in now if one is not None]
        goings = [Going(source, None, (one,)) for source, one in zip(sources, people, strict=True)]
        return plans.plan(work, Kind.UNDO_SETTLE, goings)
    if change.other_id is None:
        raise NotTogether("code")
    if change.kind is ChangeKind.SPLIT:
        going = Going(change.other_id, change.group_id, tuple(people))
        return plans.plan(work, Kind.UNDO_SPLIT, [going], ending=[change.other_id] if change.opened else [])
    if change.swapped:  # who stayed then had the younger code, and gets it back
        people = [one for one in splitting.reporters(work, change.group_id) if one not in set(people)]
    return plans.plan(work, Kind.UNDO_MERGE, [Going(change.group_id, change.other_id, tuple(people))])


def undo(work: Work, change_id: UUID, *, reason: str, token: str) -> Change:
    """Raises NoSuchChange, CannotUndo, ChangedSince, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.GROUP_MERGE)
    landlords.take_turn(work)
    change = changes.get(work, change_id)
    if undoing.barred(work, change) is None:
        _same(plan_undo(work, change), token)
    done = undoing.undo(work, change_id, reason=reason)
    settle_up(work, [one for one in (change.group_id, change.other_id) if one is not None])
    return done


def settle_up(work: Work, group_ids: Iterable[GroupId]) -> None:
    """What hangs on who is in which group: invites of who was moved, and rosters that wait for a lawyer no more."""
    work.db.flush()
    invites.void_left_behind(work, group_ids)
    endings.end_left_over(work)


def _same(seen: Plan, token: str) -> None:
    if seen.token != token:
        raise ChangedSince
