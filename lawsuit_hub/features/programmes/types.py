"""The nouns of the overview of support programmes: facts with their source and day, whom a programme may fit, one's own situation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_NAME = 60
LONGEST_TEXT = 600
LONGEST_SOURCE = 160
MOST_WON = 10_000_000_000
OLDEST = 120


class Field(StrEnum):
    """What is told of every programme, in the order of the page."""

    WHAT = "what"
    WHOM = "whom"
    AMOUNT = "amount"
    UNTIL = "until"
    HOW = "how"
    CONTACT = "contact"


class Sure(StrEnum):
    """How sure a fact is: read where it is laid down, told by somebody else, or yet to be asked."""

    READ = "read"
    TOLD = "told"
    ASK = "ask"


class Decision(StrEnum):
    NONE = "none"
    APPLIED = "applied"
    DECIDED = "decided"
    HUG = "hug"
    REJECTED = "rejected"


class Home(StrEnum):
    LIVING = "living"
    LEFT = "left"


class Auction(StrEnum):
    NONE = "none"
    RUNNING = "running"
    OVER = "over"


class Wish(StrEnum):
    SUIT = "suit"
    BUY = "buy"
    LOAN = "loan"
    HOME = "home"
    MONEY = "money"
    ADVICE = "advice"


class Fit(StrEnum):
    """Whether a programme may be for somebody. Nobody is told that she gets it: who runs it decides."""

    MAYBE = "maybe"
    ASK = "ask"
    NOT = "not"


class NoSuchProgramme(NotYours):
    """There is none of this number, or nobody may read it yet."""


class Stale(Refusal):
    """Somebody changed it since the page was read."""


class BadWords(Refusal):
    """`why`: empty, long, number (a resident registration number), address (no https), order (from above to). `field`: beside which."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True)
class Fact:
    """`on`: the day on which it was so according to the source."""

    text: str
    source: str
    url: str
    on: date
    sure: Sure

    def kept(self) -> dict[str, str]:
        return {
            "text": self.text,
            "source": self.source,
            "url": self.url,
            "on": self.on.isoformat(),
            "sure": self.sure.value,
        }

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        return cls(kept["text"], kept["source"], kept["url"], date.fromisoformat(kept["on"]), Sure(kept["sure"]))


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom it may fit. An empty set or None asks nothing. `income_to` is a year's, in won."""

    decisions: frozenset[Decision] = frozenset()
    homes: frozenset[Home] = frozenset()
    auctions: frozenset[Auction] = frozenset()
    wishes: frozenset[Wish] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    income_to: int | None = None

    def kept(self) -> dict[str, Any]:
        sets = {"decisions": self.decisions, "homes": self.homes, "auctions": self.auctions, "wishes": self.wishes}
        bounds = {"age_from": self.age_from, "age_to": self.age_to, "income_to": self.income_to}
        return {name: sorted(one.value for one in some) for name, some in sets.items()} | bounds

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            frozenset(Decision(one) for one in kept["decisions"]),
            frozenset(Home(one) for one in kept["homes"]),
            frozenset(Auction(one) for one in kept["auctions"]),
            frozenset(Wish(one) for one in kept["wishes"]),
            kept["age_from"],
            kept["age_to"],
            kept["income_to"],
        )


@dataclass(frozen=True, slots=True)
class Content:
    """All that is told of a programme. `one_of`: of those that carry the same words somebody gets one alone."""

    name: str
    facts: Mapping[Field, Fact]
    rules: Rules = field(default_factory=Rules)
    one_of: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What somebody says of herself to the overview; it is asked in the address and kept nowhere. None: she did not say."""

    decision: Decision | None = None
    home: Home | None = None
    auction: Auction | None = None
    wishes: frozenset[Wish] = frozenset()
    age: int | None = None
    income: int | None = None

    @property
    def says_something(self) -> bool:
        return self != Situation()


@dataclass(frozen=True, slots=True)
class Version:
    """A programme as it was told once; `shown_at` None where nobody ever read it."""

    turn: int
    content: Content
    at: datetime
    by: UUID | None
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class Programme:
    """As people read it. `ended`: it is over, and why."""

    number: int
    content: Content
    changed_at: datetime
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A programme for the desk: its versions, the newest last. `live`: the turn that people read."""

    id: UUID
    number: int
    place: int
    versions: tuple[Version, ...]
    live: int | None
    ended: str

    @property
    def newest(self) -> Version:
        return self.versions[-1]
