"""Files sealed as they arrive, in chunks that cannot be cut off, reordered, repeated or mixed. No plaintext on disk.

A header (suite byte, u32 chunk size), then chunks under the file's own random key: nonce = counter, context = header,
counter and whether it is the last (as in STREAM).
"""

import io
from collections.abc import Iterator
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy.sealed import CannotOpen, Sealed, UnknownSuite, parts

FILE_SUITE = 3
CHUNK_BYTES = 64 * 1024

_TAG = 16
_FILE_TAG = b"lawsuit-hub/file-chunk/1"
_HEADER = bytes([FILE_SUITE]) + CHUNK_BYTES.to_bytes(4, "big")


class ChunkWriter:
    """Takes plaintext by `write`, puts sealed chunks into `target`. The file opens only after `finish`.

    Whoever makes one gives it a key used for nothing else: the nonces are counted.
    """

    def __init__(self, target: BinaryIO, key: bytes, sealed_key: Sealed) -> None:
        self.sealed_key = sealed_key
        self.size = 0
        self._target = target
        self._cipher = AESGCM(key)
        self._waiting = bytearray()
        self._counter = 0
        self._finished = False
        target.write(_HEADER)

    def write(self, data: bytes) -> int:
        if self._finished:
            raise ValueError("the file is finished")
        self._waiting += data
        self.size += len(data)
        while len(self._waiting) > CHUNK_BYTES:  # a full chunk is kept back: it may be the last
            self._put(bytes(self._waiting[:CHUNK_BYTES]), last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def take(self, source: BinaryIO) -> Self:
        """All of `source`, a chunk at a time."""
        while data := source.read(CHUNK_BYTES):
            self.write(data)
        return self

    def finish(self) -> None:
        """Seals the last chunk and flushes; the target stays open."""
        if not self._finished:
            self._put(bytes(self._waiting), last=True)
            self._waiting.clear()
            self._finished = True
            self._target.flush()

    def _put(self, data: bytes, *, last: bool) -> None:
        nonce, context = _nonce_and_context(self._counter, last=last)
        self._target.write(self._cipher.encrypt(nonce, data, context))
        self._counter += 1


def read_chunks(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Every chunk it yields is genuine; that none is lacking is known when it ends without CannotOpen."""
    header = _read(source, len(_HEADER))
    if header != _HEADER:
        raise UnknownSuite("not a sealed file of a known suite")
    cipher, counter = AESGCM(key), 0
    chunk = _read(source, CHUNK_BYTES + _TAG)
    while True:
        following = _read(source, CHUNK_BYTES + _TAG)
        nonce, context = _nonce_and_context(counter, last=not following)
        try:
            yield cipher.decrypt(nonce, chunk, context)
        except InvalidTag:
            raise CannotOpen("the file was cut off or changed, or is another one") from None
        if not following:
            return
        chunk, counter = following, counter + 1


def _nonce_and_context(counter: int, *, last: bool) -> tuple[bytes, bytes]:
    nonce = counter.to_bytes(12, "big")
    return nonce, parts(_FILE_TAG, _HEADER, nonce, b"\1" if last else b"\0")


def _read(source: BinaryIO, size: int) -> bytes:
    """`size` bytes, or fewer only at the end (a raw stream may give less at a time)."""
    whole = io.BytesIO()
    while whole.tell() < size and (data := source.read(size - whole.tell())):
        whole.write(data)
    return whole.getvalue()
