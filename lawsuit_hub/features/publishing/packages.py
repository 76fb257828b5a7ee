"""Archives of parts (ZIP, and office files, which are such), unpacked within bounds. Runs in the reading process only.

What an unpacker would find and the directory does not name is refused: a second archive before it, bytes between parts.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lawsuit_hub.features.publishing import bounds
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, HEAVY, LOCKED, Unfit

_ENCRYPTED = 0x1
_STEP = 1024 * 1024
_LOCAL = struct.Struct("<4s5H3L2H")
_LEAST_GAP = 64  # a data descriptor, or the padding that some writers align by
_TROUBLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error, RuntimeError, KeyError, IndexError,
)  # fmt: skip


class Package:
    """Raises Unfit: not an archive, too many parts, locked, with bytes that nobody would look at."""

    def __init__(self, data: bytes, passages: Passages) -> None:
        self._data, self._passages = data, passages
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _TROUBLE:
            raise Unfit(BROKEN) from None
        parts = self._archive.infolist()
        if len(parts) > bounds.MOST_PARTS:
            raise Unfit(HEAVY)
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise Unfit(LOCKED)
        if len({part.filename for part in parts}) != len(parts):
            raise Unfit(BROKEN)  # of two with one name each reader shows another
        self._refuse_hidden_bytes(parts)
        self._parts = {part.filename: part for part in parts if not part.is_dir()}

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    @property
    def comment(self) -> bytes:
        """Of the archive and of its parts."""
        return b"\n".join([self._archive.comment, *(part.comment for part in self._parts.values())])

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Raises Unfit: more than may be unpacked of one file, a bomb, broken."""
        return b"".join(self._blocks(self._parts[name]))

    def _blocks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        try:
            with self._archive.open(part) as source:
                while block := source.read(_STEP):
                    size += len(block)
                    self._passages.left_bytes -= len(block)
                    bomb = size > bounds.RATIO_FLOOR and size > bounds.RATIO * max(1, part.compress_size)
                    if bomb or self._passages.left_bytes < 0:
                        raise Unfit(HEAVY)
                    yield block
        except _TROUBLE:
            raise Unfit(BROKEN) from None

    def _refuse_hidden_bytes(self, parts: list[zipfile.ZipInfo]) -> None:
        end = 0
        for part in sorted(parts, key=lambda one: one.header_offset):
            if part.header_offset - end > _LEAST_GAP or part.header_offset < end:
                raise Unfit(BROKEN)
            end = self._end_of(part)
        if self._archive.start_dir - end > _LEAST_GAP + _signing_block(self._data, end):
            raise Unfit(BROKEN)

    def _end_of(self, part: zipfile.ZipInfo) -> int:
        try:
            head = _LOCAL.unpack_from(self._data, part.header_offset)
        except struct.error:
            raise Unfit(BROKEN) from None
        if head[0] != b"PK\x03\x04":
            raise Unfit(BROKEN)
        return part.header_offset + _LOCAL.size + int(head[9]) + int(head[10]) + part.compress_size


def _signing_block(data: bytes, at: int) -> int:
    """Zeros that pad."""
    end = at
    while end < len(data) and data[end] == 0 and end - at < _STEP:
        end += 1
    return end - at
