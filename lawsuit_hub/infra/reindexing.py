"""Renews every blind index in every table: what each becomes is worked out beforehand, the switch is one statement a table."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from sqlalchemy import Column, Connection, Table, Update, delete, exists, func, or_, select, text, update
from sqlalchemy.orm import Session

from lawsuit_hub.infra.db import Base, BlindIndex
from lawsuit_hub.infra.epochs import IndexRenewal

_PUT = text("insert into index_renewals (before, after) values (:before, :after) on conflict do nothing")
_ROOM_KB, _USUAL_KB = 262_144, 2_000


class NotAll(Exception):
    """An index had no renewal, or one vanished; the transaction must be undone."""


def columns() -> list[Column[bytes]]:
    """Every column of blind indexes of every feature."""
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if isinstance(column.type, BlindIndex)]


def count(session: Session) -> int:
    return sum(int(session.scalar(select(func.count(column))) or 0) for column in columns())


def without(session: Session, column: Column[bytes], *, size: int | None = None) -> Sequence[bytes]:
    """Indexes of a column whose renewal is not worked out yet."""
    there = exists().where(IndexRenewal.before == column)
    return session.scalars(select(column).where(column.is_not(None), ~there).distinct().limit(size)).all()


def put(session: Session, renewals: Iterable[tuple[bytes, bytes]]) -> None:
    rows = [{"before": before, "after": after} for before, after in renewals]
    if rows:
        session.connection().execute(_PUT, rows)


def worked_out(session: Session) -> int:
    """How many renewals lie ready: between two runs, what a rotation that was stopped left."""
    return int(session.scalar(select(func.count()).select_from(IndexRenewal)) or 0)


def drop_unused(session: Session) -> int:
    """Renewals of indexes that stand in no table any more go: nothing else may remember them. Returns how many."""
    if not worked_out(session):
        return 0
    used = or_(*(exists().where(column == IndexRenewal.before) for column in columns()))
    return len(session.execute(delete(IndexRenewal).where(~used).returning(IndexRenewal.before)).all())


def switch(session: Session) -> None:
    """Puts every renewal in the place of what it renews. Raises NotAll."""
    before, connection = count(session), session.connection()
    for table, indexed in groupby(columns(), key=lambda column: column.table):
        with _quickly(connection, table):
            connection.execute(_renewed(table, list(indexed)))
    if count(session) != before:
        raise NotAll("an index was without its renewal: nothing was changed")
    session.execute(delete(IndexRenewal))


@contextmanager
def _quickly(connection: Connection, table: Table) -> Iterator[None]:
    """SQLite changes every row in half the time when it sorts an index anew at the end, and in a tenth with room in memory.

    PostgreSQL would keep readers out for it.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    again = sorted((index for index in table.indexes if not index.unique), key=lambda index: str(index.name))
    connection.exec_driver_sql(f"pragma cache_size = -{_ROOM_KB}")
    for index in again:
        index.drop(connection)
    yield
    for index in again:
        index.create(connection)
    connection.exec_driver_sql(f"pragma cache_size = -{_USUAL_KB}")


def _renewed(table: Table, indexed: Sequence[Column[bytes]]) -> Update:
    new = {one.name: select(IndexRenewal.after).where(IndexRenewal.before == one).scalar_subquery() for one in indexed}
    return update(table).where(or_(*(one.is_not(None) for one in indexed))).values(new)
