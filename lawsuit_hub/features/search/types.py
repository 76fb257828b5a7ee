"""The nouns of the search in public texts: what may be put in, what is found."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LONGEST_QUERY = 200
MOST_WORDS = 12  # of a query; what comes after them is not looked for
MOST_HITS = 50
DEEPEST = 1000
LONGEST_TITLE = 300
LONGEST_TEXT = 20_000  # of an entry, as far as it is found by


class Kind(StrEnum):
    """What may be found: texts that anybody may read, and nothing else. A kind that members alone read must not be added."""

    NOTICE = "notice"
    PROGRAMME = "programme"
    QUESTION = "question"
    FAQ = "faq"
    MANUAL = "manual"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a text that is shown: `found` marks what was asked for. A template escapes it as any other text."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """`id` is the source's own."""

    kind: Kind
    id: UUID
    score: float
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`total`: how many there are altogether."""

    hits: tuple[Hit, ...]
    total: int
