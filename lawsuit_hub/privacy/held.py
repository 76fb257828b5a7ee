"""One key in memory for a bounded time: fetched when it is first needed, let go when its time is up."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from lawsuit_hub.privacy.root import RootUnavailable

T = TypeVar("T")

Seconds = Callable[[], float]

# Threads that need a key while another one is asking for it: a root that answers does so in milliseconds.
_PATIENCE = 1.0


class Held(Generic[T]):
    """Shared by threads; one fetches, the others wait a second at most. What `fetch` raises passes through."""

    __slots__ = ("_clock", "_fetch", "_kept", "_life", "_lock")

    def __init__(self, fetch: Callable[[], T], life: float, clock: Seconds) -> None:
        self._fetch = fetch
        self._life = life
        self._clock = clock
        self._kept: tuple[T, float] | None = None
        self._lock = threading.Lock()

    def get(self) -> T:
        kept = self._kept
        if kept is not None and self._clock() < kept[1]:
            return kept[0]
        if not self._lock.acquire(timeout=_PATIENCE):
            raise RootUnavailable("the root key is being asked for and does not answer")
        try:
            return self._again()
        finally:
            self._lock.release()

    def let_go(self) -> None:
        """Drops what is held if its time is up."""
        kept = self._kept
        if kept is not None and self._clock() >= kept[1]:
            self._kept = None

    def _again(self) -> T:
        self.let_go()
        kept = self._kept  # another thread may have fetched it meanwhile
        if kept is None:
            asked = self._clock()
            kept = self._kept = (self._fetch(), asked + self._life)
        return kept[0]
