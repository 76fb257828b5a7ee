"""Moves wrapped subject keys to another wrapping key, a batch at a time. Compare-and-set: two at once do no harm."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lawsuit_hub.infra.epochs import KekEpoch
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.privacy.sealed import KeyKind
from lawsuit_hub.privacy.subject_keys import WrappedKey

Moved = tuple[WrappedKey, WrappedKey]

_KEYS = SubjectKey.__table__.c
_COLUMNS = (_KEYS.subject_id, _KEYS.generation, _KEYS.suite, _KEYS.wrapped, _KEYS.commitment)
_EACH = (
    "update subject_keys set suite = ?, kek_id = ?, wrapped = ?"
    " where subject_id = ? and kind = ? and generation = ? and kek_id = ? and wrapped = ?"
)
# PostgreSQL takes a batch in one statement; the bounds keep it from reading the whole table for two thousand rows.
_AT_ONCE = text("""
update subject_keys set suite = :new_suite, kek_id = :new_kek, wrapped = moved.new
from unnest(cast(:subjects as uuid[]), cast(:generations as integer[]), cast(:olds as bytea[]), cast(:news as bytea[]))
  as moved (subject, generation, old, new)
where subject_keys.subject_id between :first and :last and subject_keys.subject_id = moved.subject
  and subject_keys.kind = :kind and subject_keys.generation = moved.generation
  and subject_keys.kek_id = :old_kek and subject_keys.wrapped = moved.old
""")


def wrapping(session: Session) -> dict[str, int]:
    """How many subject keys each key of the database wraps, in the order of their names; zeros too."""
    counted = select(SubjectKey.kek_id, func.count()).group_by(SubjectKey.kek_id)
    counts: dict[str, int] = {row[0]: row[1] for row in session.execute(counted)}
    return {kek_id: counts.get(kek_id, 0) for kek_id in session.scalars(select(KekEpoch.id).order_by(KekEpoch.id))}


def batch(session: Session, kek_id: str, kind: KeyKind, *, after: UUID | None, size: int) -> list[WrappedKey]:
    """The next keys under one wrapping key, of subjects after the one named."""
    sought = select(*_COLUMNS).where(_KEYS.kek_id == kek_id, _KEYS.kind == kind.value)
    if after is not None:
        sought = sought.where(_KEYS.subject_id > after)
    rows = session.execute(sought.order_by(_KEYS.subject_id).limit(size))
    return [WrappedKey(row[0], kind, row[1], row[2], kek_id, row[3], row[4]) for row in rows]


def put(session: Session, moved: Sequence[Moved]) -> int:
    """Writes what still is as it was read, and tells how much. Whoever was erased meanwhile stays erased."""
    if not moved:
        return 0
    # Through the connection: a session's own bulk updates go by primary key alone.
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        return connection.execute(_AT_ONCE, _together(moved)).rowcount
    return connection.exec_driver_sql(_EACH, [_apart(old, new) for old, new in moved]).rowcount


def _apart(old: WrappedKey, new: WrappedKey) -> tuple[Any, ...]:
    """As the driver takes it: a batch of two thousand is not worth compiling two thousand times."""
    place = (old.subject.hex, old.kind.value, old.generation)
    return (new.suite, new.kek_id, new.blob, *place, old.kek_id, old.blob)


def _together(moved: Sequence[Moved]) -> dict[str, Any]:
    """All are under one key and go under one, in the order of their subjects: `batch` read them so."""
    old, new = moved[0]
    return {
        "subjects": [one.subject for one, _ in moved],
        "generations": [one.generation for one, _ in moved],
        "olds": [one.blob for one, _ in moved],
        "news": [one.blob for _, one in moved],
        "first": old.subject,
        "last": moved[-1][0].subject,
        "kind": old.kind.value,
        "old_kek": old.kek_id,
        "new_suite": new.suite,
        "new_kek": new.kek_id,
    }
