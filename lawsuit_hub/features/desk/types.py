"""What the desk's pages are made of: piles of work, masked rows, a case file, a comparison. Nothing here holds an identity."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.features.destruction.types import Request
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.features.landlords.comparing import Agreement, Compared
from lawsuit_hub.features.landlords.likely import Candidate
from lawsuit_hub.features.landlords.types import LandlordHints
from lawsuit_hub.features.lawsuits.types import AssignmentLine, GroupLine, MemberLine, StageDate
from lawsuit_hub.features.rights.types import Request as RightsRequest
from lawsuit_hub.features.telephones.types import Change
from lawsuit_hub.features.victims.types import Profile, WaitingTask
from lawsuit_hub.infra.refusals import Refusal


class Pile(StrEnum):
    """What waits for somebody, the most urgent first."""

    WITHDRAWALS = "withdrawals"
    ANSWERS = "answers"
    REQUESTS = "requests"
    LANDLORDS = "landlords"
    DOUBTFUL = "doubtful"
    UPLOADS = "uploads"
    LEASES = "leases"
    FAILED = "failed"
    INVITED = "invited"
    UNCONFIRMED = "unconfirmed"


class Next(StrEnum):
    """What a person waits for next."""

    GONE = "gone"
    TASK = "task"
    CONFIRM = "confirm"
    NOT_JOINING = "not_joining"
    LANDLORD = "landlord"
    LEASE = "lease"
    BARRED = "barred"
    NOTHING = "nothing"


class AlreadyDecided(Refusal):
    """Somebody else decided it, or this very form was sent before: nothing was done twice."""


class GroupConflict(Refusal):
    """The group's landlord contradicts hers."""


class NotALawyer(Refusal):
    """Only an open account of a lawyer is given a group."""


@dataclass(frozen=True, slots=True)
class PileLine:
    pile: Pile
    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class PersonRow:
    """A masked person in a list. `since`: of what the list is about."""

    profile: Profile
    since: datetime
    group: str
    next: Next

    def __repr__(self) -> str:
        return f"<person row {self.profile.reference}>"


@dataclass(frozen=True, slots=True)
class Listed:
    rows: tuple[PersonRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    line: GroupLine
    firm: str


@dataclass(frozen=True, slots=True)
class Today:
    piles: tuple[PileLine, ...]
    chats: tuple[int, int]
    """In how many groups something of the rooms waits, and for how many days the longest."""
    merges: int
    oldest_merge: datetime | None
    exports: int
    oldest_export: datetime | None
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class FirmConsent:
    firm: str
    given: bool


@dataclass(frozen=True, slots=True, repr=False)
class CaseFile:
    """One person for a caseworker, masked."""

    profile: Profile
    next: Next
    membership: MemberLine | None
    group: str
    landlord: LandlordHints | None
    landlord_pending: bool
    may_be_landlord: bool
    firms: tuple[FirmConsent, ...]
    tasks: tuple[WaitingTask, ...]
    erasure: Request | None
    """Her own wish, with the day on which it is carried out by itself; or one that waits for the privacy officer."""
    requests: tuple[RightsRequest, ...]
    number_change: Change | None
    history: tuple[Line, ...]

    def __repr__(self) -> str:
        return f"<case file {self.profile.reference}>"


@dataclass(frozen=True, slots=True)
class Compare:
    """A group beside what a person reported. `conflict` forbids, whatever else agrees."""

    line: GroupLine
    landlord: LandlordHints
    rows: tuple[Compared, ...]
    why: Candidate
    """What speaks for it and against it, weighed."""

    @property
    def conflict(self) -> bool:
        return any(row.agreement is Agreement.CONFLICT for row in self.rows)

    def count(self, agreement: str) -> int:
        return sum(row.agreement == agreement for row in self.rows)


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """One who waits for her landlord to be recognised; `chosen` is the group she is compared with now."""

    profile: Profile
    since: datetime
    codes: tuple[str, ...]
    chosen: Compare | None
    refused: tuple[str, ...] = ()
    """Codes of groups that a caseworker said are not hers."""
    neighbours: int = 1
    """How many wait who name her building, herself among them."""

    @property
    def not_this(self) -> bool:
        return self.chosen is not None and self.chosen.line.code in self.refused

    def __repr__(self) -> str:
        return f"<review {self.profile.reference}>"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups that may be one landlord's. The older code stays."""

    id: UUID
    because: str
    since: datetime
    older: GroupLine
    younger: GroupLine
    hints: tuple[LandlordHints, LandlordHints]
    rows: tuple[Compared, ...]
    why: Candidate

    @property
    def conflict(self) -> bool:
        return any(row.agreement is Agreement.CONFLICT for row in self.rows)


@dataclass(frozen=True, slots=True)
class LawyerChoice:
    id: UUID
    login: str
    firm: str
    agreed: int
    """How many active members let this firm have their data."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A lawyer's time with the group, with whom it names. `open`: it stands, or will begin."""

    line: AssignmentLine
    lawyer: StaffView
    by: str
    open: bool


@dataclass(frozen=True, slots=True, repr=False)
class GroupFile:
    line: GroupLine
    landlord: LandlordHints | None
    members: tuple[tuple[MemberLine, Profile], ...]
    stages: tuple[StageDate, ...]
    lawyers: tuple[LawyerChoice, ...]
    uninvited: int
    invited: int
    entered: int
    invites_mark: str
    history: tuple[Line, ...]
    assigned: tuple[Assigned, ...] = ()

    def __repr__(self) -> str:
        return f"<group file {self.line.code}>"
