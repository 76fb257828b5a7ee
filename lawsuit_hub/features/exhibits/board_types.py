"""A group's exhibits as its caseworker and its lawyer see them on one page."""

from dataclasses import dataclass
from datetime import datetime

from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.archive_types import ArchiveView
from lawsuit_hub.features.exhibits.types import CommonView, Fresh, Label, MemberPapers, Wanted
from lawsuit_hub.features.lawsuits.types import GroupLine


@dataclass(frozen=True, slots=True)
class ListedExhibit:
    """`there`: it would be in an archive now."""

    label: Label
    kind: DocumentKind | None
    title: str
    plaintiff: int | None
    there: bool


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
