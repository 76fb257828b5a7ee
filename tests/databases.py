"""A database for each test, on SQLite and on PostgreSQL alike: `database_url` runs a test once on each."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

KINDS = ("sqlite", "postgresql")


class Databases(Protocol):
    def create(self) -> str: ...
    def create_copy(self, build: Callable[[str], None]) -> str: ...
    def drop(self, url: str) -> None: ...


class Numbers:
    """Numbers of databases: one that was given back is taken again, so that what is kept by address is kept for few."""

    def __init__(self) -> None:
        self._last = 0
        self._free: list[int] = []

    def take(self) -> int:
        if self._free:
            return self._free.pop()
        self._last += 1
        return self._last

    def give_back(self, number: int) -> None:
        self._free.append(number)


class SqliteDatabases:
    """Files in a folder of this worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = Numbers()
        self._templates: dict[Callable[[str], None], Path] = {}

    def create(self) -> str:
        return f"sqlite:///{self._folder / f'{self._numbers.take()}.db'}"

    def create_copy(self, build: Callable[[str], None]) -> str:
        """A file as `build` leaves it; it is built once and copied."""
        if build not in self._templates:
            made = self._templates[build] = self._folder / f"template{len(self._templates)}.db"
            build(f"sqlite:///{made}")
            assert not made.with_name(f"{made.name}-wal").exists(), "the builder left a connection open"
        url = self.create()
        shutil.copyfile(self._templates[build], _path(url))
        return url

    def drop(self, url: str) -> None:
        for path in self._folder.glob(f"{_path(url).name}*"):
            path.unlink()
        self._numbers.give_back(int(_path(url).stem))


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=(*KINDS, "both"), default="both", help="the databases that database tests run on")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--db")
        kinds = KINDS if chosen == "both" else (chosen,)
        marks = {"postgresql": [pytest.mark.postgres]}
        if _is_the_same_on_both(metafunc):
            marks["postgresql"].append(
                pytest.mark.long
            )  # a page is the same over either database, and so is what is marked
        metafunc.parametrize("database_kind", [pytest.param(kind, marks=marks.get(kind, [])) for kind in kinds])


def _is_the_same_on_both(metafunc: pytest.Metafunc) -> bool:
    marker = metafunc.definition.get_closest_marker
    marked = marker("pages") is not None or marker("either") is not None
    return marked or "browser" in metafunc.fixturenames and marker("walk") is None


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
def databases(database_kind: str, request: pytest.FixtureRequest) -> Databases:
    made: Databases = request.getfixturevalue(f"{database_kind}_databases")
    return made


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """A new database without any table."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
def database_url(databases: Databases, build_schema: Callable[[str], None]) -> Iterator[str]:
    """A new database with the newest schema and no rows. What a test commits is nobody else's."""
    url = databases.create_copy(build_schema)
    yield url
    databases.drop(url)


@pytest.fixture
def empty_sqlite_url(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    """For tests that need one of each kind."""
    url = sqlite_databases.create()
    yield url
    sqlite_databases.drop(url)


@pytest.fixture
def empty_postgresql_url(postgresql_databases: Databases) -> Iterator[str]:
    """For tests that need one of each kind."""
    url = postgresql_databases.create()
    yield url
    postgresql_databases.drop(url)
