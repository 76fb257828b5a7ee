"""The second and third work of an export: read and write, so that nobody waits for the writing; then ask again and hand out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters import books, kept, making, scope
from lawsuit_hub.features.rosters.books import Entry
from lawsuit_hub.features.rosters.locks import Lock
from lawsuit_hub.features.rosters.looks import Look
from lawsuit_hub.features.rosters.progress import Tell, told
from lawsuit_hub.features.rosters.scope import Counsel, Scope
from lawsuit_hub.features.rosters.types import Exported, RosterHead, SheetFormat
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Work, Works


@dataclass(frozen=True, slots=True)
class Begun:
    """Decided and recorded: what the file will hold. Nobody is opened yet. `shown`: the password is ours, she sees it once."""

    entry: Entry
    counsel: Counsel
    scope: Scope
    head: RosterHead
    form: SheetFormat
    look: Look
    lock: Lock
    shown: bool = False
    waits: bool = False


def made(works: Works, actor: Actor, begun: Begun, *, keep: bool, tell: Tell) -> Exported:
    """Raises RosterChanged, Cancelled, CannotOpen, and what `tell` raises; then nothing of it is left."""
    agreed, look, rows = begun.scope.agreed, begun.look, begun.head.row_count
    with works.open(actor, read_only=True) as work:
        keeping = scope.keeping(work, begun.entry.group_id, agreed)
        opened = victims.identities(work, agreed)
        people = making.rows(work, opened, agreed, look, firm=begun.counsel.firm, group_id=begun.entry.group_id)
        data = making.locked(begun.form, begun.head, look.columns, told(people, rows, tell), begun.lock)
    exported = exported_as(begun, data)
    try:
        with works.open(actor) as work:
            return _finish(work, begun, exported, keep=keep, people=keeping)
    except BaseException:
        kept.destroy(works.settings.instance, exported.id)
        raise


def exported_as(begun: Begun, data: bytes = b"") -> Exported:
    """Without data: the worker makes it."""
    entry = begun.entry
    return Exported(
        id=entry.id,
        number=entry.number,
        file_name=making.file_name(begun.counsel.group_code, entry.number, begun.form, by_key=begun.lock.by_key),
        rows=len(begun.scope.agreed),
        columns=tuple(column.key for column in begun.look.columns),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        password=begun.lock.secret if begun.shown else None,
        data=data,
        waits=begun.waits,
        by_key=begun.lock.by_key,
    )


def _finish(work: Work, begun: Begun, exported: Exported, *, keep: bool, people: Mapping[UUID, int]) -> Exported:
    scope.require_standing(work, begun.counsel.group_id, people)
    expires_at = work.now + timedelta(hours=books.FETCH_HOURS) if keep else None
    books.finish(
        work, exported.id, rows=exported.rows, size=exported.size, sha256=exported.sha256, expires_at=expires_at
    )
    reason = begun.entry.reason
    facts = {"number": exported.number, "sha256": exported.sha256, "size": exported.size, "rows": exported.rows}
    audit.record(work, "roster:exported", about=begun.counsel.group_id, kind="group", reason=reason, **facts)
    audit.record_many(
        work,
        "roster:exported",
        about=begun.scope.agreed,
        reason=reason,
        counted="line",
        number=exported.number,
        columns=len(exported.columns),
    )
    work.db.flush()
    requests.drop(work, exported.id)
    if keep:
        kept.keep(work.settings.instance, exported.id, people, exported.data)
    return replace(exported, expires_at=expires_at)
