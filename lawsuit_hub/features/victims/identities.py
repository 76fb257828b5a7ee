"""Opens people one after the other, everything of each but her free text, for a locked roster. Memory stays flat."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, type_coerce
from sqlalchemy.types import NullType

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Lease, Victim
from lawsuit_hub.features.victims.types import Identity, VictimId
from lawsuit_hub.infra.db import spelling
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.whole_rows import CipherOf, Layout

_AT_ONCE = 250
_OF_VICTIM = ("name", "phone", "birth_date", "email", "service_address")
_VICTIM, _LEASE = Layout("victims", _OF_VICTIM), Layout("leases", records.LEASE_FIELDS)
_PEOPLE, _LEASES = Victim.__table__, Lease.__table__
_ASKED: Any = select(
    *(type_coerce(one, NullType()) for one in (_PEOPLE.c.id, _LEASES.c.id)),
    # Sealed values as they lie there: nothing is made of them but what they open to.
    *(type_coerce(_PEOPLE.c[name], NullType()) for name in _OF_VICTIM),
    *(type_coerce(_LEASES.c[name], NullType()) for name in (*records.LEASE_FIELDS, "row_mac")),
).join_from(_PEOPLE, _LEASES, _LEASES.c.victim_id == _PEOPLE.c.id)


def identities(work: Work, victim_ids: Iterable[VictimId]) -> Iterator[Identity]:
    """In their order. The caller has recorded the export.

    The MAC of each lease is checked: fields of two answers never mix. Raises CannotOpen.
    """
    work.require(Permission.ROSTER_EXPORT)
    wanted, spelt = list(victim_ids), spelling(work.db)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found = {row[0]: row for row in work.db.execute(_ASKED.where(_PEOPLE.c.id.in_(part)))}
        for victim_id, cipher_of in zip(part, work.keys.passing(part), strict=True):
            yield _opened(cipher_of, victim_id, found[spelt(victim_id)])


def _opened(cipher_of: CipherOf, victim_id: UUID, row: Sequence[Any]) -> Identity:
    _victim_id, lease_id, *fields, mac = row
    hers, contract = fields[: len(_OF_VICTIM)], fields[len(_OF_VICTIM) :]
    subject = victim_id.bytes
    lease = bytes.fromhex(lease_id) if isinstance(lease_id, str) else lease_id.bytes
    if mac is not None:
        _LEASE.check(cipher_of, subject, lease, mac, contract)
    name, phone, birth_date, email, service_address = _VICTIM.opened(cipher_of, subject, subject, hers)
    (
        address, deposit, monthly_rent, contract_date, start_date, end_date, move_in_date, fixed_date,
        situation, landlord_kind, landlord_name, landlord_birth_date, landlord_number,
    ) = _LEASE.opened(cipher_of, subject, lease, contract)  # fmt: skip
    return Identity(
        id=victim_id,
        name=name or "",
        phone=phone or "",
        email=email,
        birth_date=_date(birth_date),
        service_address=service_address,
        address=address,
        deposit=_int(deposit),
        monthly_rent=_int(monthly_rent),
        contract_date=_date(contract_date),
        start_date=_date(start_date),
        end_date=_date(end_date),
        move_in_date=_date(move_in_date),
        fixed_date=_date(fixed_date),
        situation=situation,
        landlord_kind=landlord_kind,
        landlord_name=landlord_name,
        landlord_birth_date=landlord_birth_date,
        landlord_number=landlord_number,
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _int(text: str | None) -> int | None:
    return int(text) if text else None
