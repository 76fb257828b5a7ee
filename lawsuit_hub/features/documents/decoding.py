"""The service's side of reading a document: one short-lived process for each upload, bounded in memory, time and number.

A reader that is killed, crashes, hangs or says nonsense is a refusal; it never harms the process that asked.
"""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from typing import Any

from lawsuit_hub.features.documents import bounds, frames
from lawsuit_hub.features.documents.kinds import BROKEN, BUSY, EMPTY, HARMFUL, HEAVY, UNSCANNED, WHYS, Unfit, kind_of
from lawsuit_hub.infra import logs, scanner
from lawsuit_hub.settings import REPOSITORY, Settings

log = logs.named("documents")

_MODULE = "lawsuit_hub.features.documents.decoder"
PATH = "/usr/local/bin:/usr/bin:/bin"  # where the reading machine is looked for
_POLL = 0.1


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """A page as it is kept. `burnt`: how many numbers the machine found and blackened; `searched` is False where it could not look."""

    picture: bytes
    width: int
    height: int
    kind: str
    burnt: int
    searched: bool

    def __repr__(self) -> str:
        return f"<page of {self.width}x{self.height}>"


def read(settings: Settings, files: Sequence[bytes]) -> list[Drawn]:
    """Every page of the files, drawn anew and searched for resident numbers. Raises Unfit; then nothing of them is left anywhere."""
    if not files:
        raise Unfit(EMPTY)
    for data in files:
        kind_of(data)  # most of what is refused needs no process
    _scan(settings, files)
    return _ask(settings, {"files": len(files), "most": max(map(len, files))}, files)


def _scan(settings: Settings, files: Sequence[bytes]) -> None:
    """By the scanner that the settings name, if any; one that does not answer is no leave to go on."""
    if not settings.scanner:
        return
    try:
        harmful = any(scanner.is_harmful(settings.scanner, data) for data in files)
    except scanner.Unscanned as trouble:
        log.error("the scanner did not look at an upload", why=str(trouble))
        raise Unfit(UNSCANNED) from None
    if harmful:
        raise Unfit(HARMFUL)


def marked(settings: Settings, picture: bytes, box: tuple[float, float, float, float]) -> Drawn:
    """One of our own pages with a rectangle of it black. Raises Unfit only where the reader cannot run."""
    return _ask(settings, {"files": 1, "most": len(picture), "box": box}, [picture])[0]


def _ask(settings: Settings, command: dict[str, Any], files: Sequence[bytes]) -> list[Drawn]:
    with _place(settings.instance / "run"):
        process = _start()
        watch = threading.Timer(bounds.WALL_SECONDS, _kill, [process])
        watch.start()
        try:
            return _conversation(process, command, files, late=lambda: not watch.is_alive())
        finally:
            watch.cancel()
            _kill(process)
            _close(process)
            watch.join()


def environment() -> dict[str, str]:
    """Of ours it gets nothing but where the code lies."""
    return {
        "PYTHONPATH": str(REPOSITORY),
        "PATH": PATH,
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _start() -> subprocess.Popen[bytes]:
    """In a session of its own, so that what it starts is killed with it."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-s", "-B", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        cwd="/",
        start_new_session=True,
    )


def _conversation(
    process: subprocess.Popen[bytes], command: dict[str, Any], files: Sequence[bytes], *, late: Any
) -> list[Drawn]:
    """The files are written by a thread: a reader that answers before it has heard all would wait for us, and we for it."""
    writer = threading.Thread(target=_write, args=(process, command, files), daemon=True)
    writer.start()
    drawn: list[Drawn] = []
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    try:
        for kind, facts, picture in frames.answers(process.stdout, most=bounds.LARGEST_PAGE):
            if kind == frames.REFUSED:
                raise Unfit(facts["why"] if facts["why"] in WHYS else BROKEN)
            drawn.append(Drawn(picture, **facts))
    except (frames.CutOff, ValueError, TypeError, KeyError):
        raise Unfit(HEAVY if late() or process.wait() == -SIGKILL else BROKEN) from None
    finally:
        _kill(process)
        writer.join()
    return drawn


def _write(process: subprocess.Popen[bytes], command: dict[str, Any], files: Sequence[bytes]) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    with suppress(OSError, ValueError):  # it ended: what it said, or did not say, is read by the other side
        frames.ask(process.stdin, command, files)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The reader and whatever it started. One that has ended is left alone, its number may be another's."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, SIGKILL)


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


@contextmanager
def _place(folder: Path) -> Iterator[None]:
    """One of the few places of readers on this machine, shared by all processes; a killed process gives its place back. Raises Unfit: busy."""
    folder.mkdir(mode=0o700, exist_ok=True)
    until = time.monotonic() + bounds.PATIENCE_SECONDS
    while True:
        for number in range(bounds.READERS):
            held = os.open(folder / f"reader-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
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
            raise Unfit(BUSY)
        time.sleep(_POLL)
