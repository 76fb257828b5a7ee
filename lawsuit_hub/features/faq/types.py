"""The nouns of the FAQ: an entry as it stands, a draft of one, what an utterance comes to; its refusals."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_CODE = 40
LONGEST_CATEGORY = 40
LONGEST_QUESTION = 200
LONGEST_ANSWER = 4000
LONGEST_VARIANT = 200
MOST_VARIANTS = 60


class NoSuchEntry(NotYours):
    """No such entry of the FAQ, or none that is shown."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadEntry(Refusal):
    """`why`: empty, long, many, number (a resident registration number), personal (somebody's), code; `field`: which part it is about."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(f"{field}: {why}")
        self.why, self.field = why, field


class Collides(Refusal):
    """What was written as a way of asking this would be answered by another entry. `found`: which words, and whose they are."""

    def __init__(self, found: "tuple[Collision, ...]") -> None:
        super().__init__(f"{len(found)} of the ways of asking belong to other entries")
        self.found = found


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote for an entry. `code` is its public name; empty: the next number."""

    question: str
    answer: str
    category: str = ""
    variants: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """As it stands. `turn`: how often it was worded."""

    id: UUID
    code: str
    turn: int
    category: str
    question: str
    answer: str
    variants: tuple[str, ...]
    at: datetime
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """An entry and how sure it is that an utterance means it, from 0 to 1."""

    code: str
    question: str
    score: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What an utterance comes to: `entry` where it is sure enough, else None. `near`: the likeliest, the likeliest first."""

    entry: Entry | None
    score: float
    near: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Collision:
    words: str
    code: str
    question: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file changed: how many entries are new, worded anew, as they were, no longer shown."""

    new: int = 0
    changed: int = 0
    same: int = 0
    retired: int = 0
