"""Groups: opening, codes, stages, lawyers, and what staff see of them. Never names a landlord."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, union_all, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import LandlordId
from lawsuit_hub.features.lawsuits import assignments, present
from lawsuit_hub.features.lawsuits.models import FormerAlias, Group, Membership, StageStep
from lawsuit_hub.features.lawsuits.types import (
    VISIBLE_FROM,
    GroupId,
    GroupLine,
    MemberLine,
    MembershipId,
    NoSuchGroup,
    Stage,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.infra.db import Id, new_id
from lawsuit_hub.infra.numbers import add_numbered
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

_OF_WANTED = Group.landlord_id.in_(bindparam("wanted", type_=Id, expanding=True))
_Counts = tuple[int, int, int]  # active, all, in the room
_STANDING = (Group.merged_into.is_(None), Group.emptied_at.is_(None))
_CODES = select(Group.landlord_id, Group.code).where(_OF_WANTED, Group.merged_into.is_(None))  # built once: asked a lot


def open_group(work: Work, landlord_id: LandlordId) -> Group:
    """A group of a landlord, with the next number; two that open at once get different ones."""

    def made(number: int) -> Group:
        return Group(
            id=new_id(),
            number=number,
            code=f"{work.settings.group_prefix}-{number:04d}",
            landlord_id=landlord_id,
            stage=Stage.GATHERING.value,
            opened_at=work.now,
            area="",
        )

    group = add_numbered(work.db, Group.number, made)
    if group is None:
        raise NoSuchGroup
    work.keys.new_subject(group.id, KeyKind.PEER)
    work.db.add(StageStep(id=new_id(), group_id=group.id, stage=group.stage, at=work.now))
    audit.record(work, "group:opened", about=group.id, kind="group")
    work.db.flush()
    return group


def get(work: Work, group_id: GroupId) -> Group:
    group = work.db.get(Group, group_id)
    if group is None or group.merged_into is not None or group.emptied_at is not None:
        raise NoSuchGroup
    return group


def by_code(work: Work, code: str) -> GroupId:
    """Follows merges: an old code leads to the group that stayed. Raises NoSuchGroup."""
    if not code.isprintable():  # PostgreSQL takes no NUL to compare with
        raise NoSuchGroup
    group = work.db.scalar(select(Group).where(Group.code == code.strip().upper()))
    while group is not None and group.merged_into is not None:
        group = work.db.get(Group, group.merged_into)
    if group is None or group.emptied_at is not None:
        raise NoSuchGroup
    return group.id


def of_landlord(work: Work, landlord_id: LandlordId) -> Group:
    group = work.db.scalar(select(Group).where(Group.landlord_id == landlord_id))
    if group is None:
        raise NoSuchGroup
    while group.merged_into is not None:
        group = work.db.get_one(Group, group.merged_into)
    return group


def codes_of(work: Work, landlord_ids: Iterable[LandlordId]) -> dict[LandlordId, str]:
    if not (wanted := list(dict.fromkeys(landlord_ids))):
        return {}
    work.db.flush()
    return {one: code for one, code in work.db.connection().execute(_CODES, {"wanted": wanted}) if one is not None}


def swap_landlords(work: Work, one: Group, other: Group) -> None:
    """So that the older code stays with the landlord that stays. The column is unique: a group lets go before the other takes."""
    first, second = one.landlord_id, other.landlord_id
    one.landlord_id = None
    work.db.flush()
    other.landlord_id = first
    work.db.flush()
    one.landlord_id = second
    work.db.flush()


def active_landlords(work: Work, landlord_ids: Iterable[LandlordId]) -> set[LandlordId]:
    rows = (
        select(Group.landlord_id)
        .join(Membership, Membership.group_id == Group.id)
        .where(Group.landlord_id.in_(list(landlord_ids)), Membership.active_since.is_not(None))
        .distinct()
    )
    return set(work.db.scalars(rows))


def aliases(work: Work, group_id: GroupId) -> set[str]:
    """Of everybody who has or had one there."""
    there = (select(one.alias).where(one.group_id == group_id) for one in (Membership, FormerAlias))
    return set(work.db.scalars(union_all(*there)))


def take_area(group: Group, region: str, *, anew: bool = False) -> None:
    """The first district that is known names the group, never a street; `anew` for the first who is active: anybody can fill in a form."""
    if region and (anew or not group.area):
        group.area = region


def active_victims(work: Work, group_id: GroupId) -> list[UUID]:
    rows = select(Membership.victim_id).where(Membership.group_id == group_id, Membership.active_since.is_not(None))
    return list(work.db.scalars(rows))


def members(work: Work, group_id: GroupId) -> list[MemberLine]:
    rows = (
        select(Membership)
        .where(Membership.group_id == group_id, Membership.left_at.is_(None))
        .order_by(Membership.place)
    )
    return [_line(row) for row in work.db.scalars(rows)]


def membership_of(work: Work, victim_id: UUID) -> MemberLine | None:
    row = work.db.scalar(select(Membership).where(Membership.victim_id == victim_id, Membership.left_at.is_(None)))
    return None if row is None else _line(row)


def membership(work: Work, membership_id: MembershipId) -> MemberLine | None:
    row = work.db.get(Membership, membership_id)
    return None if row is None or row.left_at is not None else _line(row)


def memberships_of(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, MemberLine]:
    rows = select(Membership).where(Membership.victim_id.in_(list(victim_ids)), Membership.left_at.is_(None))
    return {row.victim_id: _line(row) for row in work.db.scalars(rows)}


def _line(row: Membership) -> MemberLine:
    times = (row.joined_at, row.active_since, row.entered_room_at, row.paused_at)
    return MemberLine(row.id, row.victim_id, row.group_id, row.alias, *times)


def lines(work: Work, *, lawyer_id: UUID | None = None, group_id: GroupId | None = None) -> list[GroupLine]:
    """All groups for staff, one lawyer's or one alone, oldest first, with counts."""
    hers = [Group.id.in_(assignments.of_lawyer(work, lawyer_id))] if lawyer_id else []
    alone = [Group.id == group_id] if group_id else []
    rows = list(work.db.scalars(select(Group).where(*_STANDING, *hers, *alone).order_by(Group.number)))
    counted = (
        select(
            Membership.group_id,
            func.count(Membership.active_since),
            func.count(),
            func.count(Membership.entered_room_at),
        )
        .where(Membership.left_at.is_(None))
        .group_by(Membership.group_id)
    )
    counts: dict[UUID, _Counts] = {group: (a, b, c) for group, a, b, c in work.db.execute(counted)}
    waits, theirs = _waits(work), assignments.lawyers(work, [row.id for row in rows])
    return [_group_line(row, counts.get(row.id, (0, 0, 0)), waits, theirs.get(row.id)) for row in rows]


def _waits(work: Work) -> dict[LandlordId, int]:
    """By landlord, how many wait who may be his and said yes to joining: who stays outside waits for nothing."""
    waiting = landlords.waiting(work)
    joining = victims.joining(work, [one.victim_id for one in waiting])
    return Counter(landlord for one in waiting if one.victim_id in joining for landlord in one.candidates)


def _group_line(row: Group, counts: _Counts, waits: dict[LandlordId, int], lawyer: UUID | None) -> GroupLine:
    active, both, entered = counts
    assert row.landlord_id is not None  # noqa: S101 - only for a moment, while two groups swap theirs
    return GroupLine(
        id=row.id,
        code=row.code,
        area=row.area,
        stage=Stage(row.stage),
        members=active,
        pending=both - active + waits.get(row.landlord_id, 0),
        visible=active >= VISIBLE_FROM,
        opened_at=row.opened_at,
        landlord_id=row.landlord_id,
        lawyer_id=lawyer,
        has_room=row.room_url is not None,
        room_set_at=row.room_set_at,
        entered=entered,
    )


def line(work: Work, group_id: GroupId) -> GroupLine:
    get(work, group_id)
    return lines(work, group_id=group_id)[0]


def for_lawyer(work: Work, code: str) -> GroupLine:
    """A lawyer's own group; anybody else's does not exist for her. Raises NoSuchGroup."""
    work.require(Permission.COUNSEL_READ)
    found = next((one for one in lines(work, lawyer_id=work.actor.id) if one.code == code), None)
    if found is None or work.actor.id is None:
        raise NoSuchGroup
    return found


def stage_dates(work: Work, group_id: GroupId) -> dict[str, datetime]:
    """When the group came to each stage up to the one where it stands: a step back takes the later dates away."""
    steps = select(StageStep.stage, func.max(StageStep.at)).where(StageStep.group_id == group_id)
    reached = list(Stage)[: list(Stage).index(Stage(get(work, group_id).stage)) + 1]
    return {stage: at for stage, at in work.db.execute(steps.group_by(StageStep.stage)) if stage in reached}


def set_stage(work: Work, group_id: GroupId, *, stage: Stage) -> bool:
    """True when it changed. Who may take which step, and what it needs, is features/proceedings' to say."""
    work.require(Permission.GROUP_MANAGE)
    return write_stage(work, group_id, stage=stage)


def write_stage(work: Work, group_id: GroupId, *, stage: Stage, reason: str = "", seen: Stage | None = None) -> bool:
    """True when it changed; False where it is there, or was at another stage than `seen`. `reason` is clean already."""
    before = (seen or Stage(get(work, group_id).stage)).value
    move = update(Group).where(Group.id == group_id, Group.stage == before, Group.stage != stage.value)
    code = work.db.execute(move.values(stage=stage.value).returning(Group.code)).scalar()
    if code is None:
        return False
    step = StageStep(id=new_id(), group_id=group_id, stage=stage.value, at=work.now, from_stage=before, reason=reason)
    step.by_account = work.actor.id if work.actor.is_staff else None
    work.db.add(step)
    audit.record(work, "group:stage", about=group_id, kind="group", reason=reason or None, stage=stage.value)
    webhooks.stage(work, code, stage=stage.value, active=present.count(work, group_id))
    return True
