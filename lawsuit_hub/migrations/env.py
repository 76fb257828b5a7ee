"""Runs migrations on the engine it is handed (infra/schema.py); there is no alembic.ini."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from lawsuit_hub.infra.db import Base

# Every feature's tables must be known before two schemas can be compared.
from lawsuit_hub.infra.tables import load_tables

load_tables()
engine = context.config.attributes["engine"]


@contextmanager
def keys_let_go(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: rows that point to it would forbid that. They are checked in the end."""
    raw = connection.connection.driver_connection
    if engine.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys=OFF")  # does nothing inside a transaction
    try:
        yield
        if raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError("after the migrations some rows point to rows that are not there")
    finally:
        connection.rollback()
        raw.execute("PRAGMA foreign_keys=ON")


with engine.connect() as connection, keys_let_go(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
