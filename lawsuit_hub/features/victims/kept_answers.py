"""A newer answer as it waits on the desk: into text to be sealed, and back into an answer. Opens nothing itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.building_keys import building_keys
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.registration_numbers import BrokerNumber, BusinessNumber, CorporationNumber
from lawsuit_hub.values.won import Won

_BUSINESS_DIGITS = 10
# Who else stands around the contract: for matching landlords only, so no field of the lease.
_BESIDE: Mapping[str, Callable[[str], Any]] = {
    "broker": LandlordName.parse,
    "broker_number": BrokerNumber.parse,
    "proxy": LandlordName.parse,
    "owner": LandlordName.parse,
}


def written(answer: Answer) -> str:
    kept = {
        "said": records.said(answer),
        "at": answer.at.isoformat(),
        "joins": answer.joins,
        "consents": dict(answer.consents),
        "beside": {name: getattr(answer, name).text for name in _BESIDE if getattr(answer, name) is not None},
    }
    return json.dumps(kept, ensure_ascii=False)


def said(text: str) -> dict[str, str]:
    """What she said, field by field, for a caseworker who has a reason to read it."""
    values: dict[str, str] = json.loads(text)["said"]
    return values


def read(text: str, *, home_province: str) -> Answer:
    kept: dict[str, Any] = json.loads(text)
    at = datetime.fromisoformat(kept["at"])
    joins, consents = bool(kept["joins"]), kept["consents"]
    answer = answer_of(kept["said"], at=at, joins=joins, consents=consents, home_province=home_province)
    beside = {name: _BESIDE[name](text) for name, text in kept.get("beside", {}).items()}
    return replace(answer, **beside)


def answer_of(
    said: Mapping[str, str],
    *,
    at: datetime,
    joins: bool,
    home_province: str,
    consents: Mapping[str, bool] | None = None,
) -> Answer:
    """An answer out of its fields as text; name, telephone, landlord and deposit must be there."""
    get = said.get
    address = Address.parse(said["address"]) if get("address") else None
    number = get("landlord_number", "")
    is_business = len(number) == _BUSINESS_DIGITS
    return Answer(
        at=at,
        consents=consents or {},
        name=PersonName.parse(said["name"]),
        phone=PhoneNumber.parse(said["phone"]),
        email=Email.parse(said["email"]) if get("email") else None,
        birth_date=_date(get("birth_date")),
        service_address=get("service_address", ""),
        address=address,
        building=address.building(home_province) if address else None,
        building_also=building_keys(address, home_province) if address else (),
        landlord=LandlordName.parse(said["landlord_name"]),
        landlord_kind=get("landlord_kind"),
        landlord_birth=_date(get("landlord_birth_date")),
        business_number=BusinessNumber.parse(number) if number and is_business else None,
        corporation_number=CorporationNumber.parse(number) if number and not is_business else None,
        deposit=Won(int(said["deposit"])),
        monthly_rent=Won(int(said["monthly_rent"])) if get("monthly_rent") else None,
        contract_date=_date(get("contract_date")),
        start_date=_date(get("start_date")),
        end_date=_date(get("end_date")),
        move_in_date=_date(get("move_in_date")),
        fixed_date=_date(get("fixed_date")),
        situation=tuple(part for part in get("situation", "").split(", ") if part),
        joins=joins,
        free_text=get("free_text", ""),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
