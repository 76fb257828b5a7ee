"""A carrier in this process: keeps what it was given, and fails as it is told to."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Lock

from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.carriers import TAKEN, Carriers, Outcome, Verdict


class Taking:
    """`failures`: so many letters it does not take at first. `find` knows what it took."""

    name, most = "taking", 100
    absent_after: timedelta | None = timedelta(0)

    def __init__(self, *, failures: int = 0, failing: Outcome | None = None) -> None:
        self.taken: list[Letter] = []
        self.asked = 0
        self.looked: list[str] = []
        self._failures, self._failing = failures, failing or Outcome(Verdict.LATER)
        self._lock = Lock()

    def send(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        return [self._one(letter) for letter in letters]

    def _one(self, letter: Letter) -> Outcome:
        with self._lock:
            self.asked += 1
            if self.asked <= self._failures:
                return self._failing
            self.taken.append(letter)
            return TAKEN

    def find(self, letters: Sequence[Letter], *, since: datetime) -> Sequence[Outcome]:
        self.looked += [letter.key for letter in letters]
        there = {letter.key for letter in self.taken}
        return [TAKEN if letter.key in there else Outcome(Verdict.LATER) for letter in letters]

    def check(self) -> str:
        return "takes"

    def close(self) -> None:
        pass


class By(Taking):
    """Hands each letter to a function; what that raises breaks the call."""

    def __init__(self, deed: Callable[[Letter], object]) -> None:
        super().__init__()
        self._deed = deed

    def _one(self, letter: Letter) -> Outcome:
        self._deed(letter)
        return super()._one(letter)


def both(carrier: Taking) -> Carriers:
    return Carriers(carrier, carrier)


def to(deed: Callable[[Letter], object]) -> Carriers:
    return both(By(deed))
