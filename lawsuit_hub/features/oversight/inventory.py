"""What is encrypted, read from the tables themselves: every sealed column, keyed hash and wrapped key, with what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from sqlalchemy import Column, LargeBinary

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.oversight.inventory_words import HASHES, PUBLIC, SEALED, WRAPPED
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.rotation.types import KeyState
from lawsuit_hub.infra.db import Base, BlindIndex, SealedType
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.work import Work


class Part(StrEnum):
    SEALED = "sealed"
    HASH = "hash"
    WRAPPED = "wrapped"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Kept:
    """`holds` is None where nobody has said it yet. `kind`: by which key, of a sealed column."""

    column: str
    part: Part
    kind: str
    holds: LazyString | None


def inventory(work: Work) -> list[Kept]:
    work.require(Permission.VAULT_INSPECT)
    return list(columns())


def keys(work: Work) -> list[KeyState]:
    """Every wrapping key with how many keys it still wraps, and the index key, which wraps none. Opens nothing."""
    work.require(Permission.VAULT_INSPECT)
    index = KeyState(f"index-{work.keys.index_epoch():04}", "index", "active", 0)
    return [*rotation.status(work), index]


def columns() -> Iterator[Kept]:
    """In the order of the tables. A column of bytes that is not sealed is a hash, a wrapped key or for everybody, or is not described."""
    load_tables()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedType | LargeBinary | BlindIndex):
                yield _kept(f"{table.name}.{column.name}", column)


def _kept(name: str, column: Column[object]) -> Kept:
    if isinstance(column.type, SealedType):
        kind, holds = SEALED.get(name, ("", None))
        return Kept(name, Part.SEALED, kind, holds)
    part = Part.WRAPPED if name in WRAPPED else Part.PUBLIC if name in PUBLIC else Part.HASH
    return Kept(name, part, "", WRAPPED.get(name) or PUBLIC.get(name) or HASHES.get(name))
