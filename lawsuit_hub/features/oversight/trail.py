"""Lines of the trail as the officer reads them, and the list of accesses with its filters. Opens nothing."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit.reading import TrailLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.features.lawsuits.codes import codes
from lawsuit_hub.features.oversight.types import DEEDS, STAFF_VALUES, Accesses, Asked, Kind, Told
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.infra.work import NotAllowed, Work

PAGE = 50


def told(work: Work, lines: Iterable[TrailLine]) -> list[Told]:
    """Each line with the names that the officer may read, in four queries for all."""
    listed = list(lines)
    staff = identity.staff_many(
        work, [one for line in listed for one in (line.actor_id, _about(line, "staff")) if one is not None]
    )
    people = references(work, [one for line in listed if (one := _about(line, "victim"))])
    groups = codes(work, [one for line in listed if (one := _about(line, "group"))])
    return [_told(line, staff, people, groups) for line in listed]


def _about(line: TrailLine, kind: str) -> UUID | None:
    return line.about_id if line.about_kind == kind else None


def _told(line: TrailLine, staff: dict[UUID, StaffView], people: dict[UUID, str], groups: dict[UUID, str]) -> Told:
    about = line.about_id
    named = {"victim": people.get, "group": groups.get}.get(line.about_kind or "", lambda _: None)(about)  # type: ignore[arg-type]
    if line.about_kind == "staff" and about in staff:
        named = staff[about].login
    return Told(
        number=line.number,
        at=line.at,
        role=line.role,
        who=who(line.actor_id, line.system_user, staff),
        account_id=line.actor_id if line.role in STAFF_VALUES else None,
        address=line.address or "",
        deed=line.deed,
        about=named or "",
        reason=line.reason or "",
        details=line.details,
    )


def who(account_id: UUID | None, system_user: str | None, staff: dict[UUID, StaffView]) -> str:
    """A login; the system's own user of a command line; nothing for the system itself and for members."""
    if account_id is not None and account_id in staff:
        return staff[account_id].login
    return system_user or ""


def kind_of(deed: str) -> Kind:
    return next((kind for kind, deeds in DEEDS.items() if deed in deeds), Kind.OTHER)


def accesses(work: Work, asked: Asked) -> Accesses:
    """What staff did, and what somebody typed as a command, newest first, fifty at a time. Members' own deeds are their own (제8조: 정보주체 제외)."""
    work.require(Permission.OVERSIGHT_READ)
    everybody = identity.all_staff(work)
    narrowed: dict[str, Any] = {"roles": STAFF_VALUES, "or_typed": True}
    if asked.login:
        narrowed["actor_id"] = next((one.id for one in everybody if one.login == asked.login), UUID(int=0))
    if asked.kind is not None and asked.kind in DEEDS:
        narrowed["deeds"] = DEEDS[asked.kind]
    upto = asked.before - 1 if asked.before else None
    if asked.until is not None:
        upto = min(reading.number_before(work, asked.until), upto if upto is not None else reading.newest(work))
    found = reading.lines(
        work,
        after=reading.number_before(work, asked.since) if asked.since is not None else 0,
        upto=upto,
        newest_first=True,
        limit=PAGE + 1,
        **narrowed,
    )
    older = found[PAGE - 1].number if len(found) > PAGE else None
    return Accesses(tuple(told(work, found[:PAGE])), older, tuple(one.login for one in everybody))


def own_account(work: Work) -> UUID:
    """The account that signs: raises NotAllowed where nobody is signed in."""
    if work.actor.id is None:
        raise NotAllowed
    return work.actor.id


def is_staffs(role: str, system_user: str | None) -> bool:
    """Whether a line is somebody's access: staff's, or a command's that a person typed."""
    return role in STAFF_VALUES or (role == Role.SYSTEM.value and system_user is not None)
