"""What whoever rotates keys is told: the state of each key, how far re-wrapping is, what a turn did, what is refused."""

from dataclasses import dataclass, field

from lawsuit_hub.infra.refusals import Refusal


class NoSuchKey(Refusal):
    """The database knows no wrapping key of this name."""


class StillActive(Refusal):
    """The newest key of its kind wraps new subjects: rotate first."""


class StillWraps(Refusal):
    """The key still wraps something: re-wrap first. A process that began before may have added one just now."""


class NotThisTier(Refusal):
    """A tier outside makes no keys: rotate where the inner tier runs."""


class NotPrepared(Refusal):
    """The tiers outside need the new key before anything wraps under it: `hub keys rotate --prepare`, then `hub keys hand-out`."""


class SomeDoNotOpen(Refusal):
    """Some subject keys do not open and stay under their old key, which cannot be retired; all others were moved."""


class AnotherSwitches(Refusal):
    """Another rotation of the index key is switching just now: nothing was changed by this one."""


@dataclass(frozen=True, slots=True)
class KeyState:
    """`wraps` counts subject keys; what is sealed to the vault's pair itself is not among them."""

    id: str
    kind: str
    state: str
    wraps: int


@dataclass(frozen=True, slots=True)
class IndexState:
    """`ready`: a newer key lies in the folder and counts nowhere yet. `worked_out`: indexes renewed beside the old ones."""

    epoch: int
    ready: int | None
    worked_out: int


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    left: int


@dataclass(slots=True)
class Tally:
    """How far re-wrapping is; `moved_last` counts the present look at all old keys."""

    passes: int = 0
    moved: int = 0
    moved_last: int = 0
    left: int = 0
    unopened: int = 0

    def begin(self, left: int) -> None:
        self.passes, self.left, self.moved_last, self.unopened = self.passes + 1, left, 0, 0

    def step(self, moved: int, *, unopened: int) -> Progress:
        self.moved, self.moved_last = self.moved + moved, self.moved_last + moved
        self.unopened, self.left = self.unopened + unopened, max(0, self.left - moved)
        return Progress(self.moved, self.left)


@dataclass(slots=True)
class Turn:
    """What one turn over did; `kept` are old keys that still wrap something and go the next time."""

    made: list[str] = field(default_factory=list)
    rewrapped: int = 0
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
