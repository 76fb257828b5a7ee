"""No plaintext on any disk at any time: the folders are watched by the kernel while people are exported in every format."""

import ctypes
import os
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyrage
import pytest

from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from tests.features.rosters.exports import PASSWORD, Counsel, counsel
from tests.people import CANARY_ADDRESS, CANARY_NAME, CANARY_PHONE
from tests.world import World

__all__ = ["counsel"]

_CREATED, _MODIFIED, _CLOSED, _MOVED = 0x100, 0x2, 0x8, 0x80
_LIBC = ctypes.CDLL(None, use_errno=True)
# What would be read of her if it lay there: her words in the encodings of the formats, and the beginnings of unlocked files.
NEEDLES = [
    text.encode(encoding) for text in (CANARY_NAME, CANARY_ADDRESS, CANARY_PHONE) for encoding in ("utf-8", "utf-16-le")
]
BEGINNINGS = (b"%PDF-", b"PK\x03\x04", b"\xef\xbb\xbf")


class Watch(threading.Thread):
    """Reads whatever is made or changed in the folders as it happens, and every file without a name that this process holds."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__(daemon=True)
        self.found: list[str] = []
        self.names: set[str] = set()
        self._over = threading.Event()
        self._watch = _LIBC.inotify_init1(os.O_NONBLOCK)
        self._folders = {
            _LIBC.inotify_add_watch(self._watch, os.fsencode(one), _CREATED | _MODIFIED | _CLOSED | _MOVED): one
            for one in folders
        }

    def run(self) -> None:
        while not self._over.is_set():
            self._look()
        self._look()
        os.close(self._watch)

    def stop(self) -> None:
        self._over.set()
        self.join()

    def _look(self) -> None:
        with suppress(BlockingIOError):
            self._read(os.read(self._watch, 1 << 16))
        for one in Path("/proc/self/fd").iterdir():
            with suppress(OSError):
                if " (deleted)" in (name := str(one.readlink())) and not name.startswith(("/dev/zero", "/memfd")):
                    self._judge(name, one.read_bytes())

    def _read(self, events: bytes) -> None:
        while events:
            number, _mask, _cookie, length = struct.unpack_from("iIII", events)
            name = events[16 : 16 + length].rstrip(b"\0").decode()
            events = events[16 + length :]
            self.names.add(name)
            with suppress(OSError):
                self._judge(name, (self._folders[number] / name).read_bytes())

    def _judge(self, name: str, data: bytes) -> None:
        if data.startswith(BEGINNINGS) or any(needle in data for needle in NEEDLES):
            self.found.append(name)


@contextmanager
def watched(*folders: Path) -> Iterator[Watch]:
    watch = Watch(list(folders))
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


@pytest.fixture
def canary_group(world: World, counsel: Counsel) -> Counsel:
    counsel.add(CANARY_NAME, CANARY_PHONE, address=CANARY_ADDRESS)
    return counsel


@pytest.mark.parametrize("by_key", [False, True])
@pytest.mark.parametrize("form", list(SheetFormat))
def test_nothing_of_her_lies_on_a_disk_while_she_is_exported(
    world: World,
    canary_group: Counsel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: SheetFormat,
    by_key: bool,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    if by_key:
        with world.works.open(canary_group.actor) as work:
            rosters.keep_key(work, str(pyrage.x25519.Identity.generate().to_public()))
    (exports := world.folder / "exports").mkdir(mode=0o700)
    with watched(world.folder, exports, tmp_path, Path.cwd()) as watch:
        made = canary_group.export(format=form, password=None if by_key else PASSWORD, by_key=by_key, keep=True)
    beside = watch.names - {name for name in watch.names if name.startswith(("hub.db", "limits.db", "audit"))}
    assert made.rows == 3 and str(made.id) in watch.names, "it saw the locked file"
    # A ZIP that is encrypted begins as any; its folder lies behind the ids of its people, so it is not taken for one.
    assert watch.found == [] and beside == {str(made.id)}


@pytest.mark.parametrize("unlinked", [False, True])
def test_the_watch_would_have_seen_it(tmp_path: Path, unlinked: bool) -> None:
    with watched(tmp_path) as watch:
        if unlinked:
            with tempfile.TemporaryFile(dir=tmp_path) as file:
                file.write(NEEDLES[0])
                file.flush()
                threading.Event().wait(0.3)
        else:
            (tmp_path / "plain").write_bytes(b"x" + NEEDLES[0])
            threading.Event().wait(0.3)
    assert watch.found
