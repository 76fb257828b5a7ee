"""The nouns of victims: an answer, consents, and a person as each audience sees her. Nothing here prints an identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.registration_numbers import BrokerNumber, BusinessNumber, CorporationNumber
from lawsuit_hub.values.won import Won

VictimId = UUID


class ConsentKind(StrEnum):
    """Collecting is required; showing one's card and passing data to a named firm are each one's own choice."""

    COLLECT = "collect"
    SHARE_CARD = "share_card"
    FIRM = "firm"


class Channel(StrEnum):
    WEB = "web"
    FORM = "form"
    DESK = "desk"


class ConsentMissing(Refusal):
    """Nobody is registered without every required consent."""


class AlreadyRegistered(Refusal):
    """The telephone number belongs to somebody who is registered; told only to whoever proved the number."""


class NoSuchVictim(NotYours):
    """No such person, or not for this actor."""


class MaybeTheLandlord(Refusal):
    """The person bears the landlord's own name: a lease cannot be accepted without saying that it was compared."""


class AlreadyVerified(Refusal):
    """The lease was seen before."""


class NothingToOpen(Refusal):
    """No field was named, or one that nobody opens."""


class OpenedBefore(Refusal):
    """The same form was sent again (a reload): what it opened is not shown twice."""


class TaskClosed(Refusal):
    """Somebody else closed the task before."""


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Answer:
    """Everything a victim said once, on the web or in a form; parsed, never text."""

    at: datetime
    consents: Mapping[str, bool]
    """Preferences of an imported form, by `ConsentKind`; on the web consents travel apart, with their texts."""
    name: PersonName
    phone: PhoneNumber
    email: Email | None = None
    birth_date: date | None = None
    service_address: str = ""
    address: Address | None
    building: str | None
    """The key of the house, where the address was recognised."""
    building_also: tuple[str, ...] = ()
    """Other keys of the same house, where she wrote both its road and its lot."""
    landlord: LandlordName
    landlord_kind: str | None = None
    landlord_birth: date | None = None
    business_number: BusinessNumber | None = None
    corporation_number: CorporationNumber | None = None
    broker: LandlordName | None = None
    broker_number: BrokerNumber | None = None
    proxy: LandlordName | None = None
    owner: LandlordName | None = None
    """Who owns the house now, where it is not the landlord of the contract."""
    deposit: Won
    monthly_rent: Won | None = None
    contract_date: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    move_in_date: date | None = None
    fixed_date: date | None = None
    situation: tuple[str, ...] = ()
    joins: bool = False
    free_text: str = ""

    def __repr__(self) -> str:
        return "<answer>"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One box as it was answered: `text_sha256` names the version that was shown."""

    kind: ConsentKind
    given: bool
    text_sha256: str | None = None
    firm_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class FirmConsent:
    """That somebody let a firm have her data, from when until when."""

    victim_id: UUID
    firm_id: UUID
    at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConsentState:
    """What stands now. `share_card` and `firms` count only what the person answered here herself."""

    collect: bool = False
    share_card: bool = False
    firms: tuple[UUID, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Hints:
    """Masked for staff lists and for the person herself (MASKING: staff list, self). Never for other members."""

    name: str
    phone: str
    address: str
    deposit: int
    email: str = ""
    birth_date: str = ""
    contract_date: str = ""
    start_date: str = ""
    end_date: str = ""
    move_in_date: str = ""
    fixed_date: str = ""
    situation: tuple[str, ...] = ()
    peer_name: str = ""
    region: str = ""
    band: str = ""
    name_blind: str = ""  # keyed hash of her name as a landlord's is compared: he may register as his own tenant

    @property
    def readable(self) -> bool:
        """False for what stands in the place of hints that do not open: lists stand, nothing is made from it."""
        return self is not UNREADABLE

    def __repr__(self) -> str:
        return "<hints>"


UNREADABLE = Hints(name="***", phone="***", address="***", deposit=0)


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """A person for staff lists and for herself: reference, states, hints."""

    id: VictimId
    reference: str
    channel: str
    joins: bool
    registered_at: datetime
    confirmed_at: datetime | None
    verified_at: datetime | None
    withdrawn_at: datetime | None
    stopped_at: datetime | None
    barred_at: datetime | None
    """When two caseworkers found her to stand on the landlord's side."""
    hints: Hints
    consents: ConsentState

    @property
    def ready(self) -> bool:
        """Everything that being active asks of the person herself (MASKING: *Active*)."""
        done = self.confirmed_at and self.verified_at and self.consents.collect
        return bool(done and not self.withdrawn_at and not self.barred_at)

    def consents_to_firm(self, firm_id: UUID) -> bool:
        """Whether a firm may know of her now: she agreed to it, and did not ask to be left alone."""
        return firm_id in self.consents.firms and self.consents.collect and self.stopped_at is None

    def __repr__(self) -> str:
        return f"<profile {self.reference}>"


@dataclass(slots=True, repr=False)
class Identity:
    """Opened: for the locked roster. Whoever holds one has left an audit line. Not frozen: a hundred thousand are made in a row."""

    id: VictimId
    name: str
    phone: str
    email: str | None
    birth_date: date | None
    service_address: str | None
    address: str | None
    deposit: int | None
    monthly_rent: int | None
    contract_date: date | None
    start_date: date | None
    end_date: date | None
    move_in_date: date | None
    fixed_date: date | None
    situation: str | None
    landlord_kind: str | None
    landlord_name: str | None
    landlord_birth_date: str | None
    landlord_number: str | None

    def __repr__(self) -> str:
        return "<identity>"


@dataclass(frozen=True, slots=True)
class WaitingTask:
    id: UUID
    victim_id: VictimId
    kind: str
    opened_at: datetime
