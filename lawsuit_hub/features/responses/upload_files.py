"""Uploaded files on the disk: sealed chunk by chunk as they arrive, opened by the worker, destroyed. Never in the clear."""

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Sealed
from lawsuit_hub.settings import Settings

CONTEXT = "response_uploads.file_key"
ABANDONED_SECONDS = 24 * 3600


class UploadEmpty(Refusal):
    """The file has no bytes."""


class UploadTooLarge(Refusal):
    """The file is larger than an upload may be."""


def put(work: Work, upload_id: UUID, chunks: Iterable[bytes], *, size_bound: int) -> tuple[Sealed, int]:
    """Seals the file; returns its sealed key and its size. What was refused or cut off leaves nothing.

    Raises UploadEmpty, UploadTooLarge.
    """
    whole = _path(work.settings, upload_id)
    part = whole.with_suffix(".part")
    whole.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            writer = work.keys.file_writer(target, CONTEXT, upload_id)
            for chunk in chunks:
                if writer.size + len(chunk) > size_bound:
                    raise UploadTooLarge
                writer.write(chunk)
            if not writer.size:
                raise UploadEmpty
            writer.finish()
            os.fsync(target.fileno())
        part.rename(whole)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return writer.sealed_key, writer.size


def opened(work: Work, upload_id: UUID, sealed_key: Sealed) -> BinaryIO:
    """A stream of the file's own bytes, opened chunk by chunk; also after the work has ended. To be closed.

    Raises FileNotFoundError, and RootTrouble where its key cannot be opened now; reading raises CannotOpen where the file was changed or cut off.
    """
    source = _path(work.settings, upload_id).open("rb")
    try:
        chunks = work.keys.file_chunks(source, sealed_key, CONTEXT, upload_id)
    except BaseException:
        source.close()
        raise
    return io.BufferedReader(_Opened(source, chunks))


class _Opened(io.RawIOBase):
    def __init__(self, source: BinaryIO, chunks: Iterator[bytes]) -> None:
        self._source = source
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)

    def close(self) -> None:
        self._source.close()
        super().close()


def destroy(settings: Settings, upload_id: UUID) -> None:
    """The key that opened it went with its row; the bytes go too."""
    _path(settings, upload_id).unlink(missing_ok=True)


def destroy_abandoned(settings: Settings, known: Iterable[UUID], *, now: float) -> None:
    """What a killed process left behind: files of no upload that still waits."""
    kept = {str(upload_id) for upload_id in known}
    for path in settings.uploads_folder.glob("*"):
        if path.name not in kept and now - path.stat().st_mtime > ABANDONED_SECONDS:
            path.unlink(missing_ok=True)


def _path(settings: Settings, upload_id: UUID) -> Path:
    return settings.uploads_folder / str(upload_id)
