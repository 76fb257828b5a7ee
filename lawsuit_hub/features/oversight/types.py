"""What the privacy officer reads: lines of the trail, figures, downloads, grants. People are references, never more."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lawsuit_hub.access.roles import STAFF_ROLES
from lawsuit_hub.infra.refusals import NotYours, Refusal


class Kind(StrEnum):
    """The columns of the figures: what staff does with personal data."""

    REVEALS = "reveals"
    CHECKS = "checks"
    SEARCHES = "searches"
    IMPORTS = "imports"
    EXPORTS = "exports"
    DESTROYS = "destroys"
    OTHER = "other"


DEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.REVEALS: ("person:revealed",),
    Kind.CHECKS: ("lease:verified", "lease:unverified", "lease:namesake", "task:closed", "phone:change-asked"),
    Kind.SEARCHES: ("desk:searched",),
    Kind.IMPORTS: ("responses:uploaded", "responses:columns-chosen", "responses:imported", "responses:import-ended"),
    Kind.EXPORTS: (
        "roster:export-begun", "roster:export-cancelled", "roster:exported", "roster:fetched", "lawyer:key-kept", "lawyer:key-dropped",
        "roster:second-asked", "roster:second-agreed", "roster:second-refused", "roster:set-aside",
        "exhibits:asked", "exhibits:second-agreed", "exhibits:second-refused", "exhibits:pack-begun", "exhibits:packed", "exhibit:packed",
    ),
    Kind.DESTROYS: (
        "victim:destroyed", "victim:destroyed-again", "destruction:forced", "destruction:approved", "destruction:list-approved",
        "destruction:first-word",
        "destruction:carried-out", "keys:retired",
    ),
}  # fmt: skip
# What nobody signs for herself.
OPENINGS = (*DEEDS[Kind.REVEALS], *DEEDS[Kind.SEARCHES], *DEEDS[Kind.EXPORTS])
DOWNLOAD = "roster:exported"
# One line about the group and one for each person in it: the file is counted, not the people.
OF_FILES = (DOWNLOAD, "roster:second-asked", "roster:second-agreed", "roster:second-refused")


class AlreadySigned(Refusal):
    """Somebody signed this span before: nothing was signed twice."""


class FiguresChanged(Refusal):
    """The figures are not those that the signer saw."""


class OwnAccesses(Refusal):
    """Among the lines are some by which the signer herself opened or took data: somebody else has to sign."""


class NotesMissing(Refusal):
    """Each flagged item needs a note; `items` lacks one."""

    def __init__(self, items: tuple[str, ...]) -> None:
        super().__init__(f"{len(items)} items lack a note")
        self.items = items


class NoSuchReview(NotYours):
    """No review has this number."""


class NoSuchFind(NotYours):
    """No pattern has this id."""


class AlreadyDecided(Refusal):
    """Somebody decided about this pattern before."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the trail as the officer reads it: staff by login, people by reference, groups by code."""

    number: int
    at: datetime
    role: str
    who: str
    account_id: UUID | None
    address: str
    deed: str
    about: str
    reason: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    who: str
    role: str
    counts: dict[Kind, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Flagged:
    """What a signer must say something about. `key` stays the same however often the page is made."""

    key: str
    line: Told
    why: str


@dataclass(frozen=True, slots=True)
class OpenReview:
    """The span that nobody has signed: lines after `after` up to `last`, and what is counted in it."""

    after: int
    last: int
    since: datetime
    due_at: datetime
    figures: tuple[Figure, ...]
    downloads: tuple[Told, ...]
    downloads_count: int
    flagged: tuple[Flagged, ...]
    sha256: str
    own: int
    own_openings: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class SignedReview:
    """`stands`: counted again from the same lines, the figures have the hash that was signed."""

    number: int
    since: datetime
    until: datetime
    signed_at: datetime
    signed_by: str
    note: str
    after: int = 0
    last: int = 0
    sha256: str = ""
    figures: tuple[Figure, ...] = ()
    notes: tuple[tuple[Told | None, str], ...] = ()
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Grant:
    """One right of one account: given, and perhaps taken again. `right`: account or group, or what was done to the account
    once (invited, sessions); `what`: a role, or a group's code. Whatever ended by itself was taken by nobody.
    """

    right: str
    login: str
    what: str
    firm: str
    given_at: datetime
    given_by: str
    why: str
    taken_at: datetime | None = None
    taken_by: str = ""
    taken_why: str = ""
    until: date | None = None
    networks: str = ""


@dataclass(frozen=True, slots=True)
class FindLine:
    """An unusual pattern: which rule, whose account, how often, when, and what was said about it."""

    id: UUID
    rule: str
    who: str
    count: int
    from_at: datetime
    to_at: datetime
    decided_at: datetime | None = None
    decided_by: str = ""
    note: str = ""
    breach_id: UUID | None = None
    lines: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Finds:
    open: tuple[FindLine, ...]
    open_count: int
    decided: tuple[FindLine, ...]
    scanned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list of accesses is narrowed to."""

    login: str = ""
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Accesses:
    lines: tuple[Told, ...]
    older: int | None
    logins: tuple[str, ...] = field(default=())


STAFF_VALUES = tuple(role.value for role in STAFF_ROLES)
