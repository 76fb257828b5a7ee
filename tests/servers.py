"""Real servers for the tests: PostgreSQL, Redis and the application on a port. Nothing is skipped when one is missing.

Each server is started by the first test that needs it, shared by all workers of the run, and stopped by the controller
at the end, whatever happened. What a killed run left behind is cleared away by the next one.

Whatever a run writes lies in memory where there is room: copies of databases by the thousand cost a disk more than the tests.
"""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.databases import Numbers

RUN_FOLDER = "LAWSUIT_HUB_TEST_RUN"
PREFIX = "hubtest"  # short: a socket's path may have no more than 107 bytes
MEMORY, DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - folders of our own are made in them
ROOM = 4 << 30
START_SECONDS = 60
ROLE = "hub"
STRATEGIES_SINCE = 150_000  # as PostgreSQL tells its version


class ServerMissing(RuntimeError):
    """A server that the tests need is not installed; the message says what to do."""


def pytest_configure(config: pytest.Config) -> None:
    for variable in ("DATABASE_URL", "LAWSUIT_HUB_INSTANCE"):
        os.environ.pop(variable, None)  # the tests never touch somebody's instance
    if is_worker(config):
        return
    clear_stale_runs()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=MEMORY if has_room(MEMORY) else DISK))
    folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
    os.environ[RUN_FOLDER] = str(folder)
    if folder.parent == MEMORY and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = str(own_place(MEMORY))
        tempfile.tempdir = None  # asked anew


def pytest_unconfigure(config: pytest.Config) -> None:
    if not is_worker(config) and (folder := os.environ.pop(RUN_FOLDER, None)):
        stop_servers(Path(folder))


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def has_room(place: Path) -> bool:
    """A container may have 64 MB there."""
    return os.access(place, os.W_OK | os.X_OK) and shutil.disk_usage(place).free > ROOM


def own_place(place: Path) -> Path:
    """One folder for the temporary files of all runs, as /tmp is: what else appears beside it can be seen by a test."""
    made = place / PREFIX
    with suppress(FileExistsError):
        made.mkdir()
        made.chmod(0o1777)
    return made


def clear_stale_runs() -> None:
    for folder in (one for place in (MEMORY, DISK) for one in place.glob(f"{PREFIX}*-*")):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        with suppress(FileNotFoundError):  # another run cleared it meanwhile
            if folder.stat().st_uid == os.geteuid() and pid.isdigit() and not Path("/proc", pid).exists():
                stop_servers(folder)


def stop_servers(folder: Path) -> None:
    data = folder / "pg" / "data"
    if (data / "postmaster.pid").exists():
        run_postgres_tool("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop", check=False)
    if (folder / "redis.sock").exists():
        with suppress(ConnectionError, FileNotFoundError):
            ask_redis(folder / "redis.sock", "SHUTDOWN NOSAVE")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started_once(name: str) -> Iterator[tuple[Path, bool]]:
    """The run's folder, and whether this caller is the first and has to start the server."""
    folder = Path(os.environ[RUN_FOLDER])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.started"
        yield folder, not done.exists()
        done.touch()


# PostgreSQL


def postgres_tool(name: str) -> str:
    places = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -int(place.parent.name))
    found = [str(place / name) for place in places if (place / name).exists()] or [shutil.which(name)]
    if found[0] is None:
        raise ServerMissing("PostgreSQL is not installed: apt-get install postgresql, or set PG_BIN to its programs")
    return found[0]


def postgres_owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run_postgres_tool(name: str, *args: str, check: bool = True) -> None:
    # The output goes to a file: a pipe would stay open in the server and never end.
    with tempfile.TemporaryFile() as output:
        command = [postgres_tool(name), *args]
        code = subprocess.call(command, stdout=output, stderr=output, cwd="/", env={"LC_ALL": "C"}, **postgres_owner())
        if check and code != 0:
            output.seek(0)
            raise RuntimeError(f"{name} failed: {output.read().decode(errors='replace')}")


def start_postgres(folder: Path) -> None:
    folder.mkdir()
    if owner := postgres_owner():
        os.chown(folder, owner["user"], owner["group"])
    data = str(folder / "data")
    run_postgres_tool("initdb", "-D", data, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-sync")
    # Only a socket, no port; nothing is worth keeping over a crash.
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "shared_buffers": "64MB",
        "max_wal_size": "256MB",
        "max_connections": "200",
    }
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    log = str(folder / "log")
    run_postgres_tool("pg_ctl", "-D", data, "-l", log, "-w", "-t", str(START_SECONDS), "-o", options, "start")


@pytest.fixture(scope="session")
def postgres_folder() -> Path:
    """Where the cluster's socket is."""
    with started_once("pg") as (folder, first):
        if first:
            start_postgres(folder / "pg")
    return folder / "pg"


class PostgresDatabases:
    """Databases of one worker in the run's cluster."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._numbers = Numbers()
        self._templates: dict[Callable[[str], None], str] = {}
        self._server = psycopg.connect(host=str(folder), user=ROLE, dbname="postgres", autocommit=True)
        # Written to memory, files are copied sooner than their pages are logged; older servers know nothing else.
        as_files = folder.is_relative_to(MEMORY) and self._server.info.server_version >= STRATEGIES_SINCE
        self._copying = "CREATE DATABASE {} TEMPLATE {}" + (" STRATEGY file_copy" if as_files else "")

    def close(self) -> None:
        self._server.close()

    def create(self, template: str = "template0") -> str:
        name = f"{self._worker}_{self._numbers.take()}"
        self._execute(self._copying, name, template)
        return self._url(name)

    def create_copy(self, build: Callable[[str], None]) -> str:
        """A database as `build` leaves it; it is built once and copied by the server."""
        if build not in self._templates:
            made = self._templates[build] = f"{self._worker}_template{len(self._templates)}"
            self._execute("CREATE DATABASE {} TEMPLATE template0", made)
            build(self._url(made))
        return self.create(self._templates[build])

    def drop(self, url: str) -> None:
        name = urlsplit(url).path.removeprefix("/")
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self._numbers.give_back(int(name.rpartition("_")[2]))

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://{ROLE}@/{name}?host={self._folder}"

    def _execute(self, statement: str, *names: str) -> None:
        self._server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def postgresql_databases(postgres_folder: Path) -> Iterator[PostgresDatabases]:
    made = PostgresDatabases(postgres_folder, os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield made
    made.close()


# Redis


def ask_redis(path: Path, command: str) -> str:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        connection.sendall(f"{command}\r\n".encode())
        return connection.recv(200).decode().strip()


def start_redis(path: Path) -> None:
    program = shutil.which("redis-server")
    if program is None:
        raise ServerMissing("Redis is not installed: apt-get install redis-server")
    command = [program, "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700", "--dir", str(path.parent)]
    command += ["--save", "", "--appendonly", "no", "--databases", "64", "--daemonize", "yes", "--logfile", "redis.log"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(ConnectionError, FileNotFoundError):
            if ask_redis(path, "PING") == "+PONG":
                return
        time.sleep(0.05)
    raise RuntimeError(f"Redis did not start: {(path.parent / 'redis.log').read_text()}")


@pytest.fixture(scope="session")
def redis_socket() -> Path:
    with started_once("redis") as (folder, first):
        if first:
            start_redis(folder / "redis.sock")
    return folder / "redis.sock"


@pytest.fixture
def redis_url(redis_socket: Path) -> str:
    """An empty database of this worker, as `limits` spells it."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    assert ask_redis(redis_socket, f"SELECT {number}\r\nFLUSHDB").startswith("+OK")
    return f"redis+unix://{redis_socket}?db={number}"


# The application


class Handler(WSGIRequestHandler):
    """Reads a static file before it answers: werkzeug leaves one open whose browser went away, and that fails a test."""

    def make_environ(self) -> dict[str, Any]:
        return super().make_environ() | {"wsgi.file_wrapper": _read_whole}


def _read_whole(file: BinaryIO, _size: int = 0) -> list[bytes]:
    with file:
        return [file.read()]


@contextmanager
def served(app: Callable[..., Any]) -> Iterator[str]:
    """The base address of `app` on a free loopback port, in threads of this process."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    thread = Thread(target=server.serve_forever, name="live-server", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def live_server() -> Iterator[Callable[[Flask], str]]:
    """`live_server(app)` serves it until the test ends."""
    with ExitStack() as running:
        yield lambda app: running.enter_context(served(app))
