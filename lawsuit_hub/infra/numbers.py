"""Rows that are numbered one after another: two that are added at one moment get different numbers."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from lawsuit_hub.infra.db import Base

_ATTEMPTS = 20
_Row = TypeVar("_Row", bound=Base)


def add_numbered(db: Session, column: InstrumentedAttribute[Any], made: Callable[[int], _Row]) -> _Row | None:
    """`made` makes the row of the number after the last in `column`; asked anew where another took it a moment ago. None when all
    attempts met with another's."""
    for _ in range(_ATTEMPTS):
        row = made(int(db.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1)
        try:
            with db.begin_nested():
                db.add(row)
                db.flush()
        except IntegrityError:
            continue
        return row
    return None
