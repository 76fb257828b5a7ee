"""The lines of one work, kept until right before its commit: then they are chained and written.

The end of the chain is held by one work at a time. Held from the first line of a deed to its commit, everybody else's
deeds would wait for it, and two deeds that also want each other's rows could wait for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session, SessionTransaction

from lawsuit_hub.features.audit import chain, head_file
from lawsuit_hub.features.audit.chain import START, Link
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.work import Work

Row = Mapping[str, Any]

_LOCK = 0x6C687561  # pg_advisory_xact_lock: this application's number for the end of the chain


def add(work: Work, rows: Iterable[Row]) -> None:
    """Lines that stand or fall with what is done to the database until now and after."""
    found = _of(work)
    if found is None:
        found = Pending(work)
        work.before_commit.append(found)
    found.add(rows)


def of(work: Work) -> Sequence[Row]:
    """What this work is going to write, oldest first."""
    found = _of(work)
    return [] if found is None else [row for part in found.parts for row in part.rows]


def drop(work: Work) -> None:
    """For a rehearsal that is going to be undone: its lines need not wait for that."""
    found = _of(work)
    if found is not None:
        found.parts = []


def _of(work: Work) -> "Pending | None":
    return next((one for one in work.before_commit if isinstance(one, Pending)), None)


@dataclass(frozen=True, slots=True)
class Part:
    rows: list[Row]
    inside: frozenset[SessionTransaction]  # the savepoints that may still undo it


class Pending:
    """Called once before the commit. A transaction or savepoint that is undone takes its lines along."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.parts: list[Part] = []
        event.listen(work.db, "after_soft_rollback", self._undone)

    def add(self, rows: Iterable[Row]) -> None:
        if not self._work.db.in_transaction():
            self._work.db.begin()  # asks the database for nothing yet; a rollback then tells of itself
        inside, savepoint = set(), self._work.db.get_nested_transaction()
        while savepoint is not None:
            inside.add(savepoint)
            savepoint = savepoint.parent
        self.parts.append(Part(list(rows), frozenset(inside)))

    def _undone(self, _session: Session, undone: SessionTransaction) -> None:
        whole = undone.parent is None
        self.parts = [] if whole else [part for part in self.parts if undone not in part.inside]

    def __call__(self) -> None:
        work, rows = self._work, [row for part in self.parts for row in part.rows]
        self.parts = []
        if not rows:
            return
        forms = [chain.form(chain.stored(row)) for row in rows]
        before = hold_end(work)
        links = list(chain.links(before, forms, partial(work.keys.mac, chain.MAC_PURPOSE)))
        written = [
            {**row, "id": link.number, "digest": link.digest, "mac": link.mac}
            for row, link in zip(rows, links, strict=True)
        ]
        work.db.execute(insert(AuditLine.__table__), written)  # type: ignore[arg-type]
        work.after_commit.append(partial(head_file.advance, work, before, links[-1]))


def hold_end(work: Work) -> Link:
    """The end of the chain, this work's until its transaction ends. SQLite's writers hold the whole database anyway."""
    if work.db.get_bind().dialect.name == "postgresql":
        work.db.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    return end(work)


def end(work: Work) -> Link:
    last = work.db.execute(
        select(AuditLine.id, AuditLine.digest, AuditLine.mac).order_by(AuditLine.id.desc()).limit(1)
    ).first()
    return START if last is None else Link(last.id, last.digest, last.mac)
