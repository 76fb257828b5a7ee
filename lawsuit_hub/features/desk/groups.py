"""Groups at the desk: the table by need, one group's file, and what a caseworker sets. The room is written, never read."""

from datetime import date, datetime
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.desk.types import AlreadyDecided, Assigned, GroupFile, GroupRow, LawyerChoice, NotALawyer
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import overview
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import Passed, Reached
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine, Stage, StageDate
from lawsuit_hub.features.mandates import endings as mandates
from lawsuit_hub.features.rooms import reports
from lawsuit_hub.features.rosters import endings
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def group_rows(work: Work) -> tuple[GroupRow, ...]:
    """All groups, those that need something first."""
    work.require(Permission.DESK_READ)
    lines = sorted(groups.lines(work), key=_need)
    staff = identity.staff_many(work, {line.lawyer_id for line in lines if line.lawyer_id})
    firms = {one.id: one.firm.name if one.firm else "" for one in staff.values()}
    return tuple(GroupRow(line, firms.get(line.lawyer_id, "") if line.lawyer_id else "") for line in lines)


def reported(work: Work) -> list[tuple[str, int]]:
    """Groups in whose built-in rooms messages were reported and nobody has seen to them, with how many."""
    waiting = reports.count_waiting(work)
    return [(line.code, waiting[line.id]) for line in (groups.lines(work) if waiting else []) if line.id in waiting]


def _need(line: GroupLine) -> tuple[int, int, int, str]:
    """Those in which people wait, then the largest; closed ones last."""
    closed = line.stage is Stage.CLOSED
    lacks = 0 if line.pending else 1
    return (int(closed), lacks, -(line.members + line.pending), line.code)


def group_file(work: Work, code: str) -> GroupFile:
    """Raises NoSuchGroup; an old code leads to the group that stayed."""
    work.require(Permission.DESK_READ)
    group_id = groups.by_code(work, code)
    line = groups.line(work, group_id)
    members = groups.members(work, group_id)
    profiles = victims.profiles(work, [one.victim_id for one in members])
    dates = groups.stage_dates(work, group_id)
    reached = overview.of_group(work, group_id)
    uninvited = overview.to_invite(reached) if line.visible else []
    return GroupFile(
        line=line,
        landlord=landlords.described(work, [line.landlord_id]).get(line.landlord_id),
        members=tuple((one, profiles[one.victim_id]) for one in members),
        stages=tuple(StageDate(stage, dates.get(stage.value)) for stage in Stage),
        lawyers=_lawyers(work, [one.victim_id for one in members if one.active_since]),
        uninvited=len(uninvited),
        invited=sum(one.passed is Passed.INVITED for one in reached) if line.visible else 0,
        entered=sum(one.reached is Reached.ENTERED for one in reached),
        invites_mark=overview.mark(reached),
        history=tuple(audit.about(work, group_id, limit=30)),
        assigned=_assigned(work, group_id),
    )


def _lawyers(work: Work, active: list[VictimId]) -> tuple[LawyerChoice, ...]:
    standing = [profile.consents.firms for profile in victims.profiles(work, active).values()]
    return tuple(
        LawyerChoice(one.id, one.login, one.firm.name, sum(one.firm.id in firms for firms in standing))
        for one in identity.lawyers(work)
        if one.firm is not None
    )


def _assigned(work: Work, group_id: GroupId) -> tuple[Assigned, ...]:
    """The one that is open first, then those before it."""
    lines = assignments.history(work, group_id)
    staff = identity.staff_many(work, [one for line in lines for one in (line.lawyer_id, line.assigned_by) if one])
    return tuple(
        Assigned(
            line,
            staff[line.lawyer_id],
            by=staff[line.assigned_by].login if line.assigned_by in staff else "",
            open=line.ended_at is None and (line.ends_at is None or line.ends_at > work.now),
        )
        for line in lines
    )


def set_room(work: Work, code: str, *, url: str, room_code: str, seen: str) -> int:
    """How many unused invites became void. Raises BadRoomUrl, AlreadyDecided when the room was set since the page was read."""
    work.require(Permission.ROOM_MANAGE)
    group_id = groups.by_code(work, code)
    if room_mark(groups.get(work, group_id).room_set_at) != seen:
        raise AlreadyDecided
    return invites.set_room(work, group_id, url=url, code=room_code)


def room_mark(at: datetime | None) -> str:
    """What a page remembers of the room it was written for."""
    return at.isoformat() if at else ""


def assign_lawyer(
    work: Work, code: str, *, lawyer_id: UUID, starts_on: date | None, until: date | None, reason: str
) -> bool:
    """True when it changed. Raises NotALawyer, BadPeriod, StillAssigned, AssignmentChanged, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.LAWYER_ASSIGN)
    group_id = groups.by_code(work, code)
    if lawyer_id not in {one.id for one in identity.lawyers(work)}:
        raise NotALawyer
    before = assignments.open_one(work, group_id)
    kept = audit.clean_reason(reason)
    changed = assignments.assign(work, group_id, lawyer_id=lawyer_id, starts_on=starts_on, until=until, reason=kept)
    if before is None or before.lawyer_id != lawyer_id:
        endings.assignment_ended(work, group_id)
        mandates.counsel_changed(work, group_id)
    return changed


def end_assignment(work: Work, code: str, *, reason: str) -> bool:
    """The lawyer has the group no more, on every path; her files that wait are destroyed. False when nobody had it."""
    work.require(Permission.LAWYER_ASSIGN)
    group_id = groups.by_code(work, code)
    ended = assignments.end(work, group_id, reason=audit.clean_reason(reason))
    if ended:
        endings.assignment_ended(work, group_id)
        mandates.counsel_changed(work, group_id)
    return ended
