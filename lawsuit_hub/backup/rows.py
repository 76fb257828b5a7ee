"""Rows in a form that both databases and every schema can be read into: tables as they are told, values by kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    type_coerce,
    update,
)
from sqlalchemy.types import Integer, TypeEngine

from lawsuit_hub.infra.db import BlindIndex, Id, SealedType, UtcDateTime

AT_ONCE = 500

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

Row = Sequence[Any]

# By kind: how a column is recognised, as what it is written back. A boolean is an integer to nobody but Python.
_KINDS: tuple[tuple[str, tuple[type, ...], TypeEngine[Any]], ...] = (
    ("bytes", (SealedType, BlindIndex, LargeBinary), LargeBinary()),
    ("moment", (UtcDateTime,), UtcDateTime()),
    ("day", (Date,), Date()),
    ("id", (type(Id),), Id),
    ("json", (JSON,), JSON(none_as_null=True)),
    ("yes", (Boolean,), Boolean()),
    ("number", (Integer,), BigInteger()),
    ("real", (Float,), Float()),
    ("text", (String,), Text()),
)
_OUT: dict[str, Callable[[Any], Any]] = {
    "moment": lambda value: (value - _EPOCH) // _TICK,
    "day": date.toordinal,
    "id": lambda value: value.bytes,
}
_IN: dict[str, Callable[[Any], Any]] = {
    "moment": lambda value: _EPOCH + value * _TICK,
    "day": date.fromordinal,
    "id": lambda value: UUID(bytes=value),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A table as a backup tells it. `own` are the columns that point into the table itself."""

    name: str
    columns: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    own: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> Self:
        """Raises TypeError for a type of column that nobody has placed here."""
        return cls(
            table.name,
            tuple((column.name, _kind(column)) for column in table.columns),
            tuple(column.name for column in table.primary_key),
            tuple(
                column.name for column in table.columns if any(key.column.table is table for key in column.foreign_keys)
            ),
        )

    def told(self) -> list[Any]:
        return [self.name, [list(one) for one in self.columns], list(self.keys), list(self.own)]

    @classmethod
    def heard(cls, said: Sequence[Any]) -> Self:
        name, columns, keys, own = said
        return cls(name, tuple((one, kind) for one, kind in columns), tuple(keys), tuple(own))

    def table(self) -> Table:
        """Bare: the database has the constraints."""
        types = {kind: made for kind, _, made in _KINDS}
        return Table(self.name, MetaData(), *(Column(one, types[kind]) for one, kind in self.columns))


def _kind(column: Column[Any]) -> str:
    for kind, types, _ in _KINDS:
        if isinstance(column.type, types):
            return kind
    raise TypeError(f"no form for {column.table.name}.{column.name}")


def read(connection: Connection, table: Table) -> Iterator[list[list[Any]]]:
    """All rows, some at a time, in the order of their keys (numbered lines stay in order)."""
    form = Form.of(table)
    wanted = select(
        *(type_coerce(one, LargeBinary) if isinstance(one.type, SealedType) else one for one in table.columns)
    ).order_by(*table.primary_key)
    changes = _changes(form, _OUT)
    result = connection.execution_options(yield_per=AT_ONCE).execute(wanted)
    for part in result.partitions():
        yield [_changed(row, changes) for row in part]


def write(connection: Connection, form: Form, parts: Iterable[Sequence[Row]]) -> int:
    """Puts rows in, some at a time. What points into the table itself is filled in when all rows are there."""
    table, names, changes = form.table(), [name for name, _ in form.columns], _changes(form, _IN)
    count, later = 0, []
    for part in parts:
        rows = [dict(zip(names, _changed(row, changes), strict=True)) for row in part]
        for row in rows if form.own else ():
            if any(row[name] is not None for name in form.own):
                later.append({f"new_{name}": row[name] for name in (*form.own, *form.keys)})
                row.update(dict.fromkeys(form.own))
        if rows:
            connection.execute(insert(table), rows)
        count += len(rows)
    if later:
        same = [table.c[name] == bindparam(f"new_{name}", type_=table.c[name].type) for name in form.keys]
        connection.execute(
            update(table).where(*same).values({name: bindparam(f"new_{name}") for name in form.own}), later
        )
    return count


def empty(connection: Connection, form: Form) -> None:
    """Takes out what a migration put in; an empty table is not even asked (the audit trail refuses)."""
    table = form.table()
    if connection.execute(select(func.count()).select_from(table)).scalar():
        connection.execute(table.delete())


def _changes(form: Form, by_kind: dict[str, Callable[[Any], Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    return [(at, by_kind[kind]) for at, (_, kind) in enumerate(form.columns) if kind in by_kind]


def _changed(row: Sequence[Any], changes: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    made = list(row)
    for at, change in changes:
        if made[at] is not None:
            made[at] = change(made[at])
    return made
