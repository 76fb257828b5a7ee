"""Tasks of the KakaoTalk channel's mirror, and who said that she follows the channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal


class Kind(StrEnum):
    """What a person has to do in the channel: write a post, put one right, take one away."""

    POST = "post"
    CORRECT = "correct"
    DELETE = "delete"


class Outcome(StrEnum):
    """`overtaken`: the notice became another one before anybody did it."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    OVERTAKEN = "overtaken"


class ToldBy(StrEnum):
    """From whom it is known that somebody follows the channel: no API tells."""

    HERSELF = "herself"
    DESK = "desk"


class NoSuchMirror(NotYours):
    """There is no such task."""


class MirrorClosed(Refusal):
    """Somebody has done it, or it is overtaken."""


class WrongPost(Refusal):
    """`why`: host, shape, other or empty (values/channel_post)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoSuchReferences(Refusal):
    """`unknown`: the first of those nobody has; nothing was written."""

    def __init__(self, unknown: tuple[str, ...]) -> None:
        super().__init__(", ".join(unknown))
        self.unknown = unknown


class NoChannel(Refusal):
    """The settings name no channel."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice as everybody reads it, for the mirror. `text` is plain."""

    number: int
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """`before`: the address of the post it is about, where there is one already."""

    id: UUID
    notice: int
    kind: Kind
    title: str
    text: str
    before: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    closed_by: UUID | None
    outcome: Outcome | None
    post_url: str
    reason: str

    def waited(self, now: datetime) -> timedelta:
        return now - self.opened_at

    def is_overdue(self, now: datetime) -> bool:
        return self.closed_at is None and self.due_at <= now
