"""Patience with a root key on another machine: asked twice, then left alone for a moment. So threads do not pile up on it."""

from collections.abc import Callable
from typing import TypeVar

from lawsuit_hub.privacy.held import Seconds
from lawsuit_hub.privacy.root import NotUnderRoot, RootKey, RootTrouble, RootUnavailable

T = TypeVar("T")

# Within this time after a failure everybody is told so without another question.
PAUSE_SECONDS = 3.0


class PatientRoot:
    """The root asks over a network with timeouts of its own; this bounds how often, whatever the number of threads."""

    def __init__(self, root: RootKey, clock: Seconds) -> None:
        self._root = root
        self._clock = clock
        self._until = 0.0
        self._trouble: RootTrouble | None = None

    def wrap(self, name: str, key: bytes) -> bytes:
        return self._asked(lambda: self._root.wrap(name, key))

    def unwrap(self, name: str, blob: bytes) -> bytes:
        return self._asked(lambda: self._root.unwrap(name, blob))

    def check(self) -> str | None:
        return self._root.check()

    def _asked(self, ask: Callable[[], T]) -> T:
        if self._trouble is not None and self._clock() < self._until:
            raise type(self._trouble)(str(self._trouble))
        try:
            answer = self._twice(ask)
        except NotUnderRoot:
            raise  # it answered, and will answer the same of these bytes only
        except RootTrouble as trouble:
            self._trouble, self._until = trouble, self._clock() + PAUSE_SECONDS
            raise
        self._trouble = None
        return answer

    def _twice(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except RootUnavailable:
            return ask()
