"""The nouns of exhibits: what a suit wants, how a member's papers stand, numbers as courts write them, archives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.documents.types import DocumentKind, DocumentView
from lawsuit_hub.features.lawsuits.types import GroupLine, MemberLine
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


class Purpose(StrEnum):
    FILING = "filing"
    REVIEW = "review"


class Gap(StrEnum):
    """Why something that has a number is not in an archive."""

    MANDATE = "mandate"
    TAKEN_AWAY = "taken_away"
    UNCHECKED = "unchecked"
    UNREADABLE = "unreadable"


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


class NothingToPack(Refusal):
    """No exhibit could be in an archive now."""


class NoSuchPaper(NotYours):
    """No such member, document, exhibit or archive, or not for this actor."""


class SecondAwaited(Refusal):
    """So many people take a second person's word, which is not there yet."""


class LeaveOver(Refusal):
    """The archive was taken, refused, or its time is over."""


class NotAnotherPerson(Refusal):
    """Whoever asked is no second person."""


class WeakFilePassword(Refusal):
    """`why` is one of privacy.file_lock's weaknesses."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


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
class ListedExhibit:
    """`there`: it would be in an archive now."""

    label: Label
    kind: DocumentKind | None
    title: str
    plaintiff: int | None
    there: bool


@dataclass(frozen=True, slots=True)
class ArchiveView:
    id: UUID
    group_id: UUID
    number: int
    lawyer_id: UUID
    purpose: Purpose
    reason: str
    people: int
    exhibits: int
    asked_at: datetime
    until: datetime
    needs_second: bool
    agreed: bool | None
    answer: str
    begun_at: datetime | None
    finished_at: datetime | None
    packed: int | None
    left_out: int | None
    over: bool

    @property
    def name(self) -> str:
        return called(self.number)

    @property
    def awaits(self) -> bool:
        return self.needs_second and self.agreed is None and not self.over

    @property
    def ready(self) -> bool:
        return not self.over and (not self.needs_second or self.agreed is True)


@dataclass(frozen=True, slots=True)
class Board:
    """A group's exhibits for its caseworker and its lawyer. `mark`: of what is fresh; `ready`: exhibits that could be packed, of `people`."""

    line: GroupLine
    wanted: Wanted
    members: tuple[MemberPapers, ...]
    common: tuple[CommonView, ...]
    fresh: tuple[Fresh, ...]
    mark: str
    ready: int
    fixed_at: datetime | None
    archives: tuple[ArchiveView, ...]
    people: int
    needs_second: bool


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """A member's own list."""

    lines: tuple[Line, ...]
    pages_left: int

    @property
    def due(self) -> int:
        return sum(one.is_due for one in self.lines)


def called(number: int) -> str:
    """How people name an archive, in files, records and on the telephone."""
    return f"E-{number:04d}"
