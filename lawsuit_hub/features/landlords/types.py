"""The nouns of landlords: what a victim reports, what came of it, what a caseworker sees. Nothing here prints a name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.registration_numbers import BrokerNumber, BusinessNumber, CorporationNumber

LandlordId = UUID
BuildingId = UUID
VictimId = UUID

# Asked before two landlords become one: (stays, goes) -> neither has active members.
MayMerge = Callable[[LandlordId, LandlordId], bool]


class LandlordKind(StrEnum):
    PERSON = "person"
    CORPORATION = "corporation"


class Standing(StrEnum):
    """Whether a victim's landlord is certain."""

    SETTLED = "settled"
    PENDING = "pending"


class DecidedBy(StrEnum):
    RULE = "rule"
    CASEWORKER = "caseworker"


class LandlordConflict(Refusal):
    """Birth dates or numbers contradict each other: never the same landlord, whoever says so."""


class NoSuchReport(Refusal):
    """The victim has reported no landlord."""


class NoSuchProposal(Refusal):
    """Nothing of the kind waits to be decided; somebody else may have decided it."""


class NothingToPart(Refusal):
    """Of the people named nobody, or everybody, reports this landlord: on one of the two sides nobody would be left."""


class CertainAgain(Refusal):
    """Let go, the report would be put at once where it is: the rule is certain of it."""


class NoSuchLandlord(Refusal):
    """The landlord is not known here."""


class LinkedAlready(Refusal):
    """A caseworker said before that the same hand is behind both."""


class NoSuchLink(Refusal):
    """The link is not there, or was taken back before."""


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """What one lease says of its landlord. `building` is the key from `Address.building()`, `also_known` are other keys of the
    same house. `owner` is who owns it now, where she knows that this is not the landlord of her contract."""

    name: LandlordName
    kind: LandlordKind
    birth: date | None = None
    business: BusinessNumber | None = None
    corporation: CorporationNumber | None = None
    building: str | None = None
    also_known: tuple[str, ...] = ()
    broker: LandlordName | None = None
    broker_number: BrokerNumber | None = None
    proxy: LandlordName | None = None
    owner: LandlordName | None = None
    contract_date: date | None = None

    @property
    def buildings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*filter(None, [self.building]), *self.also_known)))

    def __repr__(self) -> str:
        return "<evidence>"


@dataclass(frozen=True, slots=True)
class Merged:
    """With what undoing it needs: who reported the one that went, and who had gone into him before."""

    kept: LandlordId
    gone: LandlordId
    reporters: tuple[VictimId, ...] = field(default=(), compare=False)
    absorbed: tuple[LandlordId, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody else's report that became certain by this one."""

    victim_id: VictimId
    landlord_id: LandlordId


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report or a decision led to. Apply in this order: opened, merged, settled."""

    landlord_id: LandlordId | None
    candidates: tuple[LandlordId, ...] = ()
    opened: tuple[LandlordId, ...] = ()
    merged: tuple[Merged, ...] = ()
    settled: tuple[Settled, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportStanding:
    landlord_id: LandlordId | None
    standing: Standing
    decided_by: DecidedBy
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    victim_id: VictimId
    since: datetime
    candidates: tuple[LandlordId, ...]


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Certain evidence says both are one, but one of them has active members: a caseworker confirms."""

    id: UUID
    older: LandlordId
    younger: LandlordId
    because: str
    created_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class LandlordHints:
    """What staff lists show; made from hints, never from the vault."""

    name_mask: str
    birth_mask: str
    kind: LandlordKind | None
    buildings_count: int

    def __repr__(self) -> str:
        return "<landlord hints>"
