"""One encrypted file of a backup: two clear lines, then records in sealed chunks. Knows no table and no folder.

The first line says in JSON what it is (kind, time, schema, id of the recovery key), the second is the file's own key
sealed to the recovery key, bound to the first. The records are msgpack; the last one counts them. What is cut off,
changed, reordered or joined does not open (privacy/chunks.py).
"""

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self, cast

import msgpack

from lawsuit_hub.privacy.chunks import ChunkWriter, read_chunks
from lawsuit_hub.privacy.recovery import RecoveryKey, RecoveryPublic
from lawsuit_hub.privacy.sealed import CannotOpen, Sealed

FORMAT = 1
DATA, KEYS = "data", "keys"
END = "end"

_MOST_HEADER = 1000
_MOST_RECORD = 64 * 1024 * 1024
_KEY_BYTES = 32

Record = list[Any]


class BadBackup(CannotOpen):
    """The file is no whole backup; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the clear on the first line: nothing personal, no count."""

    kind: str
    at: str
    schema: str
    recovery: str
    format: int = FORMAT

    def line(self) -> bytes:
        return json.dumps({"lawsuit-hub": "backup", **asdict(self)}, sort_keys=True).encode()

    @classmethod
    def of(cls, line: bytes, path: Path) -> Self:
        """Raises BadBackup."""
        try:
            said = json.loads(line)
            if said.pop("lawsuit-hub") != "backup" or said["format"] != FORMAT:
                raise ValueError
            return cls(**said)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise BadBackup(f"{path.name} is no backup of a known format") from None


class _Digesting:
    """Passes bytes on and remembers their digest and number: what must be found again on the disk."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        self.size += len(data)
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()


class Opener(Protocol):
    """Gives the key of a file: the recovery key, or whoever has just written it."""

    def __call__(self, sealed: bytes, context: bytes) -> bytes: ...


class Writer:
    """Writes records into a new file of mode 0600. `finish` ends it, syncs it and reads it back."""

    def __init__(self, path: Path, head: Head, recovery: RecoveryPublic) -> None:
        self.path, self.head = path, head
        self._key = os.urandom(_KEY_BYTES)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._out = _Digesting(self._file)
        sealed = recovery.seal(self._key, head.line())
        self._out.write(head.line() + b"\n" + base64.b64encode(sealed) + b"\n")
        self._chunks = ChunkWriter(cast(BinaryIO, self._out), self._key, Sealed(sealed))
        self._packer, self.count = msgpack.Packer(), 0

    def put(self, record: Record) -> None:
        self._chunks.write(self._packer.pack(record))
        self.count += 1

    def finish(self) -> str:
        """The SHA-256 of the file as it lies on the disk now. Raises BadBackup when what is read is not what was written."""
        self._chunks.write(self._packer.pack([END, self.count]))
        self._chunks.finish()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        digest = sha256_of(self.path)
        count = sum(1 for _ in read(self.path, lambda _sealed, _context: self._key))
        if digest != self._out.sha256.hexdigest() or count != self.count:
            raise BadBackup(f"{self.path.name} reads otherwise than it was written: is the disk failing?")
        return digest

    def close(self) -> None:
        self._file.close()


def head_of(path: Path) -> Head:
    """Raises BadBackup."""
    with path.open("rb") as source:
        return Head.of(_line(source), path)


def read(path: Path, opener: Opener) -> Iterator[Record]:
    """Every record it yields is genuine; that none is lacking is known when it ends. Raises BadBackup."""
    count, ended = 0, False
    try:
        for record in _records(path, opener):
            if ended or (record[0] == END and record[1] != count):
                raise _damaged(path)
            ended = record[0] == END
            if not ended:
                count += 1
                yield record
    except (CannotOpen, msgpack.UnpackException, ValueError) as error:
        raise error if isinstance(error, BadBackup) else _damaged(path) from None
    if not ended:
        raise _damaged(path)


def verify(path: Path, recovery: RecoveryKey) -> int:
    """Reads the whole file; returns how many records it holds. Raises BadBackup."""
    check_recovery(path, recovery)
    return sum(1 for _ in read(path, recovery.open))


def check_recovery(path: Path, recovery: RecoveryKey) -> None:
    """Raises BadBackup naming both keys, so that the right one can be fetched."""
    wanted = head_of(path).recovery
    if wanted != recovery.public.id:
        raise BadBackup(f"{path.name} was sealed to recovery key {wanted}, this is {recovery.public.id}")


def sha256_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _records(path: Path, opener: Opener) -> Iterator[Record]:
    with path.open("rb") as source:
        head = Head.of(_line(source), path)
        try:
            sealed = base64.b64decode(_line(source), validate=True)
        except binascii.Error:
            raise _damaged(path) from None
        unpacker = msgpack.Unpacker(max_buffer_size=_MOST_RECORD)
        for chunk in read_chunks(source, opener(sealed, head.line())):
            unpacker.feed(chunk)
            yield from unpacker


def _line(source: BinaryIO) -> bytes:
    return source.readline(_MOST_HEADER).rstrip(b"\n")


def _damaged(path: Path) -> BadBackup:
    return BadBackup(f"{path.name} is damaged or cut off: take another copy of it, or an older backup")
