"""What every test may ask for, and the rules of the suite: nothing is skipped, what takes long is asked for."""

import gc
from collections.abc import Callable

import hypothesis
import pytest

from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import make_engine

pytest_plugins = [
    "tests.databases",
    "tests.servers",
    "tests.own_redis",
    "tests.browser",
    "tests.world",
    "tests.cheap_passwords",
]

MARKED_BY_FIXTURE = {"browser": "e2e", "redis_socket": "redis", "postgres_folder": "postgres"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also what takes over a minute: kill loops, growth, soak")


def pytest_configure(config: pytest.Config) -> None:
    # A loaded machine is slow, not wrong: no deadline. Examples that failed are printed, so that they can be kept.
    hypothesis.settings.register_profile("short", deadline=None, print_blob=True, max_examples=60)
    hypothesis.settings.register_profile("long", deadline=None, print_blob=True, max_examples=2000)
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "short")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, marker in MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failed run: a promise that nobody checked."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line("Tests were skipped. Here none may be: mend what is missing.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def build_schema() -> Callable[[str], None]:
    """Brings an empty database to the newest schema, through the migrations; `database_url` is a copy of the result."""

    def build(url: str) -> None:
        engine = make_engine(url)
        schema.upgrade(engine)
        engine.dispose()

    return build
