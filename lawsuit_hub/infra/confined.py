"""Short-lived processes that read what strangers made: one for each question, bounded in memory, time and number.

A reader that is killed, crashes, hangs or says nonsense has not answered; it never harms the process that asked. What it reads and
what it says, the feature that asks knows.
"""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

from lawsuit_hub.infra import frames
from lawsuit_hub.settings import REPOSITORY

PATH = "/usr/local/bin:/usr/bin:/bin"  # where the reading machine is looked for
_POLL = 0.1
Answer = tuple[bytes, dict[str, Any], bytes]


class NoPlace(Exception):
    """So many read already."""


class NoAnswer(Exception):
    """It ended without saying so. `heavy`: it was stopped, by us or by its bounds."""

    def __init__(self, *, heavy: bool) -> None:
        super().__init__("heavy" if heavy else "broken")
        self.heavy = heavy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A module that answers over its pipes, and what it may cost. `places`: so many at once on the machine, whatever processes ask,
    by files of `name` in the folder; whoever comes then waits `patience` seconds. `largest`: of one answer, in bytes.
    """

    module: str
    name: str
    places: int
    patience: float
    seconds: float
    largest: int

    def answers(self, folder: Path, command: dict[str, Any], files: Sequence[bytes]) -> list[Answer]:
        """All of them, or none. Raises NoPlace, NoAnswer."""
        with self.place(folder):
            process = start(self.module)
            watch = threading.Timer(self.seconds, _kill, [process])
            watch.start()
            try:
                return self._conversation(process, command, files, late=lambda: not watch.is_alive())
            finally:
                watch.cancel()
                _kill(process)
                _close(process)
                watch.join()

    @contextmanager
    def place(self, folder: Path) -> Iterator[None]:
        """One of the few places; a killed process gives its place back. Raises NoPlace."""
        folder.mkdir(mode=0o700, exist_ok=True)
        until = time.monotonic() + self.patience
        while True:
            for number in range(self.places):
                held = os.open(folder / f"{self.name}-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(held)
                    continue
                try:
                    yield
                finally:
                    os.close(held)
                return
            if time.monotonic() > until:
                raise NoPlace
            time.sleep(_POLL)

    def _conversation(
        self,
        process: "subprocess.Popen[bytes]",
        command: dict[str, Any],
        files: Sequence[bytes],
        *,
        late: Callable[[], bool],
    ) -> list[Answer]:
        """The files are written by a thread: a reader that answers before it has heard all would wait for us, and we for it."""
        writer = threading.Thread(target=_write, args=(process, command, files), daemon=True)
        writer.start()
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        try:
            return list(frames.answers(process.stdout, most=self.largest))
        except (frames.CutOff, ValueError):
            raise NoAnswer(heavy=late() or process.wait() == -SIGKILL) from None
        finally:
            _kill(process)
            writer.join()


def environment() -> dict[str, str]:
    """Of ours it gets nothing but where the code lies."""
    return {
        "PYTHONPATH": str(REPOSITORY),
        "PATH": PATH,
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def start(module: str) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that what it starts is killed with it."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-s", "-B", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd="/",
        start_new_session=True,
    )


def _write(process: "subprocess.Popen[bytes]", command: dict[str, Any], files: Sequence[bytes]) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    with suppress(OSError, ValueError):  # it ended: what it said, or did not say, is read by the other side
        frames.ask(process.stdin, command, files)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """The reader and whatever it started. One that has ended is left alone, its number may be another's."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, SIGKILL)


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()
