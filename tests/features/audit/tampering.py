"""Somebody who writes in the database and has no key: takes the guards away and changes what stands there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Connection, text

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.types import Verdict
from tests.world import World

TABLES = ("audit_lines", "audit_checkpoints")
Tampering = Callable[[Connection], None]


def write_lines(world: World, count: int) -> None:
    """Lines with every field filled, and some with none."""
    worker = Actor(Role.CASEWORKER, uuid4(), "127.0.0.1", "worker")
    for number in range(count):
        with world.works.open(worker) as work:
            audit.record(work, "deed", about=uuid4(), reason="통지서 발송 확인", number=number, 말="한글 'é'")
    with world.as_visitor() as work:
        audit.record(work, "deed of nobody")


def verdict(world: World) -> Verdict:
    with world.works.open(SYSTEM, read_only=True) as work:
        return audit.verify(work)


def unguarded(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        return
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))


@contextmanager
def tampered(world: World, tampering: Tampering) -> Iterator[None]:
    """As long as the block lasts; then everything is as it was."""
    with world.engine.begin() as connection:
        unguarded(connection)
        for table in TABLES:
            connection.execute(text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}"))
        tampering(connection)
    yield
    with world.engine.begin() as connection:
        for table in TABLES:
            connection.execute(text(f"DELETE FROM {table}"))
            connection.execute(text(f"INSERT INTO {table} SELECT * FROM kept_{table}"))
            connection.execute(text(f"DROP TABLE kept_{table}"))


def doing(*statements: str) -> Tampering:
    def tampering(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return tampering
