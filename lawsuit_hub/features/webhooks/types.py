"""What other systems of the office are told of, who listens, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

SCHEMA = 1  # of a body; another number when something in it that a receiver reads means something else
MOST_ENDPOINTS = 20
LONGEST_NAME = 60


class Topic(StrEnum):
    """What an endpoint chooses to hear of."""

    NOTICES = "notices"
    GROUP_STAGES = "group_stages"


class Kind(StrEnum):
    """The `type` of a body."""

    NOTICE_PUBLISHED = "notice.published"
    NOTICE_CHANGED = "notice.changed"
    NOTICE_WITHDRAWN = "notice.withdrawn"
    GROUP_STAGE = "group.stage"
    PING = "ping"


class Off(StrEnum):
    """Why an endpoint is not told anything."""

    ADMIN = "admin"
    GONE = "gone"  # it answered 410
    SILENT = "silent"  # nothing could be brought for days


class NoSuchEndpoint(NotYours):
    """No endpoint has this id."""


class TooManyEndpoints(Refusal):
    """There are as many as there may be."""


class WrongUrl(Refusal):
    """`why`: shape, scheme, port or inside (values/webhook_url)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoTopic(Refusal):
    """An endpoint that chose nothing to hear of."""


class NotAnswered(Exception):
    """A post was not taken. `why` is a word of ours or `status`; `after`: how many seconds the other side asked us to wait."""

    def __init__(self, why: str, *, status: int | None = None, after: int = 0) -> None:
        super().__init__(why)
        self.why, self.status, self.after = why, status, after


@dataclass(frozen=True, slots=True)
class Asked:
    """What an admin typed of an endpoint."""

    name: str
    url: str
    topics: frozenset[Topic]


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """One endpoint for the admin's page; never its secret."""

    id: UUID
    name: str
    url: str
    topics: frozenset[Topic]
    made_at: datetime
    off_at: datetime | None
    off_because: Off | None
    secret_at: datetime
    waiting: int
    last_at: datetime | None
    last_failed: bool


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    id: UUID
    kind: str
    owed_at: datetime
    due_at: datetime
    attempts: int
    status: int | None
    failure: str
    done_at: datetime | None
    given_up_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Parcel:
    """What goes out; it prints nothing. `secrets`: the newest first, and for a day the one before."""

    id: UUID
    url: str
    body: bytes
    secrets: tuple[bytes, ...]

    def __repr__(self) -> str:
        return "<parcel>"
