"""The head file: how many lines there were and the last one's digest, with a MAC, outside the database.

A tail cut after the last checkpoint leaves no trace in the database itself; this file remembers. It only ever moves
forward, and only to an end that continues the one it knows.
"""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.constant_time import bytes_eq
from sqlalchemy import Engine, select

from lawsuit_hub.features.audit.chain import START, Link
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.work import Work

log = logging.getLogger("lawsuit_hub.audit")

_PURPOSE = "audit-head/1"
_KIND = "lawsuit-hub audit head 1"
_LINES = 4


class Head(NamedTuple):
    number: int
    digest: bytes


class BadHead(Exception):
    """The head file is missing, damaged or not this instance's."""


def read(work: Work) -> Head:
    """Raises BadHead."""
    path = work.settings.audit_head_file
    try:
        said = path.read_text("ascii", errors="replace").split("\n")
    except FileNotFoundError:
        raise BadHead(f"{path.name} is missing") from None
    if len(said) != _LINES + 1 or said[0] != _KIND or not bytes_eq(_mac(work, said[:3]).encode(), said[3].encode()):
        raise BadHead(f"{path.name} was changed or damaged")
    return Head(int(said[1]), bytes.fromhex(said[2]))


def write(work: Work, head: Head, *, durable: bool = True) -> None:
    """Whatever stood there before. Only for a new instance and for whoever answers for it; others `advance`."""
    with _locked(work.settings.instance):
        _write(work, head, durable=durable)


def advance(work: Work, before: Link, last: Link) -> None:
    """After a commit that wrote the lines from `before` to `last`. Never fails the deed, never goes back.

    Without a head file nothing is made: one that was deleted must be missed. Where the file knows an end that the
    database does not continue, it stays as it is, and `hub audit verify` tells.
    """
    try:
        with _locked(work.settings.instance):
            known = read(work)
            if known.number < last.number and (known == Head(before.number, before.digest) or continues(work, known)):
                _write(work, Head(last.number, last.digest), durable=False)
    except BadHead:
        return
    except OSError as error:
        log.warning("the head file of the audit trail could not be written: %s", type(error).__name__)


def continues(work: Work, known: Head) -> bool:
    """Whether the database holds the line that the file knows. Its own connection: the work's transaction is over."""
    if known.number == START.number:
        return True
    engine = work.db.get_bind()
    if not isinstance(engine, Engine):
        return False
    with engine.connect().execution_options(read_only=True) as connection:
        digest = connection.scalar(select(AuditLine.digest).where(AuditLine.id == known.number))
    return digest is not None and bytes(digest) == known.digest


def _write(work: Work, head: Head, *, durable: bool) -> None:
    path = work.settings.audit_head_file
    said = [_KIND, str(head.number), head.digest.hex()]
    new = path.with_name(f"{path.name}.new")
    with suppress(FileNotFoundError):
        new.unlink()
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, "\n".join([*said, _mac(work, said), ""]).encode())
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)
    new.replace(path)


def _mac(work: Work, said: list[str]) -> str:
    return work.keys.mac(_PURPOSE, "\n".join(said)).hex()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process and thread at a time, by the folder itself: the file is replaced and cannot hold the lock."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
