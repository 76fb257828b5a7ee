"""The nouns of open chats: a chat with its seats, what is checked, a change of chats with its steps."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

ChatId = UUID


class NoSuchChat(NotYours):
    """The group has no chat of this number."""


class ChatsFull(Refusal):
    """Every chat of the group has as many members as it may: another chat first."""


class ChatHeld(Refusal):
    """Nobody enters until the chat has a new address and a new code."""


class SameAddress(Refusal):
    """It is the address or the code that was to be replaced; `what`: url or code."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Why(StrEnum):
    """Why a chat has to give way to another."""

    LEAK = "leak"
    INSIDER = "insider"
    ASKED = "asked"


class Step(StrEnum):
    """What is done by hand, in this order. `WRITTEN` is ticked by the service itself."""

    MADE = "made"
    WRITTEN = "written"
    TOLD = "told"
    CLOSED = "closed"


class Item(StrEnum):
    """What somebody looks at in KakaoTalk."""

    SEARCH_OFF = "search_off"
    CODE_ON = "code_on"
    PROFILE_OFF = "profile_off"
    TITLE = "title"
    HOST_PROFILE = "host_profile"
    HOST = "host"
    SECOND_HOST = "second_host"
    COUNT = "count"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat for staff and for whoever sends people into it; its address is opened apart. `taken`: seats that count."""

    id: ChatId
    group_id: UUID
    number: int
    version: int
    entry_version: int
    capacity: int
    taken: int
    set_at: datetime
    host_id: UUID | None
    held_at: datetime | None

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class Checked:
    """One item of a chat as it was looked at last; `at` is None where nobody has looked since the chat is this one."""

    item: Item
    fine: bool
    at: datetime | None
    by: UUID | None
    due: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A chat that has to give way, with its steps as far as they are done."""

    id: UUID
    chat_id: ChatId
    why: Why
    reason: str
    opened_at: datetime
    steps: tuple[tuple[Step, datetime | None], ...]
    closed_at: datetime | None

    @property
    def next_step(self) -> Step | None:
        return next((step for step, at in self.steps if at is None), None)


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody in the chats of a group."""

    group_id: UUID
    checks: int
    changes: int
    since: datetime
