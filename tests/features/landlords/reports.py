"""Victims and what they say of their landlords, for the tests of this folder. Everything is invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, Table

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.landlords.types import Evidence, LandlordId, LandlordKind, Outcome
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.infra import epochs
from lawsuit_hub.infra.db import Base, make_sessions
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import Keyring
from lawsuit_hub.settings import Settings
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.refused import BadNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber

NOW = datetime(2024, 1, 3, 9, 0, tzinfo=UTC)
CASEWORKER = Actor(Role.CASEWORKER, id=uuid4())
BORN, BORN_LATER = date(1970, 3, 2), date(1981, 12, 24)
_TABLES: list[Table] = [table for table in Base.metadata.tables.values() if table.name.startswith("landlord")] + [
    Base.metadata.tables[name]
    for name in ("buildings", "building_keys", "victims", "audit_lines", "subject_keys", "kek_epochs", "index_epochs")
]


def make_tables(engine: Engine, ring: Keyring) -> None:
    """With the epochs that a start of the service notes."""
    Base.metadata.create_all(engine, tables=_TABLES)
    with make_sessions(engine).begin() as session:
        epochs.begin(session, ring.newest(), NOW)


@contextmanager
def work_on(engine: Engine, ring: Keyring, *, actor: Actor = SYSTEM) -> Iterator[Work]:
    """One transaction, opened as the service opens it: a visitor's holds no key that opens an identity."""
    settings = Settings(instance=Path(), database_url=str(engine.url))
    works = Works(make_sessions(engine), ring, Limits.at("memory://"), settings, clock=lambda: NOW)
    with works.open(actor) as work:
        yield work


def caseworker(work: Work) -> Work:
    return replace(work, actor=CASEWORKER)


def make_victim(work: Work) -> UUID:
    """A victim as the registration leaves her: a row, and keys of her own."""
    victim_id = uuid4()
    work.db.add(Victim(id=victim_id, reference=victim_id.hex[:12], channel="form", registered_at=NOW, answered_at=NOW))
    work.keys.new_subject(victim_id)
    return victim_id


def business(serial: int) -> BusinessNumber:
    """A number whose check digit holds."""
    for digit in range(10):
        try:
            return BusinessNumber.parse(f"1{serial:08d}{digit}")
        except BadNumber:
            continue
    raise AssertionError("one of ten check digits holds")


def corporation(serial: int) -> CorporationNumber:
    for digit in range(10):
        try:
            return CorporationNumber.parse(f"110111{serial:06d}{digit}")
        except BadNumber:
            continue
    raise AssertionError("one of ten check digits holds")


def evidence(
    name: str = "나대로",
    *,
    birth: date | None = None,
    number: BusinessNumber | None = None,
    registered: CorporationNumber | None = None,
    building: str | None = None,
    **beside: Any,
) -> Evidence:
    """`beside`: broker, proxy, owner by name, and whatever else Evidence takes."""
    kind = LandlordKind.CORPORATION if number or registered else LandlordKind.PERSON
    parties = {one: LandlordName.parse(beside.pop(one)) for one in ("broker", "proxy", "owner") if one in beside}
    return Evidence(LandlordName.parse(name), kind, birth, number, registered, building, **parties, **beside)


def always(_stays: LandlordId, _goes: LandlordId) -> bool:
    return True


def never(_stays: LandlordId, _goes: LandlordId) -> bool:
    return False


def tell(work: Work, said: Evidence, victim_id: UUID | None = None) -> tuple[UUID, Outcome]:
    """She reports, or reports again; both landlords of a certain link may become one."""
    teller = victim_id or make_victim(work)
    return teller, landlords.report(work, victim_id=teller, evidence=said, may_merge=always)


def landlord_of(work: Work, victim_id: UUID) -> LandlordId | None:
    standing = landlords.standing(work, victim_id)
    assert standing is not None
    return standing.landlord_id
