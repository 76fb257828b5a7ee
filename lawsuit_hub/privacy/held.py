"""One key in memory for a bounded time: fetched when it is first needed, let go when its time is up."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Generic, TypeVar

from lawsuit_hub.privacy.keyfiles import BadKeys
from lawsuit_hub.privacy.root import RootTrouble, RootUnavailable

T = TypeVar("T")

Seconds = Callable[[], float]

# How long a thread waits for a key. A root key answers in milliseconds; one that hangs must not hang a page with it,
# nor the transaction that the page is in.
PATIENCE = 2.0


class Held(Generic[T]):
    """Shared by threads: one question at a time, in a thread of its own. Its answer counts even if nobody waited for it."""

    __slots__ = ("_asked", "_clock", "_fetch", "_kept", "_life", "_lock", "_question")

    def __init__(self, fetch: Callable[[], T], life: float, clock: Seconds) -> None:
        self._fetch = fetch
        self._life = life
        self._clock = clock
        self._kept: tuple[T, float] | None = None
        self._question: Future[T] | None = None
        self._asked = 0.0
        self._lock = threading.Lock()

    def get(self) -> T:
        """Raises RootUnavailable where the answer does not come in time, and whatever `fetch` raises."""
        kept = self._kept
        if kept is not None and self._clock() < kept[1]:
            return kept[0]
        with self._lock:
            kept = self._kept
            if kept is not None and self._clock() < kept[1]:
                return kept[0]
            if self._question is None or self._question.done():
                self._question, self._asked = Future(), time.monotonic()
                threading.Thread(target=self._answer, args=(self._question,), daemon=True).start()
            question, left = self._question, self._asked + PATIENCE - time.monotonic()
        try:
            return question.result(max(0.0, left))
        except TimeoutError:
            raise RootUnavailable("the root key was asked and does not answer") from None

    def make_ready(self) -> None:
        """Fetches it where its time is up, while nothing is at stake yet."""
        with suppress(RootTrouble, BadKeys):
            self.get()

    def let_go(self) -> None:
        """Drops what is held if its time is up."""
        kept = self._kept
        if kept is not None and self._clock() >= kept[1]:
            self._kept = None

    def _answer(self, question: Future[T]) -> None:
        asked = self._clock()
        try:
            value = self._fetch()
        except BaseException as error:
            question.set_exception(error)
        else:
            self._kept = (value, asked + self._life)
            question.set_result(value)
