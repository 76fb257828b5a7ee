"""What the bot says, whoever carries it: a reply with its links, lists and next things to say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours


class Shelf(StrEnum):
    """What the bot can list that other features keep: each plugs itself in where parts meet (lawsuit_hub/shelves.py)."""

    NOTICES = "notices"
    MANUALS = "manuals"


class Channel(StrEnum):
    KAKAO = "kakao"
    WEB = "web"


class NoSuchUtterance(NotYours):
    """It was answered, dismissed or forgotten meanwhile."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing of a shelf. `path` begins with a stroke: a page of this site that anybody may read."""

    title: str
    line: str
    path: str


Shelves = Mapping[Shelf, Callable[[Any], Sequence[Listed]]]


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Next:
    """Something that can be said next: what stands on the button and what is said by it."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Reply:
    """`calls`: telephone numbers by label; `found`: the code of the entry that answers; `lost`: nothing was found, so that it is kept."""

    title: str
    text: str = ""
    items: tuple[Listed, ...] = ()
    links: tuple[Link, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()
    nexts: tuple[Next, ...] = ()
    found: str | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Unanswered:
    """Utterances that are alike and that nothing answered: how often, one of them first, all their ids."""

    words: tuple[str, ...]
    ids: tuple[UUID, ...]
    last_on: str

    @property
    def count(self) -> int:
        return len(self.ids)

    def __repr__(self) -> str:
        return f"<unanswered {len(self.ids)}>"
