"""Runs one `hub` command in a process of its own. Loaded by a server of processes that has the commands already: see `hub`."""

import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lawsuit_hub import cli
from lawsuit_hub.commands import backup, responses, staff

ROOT = Path(__file__).parent.parent
LOADED = (backup, responses, staff)  # what most commands need, loaded once and not once a command

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Done:
    returncode: int | None
    stdout: bytes
    stderr: bytes


def hub(folder: Path, *words: str | Path, stdin: bytes = b"") -> Done:
    """What `hub` with these words answers for the instance in the folder: a process with its own streams and exit code."""
    with tempfile.TemporaryDirectory(prefix="hub") as place:
        streams = [Path(place) / name for name in ("0", "1", "2")]
        streams[0].write_bytes(stdin)
        child = _processes.Process(target=_run, args=(folder, [str(word) for word in words], streams))
        child.start()
        child.join(100)
        assert child.exitcode is not None, "a command that does not end"
        done = Done(child.exitcode, streams[1].read_bytes(), streams[2].read_bytes())
        child.close()
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def _run(folder: Path, words: list[str], streams: list[Path]) -> None:
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(ROOT)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"LAWSUIT_HUB_INSTANCE": str(folder), "PYTHONUTF8": "1"}
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- multiprocessing closed the child's own
    sys.argv = ["hub", *words]
    cli.main()
