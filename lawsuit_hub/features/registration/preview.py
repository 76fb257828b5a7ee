"""What somebody typed, masked for her own check page: another may look over her shoulder."""

from dataclasses import dataclass, fields

from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.privacy import masking

_SHOWN_DIGITS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """Empty where nothing was typed; dates of the lease and the deposit are shown whole (MASKING: self)."""

    name: str
    phone: str
    email: str
    birth_date: str
    address: str
    landlord_name: str
    landlord_birth: str
    landlord_number: str
    broker: str
    proxy: str
    owner: str

    def __repr__(self) -> str:
        return f"<preview of {len(fields(self))} fields>"


def preview(answer: Answer) -> Preview:
    number = answer.business_number or answer.corporation_number
    return Preview(
        name=masking.name(answer.name.text),
        phone=masking.phone(answer.phone.e164),
        email=masking.email(answer.email.text) if answer.email else "",
        birth_date=masking.birthdate(answer.birth_date.isoformat()) if answer.birth_date else "",
        address=masking.address(answer.address.text) if answer.address else "",
        landlord_name=masking.name(answer.landlord.text),
        landlord_birth=masking.birthdate(answer.landlord_birth.isoformat()) if answer.landlord_birth else "",
        landlord_number=_number(number.digits) if number else "",
        broker=masking.name(answer.broker.text) if answer.broker else "",
        proxy=masking.name(answer.proxy.text) if answer.proxy else "",
        owner=masking.name(answer.owner.text) if answer.owner else "",
    )


def phone_hint(e164: str) -> str:
    return masking.phone(e164)


def _number(digits: str) -> str:
    return digits[:_SHOWN_DIGITS] + "*" * (len(digits) - _SHOWN_DIGITS)
