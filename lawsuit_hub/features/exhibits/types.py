"""The nouns of exhibits: what a suit wants, how a member's papers stand, numbers as courts write them, archives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.documents.types import DocumentKind, DocumentView
from lawsuit_hub.features.lawsuits.types import MemberLine
from lawsuit_hub.infra.refusals import NotYours, Refusal


class Need(StrEnum):
    NEEDED = "needed"
    WELCOME = "welcome"


class Standing(StrEnum):
    """How one kind of paper stands with one member."""

    MISSING = "missing"
    HANDED = "handed"
    CHECKED = "checked"
    RETURNED = "returned"


class Flaw(StrEnum):
    """Why a paper is sent back."""

    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    WRONG_KIND = "wrong_kind"
    WRONG_PERSON = "wrong_person"
    OLD = "old"
    NUMBER_SEEN = "number_seen"
    OTHER = "other"


class ListMoved(Refusal):
    """Somebody set another list, or other papers were checked, since the page was read."""


class NotChecked(Refusal):
    """Whoever decides about a paper has opened it before."""


class FlawMissing(Refusal):
    """A paper is sent back with a reason; `other` wants words."""


class TitleMissing(Refusal):
    """A common exhibit has a title."""


class NothingToNumber(Refusal):
    """No checked paper is without a number."""


class NoSuchPaper(NotYours):
    """No such member, document, exhibit or archive, or not for this actor."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A group's list, the first exhibit first. `version` 0 is the table's own."""

    needs: Mapping[DocumentKind, Need]
    version: int = 0
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The last word about a document."""

    checked: bool
    flaw: Flaw | None
    words: str
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class Label:
    """갑 제`number`호증, or its `branch`."""

    number: int
    branch: int | None = None

    def __str__(self) -> str:
        return f"갑 제{self.number}호증" + (f"의 {self.branch}" if self.branch else "")


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a member in the suit."""

    document: DocumentView
    found: Found | None = None
    label: Label | None = None

    @property
    def standing(self) -> Standing:
        if self.found is None:
            return Standing.HANDED
        return Standing.CHECKED if self.found.checked else Standing.RETURNED


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of a member's check list."""

    kind: DocumentKind
    need: Need | None
    papers: tuple[Paper, ...]

    @property
    def standing(self) -> Standing:
        """What waits for somebody comes before what is done."""
        there = {one.standing for one in self.papers}
        for standing in (Standing.HANDED, Standing.CHECKED, Standing.RETURNED):
            if standing in there:
                return standing
        return Standing.MISSING

    @property
    def is_due(self) -> bool:
        return self.need is Need.NEEDED and self.standing in {Standing.MISSING, Standing.RETURNED}


@dataclass(frozen=True, slots=True)
class MemberPapers:
    """`known`: whether the acting person may know how her papers stand. `sues`: her mandate stands, and so her papers can be exhibits."""

    member: MemberLine
    name_mask: str
    known: bool
    sues: bool
    number: int | None = None
    lines: tuple[Line, ...] = ()

    @property
    def handed(self) -> int:
        return sum(len(one.papers) for one in self.lines)

    @property
    def waiting(self) -> int:
        """Papers that nobody has looked at yet."""
        return sum(paper.standing is Standing.HANDED for one in self.lines for paper in one.papers)

    @property
    def due(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.is_due)


@dataclass(frozen=True, slots=True)
class CommonView:
    id: UUID
    title: str
    received_at: datetime
    pages: int
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a fixing would number now: what it is called, whose it is (plaintiff's number, none for common ones)."""

    label: Label
    kind: DocumentKind | None
    title: str
    plaintiff: int | None


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """A member's own list."""

    lines: tuple[Line, ...]
    pages_left: int

    @property
    def due(self) -> int:
        return sum(one.is_due for one in self.lines)
