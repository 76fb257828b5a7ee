"""The nouns of what happens to whole groups: merges, splits, decisions, and what keeps one from being taken back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.infra.refusals import Refusal


class ChangeKind(StrEnum):
    """What a caseworker, or a rule, did with groups."""

    MERGE = "merge"
    SPLIT = "split"
    SETTLE = "settle"


class Bar(StrEnum):
    """Why a change cannot be taken back."""

    UNDONE = "undone"
    LATER = "later"
    GONE = "gone"
    NOBODY = "nobody"
    CONFLICT = "conflict"
    ELSEWHERE = "elsewhere"
    CERTAIN = "certain"


class SameGroup(Refusal):
    """Both codes lead to one group."""


class NoSuchChange(Refusal):
    """Never was, or too old: what undoing it needs is forgotten."""


class CannotUndo(Refusal):
    """`bar` says why; nothing was changed."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar.value)
        self.bar = bar


@dataclass(frozen=True, slots=True)
class Change:
    """A merge, a split, or a word on one who waited. `group_id` stayed; `other_id` went into it or was taken out of it."""

    id: UUID
    number: int
    kind: ChangeKind
    group_id: GroupId
    other_id: GroupId | None
    landlord_id: UUID
    other_landlord_id: UUID | None
    absorbed: tuple[UUID, ...]
    swapped: bool
    opened: bool
    at: datetime
    decided_by: UUID | None
    undone_at: datetime | None
    undone_by: UUID | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Whoever came into her group from another one, and when."""

    victim_id: UUID
    at: datetime
