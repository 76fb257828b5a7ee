"""A public file as something that is read: a piece at a time, each in a short work of its own, so that a slow reader holds nothing."""

import io
from uuid import UUID

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.features.publishing import files
from lawsuit_hub.infra.work import Works


class PublicBytes(io.RawIOBase):
    """Ends early where the file goes away meanwhile. Closed after all of it was read, it counts as a download: whoever fetches waits for no
    writer."""

    def __init__(self, works: Works, file_id: UUID, size: int) -> None:
        super().__init__()
        self._works, self._file_id, self._size = works, file_id, size
        self._at = self._sent = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        """At most to the end of a piece."""
        number, inside = divmod(self._at, files.PIECE_BYTES)
        if self._held[0] != number:
            with self._works.open(VISITOR, read_only=True) as work:
                self._held = number, files.piece(work, self._file_id, number)
        part = self._held[1][inside:] if size < 0 else self._held[1][inside : inside + size]
        self._at += len(part)
        self._sent += len(part)
        return part

    def close(self) -> None:
        if not self.closed and self._sent >= self._size:
            files.count(self._works, self._file_id)
        super().close()
