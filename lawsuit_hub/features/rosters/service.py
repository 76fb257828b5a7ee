"""Exports a group's roster to its lawyer: whom, why, locked, with a mark before and after. Knows no page and no command.

An export is three works. The first decides and leaves its mark for good, before anybody is opened; the second only
reads, so that nobody waits for the writing of the file; the third asks again whether all in it still agree.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.rosters import books, kept, making
from lawsuit_hub.features.rosters.books import Entry, history
from lawsuit_hub.features.rosters.columns import PURPOSE_WORDS, Column, offered
from lawsuit_hub.features.rosters.counsel import group_members, groups_of, preview
from lawsuit_hub.features.rosters.scope import Counsel, Scope, counsel, counsel_of, scope
from lawsuit_hub.features.rosters.types import (
    Exported,
    ExportGone,
    Fetched,
    NobodyConsented,
    NoSuchExport,
    Purpose,
    RosterChanged,
    RosterHead,
    SheetFormat,
    WeakFilePassword,
)
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.file_lock import too_weak
from lawsuit_hub.privacy.passwords import make_password

__all__ = ["export_for", "fetch", "group_members", "groups_of", "history", "preview", "retire_exports"]

RATE = "60 per hour"


@dataclass(frozen=True, slots=True)
class _Asked:
    code: str
    form: SheetFormat
    reason: str
    purpose: Purpose
    columns: tuple[Column, ...]
    password: str | None = field(repr=False)
    once: str | None


@dataclass(frozen=True, slots=True)
class _Begun:
    """Decided and recorded: what the file will hold. Nobody is opened yet."""

    entry: Entry
    counsel: Counsel
    scope: Scope
    head: RosterHead


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
) -> Exported:
    """The locked roster of a group by its code. `once` names the form that asks: one form, one export. `keep` lets it wait to be fetched.

    Raises NotAllowed, AccountClosed, NoSuchGroup, ReasonMissing, ReasonHoldsNumber, WeakFilePassword, UnknownColumn, AlreadyExported,
    TooMany, NobodyConsented; RosterChanged when somebody in it took back her consent while it was written.
    """
    asked = _Asked(group, format, reason, purpose, offered(columns, purpose), password, once)
    with works.open(actor) as work:
        begun = _begin(work, asked)
    secret = password if password is not None else make_password()
    with works.open(actor, read_only=True) as work:
        people = making.rows(victims.identities(work, begun.scope.agreed), begun.scope.agreed)
        data = making.locked(asked.form, begun.head, asked.columns, people, secret)
    exported = _exported(begun, asked, data, None if password is not None else secret)
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
    people = scope(work, who.group_id, who.firm.id)
    if not people.agreed:
        raise NobodyConsented
    keys = [column.key for column in asked.columns]
    entry = books.begin(
        work, who, form=asked.form, reason=reason, columns=keys, rows=len(people.agreed), once=asked.once
    )
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
    head = RosterHead(
        export_id=entry.number,
        group_code=who.group_code,
        purpose=PURPOSE_WORDS[asked.purpose],
        reason=reason,
        lawyer_name=who.account.login,
        law_firm=who.firm.name,
        made_at=work.now,
        row_count=len(people.agreed),
    )
    return _Begun(entry, who, people, head)


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
    )


def _finish(work: Work, begun: _Begun, exported: Exported, *, keep: bool) -> Exported:
    _require_standing(work, begun.counsel.group_id, begun.scope.agreed)
    expires_at = work.now + timedelta(hours=books.FETCH_HOURS) if keep else None
    books.finish(work, exported.id, size=exported.size, sha256=exported.sha256, expires_at=expires_at)
    reason = begun.entry.reason
    facts = {"number": exported.number, "sha256": exported.sha256, "size": exported.size, "rows": exported.rows}
    audit.record(work, "roster:exported", about=begun.counsel.group_id, kind="group", reason=reason, **facts)
    facts_of_one = {"number": exported.number, "columns": len(exported.columns)}
    marks = {one: {**facts_of_one, "line": line} for line, one in enumerate(begun.scope.agreed, start=1)}
    audit.record_each(work, "roster:exported", marks, reason=reason)
    work.db.flush()
    if keep:
        kept.keep(work.settings.instance, exported.id, list(begun.scope.agreed), exported.data)
    return replace(exported, expires_at=expires_at)


def _require_standing(work: Work, group_id: UUID, people: Collection[UUID]) -> Counsel:
    """That the group is still this lawyer's and everybody in the file still agrees."""
    who = counsel_of(work, group_id)
    if not set(people) <= scope(work, group_id, who.firm.id).agreed.keys():
        raise RosterChanged
    return who


def fetch(work: Work, export_id: UUID) -> Fetched:
    """The waiting file, once, to whoever made it, while the group is hers and all in it agree.

    Raises NoSuchExport, ExportGone, RosterChanged.
    """
    work.require(Permission.ROSTER_EXPORT)
    entry = books.of_lawyer(work, export_id)
    try:
        people, data = kept.read(work.settings.instance, export_id)
        who = _require_standing(work, entry.group_id, people)
    except FileNotFoundError:
        raise ExportGone from None
    except NoSuchGroup:
        raise NoSuchExport from None
    books.take(work, export_id)
    audit.record(work, "roster:fetched", about=entry.group_id, kind="group", number=entry.number, sha256=entry.sha256)
    instance = work.settings.instance
    work.after_commit.append(lambda: kept.destroy(instance, export_id))
    return Fetched(making.file_name(who.group_code, entry.number, entry.form), data)


def retire_exports(works: Works) -> int:
    """Destroys files that were fetched, have expired or belong to no finished export; returns how many."""
    instance = works.settings.instance
    with works.open(SYSTEM, read_only=True) as work:
        gone = books.gone(work, kept.waiting(instance))
    for export_id in gone:
        kept.destroy(instance, export_id)
    return len(gone)
