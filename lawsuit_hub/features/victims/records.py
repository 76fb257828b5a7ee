"""Between an answer and its sealed rows: what is sealed where, what becomes a hint, what is found by index."""

import json
import logging
from dataclasses import asdict, fields
from datetime import date
from typing import Any
from uuid import UUID

from lawsuit_hub.features.victims import houses
from lawsuit_hub.features.victims.models import Lease, Victim
from lawsuit_hub.features.victims.types import UNREADABLE, Answer, Hints
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.index import name_form
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.refused import BadName

log = logging.getLogger("lawsuit_hub.victims")

LEASE_FIELDS = (
    "address", "deposit", "monthly_rent", "contract_date", "start_date", "end_date", "move_in_date", "fixed_date",
    "situation", "landlord_kind", "landlord_name", "landlord_birth_date", "landlord_number",
)  # fmt: skip
VICTIM_FIELDS = ("name", "phone", "birth_date", "email", "service_address", "free_text")


def phone_index(work: Work, e164: str) -> bytes:
    return work.keys.index("victims.phone", e164)


def name_index(work: Work, name: str) -> bytes:
    return work.keys.index("victims.name", name_form(name) or name)


def recognised_by(answer: Answer) -> list[tuple[str, str]]:
    """What the indexes of an answer will ask, for asking it all at once."""
    pairs = [
        ("victims.phone", answer.phone.e164),
        ("victims.name", name_form(answer.name.text) or answer.name.text),
        ("leases.landlord", answer.landlord.key),
        ("leases.house", houses.house(answer)),
        ("landlords.loose", _loose(answer)),
    ]
    return [pair for pair in pairs if pair[1]]


def landlord_index(work: Work, answer: Answer) -> bytes:
    return work.keys.index("leases.landlord", answer.landlord.key)


def _name_blind(work: Work, answer: Answer) -> str:
    """So that nobody is opened to see whether she bears her landlord's name."""
    loose = _loose(answer)
    return work.keys.index_to_seal("landlords.loose", loose) if loose else ""


def _loose(answer: Answer) -> str:
    try:
        return LandlordName.parse(answer.name.text).loose
    except BadName:
        return ""


def write(work: Work, victim: Victim, lease: Lease, answer: Answer) -> None:
    """Seals an answer into its rows; what the newer answer leaves out of the lease is left out."""
    person, contract = sealed(work, victim.id, lease.id, answer)
    for row, values in ((victim, person), (lease, contract)):
        for name, value in values.items():
            setattr(row, name, value)


Columns = dict[str, Sealed | bytes | None]


def sealed(work: Work, victim_id: UUID, lease_id: UUID, answer: Answer) -> tuple[Columns, Columns]:
    """The columns of both rows that an answer fills: sealed values and blind indexes."""
    keys = work.keys
    person: Columns = {
        name: keys.seal(value, Place(f"victims.{name}", victim_id, victim_id))
        for name, value in _person(answer).items()
    }
    hints = json.dumps({**asdict(hints_of(answer)), "name_blind": _name_blind(work, answer)}, ensure_ascii=False)
    person["hints"] = keys.seal(hints, Place("victims.hints", victim_id, victim_id), KeyKind.HINT)
    person["phone_index"] = phone_index(work, answer.phone.e164)
    person["name_index"] = name_index(work, answer.name.text)
    written = {
        name: keys.seal(value, Place(f"leases.{name}", victim_id, lease_id))
        for name, value in _contract(answer).items()
    }
    row_mac = keys.seal_row(written, Place("leases.row_mac", victim_id, lease_id))
    indexes = {"house_index": houses.house_index(work, answer), "landlord_index": landlord_index(work, answer)}
    return person, {**written, "row_mac": row_mac, **indexes}


def _person(answer: Answer) -> dict[str, str | None]:
    return {
        "name": answer.name.text,
        "phone": answer.phone.e164,
        "birth_date": _iso(answer.birth_date),
        "email": answer.email.text if answer.email else None,
        "service_address": answer.service_address or None,
        "free_text": answer.free_text or None,
    }


def _contract(answer: Answer) -> dict[str, str | None]:
    number = answer.business_number or answer.corporation_number
    return {
        "address": answer.address.text if answer.address else None,
        "deposit": str(answer.deposit.amount),
        "monthly_rent": str(answer.monthly_rent.amount) if answer.monthly_rent else None,
        "contract_date": _iso(answer.contract_date),
        "start_date": _iso(answer.start_date),
        "end_date": _iso(answer.end_date),
        "move_in_date": _iso(answer.move_in_date),
        "fixed_date": _iso(answer.fixed_date),
        "situation": ", ".join(answer.situation) or None,
        "landlord_kind": answer.landlord_kind,
        "landlord_name": answer.landlord.text,
        "landlord_birth_date": _iso(answer.landlord_birth),
        "landlord_number": number.digits if number else None,
    }


def said(answer: Answer) -> dict[str, str]:
    """Every field an answer filled, as text: for one that waits on the desk."""
    both = {**_person(answer), **_contract(answer)}
    return {name: value for name, value in both.items() if value}


def hints_of(answer: Answer) -> Hints:
    return Hints(
        name=masking.name(answer.name.text),
        phone=masking.phone(answer.phone.e164),
        address=masking.address(answer.address.text) if answer.address else "",
        deposit=answer.deposit.amount,
        email=masking.email(answer.email.text) if answer.email else "",
        birth_date=masking.birthdate(answer.birth_date.isoformat()) if answer.birth_date else "",
        contract_date=_iso(answer.contract_date) or "",
        start_date=_iso(answer.start_date) or "",
        end_date=_iso(answer.end_date) or "",
        move_in_date=_iso(answer.move_in_date) or "",
        fixed_date=_iso(answer.fixed_date) or "",
        situation=answer.situation,
        peer_name=masking.peer_name(answer.name.text),
        region=masking.region(answer.address.text) if answer.address else "",
        band=masking.band(answer.deposit.amount),
    )


def read_hints(work: Work, victim: Victim) -> Hints:
    """Opens hints only: masked values, and what a person may always see of her own lease.

    One person's damaged row does not take a list of many away: UNREADABLE stands in its place, and a line in the log.
    """
    try:
        opened = work.keys.open(victim.hints, Place("victims.hints", victim.id, victim.id), KeyKind.HINT)
    except CannotOpen as error:
        log.error("the hints of %s do not open: %s", victim.id, type(error).__name__)
        return UNREADABLE
    if opened is None:
        return Hints(name="***", phone="***", address="***", deposit=0)
    known = {one.name for one in fields(Hints)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(opened).items()
        if name in known
    }
    return Hints(**values)


def read_field(work: Work, victim: Victim, lease: Lease, name: str) -> str | None:
    """Opens one field of a person under her own key; the caller has the permission and leaves the audit line."""
    if name in VICTIM_FIELDS:
        sealed: Sealed | None = getattr(victim, name)
        return work.keys.open(sealed, Place(f"victims.{name}", victim.id, victim.id))
    if name not in LEASE_FIELDS:
        raise KeyError(name)
    sealed = getattr(lease, name)
    return work.keys.open(sealed, Place(f"leases.{name}", victim.id, lease.id))


def check(work: Work, victim: Victim, lease: Lease) -> None:
    """CannotOpen where fields of two answers were mixed."""
    if lease.row_mac is not None:
        sealed_fields = {name: getattr(lease, name) for name in LEASE_FIELDS}
        work.keys.check_row(lease.row_mac, sealed_fields, Place("leases.row_mac", victim.id, lease.id))


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
