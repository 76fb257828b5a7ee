"""Key files: how a key lies in a folder, and everything that may be wrong with it there. Opens nothing sealed."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from lawsuit_hub.privacy.sealed import parts

_KIND = "lawsuit-hub key 1"
_DEMO_KIND = "lawsuit-hub demo key 1"
_CHECK_TAG = b"lawsuit-hub/file/1"
_LINES = 3
_PIECE = 1024 * 1024
_OTHERS = stat.S_IRWXG | stat.S_IRWXO

NO_KEYS = "holds no keys; `hub init` makes them for a new instance, an old instance needs its own keys back"
MISSING = "missing; put it back from the backup of the keys, a new one opens nothing old"
DAMAGED = "short or damaged; put it back from the backup of the keys"
ANOTHER = "is not this key but another file; put the right one back from the backup of the keys"
NOT_OF_THIS_SET = "does not belong to the other keys here; put back all keys of one backup"
UNREADABLE = "cannot be read; it must belong to the user the service runs as"


class BadKeys(Exception):
    """The keys cannot be used. The message names every file concerned and what to do, never a key."""

    def __init__(self, message: str, problems: Iterable[tuple[str, str]] = ()) -> None:
        self.problems = tuple(problems)
        lines = "".join(f"\n  {name}: {what}" if name else f" {what}" for name, what in self.problems)
        super().__init__(message + lines)


class KeysExist(BadKeys):
    """Keys are never made over keys."""


class KeyFolder:
    """Reads the files of one folder and gathers all that is wrong, so that it is told at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_demo = False
        self.problems: list[tuple[str, str]] = []
        try:
            empty = not folder.is_dir() or not any(folder.iterdir())
        except PermissionError:
            raise BadKeys(_unusable(folder), [("", UNREADABLE)]) from None
        if empty:
            raise BadKeys(_unusable(folder), [("", NO_KEYS)])
        if folder.stat().st_mode & _OTHERS:
            self.wrong(".", f"others can enter this folder; run: chmod 700 '{folder}'")

    def wrong(self, name: str, what: str) -> None:
        self.problems.append((name, what))

    def refuse_if_wrong(self) -> None:
        if self.problems:
            raise BadKeys(_unusable(self.folder), self.problems)

    def read(self, name: str, size: int | None = None) -> bytes | None:
        """The payload, or None after noting what is wrong. What a root wrapped has the size its service chose."""
        path = self.folder / name
        try:
            text = path.read_text("ascii", errors="replace")
            mode = path.stat().st_mode
        except FileNotFoundError:
            self.wrong(name, MISSING)
            return None
        except (PermissionError, IsADirectoryError, NotADirectoryError):
            self.wrong(name, UNREADABLE)
            return None
        if mode & _OTHERS:
            self.wrong(name, f"others can read it; run: chmod 600 '{path}'")
        return self._payload(name, text, size)

    def _payload(self, name: str, text: str, size: int | None) -> bytes | None:
        lines = text.splitlines()
        demo = lines[:1] == [f"{_DEMO_KIND}: {name}"]
        if not demo and lines[:1] != [f"{_KIND}: {name}"]:
            self.wrong(name, ANOTHER if lines else DAMAGED)
            return None
        try:
            payload = base64.b64decode(lines[1], validate=True) if len(lines) == _LINES else b""
        except binascii.Error:
            payload = b""
        fits = payload if size is None else len(payload) == size
        if not fits or not hmac.compare_digest(lines[2].encode(), _check(lines[0], payload)):
            self.wrong(name, DAMAGED)
            return None
        self.is_demo = self.is_demo or demo
        return payload


def numbered(stem: str, number: int) -> str:
    """The name of one of several files of a kind, like peer/0001.key."""
    return f"{stem}{number:04}.key"


def numbers(folder: Path, stem: str) -> list[int]:
    """Of the numbered files that lie there, the oldest first."""
    parent, _, prefix = stem.rpartition("/")
    found = (folder / parent).glob(f"{prefix}[0-9][0-9][0-9][0-9].key")
    return sorted(int(path.name.removesuffix(".key")[-4:]) for path in found)


def read_one(folder: Path, name: str, size: int | None = None) -> bytes:
    """The payload of one file. Raises BadKeys."""
    files = KeyFolder(folder)
    payload = files.read(name, size)
    files.refuse_if_wrong()
    if payload is None:
        raise AssertionError("a key is lacking and no problem was noted")
    return payload


def is_demo(folder: Path, name: str) -> bool:
    """Raises BadKeys."""
    files = KeyFolder(folder)
    files.read(name)
    files.refuse_if_wrong()
    return files.is_demo


def _unusable(folder: Path) -> str:
    return f"the keys in {folder} cannot be used:"


def refuse_existing(folder: Path) -> None:
    """Before keys are made: no key may lie here, not even a part of a set."""
    lying = sorted(path for pattern in ("*.key", "*.pub") for path in folder.rglob(pattern))
    if lying:
        raise KeysExist(f"{folder} already has keys; nothing was changed")


def write(folder: Path, name: str, payload: bytes, *, demo: bool) -> None:
    """A new file for the owner alone: there whole or not at all, on the disk when this returns. Raises KeysExist."""
    first = f"{_DEMO_KIND if demo else _KIND}: {name}"
    text = b"\n".join([first.encode(), base64.b64encode(payload), _check(first, payload), b""])
    _write_new(folder, folder / name, text)


def copy(source: Path, folder: Path, name: str) -> None:
    """The same file in another folder of keys, for its owner alone. Raises KeysExist."""
    _write_new(folder, folder / name, source.read_bytes())


def _write_new(folder: Path, path: Path, text: bytes) -> None:
    make_private(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - the descriptor carries the mode from the first moment on
            os.fchmod(handle, 0o600)
            _give_to_owner(handle, folder)
            file.write(text)
            file.flush()
            os.fsync(handle)
        _put(part, path)
    finally:
        part.unlink()
    sync(path.parent)


def _put(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)  # unlike a rename it never writes over a key
    except FileExistsError:
        raise KeysExist(f"{path} is there already; nothing was changed") from None


def _give_to_owner(handle: int, folder: Path) -> None:
    """A key that root makes must be readable by the user the service runs as."""
    owner = folder.stat()
    if os.geteuid() == 0:
        os.fchown(handle, owner.st_uid, owner.st_gid)


def destroy(path: Path) -> None:
    """Written over, then removed. What copies of the disk keep of it nobody here can reach."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(os.urandom(min(left, _PIECE)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync(path.parent)


def sync(folder: Path) -> None:
    """What was made, renamed or removed in a folder is on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def _check(first: str, payload: bytes) -> bytes:
    return hashlib.sha256(parts(_CHECK_TAG, first.encode(), payload)).hexdigest()[:16].encode()
