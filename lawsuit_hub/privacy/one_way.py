"""A stream that only takes bytes, and can be cut off; knows nothing of what passes through."""

from typing import BinaryIO


class OneWay:
    """Passes bytes on to `out`. It has no `tell` and no `seek`, so zip writers stream with data descriptors.

    After `cut()` nothing reaches `out` any more: an archive whose rows stopped halfway loses its directory
    and cannot be taken for a whole one, whatever its writer still flushes while it is closed.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._open = True

    def write(self, data: bytes) -> int:
        if self._open:
            self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """The owner of `out` flushes it."""

    def cut(self) -> None:
        self._open = False
