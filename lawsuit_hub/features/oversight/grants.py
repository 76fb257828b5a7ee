"""The register of rights: which account was made, which group given to whom, by whom, and when it ended. Read from the trail.

Source: 개인정보의 안전성 확보조치 기준 제5조 3항: kept for three years at least; the trail's lines are.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.reading import TrailLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.features.lawsuits.codes import codes
from lawsuit_hub.features.oversight.trail import who
from lawsuit_hub.features.oversight.types import Grant
from lawsuit_hub.features.rosters.csv import sheet_of
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.work import Work

ADDED, CHANGED, CLOSED, ASSIGNED = "staff:added", "staff:changed", "staff:closed", "group:lawyer"
# Done to an account once: they begin and end in one moment.
ONCE = {"staff:invited-again": "invited", "staff:sessions-ended": "sessions"}


def register(work: Work) -> list[Grant]:
    """Every right ever given, the newest first. A change of terms ends one right and begins another."""
    work.require(Permission.GRANTS_READ)
    lines = reading.lines(work, deeds=(ADDED, CHANGED, CLOSED, ASSIGNED, *ONCE))
    accounts = [UUID(str(one)) for line in lines if (one := line.details.get("lawyer"))]
    ids = [one for line in lines for one in (line.actor_id, line.about_id) if one is not None]
    staff = identity.staff_many(work, [*ids, *accounts])
    named = codes(work, [line.about_id for line in lines if line.deed == ASSIGNED and line.about_id])
    given = [*_accounts(work, lines, staff), *_groups(lines, staff, named)]
    return sorted(given, key=lambda one: one.given_at, reverse=True)


def _accounts(work: Work, lines: Sequence[TrailLine], staff: dict[UUID, StaffView]) -> list[Grant]:
    done: list[Grant] = []
    held: dict[UUID, Grant] = {}
    for line in lines:
        if line.about_id not in staff or line.deed == ASSIGNED:
            continue
        account = staff[line.about_id]
        if line.deed in ONCE:
            done.append(_ended(_given(ONCE[line.deed], account, line, staff), line, staff))
            continue
        before = held.pop(account.id, None)
        if before is not None:
            done.append(_over(before, line.at) or _ended(before, line, staff))
        if line.deed != CLOSED:
            held[account.id] = _given("account", account, line, staff)
    return [*done, *(_over(one, work.now) or one for one in held.values())]


def _given(right: str, account: StaffView, line: TrailLine, staff: dict[UUID, StaffView]) -> Grant:
    said = line.details
    return Grant(
        right=right,
        login=account.login,
        what=str(said.get("role", account.role.value)),
        firm=account.firm.name if account.firm else "",
        given_at=line.at,
        given_by=_by(line, staff),
        why=line.reason or "",
        until=date.fromisoformat(said["until"]) if said.get("until") else None,
        networks=str(said.get("networks", "")).replace(" ", ", "),
    )


def _over(grant: Grant, now: datetime) -> Grant | None:
    """By itself, at the end of its last day, if that was before."""
    if grant.until is None:
        return None
    end = datetime.combine(grant.until + timedelta(days=1), time(), SEOUL)
    return replace(grant, taken_at=end) if end <= now else None


def _groups(lines: Sequence[TrailLine], staff: dict[UUID, StaffView], named: dict[UUID, str]) -> list[Grant]:
    """Who is given a group takes it from whoever had it; a closed account keeps none."""
    done: list[Grant] = []
    held: dict[UUID, tuple[UUID, Grant]] = {}
    for line in lines:
        if line.deed == CLOSED:
            for group_id in [one for one, (account, _) in held.items() if account == line.about_id]:
                done.append(_ended(held.pop(group_id)[1], line, staff))
        if line.deed != ASSIGNED or line.about_id is None:
            continue
        if line.about_id in held:
            done.append(_ended(held.pop(line.about_id)[1], line, staff))
        lawyer = line.details.get("lawyer")
        account = staff.get(UUID(str(lawyer))) if lawyer else None
        if account is not None:
            firm = account.firm.name if account.firm else ""
            code = named.get(line.about_id, "")
            given = Grant("group", account.login, code, firm, line.at, _by(line, staff), line.reason or "")
            held[line.about_id] = (account.id, given)
    return [*done, *(grant for _, grant in held.values())]


def _by(line: TrailLine, staff: dict[UUID, StaffView]) -> str:
    return who(line.actor_id, line.system_user, staff)


def _ended(grant: Grant, line: TrailLine, staff: dict[UUID, StaffView]) -> Grant:
    return replace(grant, taken_at=line.at, taken_by=_by(line, staff), taken_why=line.reason or "")


def as_csv(work: Work, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The register as a file; that it was taken is a line. Nothing in a cell is a formula."""
    work.require(Permission.GRANTS_READ)
    audit.record(work, "grants:taken", rows=len(rows))
    return sheet_of(titles, rows)
