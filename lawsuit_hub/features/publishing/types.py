"""The nouns of what goes public: findings and their places, files that hang on something, who released what; and the refusals."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

# Kinds of findings. RESIDENT is never released: nothing that holds one is kept.
RESIDENT = "resident"
PHONE, EMAIL, ACCOUNT, CARD, OPEN_CHAT, NAME = "phone", "email", "account", "card", "open_chat", "name"
NAMES, BIRTH, ADDRESS, PLACE_OF_PICTURE, AUTHOR = "names", "birth", "address", "gps", "author"
LEFT_OVER, UNREAD = "left_over", "unread"
KINDS = (
    RESIDENT, PHONE, NAMES, NAME, BIRTH, ADDRESS, EMAIL, ACCOUNT, CARD, OPEN_CHAT, AUTHOR, PLACE_OF_PICTURE, LEFT_OVER, UNREAD,
)  # fmt: skip


class NotAttached(NotYours):
    """No such file there, or not for this actor."""


class Unfit(Refusal):
    """The file is not taken; `why` is one of WHYS, and words.py has a sentence for each."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


EMPTY, UNKNOWN, LOCKED, BROKEN, HEAVY, BUSY, OLD = "empty", "unknown", "locked", "broken", "heavy", "busy", "old"
LARGE, MANY, TWICE, HARMFUL, UNSCANNED, NUMBER, MACROS = (
    "large", "many", "twice", "harmful", "unscanned", "number", "macros",
)  # fmt: skip
WHYS = (EMPTY, UNKNOWN, LOCKED, BROKEN, HEAVY, BUSY, OLD, LARGE, MANY, TWICE, HARMFUL, UNSCANNED, NUMBER, MACROS)


class HoldsResidentNumber(Refusal):
    """A resident registration number stands in what was to go public; nothing of it is kept."""


class ReasonHoldsPersonal(Refusal):
    """A reason that everybody reads holds what could be somebody's, and no second person sees it."""

    def __init__(self, found: "tuple[Finding, ...]") -> None:
        super().__init__(", ".join(sorted({one.kind for one in found})))
        self.found = found


class NothingWaits(NotYours):
    """Nobody asked for this, or somebody decided it already."""


class OwnRequest(Refusal):
    """Whoever asks, wrote it or added its files is not who releases."""


class Stale(Refusal):
    """What is to go public is not what was shown when this was pressed."""


class NotReleased(Refusal):
    """It holds a find, and no second person has released exactly this."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whatever text and files go public with: a notice, a version of a manual, minutes. `kind` is the holder's own word."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file, or in a text. `code` has words in words.py; `name` of a sheet or a part, free of personal data;
    `inside`: names of the files it lies in, the outermost first."""

    code: str = "text"
    name: str = ""
    column: str = ""
    hidden: bool = False
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """What could be somebody's, where, and how often. `sample` is masked, for who is writing; it is never kept."""

    kind: str
    place: Place = field(default_factory=Place)
    count: int = 1
    sample: str = ""

    def __repr__(self) -> str:
        return f"<finding {self.kind} {self.place.code} x{self.count}>"

    def kept(self) -> dict[str, Any]:
        place = self.place
        return {
            "kind": self.kind,
            "count": self.count,
            "code": place.code,
            "name": place.name,
            "column": place.column,
            "hidden": place.hidden,
            "inside": list(place.inside),
        }

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Finding":
        place = Place(kept["code"], kept["name"], kept["column"], kept["hidden"], tuple(kept["inside"]))
        return cls(kept["kind"], place, kept["count"])


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """A file that was read through: its bytes, a name that is clean, what it is, and what was found in it."""

    name: str
    kind: str
    data: bytes
    sha256: str
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return f"<{self.kind} of {len(self.data)} bytes, {len(self.findings)} findings>"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on something. `shown`: anybody may fetch it at `token`, which nobody guesses. `downloads`: counted without who."""

    id: UUID
    holder: Holder
    name: str
    kind: str
    size: int
    sha256: str
    token: str
    shown: bool
    downloads: int
    findings: tuple[Finding, ...]
    added_at: datetime


class Standing(StrEnum):
    """How something stands before the gate: no find in it; a find and nobody asked; asked; released; refused."""

    CLEAN = "clean"
    FOUND = "found"
    WAITING = "waiting"
    RELEASED = "released"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Gate:
    """`mark` names exactly this text with exactly these files: anything changed, and it is another.

    `mine`: the acting account asked, so another decides. `reason`: the second person's words.
    """

    standing: Standing
    mark: str
    findings: tuple[Finding, ...]
    request_id: UUID | None = None
    mine: bool = False
    asked_at: datetime | None = None
    decided_at: datetime | None = None
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.CLEAN, Standing.RELEASED}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for a second person."""

    id: UUID
    holder: Holder
    mark: str
    asked_at: datetime
    mine: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a holder shows of itself to the second person: its title, the text that would go public, and where its staff page is.
    `authors`: who wrote it, and so is not the second person."""

    title: str
    text: str
    url: str
    authors: frozenset[UUID] = frozenset()
