"""Merges, splits and decisions as the desk lists them, newest first, and what keeps one from being undone. Undoes nothing."""

from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.desk import regrouping
from lawsuit_hub.features.desk.regroup_types import ChangeLine, Plan
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import changes, codes, undoing
from lawsuit_hub.features.lawsuits.change_types import Change, ChangeKind
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.infra.work import Work

PAGE = 50


def listed(work: Work, *, page: int) -> tuple[tuple[ChangeLine, ...], int, int]:
    """A page of them, which page that is, and how many there are."""
    work.require(Permission.DESK_READ)
    pages = max(1, -(-changes.count(work) // PAGE))
    page = min(max(page, 1), pages)
    found = changes.listed(work, offset=(page - 1) * PAGE, limit=PAGE)
    return tuple(lines(work, found)), page, pages


def lines(work: Work, found: list[Change]) -> list[ChangeLine]:
    named = codes.codes(
        work, [one for change in found for one in (change.group_id, change.other_id) if one is not None]
    )
    staff = identity.staff_many(work, {change.decided_by for change in found if change.decided_by})
    people = {change.id: changes.people(work, change.id) for change in found}
    singles = [people[one.id][0] for one in found if one.kind is ChangeKind.SETTLE and people[one.id]]
    called = references(work, singles)
    return [
        ChangeLine(
            change=change,
            code=named[change.group_id],
            other=named[change.other_id] if change.other_id else "",
            people=len(people[change.id]),
            reference=next((called[one] for one in people[change.id] if one in called), ""),
            by=staff[change.decided_by].login if change.decided_by in staff else "",
        )
        for change in found
    ]


def shown(work: Work, change_id: UUID) -> tuple[ChangeLine, Plan | None]:
    """With what undoing it would do, unless something bars that. Raises NoSuchChange."""
    work.require(Permission.DESK_READ)
    change = changes.get(work, change_id)
    (line,) = lines(work, [change])
    bar = undoing.barred(work, change)
    before = tuple(lines(work, changes.later(work, change))) if bar is not None else ()
    line = ChangeLine(line.change, line.code, line.other, line.people, line.reference, line.by, bar, before)
    return line, regrouping.plan_undo(work, change) if bar is None else None
