"""Rows that share a key, so many of each and no more: what is common tells little, and costs must not grow with the town."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, CompoundSelect, Select, bindparam, select, union_all

from lawsuit_hub.features.landlords.records import run
from lawsuit_hub.infra.work import Work

TOGETHER = 24  # keys in one statement: a fixed number, so that it is built once

Columns = tuple[Column[Any], ...]


def sharing(
    work: Work, columns: Columns, keys: Iterable[bytes | UUID], *, most: int, where: ColumnElement[bool] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Of the rows whose first column is one of the keys, at most `most` for each. `where` is a condition built once."""
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), TOGETHER):
        together = wanted[start : start + TOGETHER]
        nobody = b"" if isinstance(together[0], bytes) else UUID(int=0)
        padded = [*together, *([nobody] * (TOGETHER - len(together)))]
        values = {f"key{place}": one for place, one in enumerate(padded)}
        yield from (tuple(row) for row in run(work, _statement(columns, most, where), values))


@lru_cache(maxsize=32)
def _statement(columns: Columns, most: int, where: ColumnElement[bool] | None) -> CompoundSelect[Any]:
    return union_all(*(_of_one(place, columns, most, where) for place in range(TOGETHER)))


def _of_one(place: int, columns: Columns, most: int, where: ColumnElement[bool] | None) -> Select[Any]:
    key = columns[0]
    found = select(*columns).where(key == bindparam(f"key{place}", type_=key.type))
    if where is not None:
        found = found.where(where)
    return select(*found.limit(most).subquery(f"block{place}").c)
