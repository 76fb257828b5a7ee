"""The benchmark of re-wrapping: every subject key moved to a new wrapping key, beside the bare cipher work and UPDATE."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import insert

from benchmarks import people
from benchmarks.databases import postgres
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
    return _figure("rewrap", size or 50_000, people.instance, bare, _sqlite)


def rewrap_on_postgres(size: int | None) -> Figure:
    """The same on a server of its own; the driver sends the floor's statements in one pipeline, as it does ours."""
    with postgres() as databases:

        @contextmanager
        def instance() -> Iterator[Instance]:
            url = databases.create()
            with people.instance(url) as made:
                yield made
            databases.drop(url)

        return _figure("rewrap-pg", size or 50_000, instance, bare_on_postgres, _postgres)


Made = Callable[[], AbstractContextManager[Instance]]


def _figure(
    name: str,
    size: int,
    made: Made,
    floor: Callable[[Any], None],
    bare_connection: Callable[[Instance], AbstractContextManager[Any]],
) -> Figure:
    def ours(instance: Instance) -> None:
        done = max(step.done for step in rotation.rewrap(instance.works))
        if done != size:
            raise RuntimeError(f"{done} of {size} re-wrapped")

    @contextmanager
    def barely_wrapped() -> Iterator[Any]:
        with turned(made, (_barely(uuid4()) for _ in range(size))) as instance, bare_connection(instance) as connection:
            yield connection

    @contextmanager
    def wrapped() -> Iterator[Instance]:
        with made() as instance:
            ring = instance.works.ring
            with turned(
                lambda: nullcontext(instance),
                (ring.wrap(uuid4(), KeyKind.HINT, 1, os.urandom(32)) for _ in range(size)),
            ):
                yield instance

    figure = compare(name, size=size, unit="keys/s", ours=ours, floor=floor, fresh=wrapped, fresh_floor=barely_wrapped)
    return replace(figure, limit=LIMIT)


def bare(database: sqlite3.Connection) -> None:
    last = ""
    while rows := database.execute(_READ, (last, rotation.BATCH)).fetchall():
        last = rows[-1][0]
        database.execute("begin immediate")
        database.executemany(_WRITE, _moved(rows))
        database.execute("commit")


def bare_on_postgres(database: psycopg.Connection) -> None:
    read, write, last = (_READ.replace("?", "%s"), _WRITE.replace("?", "%s"), UUID(int=0))
    with database.cursor() as cursor:
        while rows := cursor.execute(read, (last, rotation.BATCH)).fetchall():
            last = rows[-1][0]
            cursor.executemany(write, _moved(rows))
            database.commit()


def _moved(rows: Iterable[tuple[Any, int, int, bytes, bytes]]) -> list[tuple[bytes, Any, int, bytes]]:
    return [
        (_again(str(subject).replace("-", ""), wrapped), subject, generation, wrapped)
        for subject, generation, _, wrapped, _ in rows
    ]


def _again(subject: str, wrapped: bytes) -> bytes:
    context, nonce = _CONTEXT + subject.encode(), os.urandom(12)
    return nonce + NEW.encrypt(nonce, OLD.decrypt(wrapped[:12], wrapped[12:], context), context)


def _barely(subject: UUID) -> WrappedKey:
    nonce = os.urandom(12)
    blob = nonce + OLD.encrypt(nonce, os.urandom(32), _CONTEXT + subject.hex.encode())
    return WrappedKey(subject, KeyKind.HINT, 1, KEK_SUITE, "hint-0001", blob, bytes(16))


@contextmanager
def turned(made: Made, keys: Iterable[WrappedKey]) -> Iterator[Instance]:
    """An instance that holds these hint keys, and a new key of their kind."""
    with made() as instance:
        fill(instance, keys)
        rotation.rotate(instance.works, "hint")
        yield instance


@contextmanager
def _sqlite(instance: Instance) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(instance.engine.url.database or "", isolation_level=None)
    for pragma in ("synchronous=normal", "foreign_keys=on", "secure_delete=on"):
        database.execute(f"pragma {pragma}")
    yield database
    database.close()


@contextmanager
def _postgres(instance: Instance) -> Iterator[psycopg.Connection]:
    url = instance.engine.url.set(drivername="postgresql").render_as_string()
    with psycopg.connect(url) as database:
        yield database


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
