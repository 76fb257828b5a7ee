"""The skill's secret: a file of the instance folder for its owner alone. Whoever does not name it is turned away."""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

FILE = "kakao.secret"
BYTES = 32
_SHORTEST = 16


class SecretOpen(Exception):
    """Others can read the file, so that it is no secret."""


def path_in(folder: Path) -> Path:
    return folder / FILE


def read(folder: Path) -> str | None:
    """None where there is none. Raises SecretOpen."""
    path = path_in(folder)
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            if os.fstat(file.fileno()).st_mode & 0o077:
                raise SecretOpen
            held = file.readline().strip()
    except OSError:
        return None
    return held if len(held) >= _SHORTEST else None


def make(folder: Path) -> Path:
    """A new one where there is none; one that is there stays. Raises FileExistsError."""
    path = path_in(folder)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(secrets.token_urlsafe(BYTES) + "\n")
    return path


def fits(folder: Path, given: str | None) -> bool:
    """As long whatever is given, and however much of it is right."""
    try:
        held = read(folder)
    except SecretOpen:
        held = None
    right = hmac.compare_digest(_digest(held or secrets.token_urlsafe(BYTES)), _digest(given or ""))
    return right and held is not None and bool(given)


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
