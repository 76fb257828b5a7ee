"""Fills an empty database from the two files of a backup, each at the schema that it was written at."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, Uuid, delete, inspect, select, text, union_all

from lawsuit_hub.backup import rows
from lawsuit_hub.backup.container import Head, Opener, Record, read
from lawsuit_hub.backup.rows import Form
from lawsuit_hub.backup.taking import KEY_TABLES, ROWS, TABLE, Say
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import Base
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.infra.tables import load_tables


def load(
    engine: Engine, files: Mapping[Path, Head], opener: Opener, *, audit_mac: schema.Mac, say: Say
) -> tuple[int, int]:
    """The data, then the keys; returns how many rows, and how many keys were dropped because nothing is under them.

    One transaction a file: what is stopped leaves nothing half-filled.
    """
    load_tables()
    count = 0
    for path, head in files.items():
        schema.upgrade(engine, head.schema, audit_mac=audit_mac)
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for form, parts in tables(path, opener):
                rows.empty(connection, form)
                count += rows.write(connection, form, parts)
                say(form.name, count)
    with engine.begin() as connection:
        dropped = _drop_keys_of_nobody(connection)
        _set_counters(connection)
    return count - dropped, dropped


def tables(path: Path, opener: Opener) -> Iterator[tuple[Form, Iterator[list[rows.Row]]]]:
    """Each table with the stream of its rows, which is to be read before the next table is asked for."""
    records = read(path, opener)
    record = next(records, None)
    following: list[Record | None] = [None]

    def parts() -> Iterator[list[rows.Row]]:
        for one in records:
            if one[0] != ROWS:
                following[0] = one
                return
            yield one[1]
        following[0] = None

    while record is not None and record[0] == TABLE:
        yield Form.heard(record[1:]), parts()
        record = following[0]
    for _ in records:  # to the end: only there it is known that nothing lacks
        pass


def _drop_keys_of_nobody(connection: Connection) -> int:
    """Subjects are rows with a random id; a key of none of them belongs to somebody whom this data does not know."""
    there = set(inspect(connection).get_table_names())
    subjects = [
        select(column)
        for table in Base.metadata.sorted_tables
        if table.name in there - KEY_TABLES
        for column in table.primary_key
        if isinstance(column.type, Uuid)
    ]
    return connection.execute(delete(SubjectKey).where(SubjectKey.subject_id.not_in(union_all(*subjects)))).rowcount


def _set_counters(connection: Connection) -> None:
    """PostgreSQL's sequences know nothing of rows that were put in with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    there = set(inspect(connection).get_table_names())
    for table in Base.metadata.sorted_tables:
        for column in table.primary_key if table.name in there else ():
            named = connection.scalar(
                text("select pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
            )
            last = connection.scalar(select(column).order_by(column.desc()).limit(1)) if named else None
            if last is not None:
                connection.execute(text("select setval(:named, :last)"), {"named": named, "last": last})
