"""Exports a group's roster to its lawyer: whom, why, locked, with a mark before and after. Knows no page and no command.

An export is three works. The first decides and leaves its mark for good, before anybody is opened; the second only
reads, so that nobody waits for the writing of the file; the third asks again whether all in it still agree.
"""

import hashlib
import logging
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import approvals, books, kept, making
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.arrangement import arranged
from lawsuit_hub.features.rosters.books import Entry, history
from lawsuit_hub.features.rosters.columns import Column, chosen, offered
from lawsuit_hub.features.rosters.counsel import group_members, groups_of, preview
from lawsuit_hub.features.rosters.endings import close_assignments
from lawsuit_hub.features.rosters.fetching import fetch, piece, retire_exports
from lawsuit_hub.features.rosters.paper import require_room
from lawsuit_hub.features.rosters.scope import Counsel, Scope, counsel, counsel_of, require_standing, scope
from lawsuit_hub.features.rosters.types import (
    Exported,
    NobodyConsented,
    Purpose,
    RosterChanged,
    RosterHead,
    SheetFormat,
    WeakFilePassword,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.refusals import Refusal, Unavailable
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.file_lock import too_weak
from lawsuit_hub.privacy.keyring import CannotOpen
from lawsuit_hub.privacy.passwords import make_password

__all__ = [
    "close_assignments",
    "export_for",
    "fetch",
    "group_members",
    "groups_of",
    "history",
    "piece",
    "prepare_asked",
    "preview",
    "retire_exports",
]

RATE = "60 per hour"

log = logging.getLogger("lawsuit_hub.rosters")


@dataclass(frozen=True, slots=True)
class _Asked:
    code: str
    form: SheetFormat
    reason: str
    purpose: Purpose
    columns: tuple[Column, ...]
    password: str | None = field(repr=False)
    once: str | None
    second: UUID | None = None  # who agreed on the command line
    keep: bool = True


@dataclass(frozen=True, slots=True)
class _Begun:
    """Decided and recorded: what the file will hold. Nobody is opened yet."""

    entry: Entry
    counsel: Counsel
    scope: Scope
    head: RosterHead
    waits: bool = False


def export_for(
    works: Works,
    actor: Actor,
    *,
    group: str,
    format: SheetFormat,
    reason: str,
    password: str | None = None,
    columns: Collection[str] | None = None,
    purpose: Purpose = Purpose.CASE,
    once: str | None = None,
    keep: bool = False,
    second: UUID | None = None,
) -> Exported:
    """The locked roster of a group by its code. `once` names the form that asks: one form, one export. `keep` lets it wait to be fetched.

    More people than `export_rows_alone` take a second person: what is kept waits for her word, what is handed out needs
    `second`, a caseworker's account.

    Raises NotAllowed, AccountClosed, NoSuchGroup, ReasonMissing, ReasonHoldsNumber, WeakFilePassword, UnknownColumn, AlreadyExported,
    TooMany, NobodyConsented, TooLongForPaper, SecondMissing, NotAnotherPerson; RosterChanged when somebody in it took back her consent while it was written.
    """
    asked = _Asked(group, format, reason, purpose, offered(columns, purpose), password, once, second, keep)
    secret = password if password is not None else make_password()
    with works.open(actor) as work:
        begun = _begin(work, asked)
        if begun.waits or not work.keys.can_open():  # the file is made by the worker of the tier that can
            requests.hand_in(work, begun.entry.id, purpose=purpose.value, password=secret, waits=begun.waits)
            return _exported(begun, asked, b"", None if password is not None else secret)
    return _made(works, actor, begun, asked, secret, keep=keep)


def _made(works: Works, actor: Actor, begun: _Begun, asked: _Asked, secret: str, *, keep: bool) -> Exported:
    with works.open(actor, read_only=True) as work:
        opened = victims.identities(work, begun.scope.agreed)
        entry = begun.entry
        people = making.rows(
            work, opened, begun.scope.agreed, asked.columns, firm_id=entry.firm_id, group_id=entry.group_id
        )
        data = making.locked(asked.form, begun.head, asked.columns, people, secret)
    exported = _exported(begun, asked, data, None if asked.password is not None else secret)
    try:
        with works.open(actor) as work:
            return _finish(work, begun, exported, keep=keep)
    except BaseException:
        kept.destroy(works.settings.instance, exported.id)
        raise


def _begin(work: Work, asked: _Asked) -> _Begun:
    work.require(Permission.ROSTER_EXPORT)
    who = counsel(work, asked.code)
    reason = audit.clean_reason(asked.reason)
    if asked.password is not None and (why := too_weak(asked.password)) is not None:
        raise WeakFilePassword(why.value)
    work.limits.hit(RATE, "roster", str(who.account.id))
    people = scope(work, who.group_id, who.firm.id, asked.purpose)
    if not people.agreed:
        raise NobodyConsented
    require_room(asked.form, len(people.agreed))
    waits = approvals.has_to_wait(work, len(people.agreed), second=asked.second, keep=asked.keep)
    keys, rows = [column.key for column in asked.columns], len(people.agreed)
    entry = books.begin(work, who, form=asked.form, reason=reason, columns=keys, rows=rows, once=asked.once)
    people = replace(people, agreed=arranged(work, entry.id, people.agreed))
    audit.record(
        work,
        "roster:export-begun",
        about=who.group_id,
        kind="group",
        reason=reason,
        number=entry.number,
        purpose=asked.purpose.value,
        format=asked.form.value,
        rows=len(people.agreed),
        columns=keys,
    )
    if waits:
        approvals.ask(work, entry.id, people=list(people.agreed))
    elif asked.second is not None:
        approvals.note_second(work, entry.id, second=asked.second, people=list(people.agreed))
    head = making.head(who, entry, asked.purpose, made_at=work.now, rows=len(people.agreed))
    return _Begun(entry, who, people, head, waits)


def prepare_asked(works: Works) -> int:
    """Makes what was asked for where nobody can be opened; returns how many were settled."""
    settled = 0
    while (taken := requests.take(works)) is not None:
        try:
            _prepare(works, taken.claimed, taken.password)
        except Unavailable:
            raise
        except Refusal as refusal:  # somebody took back her consent meanwhile, or the group is another lawyer's now
            log.warning("export %s was not made: %s", taken.claimed.id, type(refusal).__name__)
            with works.open(SYSTEM) as work:
                requests.drop(work, taken.claimed.id)
        except CannotOpen as error:  # somebody in it does not open
            requests.set_aside(works, taken.claimed.id, error)
        settled += 1
    return settled


def _prepare(works: Works, taken: requests.Claimed, password: str) -> None:
    """Whom it holds is asked now, whatever was agreed to: more people than that, and it waits anew."""
    with works.open(taken.actor) as work:
        entry = books.of_lawyer(work, taken.id)
        who = counsel_of(work, entry.group_id)
        people = scope(work, entry.group_id, who.firm.id, Purpose(taken.purpose))
        if who.firm.id != entry.firm_id:  # asked for, and agreed to, for another firm
            raise RosterChanged
        rows, agreed_to = len(people.agreed), approvals.allowed(work, taken.id)
        if agreed_to is None and rows != taken.rows:  # the line that was left says how many
            raise RosterChanged
        if not rows:
            raise NobodyConsented
        if agreed_to is not None and rows > agreed_to:
            approvals.ask_again(work, taken.id, people=list(people.agreed))
            return
        people = replace(people, agreed=arranged(work, taken.id, people.agreed))
        made_at = work.now if agreed_to is not None else taken.made_at
    purpose = Purpose(taken.purpose)
    asked = _Asked(
        who.group_code, SheetFormat(entry.form), entry.reason, purpose, chosen(taken.columns), password, None
    )
    head = making.head(who, entry, purpose, made_at=made_at, rows=rows)
    _made(works, taken.actor, _Begun(entry, who, people, head), asked, password, keep=True)


def _exported(begun: _Begun, asked: _Asked, data: bytes, password: str | None) -> Exported:
    return Exported(
        id=begun.entry.id,
        number=begun.entry.number,
        file_name=making.file_name(begun.counsel.group_code, begun.entry.number, asked.form),
        rows=len(begun.scope.agreed),
        columns=tuple(column.key for column in asked.columns),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        password=password,
        data=data,
        waits=begun.waits,
    )


def _finish(work: Work, begun: _Begun, exported: Exported, *, keep: bool) -> Exported:
    require_standing(work, begun.counsel.group_id, begun.scope.agreed)
    expires_at = work.now + timedelta(hours=books.FETCH_HOURS) if keep else None
    books.finish(
        work, exported.id, rows=exported.rows, size=exported.size, sha256=exported.sha256, expires_at=expires_at
    )
    reason = begun.entry.reason
    facts = {"number": exported.number, "sha256": exported.sha256, "size": exported.size, "rows": exported.rows}
    audit.record(work, "roster:exported", about=begun.counsel.group_id, kind="group", reason=reason, **facts)
    of_one = {"number": exported.number, "columns": len(exported.columns)}
    audit.record_many(work, "roster:exported", about=begun.scope.agreed, reason=reason, counted="line", **of_one)
    work.db.flush()
    requests.drop(work, exported.id)
    if keep:
        kept.keep(work.settings.instance, exported.id, list(begun.scope.agreed), exported.data)
    return replace(exported, expires_at=expires_at)
