"""The nouns of verification: documents and pages as each may see them, declarations, points, decisions, removals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal


class DocumentKind(StrEnum):
    """Papers that a suit for a deposit is proved by, in the order in which a complaint tells the story."""

    LEASE = "lease"
    TRANSFER = "transfer"
    REGISTER = "register"
    RESIDENT = "resident"
    FIXED_DATE = "fixed_date"
    NOTICE = "notice"
    ORDER = "order"
    DECISION = "decision"
    DISTRIBUTION = "distribution"
    MESSAGES = "messages"
    OTHER = "other"
    MANDATE = "mandate"


# What can be evidence: all but the mandate itself.
EVIDENCE = tuple(one for one in DocumentKind if one is not DocumentKind.MANDATE)


class Relation(StrEnum):
    """To whoever stands on the landlord's side: none, or to whom."""

    NONE = "none"
    LANDLORD = "landlord"
    BROKER = "broker"
    MANAGER = "manager"
    OTHER = "other"


class Point(StrEnum):
    """What a caseworker has to have looked for in a lease, in the order of the paper."""

    NAME = "name"
    LANDLORD = "landlord"
    ADDRESS = "address"
    DEPOSIT = "deposit"
    DATES = "dates"
    SIGNATURES = "signatures"
    FIXED_DATE = "fixed_date"
    BROKER = "broker"
    COVERED = "covered"


class Saw(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


# Without these nobody is accepted by one person: a no refuses or needs a second pair of eyes.
ESSENTIAL = (Point.NAME, Point.LANDLORD, Point.ADDRESS, Point.SIGNATURES)


class Seen(StrEnum):
    """Where the lease was seen: in what she uploaded, or in a caseworker's hand."""

    UPLOAD = "upload"
    PERSON = "person"


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"


class NoSuchDocument(NotYours):
    """No such document or page, or not for this actor."""


class ViewingOver(Refusal):
    """The minutes of looking are over, or it is somebody else's leave."""


class QuotaFull(Refusal):
    """So many pages are not kept of one person; she may take some away."""


class WordsMissing(Refusal):
    """Whoever declares a relation says which."""


class NotDeclared(Refusal):
    """Nobody is accepted before she said what she is to the landlord's side."""


class ConflictOpen(Refusal):
    """She declared a relation, and nobody has said that it is no bar."""


class PointsMissing(Refusal):
    """Each point of the list wants an answer."""


class EssentialMissing(Refusal):
    """A lease without its essential points is not accepted by the first who looks."""


class SecondNeeded(Refusal):
    """She called it doubtful herself: another caseworker decides."""


class NotLooked(Refusal):
    """She has not opened the upload she would decide about."""


class NothingUploaded(Refusal):
    """There is no upload in which it could have been seen."""


class RemovalDone(Refusal):
    """It was decided before, or nothing is asked."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page without its picture."""

    id: UUID
    number: int
    width: int
    height: int
    burnt: int
    marked: int
    searched: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`for_suit`: it is kept until the suit is over, not until the decision about her lease."""

    id: UUID
    kind: DocumentKind
    received_at: datetime
    pages: tuple[PageView, ...]
    for_suit: bool = False

    @property
    def burnt(self) -> int:
        return sum(page.burnt for page in self.pages)

    @property
    def searched(self) -> bool:
        return all(page.searched for page in self.pages)


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """`open`: it names a relation that nobody has found to be no bar."""

    relation: Relation
    declared_at: datetime
    by_desk: bool
    settled_at: datetime | None

    @property
    def open(self) -> bool:
        return self.relation is not Relation.NONE and self.settled_at is None


@dataclass(frozen=True, slots=True)
class DecisionView:
    seen: Seen
    points: Mapping[Point, Saw]
    outcome: Outcome
    reason: str
    decided_at: datetime
    decided_by: UUID


@dataclass(frozen=True, slots=True)
class RemovalView:
    id: UUID
    victim_id: UUID
    kind: str
    reason: str
    asked_at: datetime
    asked_by: UUID
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class ViewingView:
    id: UUID
    victim_id: UUID
    until: datetime
