"""Exports a group's roster to its lawyer: whom, why, locked, with a mark before and after. Knows no page and no command.

An export is three works. The first decides and leaves its mark for good, before anybody is opened; the second only
reads, so that nobody waits for the writing of the file; the third asks again whether all in it still agree.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import approvals, books, locks, looks, making
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.arrangement import arranged
from lawsuit_hub.features.rosters.books import history
from lawsuit_hub.features.rosters.calling_off import call_off, call_off_handed
from lawsuit_hub.features.rosters.columns import Column, offered
from lawsuit_hub.features.rosters.counsel import group_members, groups_of, preview
from lawsuit_hub.features.rosters.endings import close_assignments
from lawsuit_hub.features.rosters.fetching import fetch, piece, retire_exports
from lawsuit_hub.features.rosters.handing_out import Begun, exported_as, made
from lawsuit_hub.features.rosters.locks import Lock, drop_key, keep_key, kept_key
from lawsuit_hub.features.rosters.paper import require_room
from lawsuit_hub.features.rosters.preparing import prepare_asked
from lawsuit_hub.features.rosters.progress import Tell, to_nobody
from lawsuit_hub.features.rosters.scope import counsel, scope
from lawsuit_hub.features.rosters.types import Exported, NobodyConsented, Purpose, SheetFormat, WeakFilePassword
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.file_lock import too_weak

__all__ = [
    "call_off",
    "call_off_handed",
    "close_assignments",
    "drop_key",
    "export_for",
    "fetch",
    "group_members",
    "groups_of",
    "history",
    "keep_key",
    "kept_key",
    "piece",
    "prepare_asked",
    "preview",
    "retire_exports",
]

RATE = "60 per hour"
MOST_AT_ONCE = 2_000  # people in a file that a page waits for, a second or two; more are the worker's


@dataclass(frozen=True, slots=True)
class _Asked:
    code: str
    form: SheetFormat
    reason: str
    purpose: Purpose
    columns: tuple[Column, ...]
    template: int | None
    sheet: str | None
    password: str | None = field(repr=False)
    by_key: bool
    once: str | None
    second: UUID | None  # who agreed on the command line
    keep: bool


def export_for(
    works: Works,
    actor: Actor,
    *,
    group: str,
    format: SheetFormat,
    reason: str,
    password: str | None = None,
    by_key: bool = False,
    columns: Collection[str] | None = None,
    purpose: Purpose = Purpose.CASE,
    once: str | None = None,
    keep: bool = False,
    second: UUID | None = None,
    template: int | None = None,
    sheet: str | None = None,
    tell: Tell = to_nobody,
) -> Exported:
    """The locked roster of a group by its code. `once` names the form that asks: one form, one export. `keep` lets it wait to be fetched.

    `template`: the number of the firm's own for this purpose, which then says what `columns` does otherwise; `sheet`: of labels. `by_key`
    locks it with the lawyer's age key instead of a password. More people than `export_rows_alone` take a second person: what is kept waits
    for her word, what is handed out needs `second`, a caseworker's account. `tell` hears how far it is. Stopped by a signal, an export
    leaves nothing but a line that says so.

    Raises NotAllowed, AccountClosed, NoSuchGroup, ReasonMissing, ReasonHoldsNumber, WeakFilePassword, NoKeyKept, UnknownColumn, UnknownSheet,
    AlreadyExported, TooMany, NobodyConsented, TooLongForPaper, TemplateMoved, SecondMissing, NotAnotherPerson; RosterChanged when somebody in it
    took back her consent while it was written.
    """
    chosen = offered(columns, purpose)
    asked = _Asked(group, format, reason, purpose, chosen, template, sheet, password, by_key, once, second, keep)
    with works.open(actor) as work:
        begun = _begin(work, asked)
        large = keep and len(begun.scope.agreed) > MOST_AT_ONCE
        if begun.waits or large or not work.keys.can_open():  # the file is made by the worker of the tier that can
            requests.hand_in(work, begun.entry.id, purpose=purpose.value, lock=begun.lock, waits=begun.waits)
            return exported_as(begun)
    return _at_once(works, actor, begun, keep=keep, tell=tell)


def _begin(work: Work, asked: _Asked) -> Begun:
    work.require(Permission.ROSTER_EXPORT)
    who = counsel(work, asked.code)
    reason = audit.clean_reason(asked.reason)
    lock = _lock(work, asked)
    work.limits.hit(RATE, "roster", str(who.account.id))
    people = scope(work, who.group_id, who.firm.id, asked.purpose)
    if not people.agreed:
        raise NobodyConsented
    require_room(asked.form, len(people.agreed))
    waits = approvals.has_to_wait(work, len(people.agreed), second=asked.second, keep=asked.keep)
    sheet, rows = looks.sheet_for(work, asked.form, asked.purpose, asked.sheet), len(people.agreed)
    look = looks.wanted(work, who.firm, asked.purpose, asked.columns, template=asked.template, sheet=sheet)
    entry = books.begin(
        work, who, look, form=asked.form, reason=reason, rows=rows, once=asked.once, recipient=lock.recipient
    )
    people = replace(people, agreed=arranged(work, entry.id, people.agreed, look.layout.order))
    audit.record(
        work,
        "roster:export-begun",
        about=who.group_id,
        kind="group",
        reason=reason,
        number=entry.number,
        purpose=asked.purpose.value,
        format=asked.form.value,
        lock="age" if lock.by_key else "password",
        rows=rows,
        columns=[column.key for column in look.columns],
        template=look.template or 0,
    )
    if waits:
        approvals.ask(work, entry.id, people=list(people.agreed))
    elif asked.second is not None:
        approvals.note_second(work, entry.id, second=asked.second, people=list(people.agreed))
    head = making.head(who, entry, look, made_at=work.now, rows=rows)
    shown = asked.password is None and not lock.by_key
    return Begun(entry, who, people, head, asked.form, look, lock, shown=shown, waits=waits)


def _at_once(works: Works, actor: Actor, begun: Begun, *, keep: bool, tell: Tell) -> Exported:
    try:
        return made(works, actor, begun, keep=keep, tell=tell)
    except (KeyboardInterrupt, SystemExit):
        call_off_handed(works, actor, begun.entry.id)
        raise


def _lock(work: Work, asked: _Asked) -> Lock:
    if asked.password is not None and not asked.by_key and (why := too_weak(asked.password)) is not None:
        raise WeakFilePassword(why.value)
    return locks.lock(work, asked.password, by_key=asked.by_key)
