"""The folder where backups lie: names by time, one writer at a time, nothing half-written under a whole name. Opens nothing."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lawsuit_hub.backup.container import DATA, KEYS, BadBackup, sha256_of
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.privacy import keyfiles

KEPT_KEYS = 2
SUMS = "SHA256SUMS"

_NAME = re.compile(r"(data|keys)-(\d{8}T\d{6}Z)\.hub")
_TIME = "%Y%m%dT%H%M%SZ"
_LOCK = ".lock"


class BackupRunning(Refusal):
    """Another backup is being written into this folder."""


class BackupThere(Refusal):
    """A backup of this very second lies there already."""


def name_of(kind: str, at: str) -> str:
    return f"{kind}-{at}.hub"


def time_of(moment: datetime) -> str:
    return moment.strftime(_TIME)


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Makes the folder (0700) and holds it. What a killed backup left is removed. Raises BackupRunning."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupRunning from None
            self._sweep()
            yield
        finally:
            os.close(handle)

    def part(self, kind: str, at: str) -> Path:
        """Where a file is written before it is whole. Raises BackupThere."""
        if (self.folder / name_of(kind, at)).exists():
            raise BackupThere
        return self.folder / f".{name_of(kind, at)}.part"

    def put(self, part: Path) -> Path:
        """From now on it looks whole, and is."""
        whole = part.with_name(part.name.removeprefix(".").removesuffix(".part"))
        part.rename(whole)
        keyfiles.sync(self.folder)
        return whole

    def of_kind(self, kind: str) -> list[Path]:
        """The newest first."""
        if not self.folder.is_dir():
            return []
        found = [path for path in self.folder.iterdir() if (named := _NAME.fullmatch(path.name)) and named[1] == kind]
        return sorted(found, key=lambda path: path.name, reverse=True)

    def newest(self, kind: str) -> Path:
        """Raises BadBackup."""
        found = self.of_kind(kind)
        if not found:
            raise BadBackup(f"{self.folder} holds no {kind}-….hub")
        return found[0]

    def data(self, name: str | None) -> Path:
        """`name`: a file name or its time; without it the newest. Raises BadBackup."""
        if name is None:
            return self.newest(DATA)
        wanted = Path(name).name
        found = [path for path in self.of_kind(DATA) if wanted in (path.name, path.name[len(DATA) + 1 : -4])]
        if not found:
            raise BadBackup(f"{self.folder} holds no data file {wanted}")
        return found[0]

    def prune(self, keep: int | None, *, keep_keys: int = KEPT_KEYS) -> list[str]:
        """Key files but the newest `keep_keys` are destroyed, data files but the newest `keep` removed. Returns their names."""
        gone = self.of_kind(KEYS)[keep_keys:]
        old = [] if keep is None else self.of_kind(DATA)[keep:]
        for path in gone:
            keyfiles.destroy(path)
        for path in old:
            path.unlink()
        keyfiles.sync(self.folder)
        return [path.name for path in (*gone, *old)]

    def note_sums(self, known: dict[str, str]) -> None:
        """SHA256SUMS of what lies here, for `sha256sum -c` wherever the files are copied to."""
        sums = {**self._sums(), **known}
        lying = sorted([*self.of_kind(DATA), *self.of_kind(KEYS)])
        lines = [f"{sums.get(path.name) or sha256_of(path)}  {path.name}\n" for path in lying]
        write_private(self.folder / SUMS, "".join(lines).encode())

    def _sums(self) -> dict[str, str]:
        path = self.folder / SUMS
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}

    def _sweep(self) -> None:
        for path in self.folder.glob(".*.hub.part"):
            keyfiles.destroy(path)
