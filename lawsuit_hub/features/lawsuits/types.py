"""The nouns of lawsuits: groups, stages, places in a group, and members as their peers see them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

GroupId = UUID
MembershipId = UUID

VISIBLE_FROM = 2  # active members; under this a group does not exist for its members
CARDS_FROM = 3  # under this a card is the alias alone (MASKING: audience peer)


class Stage(StrEnum):
    """Eight stages of a case, in order."""

    GATHERING = "gathering"
    SETTLED = "settled"
    COUNSEL = "counsel"
    MANDATE = "mandate"
    FILED = "filed"
    JUDGMENT = "judgment"
    RECOVERY = "recovery"
    CLOSED = "closed"


class NoSuchGroup(NotYours):
    """No such group, or it was merged, or it is not this actor's."""


class BadPeriod(Refusal):
    """An assignment begins today or later and ends after it begins."""


class StillAssigned(Refusal):
    """Somebody has the group until the new assignment would begin: end hers first."""


class AssignmentChanged(Refusal):
    """Somebody else assigned the group at this moment; look again."""


class NotActive(Refusal):
    """Only an active member may."""


class RoomMissing(Refusal):
    """The group has no room yet."""


class BadRoomUrl(Refusal):
    """Not a KakaoTalk group room; `why`: host, private_chat or shape of its address, or code for the participation code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an answer's landlord puts a person. `membership`: joined, pending, or None for who did not say yes."""

    group: str | None
    membership: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What a fellow member sees: never more. Under three active members only the alias."""

    membership_id: MembershipId
    alias: str
    place: int
    name_mask: str = ""
    district: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class StageDate:
    stage: Stage
    at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """A group for one of its active members. Everything here may stand on a page she can open."""

    group_id: GroupId
    code: str
    area: str
    stage: Stage
    stages: tuple[StageDate, ...]
    membership_id: MembershipId
    active: int
    waiting: int
    mine: MemberCard
    shares: bool
    cards: tuple[MemberCard, ...] = field(default=())
    without_card: int = 0
    has_room: bool = False
    entered: int = 0
    entered_room_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A person's own place, for her alone. `card`: what fellow members may read, as it was sealed."""

    membership_id: MembershipId
    alias: str
    joined_at: datetime
    active_since: datetime | None
    moved_at: datetime | None
    left_at: datetime | None
    entered_room_at: datetime | None
    card: dict[str, str] | None
    paused_at: datetime | None = None


class Waits(StrEnum):
    """Why a person sees no group yet."""

    BARRED = "barred"
    NOT_JOINING = "not_joining"
    CONFIRMATION = "confirmation"
    LANDLORD = "landlord"
    LEASE = "lease"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group for staff."""

    id: GroupId
    code: str
    area: str
    stage: Stage
    members: int
    pending: int
    visible: bool
    opened_at: datetime
    landlord_id: UUID
    lawyer_id: UUID | None
    has_room: bool
    room_set_at: datetime | None
    entered: int


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """A lawyer's time with a group. `ends_at` is the moment after its last day; `assigned_by` is empty where nobody knows."""

    id: UUID
    group_id: GroupId
    lawyer_id: UUID
    starts_at: datetime
    ends_at: datetime | None
    ended_at: datetime | None
    assigned_by: UUID | None
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Room:
    """Opened once, for a member entering or the caseworker who sets it; it prints nothing."""

    url: str
    code: str

    def __repr__(self) -> str:
        return "<room>"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A membership for staff: ids and states; the person comes from victims."""

    membership_id: MembershipId
    victim_id: UUID
    group_id: GroupId
    alias: str
    joined_at: datetime
    active_since: datetime | None
    entered_room_at: datetime | None
    paused_at: datetime | None = None
