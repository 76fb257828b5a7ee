"""A work on a database that has the tables of this folder, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Keyring
from tests.features.landlords.reports import make_tables, work_on


@pytest.fixture(scope="session")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return Keyring.create(tmp_path_factory.mktemp("instance") / "keys")


@pytest.fixture
def engine(empty_database_url: str, ring: Keyring) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    make_tables(engine, ring)
    yield engine
    engine.dispose()


@pytest.fixture
def work(engine: Engine, ring: Keyring) -> Iterator[Work]:
    with work_on(engine, ring) as work:
        yield work
