"""A whole instance for a test: keys, database, limits, clock, application, and works in anybody's name."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import CodeType
from typing import Any
from uuid import UUID

import pytest
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, event
from werkzeug.routing import Rule

from lawsuit_hub.access.actor import SYSTEM, VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.app import app_of
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.infra.db import make_engine, make_sessions
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.tables import load_tables
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.instance import Instance, check_keys
from lawsuit_hub.privacy.keyring import Keyring, RootKey
from lawsuit_hub.settings import Settings
from tests.clock import Clock


class CompiledOnce(BytecodeCache):
    """Templates compiled once a run: every test has an application of its own, and compiling took half of the suite's time."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledOnce()

_compile = Rule.compile
_READ: dict[object, dict[str, Any]] = {}
_BUILT: dict[object, tuple[Any, Any]] = {}


def _compile_once(rule: Rule) -> None:
    """How an address is read and put together, which werkzeug works out for each rule of each application: three hundred,
    a thousand times."""
    key = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), rule.merge_slashes, rule.map.host_matching)
    if key not in _READ:
        _compile(rule)
        _READ[key] = {name: getattr(rule, name) for name in ("_parts", "_trace", "_converters", "arguments")}
        _BUILT[key] = vars(rule)["_build"].__func__, vars(rule)["_build_unknown"].__func__
    vars(rule).update(_READ[key])
    rule._build, rule._build_unknown = (build.__get__(rule, None) for build in _BUILT[key])


Rule.compile = _compile_once  # type: ignore[method-assign]

_ENGINES: dict[str, Engine] = {}


def engine_at(url: str) -> Engine:
    """One for each address, and addresses are used again: an engine compiles a statement once. After `dispose` it has no connection."""
    if url not in _ENGINES:
        _ENGINES[url] = make_engine(url)
    return _ENGINES[url]


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What goes to the database meanwhile, in order: the text, never the values."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@dataclass
class World:
    """`as_visitor()`, `as_member(id)`, `as_staff(role, id)`, `as_system()` open a work that commits at its end."""

    instance: Instance
    clock: Clock
    folder: Path

    @property
    def works(self) -> Works:
        return self.instance.works

    @property
    def engine(self) -> Engine:
        return self.instance.engine

    @property
    def settings(self) -> Settings:
        return self.instance.settings

    def as_visitor(self) -> AbstractContextManager[Work]:
        return self.works.open(VISITOR)

    def as_system(self) -> AbstractContextManager[Work]:
        return self.works.open(SYSTEM)

    def as_member(self, victim_id: UUID) -> AbstractContextManager[Work]:
        return self.works.open(Actor(Role.MEMBER, victim_id))

    def as_staff(self, role: Role, account_id: UUID | None) -> AbstractContextManager[Work]:
        return self.works.open(Actor(role, account_id, address="127.0.0.1"))

    def app(self) -> HubApp:
        """An application over this instance, for `test_client()` or the `live_server` fixture."""
        made = app_of(self.instance)
        made.testing = False  # errors become pages, as they do for people
        made.jinja_env.bytecode_cache = COMPILED
        return made


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys are made once a run: what a test seals lies in its own database."""
    folder = tmp_path_factory.mktemp("keys") / "keys"
    Keyring.create(folder)
    return folder


def open_world(
    folder: Path,
    database_url: str,
    key_folder: Path,
    *,
    root: RootKey | None = None,
    clock: Clock | None = None,
    **changes: object,
) -> World:
    """An instance in a new folder, over a database with the newest schema and keys that were made before."""
    folder.mkdir(mode=0o700)
    (folder / "keys").symlink_to(key_folder)
    limits = f"sqlite:///{folder / 'limits.db'}"
    settings = Settings(
        instance=folder,
        database_url=database_url,
        production=False,
        limits_url=limits,
        allow_file_carrier=True,
        channel_url="https://pf.kakao.com/_sample",
        channel_name="표본 안내",
        public_base_url="http://localhost",
        trusted_hosts=("localhost", "127.0.0.1"),
    )
    settings = replace(settings, **changes)  # type: ignore[arg-type]
    load_tables()
    engine = engine_at(database_url)
    clock = clock or Clock()
    ring = Keyring.load(key_folder, root, clock=clock.seconds)
    works = Works(make_sessions(engine), ring, Limits.at(limits), settings, clock)
    check_keys(works, ring)
    audit.begin_head(works)
    return World(Instance(settings, engine, works), clock, folder)


@pytest.fixture
def make_world(database_url: str, key_folder: Path, tmp_path: Path) -> Iterator[Callable[..., World]]:
    """A world with settings of one's own: `make_world(invite_hours=1)`. `clock=None` gives the real time."""
    made: list[World] = []

    def make(**changes: object) -> World:
        folder = tmp_path / f"instance{len(made)}"
        made.append(open_world(folder, database_url, key_folder, **changes))
        return made[-1]

    yield make
    for world in made:
        world.engine.dispose()
        world.works.limits.close()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world()
