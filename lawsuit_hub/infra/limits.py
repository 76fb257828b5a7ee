"""Rate limits that every process shares and that count refused requests too. Keys are never personal data.

Where the counters cannot be reached nothing that is limited goes on: it is refused, told in the log, and works again by itself.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import uuid4

from limits import RateLimitItem, parse
from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import (
    Column,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from lawsuit_hub.infra import logs
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.refusals import Refusal, TooMany, Unavailable
from lawsuit_hub.settings import BadSettings

log = logs.named("limits")

# A Redis that hangs holds nobody longer than this.
REDIS_SECONDS = 2
REDIS: dict[str, Any] = {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}

_metadata = MetaData()
_counters = Table(
    "limit_counters",
    _metadata,
    Column("key", String(200), primary_key=True),
    Column("hits", Integer, nullable=False),
    Column("expires", Float, nullable=False),
)
# What is over is swept away at each new key, so it has to be found without reading all that is not.
_by_expiry = Index("ix_limit_counters_expires", _counters.c.expires)


PATIENCE = 5  # seconds: whoever waits longer for a counter is told that it is away


class SqlStorage(Storage):
    """Counters of the `limits` library in a small table: exact across processes, without a Redis."""

    STORAGE_SCHEME = ["lawsuit-hub-sql"]

    def __init__(self, engine: Engine) -> None:
        super().__init__("lawsuit-hub-sql://")
        self._engine = engine
        _make_table(engine)

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        for _ in range(3):
            with self._engine.begin() as db:
                live = (_counters.c.key == key) & (_counters.c.expires > now)
                more = update(_counters).where(live).values(hits=_counters.c.hits + amount).returning(_counters.c.hits)
                hits = db.execute(more).scalar()
                if hits is not None:
                    return int(hits)
                db.execute(delete(_counters).where(_counters.c.expires <= now))
                try:
                    with db.begin_nested():
                        db.execute(insert(_counters).values(key=key, hits=amount, expires=now + expiry))
                except IntegrityError:
                    continue  # another process made the row a moment ago: count on it
                return amount
        raise TooMany

    def get(self, key: str) -> int:
        with self._engine.connect() as db:
            live = (_counters.c.key == key) & (_counters.c.expires > time.time())
            return int(db.execute(select(_counters.c.hits).where(live)).scalar() or 0)

    def get_expiry(self, key: str) -> float:
        with self._engine.connect() as db:
            return float(db.execute(select(_counters.c.expires).where(_counters.c.key == key)).scalar() or time.time())

    def check(self) -> bool:
        self.get(str(uuid4()))
        return True

    def reset(self) -> int:
        with self._engine.begin() as db:
            return int(db.execute(delete(_counters)).rowcount)

    def clear(self, key: str) -> None:
        with self._engine.begin() as db:
            db.execute(delete(_counters).where(_counters.c.key == key))

    def close(self) -> None:
        self._engine.dispose()


def _make_table(engine: Engine) -> None:
    """Processes start at once: whoever comes second finds the table in the making, and then made."""
    try:
        _metadata.create_all(engine)
        _by_expiry.create(engine, checkfirst=True)  # a table of an earlier version has none
    except DBAPIError:
        if not inspect(engine).has_table(_counters.name):
            raise


class LimitsAway(Unavailable):
    """The counters cannot be reached, so nobody can say whether this is one too many."""


class Limits:
    """`hit` counts and refuses with TooMany, or with LimitsAway. Keys: a purpose, then blind indexes or network addresses."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._limiter = FixedWindowRateLimiter(storage)
        self._items: dict[str, RateLimitItem] = {}

    @classmethod
    def at(cls, url: str) -> "Limits":
        """`url`: sqlite or postgresql (a table of counters), or what the library knows itself (memory://, redis://,
        rediss://, redis+unix://). Raises BadSettings for any other. A Redis that is down now may come up later."""
        if url.startswith(("sqlite", "postgresql")):
            return cls(SqlStorage(make_engine(url, patience=PATIENCE)))
        try:
            return cls(cast(Storage, storage_from_string(url, **(REDIS if url.startswith("redis") else {}))))
        except (ConfigurationError, ValueError) as error:
            scheme = url.partition(":")[0]
            raise BadSettings(f"limits_url: {scheme} cannot be used here ({type(error).__name__})") from None

    def hit(self, rate: str, *key: str, cost: int = 1) -> None:
        """`rate` is the library's grammar: "5 per 10 minutes". Raises TooMany with the seconds to wait."""
        item = self._items.setdefault(rate, parse(rate))
        with _or_away(key[0]):
            if not self._limiter.hit(item, *key, cost=cost):
                stats = self._limiter.get_window_stats(item, *key)
                raise TooMany(max(1, int(stats.reset_time - time.time())))

    def clear(self, rate: str, *key: str) -> None:
        with _or_away(key[0]):
            self._limiter.clear(self._items.setdefault(rate, parse(rate)), *key)

    def close(self) -> None:
        """Lets go of the connections of an SQL storage."""
        if isinstance(self._storage, SqlStorage):
            self._storage.close()

    def ready(self) -> bool:
        try:
            return bool(self._storage.check())
        except Exception:  # whatever it is: they do not answer
            return False


@contextmanager
def _or_away(purpose: str) -> Iterator[None]:
    try:
        yield
    except Refusal:
        raise
    except Exception as error:  # each storage has its own; none may pass for "not too many"
        log.error("limits do not answer", purpose=purpose, exc_info=error)
        raise LimitsAway from None
