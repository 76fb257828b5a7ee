"""The lines of one work, kept until right before its commit: then they are chained and written.

The end of the chain is held by one work at a time. Held from the first line of a deed to its commit, everybody else's
deeds would wait for it, and two deeds that also want each other's rows could wait for ever.
"""

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, SessionTransaction

from lawsuit_hub.features.audit import chain, head_file
from lawsuit_hub.features.audit.chain import START, Link, Stored
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.work import Work

Row = Mapping[str, Any]

_AT_ONCE = 2_000  # lines made at a time
_COLUMNS = ("id", *chain.FIELDS, "digest", "mac")
_INSERT = f"insert into {AuditLine.__tablename__} ({', '.join(_COLUMNS)}) values ({{}})"  # noqa: S608 - our own names
_LOCK = 0x6C687561  # pg_advisory_xact_lock: this application's number for the end of the chain


def add(work: Work, rows: Collection[Row]) -> None:
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


class Many(Collection[Row]):
    """Rows that differ in whom they are about and in their details: a hundred thousand are never rows all at once."""

    def __init__(self, same: Row, about: Sequence[UUID], details: Callable[[int], Mapping[str, Any]]) -> None:
        """`details` of one by her place among them, from 1."""
        self._same = same
        self._about = about
        self._details = details

    def __len__(self) -> int:
        return len(self._about)

    def __contains__(self, row: object) -> bool:
        return any(one == row for one in self)

    def __iter__(self) -> Iterator[Row]:
        return ({**self._same, "about_id": one, "details": details} for one, details in self._each())

    def stored(self) -> Iterator[Stored]:
        return chain.stored_many(self._same, self._each())

    def _each(self) -> Iterator[tuple[UUID, Mapping[str, Any]]]:
        return ((one, self._details(place)) for place, one in enumerate(self._about, start=1))


@dataclass(frozen=True, slots=True)
class Part:
    rows: Collection[Row]
    inside: frozenset[SessionTransaction]  # the savepoints that may still undo it

    def stored(self) -> Iterator[Stored]:
        return self.rows.stored() if isinstance(self.rows, Many) else map(chain.stored, self.rows)


class Pending:
    """Called once before the commit. A transaction or savepoint that is undone takes its lines along."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.parts: list[Part] = []
        event.listen(work.db, "after_soft_rollback", self._undone)

    def add(self, rows: Collection[Row]) -> None:
        if not self._work.db.in_transaction():
            self._work.db.begin()  # asks the database for nothing yet; a rollback then tells of itself
        inside, savepoint = set(), self._work.db.get_nested_transaction()
        while savepoint is not None:
            inside.add(savepoint)
            savepoint = savepoint.parent
        self.parts.append(Part(rows, frozenset(inside)))

    def _undone(self, _session: Session, undone: SessionTransaction) -> None:
        whole = undone.parent is None
        self.parts = [] if whole else [part for part in self.parts if undone not in part.inside]

    def __call__(self) -> None:
        work, rows = self._work, itertools.chain.from_iterable(part.stored() for part in self.parts)
        self.parts = []
        some = _formed(rows)
        if not some:
            return
        before = last = hold_end(work)
        while some:
            links = list(
                chain.links(last, [formed for _words, formed in some], partial(work.keys.mac, chain.MAC_PURPOSE))
            )
            _write(work, [words for words, _formed_ in some], links)
            last, some = links[-1], _formed(rows)
        work.after_commit.append(partial(head_file.advance, work, before, last))


def _formed(rows: Iterator[Stored]) -> list[tuple[Stored, bytes]]:
    return [(words, chain.form(words)) for words in itertools.islice(rows, _AT_ONCE)]


def _write(work: Work, rows: Sequence[Stored], links: Sequence[Link]) -> None:
    """As the words they were hashed as: nothing translates them once more."""
    sqlite = work.db.get_bind().dialect.name == "sqlite"
    statement = _INSERT.format(", ".join(("?" if sqlite else "%s",) * len(_COLUMNS)))
    zone = "" if sqlite else "+00"  # moments are words in UTC; PostgreSQL would take them for the session's
    written = [
        (link.number, f"{at}{zone}", *others, link.digest, link.mac)
        for (at, *others), link in zip(rows, links, strict=True)
    ]
    work.db.connection().exec_driver_sql(statement, written)


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
