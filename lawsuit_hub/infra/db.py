"""The database: engine, sessions, column types. Knows nothing of people."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

from sqlalchemy import Connection, DateTime, Engine, LargeBinary, MetaData, Uuid, create_engine, event
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from lawsuit_hub.privacy.sealed import Sealed

BUSY_SECONDS = 15
CONNECT_SECONDS = 5
IDLE_SECONDS = 120  # of a transaction that says nothing: a page that hangs gives its rows back
STEPS = 100_000  # of SQLite's machine, a few milliseconds
_TOGETHER = 500
_WRITERS = 0x4C48  # any number that no other lock of this database has, and the next one
# A table's `info` says by this in which column a person's id stands whose rows go when she is erased (features.destruction).
GOES_WITH = "goes_with"


_Wanted = TypeVar("_Wanted")


def batches(wanted: Iterable[_Wanted]) -> Iterator[list[_Wanted]]:
    """So many at a time as a statement takes: SQLite bounds its parameters."""
    left = iter(wanted)
    while some := list(islice(left, _TOGETHER)):
        yield some


class Base(DeclarativeBase):
    """Every table's parent; constraints get names, so that migrations and refusals can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SealedType(TypeDecorator[Sealed]):
    """Carries ciphertext between a row and a `Sealed`. It holds no key: loading a row opens nothing."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            # Said without the value: SQLAlchemy puts a type's exceptions beside the statement's parameters.
            raise TypeError("only sealed values enter this column")
        return value.data

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))


class BlindIndex(TypeDecorator[bytes]):
    """A blind index made by `keys.index`. Index keys rotate in all columns of this type."""

    impl = LargeBinary
    cache_ok = True


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = Uuid(as_uuid=True)


def new_id() -> UUID:
    """A random id without a time in it, made before the insert because a sealed value is bound to it."""
    return uuid4()


def spelling(session: Session) -> Callable[[UUID], object]:
    """How this database's driver spells an id, for comparing many that were read as they lie."""
    return attrgetter("hex") if session.get_bind().dialect.name == "sqlite" else lambda one: one


def make_engine(url: str, *, patience: int | None = None) -> Engine:
    """An engine for SQLite or PostgreSQL whose errors never carry a statement's parameters.

    `patience`: so many seconds one statement may take, for processes where somebody waits before a page.
    """
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        if patience:
            _stop_slow_statements(engine, patience)
        return engine
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args=_patient(patience)
    )
    event.listen(engine, "handle_error", _forget_details)
    return engine


def _patient(seconds: int | None) -> dict[str, Any]:
    """The server itself ends what takes too long: no thread of ours has to be stopped from outside."""
    if seconds is None:
        return {}
    bounds = {
        "statement_timeout": seconds,
        "lock_timeout": min(seconds, BUSY_SECONDS),
        "idle_in_transaction_session_timeout": IDLE_SECONDS,
    }
    options = " ".join(f"-c {name}={bound * 1000}" for name, bound in bounds.items())
    return {"connect_timeout": CONNECT_SECONDS, "options": options}


def _stop_slow_statements(engine: Engine, seconds: int) -> None:
    """SQLite asks now and then whether to go on; it is a function in our own process and has no clock."""

    @event.listens_for(engine, "before_cursor_execute")
    def begin(connection: Connection, *_of_the_statement: object) -> None:
        until = time.monotonic() + seconds
        driver = cast(sqlite3.Connection, connection.connection.driver_connection)
        driver.set_progress_handler(lambda: time.monotonic() > until, STEPS)


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    made = sessionmaker(engine, expire_on_commit=False, autoflush=True)
    event.listen(made, "after_begin", _begin_writing)
    return made


def _begin_writing(_session: Session, _transaction: object, connection: Connection) -> None:
    if not connection.get_execution_options().get("read_only"):
        go_with_writers(connection)


def go_with_writers(connection: Connection) -> None:
    """Whoever writes on PostgreSQL goes together with all others, except with who `stop_writers`; to the end of the transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"select pg_advisory_xact_lock_shared({_WRITERS})")


def stop_writers(connection: Connection) -> bool:
    """Waits for every writer in flight and lets none begin until this transaction ends; SQLite has but one writer anyway.

    False where somebody else is about to do so: two that wait for each other would wait forever.
    """
    if connection.dialect.name != "postgresql":
        return True
    if not connection.exec_driver_sql(f"select pg_try_advisory_xact_lock({_WRITERS + 1})").scalar():
        return False
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({_WRITERS})")
    return True


def _forget_details(context: ExceptionContext) -> None:
    # PostgreSQL repeats the values of a refused row in its DETAIL, which hide_parameters does not reach.
    error, wrapper = context.original_exception, context.sqlalchemy_exception
    diagnosis = getattr(error, "diag", None)
    if diagnosis is None or not (diagnosis.message_detail or diagnosis.context):
        return
    error.args = (diagnosis.message_primary,)
    if wrapper is not None:
        wrapper.args = (f"({type(error).__module__}.{type(error).__name__}) {diagnosis.message_primary}",)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions of its own: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "secure_delete=ON",  # a destroyed key must not stay in free pages
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: object) -> None:
    # A deferred transaction that reads first and writes later fails with "database is locked" when another
    # writer came between; taking the write lock at once lets writers queue. Readers say so beforehand.
    options = connection.get_execution_options()  # type: ignore[attr-defined]
    mode = "DEFERRED" if options.get("read_only") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {mode}")  # type: ignore[attr-defined]


def empty_wal(engine: Engine, *, wait: bool = True) -> bool:
    """SQLite: what was destroyed leaves the write-ahead log too. False when somebody still reads an older state; try again.

    `wait`: as long as for any lock; else where somebody is in the way it is left at once.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000 if wait else 0}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        said = cursor.fetchone()  # busy, pages in the log, pages written back
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        cursor.close()
    finally:
        connection.close()
    return said is not None and not said[0]
