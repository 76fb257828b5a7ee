"""What lists by filter are made of: the filter, one that is kept, and what would go to everybody it finds. Nobody's identity."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from lawsuit_hub.features.desk.types import Next
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.victims.types import Channel, VictimId
from lawsuit_hub.infra.refusals import NotYours, Refusal

NO_GROUP = "none"


class NoSuchFilter(NotYours):
    """No such filter is kept, or it is another caseworker's."""


class BadName(Refusal):
    """A filter's name is empty or too long, also after personal data in it was replaced."""


class FiltersFull(Refusal):
    """She keeps as many filters as one may."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a list is of, by nothing that identifies. None asks nothing; `group` is a code or NO_GROUP; days are Korea's, both included."""

    step: Next | None = None
    group: str | None = None
    stage: Stage | None = None
    channel: Channel | None = None
    since: date | None = None
    until: date | None = None
    entered: bool | None = None
    shares: bool | None = None
    papers: bool | None = None

    def query(self) -> str:
        """As it travels in an address and is kept."""
        asked = {name: getattr(self, name) for name in self.__slots__}
        words = {True: "yes", False: "no"}
        return urlencode({name: words.get(said, said) for name, said in asked.items() if said is not None})


@dataclass(frozen=True, slots=True)
class Kept:
    id: UUID
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one whom the filter finds: what decides whether something is sent to her."""

    id: VictimId
    reference: str
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    stopped_at: datetime | None
    barred_at: datetime | None


class Bulk(StrEnum):
    """What can be sent to everybody whom a filter finds."""

    INVITE = "invite"
    REMIND = "remind"


class PassedOver(StrEnum):
    """Why somebody gets nothing."""

    GONE = "gone"
    BARRED = "barred"
    QUIET = "quiet"
    CONFIRMED = "confirmed"
    RECENT = "recent"
    NOT_ACTIVE = "not_active"
    SMALL = "small"
    PAUSED = "paused"
    ENTERED = "entered"
    INVITED = "invited"
    NO_CHAT = "no_chat"


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """`too_many`: the filter finds more than may be done at once, and nobody gets anything. `token`: for whom this was reckoned."""

    action: Bulk
    total: int
    gets: tuple[VictimId, ...]
    passed: tuple[tuple[PassedOver, int], ...]
    examples: tuple[str, ...]
    token: str
    too_many: bool = False
