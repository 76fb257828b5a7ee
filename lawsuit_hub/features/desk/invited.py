"""Invites of a group at the desk: who has come how far, who gets one and who none, and the leak drill."""

from collections.abc import Iterable
from dataclasses import dataclass

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk.types import AlreadyDecided
from lawsuit_hub.features.invites import drills, overview
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import Drill, MemberInvites, Printed
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupId, GroupLine
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True, repr=False)
class InvitesFile:
    """`gets`: how many get an invite when all are invited; `mark`: what the page remembers of that."""

    line: GroupLine
    members: tuple[tuple[MemberInvites, Profile], ...]
    gets: int
    mark: str
    held: bool

    def __repr__(self) -> str:
        return f"<invites of {self.line.code}>"


@dataclass(frozen=True, slots=True)
class DrillFile:
    line: GroupLine
    drill: Drill | None
    unused: int
    chats: int
    again: int
    passed: int


def invites_file(work: Work, code: str) -> InvitesFile:
    """Raises NoSuchGroup."""
    work.require(Permission.ROOM_MANAGE)
    group_id = groups.by_code(work, code)
    lines = overview.of_group(work, group_id)
    people = victims.profiles(work, [one.member.victim_id for one in lines])
    return InvitesFile(
        line=groups.line(work, group_id),
        members=tuple((one, people[one.member.victim_id]) for one in lines),
        gets=len(overview.to_invite(lines)),
        mark=overview.mark(lines),
        held=_held(work, group_id),
    )


def _held(work: Work, group_id: GroupId) -> bool:
    drill = drills.newest(work, group_id)
    return drill is not None and drill.ended_at is None


def send_to_all(work: Work, code: str, *, seen: str, hours: int | None) -> int:
    """To whom the preview named. Raises AlreadyDecided when it would be others by now, RoomMissing, ChatHeld, ChatsFull."""
    group_id = groups.by_code(work, code)
    lines = overview.of_group(work, group_id)
    if overview.mark(lines) != seen:
        raise AlreadyDecided
    return invites.owe(work, overview.to_invite(lines), hours=hours)


def send(work: Work, code: str, references: Iterable[str], *, hours: int | None) -> int:
    """To chosen members, whoever has one already: the earlier invite dies. Raises RoomMissing, ChatHeld, ChatsFull."""
    return invites.owe(work, _chosen(work, code, references), hours=hours)


def print_some(work: Work, code: str, references: Iterable[str], *, hours: int | None) -> list[tuple[Printed, Profile]]:
    """For letters or a meeting; shown once. Raises RoomMissing, ChatHeld, ChatsFull."""
    printed = invites.write_on_paper(work, _chosen(work, code, references), hours=hours)
    people = victims.profiles(work, [one.victim_id for one in printed])
    return [(one, people[one.victim_id]) for one in printed]


def revoke(work: Work, code: str, references: Iterable[str]) -> int:
    """Of chosen members; returns how many invites became void."""
    work.require(Permission.ROOM_MANAGE)
    return sum(invites.revoke(work, one) for one in _chosen(work, code, references))


def revoke_all(work: Work, code: str) -> int:
    """Every unused invite of the group opens nothing any more; returns how many."""
    return invites.revoke_all(work, groups.by_code(work, code))


def _chosen(work: Work, code: str, references: Iterable[str]) -> list[VictimId]:
    """Members of this group among the references; what is none is nobody."""
    work.require(Permission.ROOM_MANAGE)
    wanted = set(references)
    members = [one.victim_id for one in groups.members(work, groups.by_code(work, code))]
    return [one for one, person in victims.profiles(work, members).items() if person.reference in wanted]


def drill_file(work: Work, code: str) -> DrillFile:
    """What a drill would do, and how far the last one is. Raises NoSuchGroup."""
    work.require(Permission.ROOM_DRILL)
    group_id = groups.by_code(work, code)
    lines = overview.of_group(work, group_id)
    active = [one for one in lines if one.member.active_since is not None]
    again = [one for one in active if one.passed not in overview.SILENT]
    drill = drills.newest(work, group_id)
    return DrillFile(
        line=groups.line(work, group_id),
        drill=drill,
        unused=overview.count_unused(work, group_id),
        chats=drills.count_chats(work, group_id),
        again=len(again),
        passed=len(lines) - len(again),
    )


def drill(work: Work, code: str, *, reason: str) -> None:
    """Begins one; where one is open, goes on with it. Raises NothingToDrill, ReasonMissing, ReasonHoldsNumber."""
    group_id = groups.by_code(work, code)
    if _held(work, group_id):
        drills.carry_on(work, group_id, invite=invites.owe)
    else:
        drills.begin(work, group_id, reason=reason, revoke=invites.revoke_all)
