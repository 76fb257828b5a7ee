"""The nouns of rules: what a programme asks, as data, and the answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self


class CostKind(StrEnum):
    """What money was spent on."""

    STAMP = "stamp"
    SERVICE = "service"
    AUCTION = "auction"
    PAYMENT_ORDER = "order"
    DEPOSIT_SUIT = "suit"
    LEASE_REGISTER = "register"
    LAWYER = "lawyer"
    OTHER = "other"


class Status(StrEnum):
    """How she stands with the ministry or the guarantee corporation."""

    DECIDED = "decided"
    HUG = "hug"
    NONE = "none"


class Sure(StrEnum):
    READ = "read"
    TOLD = "told"
    ASK = "ask"


class Rule(StrEnum):
    """What a programme asks, in the order of the page."""

    WINDOW = "window"
    DISTRICT = "district"
    STATUS = "status"
    SINCE = "since"
    COSTS = "costs"
    HOUSEHOLD = "household"
    ONE_OF = "one_of"
    BUDGET = "budget"


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rules:
    """A programme's rules as data. `one_of`: programmes of which a household gets one alone. `source`, `url`, `on`, `sure`: where it is
    laid down, since when it was so, how sure that is."""

    name: str
    districts: tuple[str, ...]
    statuses: frozenset[Status]
    per_household: int
    kinds: frozenset[CostKind]
    spent_from: date
    opens: date
    closes: date | None
    one_of: tuple[str, ...]
    appeal_days: int
    source: str
    url: str
    on: date
    sure: Sure

    def kept(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "districts": list(self.districts),
            "statuses": sorted(one.value for one in self.statuses),
            "per_household": self.per_household,
            "kinds": [one.value for one in CostKind if one in self.kinds],
            "spent_from": self.spent_from.isoformat(),
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat() if self.closes else None,
            "one_of": list(self.one_of),
            "appeal_days": self.appeal_days,
            "source": self.source,
            "url": self.url,
            "on": self.on.isoformat(),
            "sure": self.sure.value,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        days = {name: date.fromisoformat(kept[name]) for name in ("spent_from", "opens", "on")}
        return cls(
            name=kept["name"],
            districts=tuple(kept["districts"]),
            statuses=frozenset(Status(one) for one in kept["statuses"]),
            per_household=kept["per_household"],
            kinds=frozenset(CostKind(one) for one in kept["kinds"]),
            closes=date.fromisoformat(kept["closes"]) if kept["closes"] else None,
            one_of=tuple(kept["one_of"]),
            appeal_days=kept["appeal_days"],
            source=kept["source"],
            url=kept["url"],
            sure=Sure(kept["sure"]),
            **days,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """To one rule: what is known, why (a word of words.why), what would settle it (a word of words.settles, or empty)."""

    rule: Rule
    known: Known
    why: str
    settles: str = ""
