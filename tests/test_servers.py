"""The tests' own servers: real, empty for each test, and gone afterwards."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import create_engine, text

from tests.servers import DISK, MEMORY, PREFIX, ask_redis

ROOT = Path(__file__).resolve().parent.parent


def build_a_table(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE marks (mark INTEGER)"))
    engine.dispose()


def count_and_add(url: str) -> int:
    engine = create_engine(url)
    with engine.begin() as connection:
        before = connection.execute(text("SELECT count(*) FROM marks")).scalar_one()
        connection.execute(text("INSERT INTO marks VALUES (1)"))
    engine.dispose()
    return int(before)


def test_what_one_test_commits_the_next_one_does_not_see(databases) -> None:
    first, second = databases.create_copy(build_a_table), databases.create_copy(build_a_table)
    assert [count_and_add(first), count_and_add(second), count_and_add(first)] == [0, 0, 1]
    databases.drop(first)
    databases.drop(second)


def test_a_database_test_runs_on_the_database_it_is_named_after(empty_database_url: str, database_kind: str) -> None:
    engine = create_engine(empty_database_url)
    assert engine.dialect.name == database_kind
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize("time", ["first", "second"])
def test_redis_is_empty_for_each_test(redis_url: str, redis_socket: Path, time: str) -> None:
    select = f"SELECT {redis_url.rsplit('=', 1)[1]}"
    assert "$-1" in ask_redis(redis_socket, f"{select}\r\nGET left_by_another_test")
    ask_redis(redis_socket, f"{select}\r\nSET left_by_another_test {time}")


def make_app(body: str) -> Flask:
    app = Flask("page")
    app.add_url_rule("/", "page", lambda: body)
    app.add_url_rule("/favicon.ico", "icon", lambda: ("", 204))
    return app


def test_the_live_server_answers_on_loopback(live_server: Callable[[Flask], str]) -> None:
    with urlopen(live_server(make_app("공동소송")), timeout=10) as answer:  # noqa: S310 - our own loopback address
        assert answer.read().decode() == "공동소송"


def test_chromium_shows_korean_with_glyphs(live_server: Callable[[Flask], str], page: Page) -> None:
    page.goto(live_server(make_app('<html lang="ko"><span id=a>가나</span><br><span id=b>\U0010fffd\U0010fffd</span>')))
    assert page.locator("#a").inner_text() == "가나"
    assert page.locator("#a").screenshot() != page.locator("#b").screenshot(), "no Korean font: letters are boxes"


PROBES = {
    "passes": "def test_it(postgres_folder, redis_url): pass",
    "fails": "def test_it(postgres_folder, redis_url): assert False",
    "skips": "import pytest\ndef test_it(): pytest.skip('no')",
    "takes long": "import pytest\n@pytest.mark.long\ndef test_it(): pass",
}


@pytest.mark.parametrize(
    ("probe", "options", "code"),
    [
        ("passes", ["-n", "2"], 0),
        ("fails", [], 1),
        ("skips", [], 1),
        ("takes long", [], 5),
        ("takes long", ["--long"], 0),
    ],
)
def test_a_run_ends_as_it_should_and_leaves_no_server(
    probe: str, options: list[str], code: int, tmp_path: Path
) -> None:
    (tmp_path / "test_probe.py").write_text(PROBES[probe])
    (tmp_path / "conftest.py").write_text("from tests.conftest import *")
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), f"--rootdir={ROOT}", *options]
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "LAWSUIT_HUB_"))}
    with subprocess.Popen([*command, str(tmp_path)], cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as run:
        output, _ = run.communicate(timeout=100)
    assert run.returncode == code, output
    assert not [*MEMORY.glob(f"{PREFIX}{run.pid}-*"), *DISK.glob(f"{PREFIX}{run.pid}-*")]
    assert f"{PREFIX}{run.pid}-" not in commands_running()


def commands_running() -> str:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended while we looked
            found.append(path.read_text(errors="replace"))
    return "\n".join(found)
