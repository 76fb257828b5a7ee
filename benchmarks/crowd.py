"""One group of any number of active members who agree to its lawyer's firm: rows as registrations leave them, in bulk."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, select

from benchmarks.lives import active_group, answer
from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.destruction import nightly
from lawsuit_hub.features.lawsuits.models import Membership
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Consent, Lease, Victim
from lawsuit_hub.infra.db import Base, new_id
from lawsuit_hub.infra.keystore import SubjectKey
from lawsuit_hub.infra.work import Work
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.keyring import KeyKind

AT_ONCE = 2_000
Made = list[tuple[type[Base], dict[str, Any]]]


def crowd(instance: Instance, size: int) -> tuple[str, UUID]:
    """The group's code and its lawyer. The first member comes through the services, the others by her pattern."""
    code, lawyer, _head = active_group(instance, 1)
    for start in range(1, size, AT_ONCE):
        with instance.works.open(SYSTEM) as work:
            _fill(work, range(start, min(size, start + AT_ONCE)))
    nightly.fold(instance.works)  # as each minute: no key stays under the vault's pair
    return code, lawyer


def _fill(work: Work, numbers: range) -> None:
    pattern = work.db.scalars(select(Membership).limit(1)).one()
    agreed = [_columns(one) for one in work.db.scalars(select(Consent).where(Consent.victim_id == pattern.victim_id))]
    victim, lease = work.db.execute(select(Victim, Lease).join(Lease, Lease.victim_id == Victim.id).limit(1)).one()
    patterns = {Victim: _columns(victim), Lease: _columns(lease), Membership: _columns(pattern)}
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    for number in numbers:
        for table, row in _of(work, number, patterns, agreed):
            rows.setdefault(table, []).append(row)
    for table in (Victim, Lease, SubjectKey, Consent, Membership):
        work.db.execute(insert(_table(table)), rows[table])


def _of(
    work: Work, number: int, patterns: dict[type[Base], dict[str, Any]], agreed: list[dict[str, Any]]
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    victim_id, lease_id = new_id(), new_id()
    for kind in (KeyKind.VAULT, KeyKind.HINT):
        work.keys.new_subject(victim_id, kind)
    for key in [one for one in work.db.new if isinstance(one, SubjectKey)]:
        work.db.expunge(key)  # written with all the others
        yield SubjectKey, _columns(key)
    person, contract = records.sealed(work, victim_id, lease_id, answer(number, landlords=1))
    reference = f"P-{number}"
    yield Victim, {**patterns[Victim], **person, "id": victim_id, "reference": reference}
    yield Lease, {**patterns[Lease], **contract, "id": lease_id, "victim_id": victim_id}
    for one in agreed:
        yield Consent, {**one, "id": new_id(), "victim_id": victim_id}
    ids = {"id": new_id(), "victim_id": victim_id, "alias": f"표본 {number}", "place": number}
    yield Membership, {**patterns[Membership], **ids, "card": None}


def _columns(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in _table(type(row)).columns}


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
