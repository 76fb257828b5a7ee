"""The demo in a folder of its own, which is thrown away afterwards: `python -m tests.attack.demo FOLDER PORT` serves it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError

from lawsuit_hub.demo import __main__ as demo
from lawsuit_hub.demo import life, story
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.limits import SqlStorage
from lawsuit_hub.settings import Settings
from tests.rules.source import ROOT

START_SECONDS = 180


def serve(folder: Path, port: int) -> int:
    for module in (life, story, demo):
        module.FOLDER = folder  # type: ignore[attr-defined]
    return demo.main(["--port", str(port)])


@contextmanager
def served(folder: Path, port: int, log: Path) -> Iterator[str]:
    """The address of the demo, while it is served; everything of it is gone afterwards, its log excepted."""
    command = [sys.executable, "-m", "tests.attack.demo", str(folder), str(port)]
    base = f"http://127.0.0.1:{port}"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
        try:
            wait_for(base, process)
            yield base
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(60)


def wait_for(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(URLError, OSError), urllib.request.urlopen(f"{base}/healthz", timeout=2) as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.5)
    raise RuntimeError("the demo does not start")


@contextmanager
def without_limits(folder: Path) -> Iterator[None]:
    """Counters are emptied twice a second, so that a scanner comes past them to what lies behind; they have tests of their own."""
    counters = SqlStorage(make_engine(Settings.load(folder, environ={}).limits_database))
    over = Event()

    def empty() -> None:
        while not over.wait(0.5):
            counters.reset()

    thread = Thread(target=empty, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(10)
        counters.close()


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), int(sys.argv[2])))
