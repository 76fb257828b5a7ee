"""One answer of a form as values, or why it is not taken. Shows nothing of itself in logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lawsuit_hub.values.address import Address
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber
from lawsuit_hub.values.won import Won

Reason = Literal["consent", "name", "phone", "landlord", "deposit", "date", "forbidden_identifier"]
"""In the order in which they are given: the first that applies."""

Consent = Literal["collect", "firm", "share"]
LandlordKind = Literal["person", "corporation"]


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Answer:
    at: datetime
    consents: Mapping[Consent, bool]
    """Only the consents that the form asked for."""
    name: PersonName
    phone: PhoneNumber
    email: Email | None
    birth_date: date | None
    address: Address | None
    building: str | None
    """The key of the house, where the address was recognised."""
    landlord_kind: LandlordKind | None
    landlord: LandlordName
    landlord_birth: date | None
    business_number: BusinessNumber | None
    corporation_number: CorporationNumber | None
    deposit: Won
    monthly_rent: Won | None
    contract_date: date | None
    start_date: date | None
    end_date: date | None
    move_in_date: date | None
    fixed_date: date | None
    situation: tuple[str, ...]
    joins: bool
    free_text: str

    def __repr__(self) -> str:
        return "<answer>"


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: Reason
