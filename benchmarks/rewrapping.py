"""The benchmark of re-wrapping: every subject key moved to a new wrapping key, beside the bare cipher work and UPDATE."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import insert

from benchmarks import people
from benchmarks.figure import Figure, compare
from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.keyring import KeyKind, WrappedKey
from lawsuit_hub.privacy.subject_keys import KEK_SUITE

LIMIT = 1.5
OLD, NEW = AESGCM(os.urandom(32)), AESGCM(os.urandom(32))
_CONTEXT = bytes(80)  # with the subject: as long as what ties a wrapped key to its place
_READ = (
    "select subject_id, generation, suite, wrapped, commitment from subject_keys"
    " where kek_id = 'hint-0001' and subject_id > ? order by subject_id limit ?"
)
_WRITE = (
    "update subject_keys set suite = 1, kek_id = 'hint-0002', wrapped = ?"
    " where subject_id = ? and kind = 'hint' and generation = ? and kek_id = 'hint-0001' and wrapped = ?"
)


def rewrap(size: int | None) -> Figure:
    """Floor: the same rows read, decrypted, encrypted and written by the same UPDATE, in batches of the same size."""
    size = size or 50_000

    def ours(instance: Instance) -> None:
        done = max(step.done for step in rotation.rewrap(instance.works))
        if done != size:
            raise RuntimeError(f"{done} of {size} re-wrapped")

    figure = compare(
        "rewrap", size=size, unit="keys/s", ours=ours, floor=bare, fresh=lambda: turned(size), fresh_floor=lambda: barely_wrapped(size)
    )  # fmt: skip
    return replace(figure, limit=LIMIT)


def bare(database: sqlite3.Connection) -> None:
    last = ""
    while rows := database.execute(_READ, (last, rotation.BATCH)).fetchall():
        last = rows[-1][0]
        moved = [
            (_again(subject, wrapped), subject, generation, wrapped) for subject, generation, _, wrapped, _ in rows
        ]
        database.execute("begin immediate")
        database.executemany(_WRITE, moved)
        database.execute("commit")


def _again(subject: str, wrapped: bytes) -> bytes:
    context, nonce = _CONTEXT + subject.encode(), os.urandom(12)
    return nonce + NEW.encrypt(nonce, OLD.decrypt(wrapped[:12], wrapped[12:], context), context)


def _barely(subject: UUID) -> WrappedKey:
    nonce = os.urandom(12)
    blob = nonce + OLD.encrypt(nonce, os.urandom(32), _CONTEXT + subject.hex.encode())
    return WrappedKey(subject, KeyKind.HINT, 1, KEK_SUITE, "hint-0001", blob, bytes(16))


@contextmanager
def turned(size: int) -> Iterator[Instance]:
    """So many hint keys, and a new key of their kind."""
    with people.instance() as instance:
        ring = instance.works.ring
        fill(instance, (ring.wrap(uuid4(), KeyKind.HINT, 1, os.urandom(32)) for _ in range(size)))
        rotation.rotate(instance.works, "hint")
        yield instance


@contextmanager
def barely_wrapped(size: int) -> Iterator[sqlite3.Connection]:
    """The same table with as many keys that bare AES-GCM wrapped."""
    with people.instance() as instance:
        fill(instance, (_barely(uuid4()) for _ in range(size)))
        rotation.rotate(instance.works, "hint")
        database = sqlite3.connect(instance.engine.url.database or "", isolation_level=None)
        for pragma in ("synchronous=normal", "foreign_keys=on", "secure_delete=on"):
            database.execute(f"pragma {pragma}")
        yield database
        database.close()


def fill(instance: Instance, keys: Iterable[WrappedKey]) -> None:
    rows = [
        {
            "subject_id": one.subject,
            "kind": one.kind.value,
            "generation": one.generation,
            "suite": one.suite,
            "kek_id": one.kek_id,
            "wrapped": one.blob,
            "commitment": one.commitment,
        }
        for one in keys
    ]
    with instance.works.open(SYSTEM) as work:
        work.db.execute(insert(SubjectKey), rows)
