"""Name and number of somebody whom an organisation named, sealed under a key of their own."""

from dataclasses import dataclass

from lawsuit_hub.features.meetings.models import RepresentativeRow
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """It prints nothing."""

    name: str
    phone: str


def write(work: Work, row: RepresentativeRow, name: PersonName, phone: PhoneNumber) -> None:
    work.keys.new_subject(row.id)
    row.name = work.keys.seal(name.text, Place("organisation_representatives.name", row.id, row.id))
    row.phone = work.keys.seal(phone.national, Place("organisation_representatives.phone", row.id, row.id))


def read(work: Work, row: RepresentativeRow) -> Contact:
    """Whoever calls has left the mark."""
    name = work.keys.open(row.name, Place("organisation_representatives.name", row.id, row.id)) or ""
    phone = work.keys.open(row.phone, Place("organisation_representatives.phone", row.id, row.id)) or ""
    return Contact(name, phone)
