"""Signed checkpoints: a statement that anyone can check with the public key, long after and anywhere."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, select, type_coerce

from lawsuit_hub.features.audit import chain, pending
from lawsuit_hub.features.audit.chain import HASH_BYTES, Broken, Link
from lawsuit_hub.features.audit.models import AuditCheckpoint
from lawsuit_hub.features.audit.types import Checkpoint
from lawsuit_hub.infra.work import Work

DEED = "audit:checkpoint"
NO_STATEMENT = bytes(HASH_BYTES)


def statement(number: int, lines: int, digest: bytes, *, at: str, key_id: str, previous: bytes) -> bytes:
    """What is signed: text, so that a person can read what it says."""
    return (
        "lawsuit-hub audit checkpoint 1\n"
        f"number: {number}\nlines: {lines}\ndigest: {digest.hex()}\nat: {at}\nkey: {key_id}\nprevious: {previous.hex()}\n"
    ).encode()


def statement_of(one: Checkpoint) -> bytes:
    at = chain.word(one.at) or ""
    return statement(one.number, one.lines, one.digest, at=at, key_id=one.key_id, previous=one.previous)


def add(work: Work, end: Link) -> Checkpoint:
    """Signs that the trail stood at `end`, which has been verified. Raises NotHere where no vault's key is held.

    The line that tells of it lets a checkpoint be missed that somebody takes out.
    """
    pending.hold_end(work)
    before = last(work)
    number, previous = (before.number + 1, _hash(statement_of(before))) if before else (1, NO_STATEMENT)
    unsigned = Checkpoint(number, end.number, end.digest, work.now, work.keys.signer()[0], previous, b"")
    made = replace(unsigned, signature=work.keys.sign(statement_of(unsigned)))
    work.db.add(AuditCheckpoint(**{name: getattr(made, name) for name in Checkpoint.__slots__}))
    return made


def last(work: Work) -> Checkpoint | None:
    row = work.db.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.number.desc()).limit(1)).first()
    return None if row is None else Checkpoint(*(getattr(row, name) for name in Checkpoint.__slots__))


def signed(work: Work) -> tuple[list[Checkpoint], Broken | None]:
    """Those that hold, oldest first, up to the first that does not."""
    table: Any = AuditCheckpoint.__table__
    # As they lie there: a type may stumble over what somebody wrote.
    raw = select(*(type_coerce(table.c[name], String) for name in Checkpoint.__slots__)).order_by(table.c.number)
    found: list[Checkpoint] = []
    previous = NO_STATEMENT
    for values in work.db.execute(raw):
        one = _checked(work, values, len(found) + 1, previous)
        if one is None:
            first = found[-1].lines + 1 if found else 1
            return found, Broken(first, f"checkpoint {len(found) + 1} was changed, taken out or put in")
        found.append(one)
        previous = _hash(statement_of(one))
    return found, None


def _checked(work: Work, values: Sequence[Any], number: int, previous: bytes) -> Checkpoint | None:
    try:
        there, lines, digest, at, key_id, before, signature = values
        said = statement(there, lines, bytes(digest), at=chain.word(at) or "", key_id=key_id, previous=bytes(before))
        holds = there == number and bytes(before) == previous and work.keys.is_signed(key_id, bytes(signature), said)
        moment = datetime.fromisoformat(str(chain.word(at))).replace(tzinfo=UTC)
        return Checkpoint(there, lines, bytes(digest), moment, key_id, previous, bytes(signature)) if holds else None
    except (TypeError, ValueError):
        return None


def _hash(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()
