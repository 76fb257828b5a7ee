"""The nouns of the library: manuals, their versions, what is handed out; and its refusals."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.publishing.types import Attachment, Finding, Gate
from lawsuit_hub.infra.refusals import NotYours, Refusal

LONGEST_TITLE = 80
LONGEST_SUMMARY = 500
LONGEST_LABEL = 20
LONGEST_NOTE = 500
CATEGORIES = ("manual", "form", "guide", "law")
LANGUAGES = ("ko", "en", "zh", "vi", "uz", "mn")


class NoSuchManual(NotYours):
    """No such manual or version, or nobody outside may see it."""


class HoldsPersonal(Refusal):
    """A title or a summary is public at once, so it may hold nothing that could be somebody's."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(sorted({one.kind for one in found})))
        self.found = found


class BadManual(Refusal):
    """`why`: empty, long, category, language, number (a resident number), file (none hangs on it), published. `field`: beside which it stands."""

    def __init__(self, why: str, field: str = "title") -> None:
        super().__init__(why)
        self.why, self.field = why, field


@dataclass(frozen=True, slots=True)
class Facts:
    """A manual as it was typed."""

    title: str
    summary: str
    category: str


@dataclass(frozen=True, slots=True)
class Version:
    """`number` counts the versions of one manual, `label` is what it is called; `downloads` are of its file, by nobody."""

    id: UUID
    number: int
    label: str
    note: str
    language: str
    added_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    file: Attachment | None

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None and self.file is not None


@dataclass(frozen=True, slots=True)
class Manual:
    """`versions`: the newest first; whoever is no staff sees those that are public."""

    id: UUID
    number: int
    facts: Facts
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version | None:
        """What is handed out as the latest: Korean before other languages of the same time."""
        public = [one for one in self.versions if one.is_public]
        return max(public, key=lambda one: (one.language == "ko", one.number)) if public else None

    def latest(self, language: str) -> Version | None:
        return next((one for one in self.versions if one.is_public and one.language == language), None)

    @property
    def downloads(self) -> int:
        return sum(one.file.downloads for one in self.versions if one.file)


@dataclass(frozen=True, slots=True)
class Draft:
    """A version for who works on it: how it stands before the gate."""

    version: Version
    gate: Gate | None


@dataclass(frozen=True, slots=True)
class Handout:
    """A manual for a bot or a link: what it is called, which version, and the address that stays."""

    title: str
    version: str
    path: str
