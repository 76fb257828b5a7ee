"""Lines exactly as they lie in the database: what hashes are made of, not what the types make of it."""

from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Select, String, Text, cast, select, type_coerce
from sqlalchemy.exc import OperationalError

from lawsuit_hub.features.audit import chain
from lawsuit_hub.features.audit.chain import Stored
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.work import Work

ROWS_AT_ONCE = 2000


class RawLine(NamedTuple):
    """`words` is None where something lies in a column that no line ever had there."""

    number: int
    words: Stored | None
    digest: object
    mac: object


def raw_columns(columns: Any) -> list[Any]:
    """The columns of `chain.FIELDS` without the types that read them. JSON is asked for as the text that it is."""
    return [_raw(columns[name]) for name in chain.FIELDS]


def _raw(column: Column[Any]) -> Any:
    return cast(column, Text) if column.name == "details" else type_coerce(column, String)


def raw_words(values: Any) -> Stored | None:
    try:
        return [chain.word(value) for value in values]
    except (TypeError, ValueError):
        return None


def stream(work: Work) -> Generator[RawLine, None, None]:
    """In one statement, so of one moment, and never more than a few thousand in memory."""
    last: int | None = None
    try:
        for line in _lines(work, _asked()):
            last = line.number
            yield line
    except OperationalError:  # SQLite keeps bytes that are no text in a column of text, and stumbles over a whole batch
        yield from _one_by_one(work, last)


def _one_by_one(work: Work, last: int | None) -> Iterator[RawLine]:
    """From behind `last` to the line that cannot be read."""
    table: Any = AuditLine.__table__
    numbers = select(table.c.id).order_by(table.c.id)
    for number in work.db.scalars(numbers if last is None else numbers.where(table.c.id > last)).all():
        try:
            yield from _lines(work, _asked().where(table.c.id == number))
        except OperationalError:
            yield RawLine(number, None, None, None)
            return


def _asked() -> Select[Any]:
    table: Any = AuditLine.__table__
    hashes = (type_coerce(table.c.digest, String), type_coerce(table.c.mac, String))
    return select(table.c.id, *raw_columns(table.c), *hashes).order_by(table.c.id)


def _lines(work: Work, asked: Select[Any]) -> Generator[RawLine, None, None]:
    with work.db.execute(asked, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        for number, *values, digest, mac in rows:
            yield RawLine(number, raw_words(values), digest, mac)
