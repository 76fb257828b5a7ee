"""Choosing where the court's post goes, and asking that one's address be kept from the landlord. Only she herself chooses."""

import logging
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.addresses.models import ServiceChoice
from lawsuit_hub.features.addresses.types import (
    LONGEST_ADDRESS,
    LONGEST_REASON,
    AddressMissing,
    Choice,
    ChoiceMoved,
    HomeIsToBeKept,
    OwnChoice,
    Served,
    Where,
)
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.features.lawsuits import assignments, cards
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.refusals import NotYours, ReasonHoldsNumber
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import clean

log = logging.getLogger("lawsuit_hub.addresses")


def own(work: Work) -> OwnChoice:
    work.require(Permission.OWN_READ)
    victim_id = _me(work)
    row = _row(work, victim_id)
    firm = _firm(work, victim_id)
    told = firm is not None and victims.profile(work, victim_id).consents_to_firm(firm.id)
    return OwnChoice(_choice(row, _hint(work, row)) if row else Choice(), firm, told)


def choose(work: Work, where: Where, *, address: str, protected: bool, reason: str, seen: int) -> None:
    """What she leaves empty of address and reason stays as it was written, as long as it still has a use. `seen`: the turn of her page.

    Raises ReasonHoldsNumber, AddressMissing, HomeIsToBeKept, ChoiceMoved.
    """
    work.require(Permission.OWN_WRITE)
    victim_id = _me(work)
    if shape_in(address) or shape_in(reason):
        raise ReasonHoldsNumber
    address, reason = clean(address)[:LONGEST_ADDRESS], reason.strip()[:LONGEST_REASON]
    if protected and where is Where.HOME:
        raise HomeIsToBeKept
    victims.hold(work, victim_id)
    row = _row(work, victim_id)
    if seen != (row.turn if row else 0):
        raise ChoiceMoved
    if where is Where.OTHER and not address and (row is None or row.address is None):
        raise AddressMissing
    if row is None:
        row = ServiceChoice(id=new_id(), victim_id=victim_id, turn=0)
    row.turn, row.place, row.protected, row.chosen_at = row.turn + 1, where.value, protected, work.now
    _write_address(work, row, address)
    _write_reason(work, row, reason)
    work.db.add(row)
    audit.record(work, "address:chosen", about=victim_id, where=where.value, protected=protected)
    work.db.flush()


def of(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, Choice]:
    """Of those who chose. Opens nothing."""
    return {row.victim_id: _choice(row) for row in _rows(work, victim_ids)}


def who_chose(work: Work, among: Select[tuple[UUID]]) -> set[UUID]:
    return set(work.db.scalars(select(ServiceChoice.victim_id).where(ServiceChoice.victim_id.in_(among))))


def protected(work: Work, among: Select[tuple[UUID]]) -> dict[UUID, int]:
    """Who of them asks for protection now, each with the turn of her choice."""
    asks = select(ServiceChoice.victim_id, ServiceChoice.turn)
    found = work.db.execute(asks.where(ServiceChoice.victim_id.in_(among), ServiceChoice.protected))
    return {row.victim_id: row.turn for row in found}


def opened(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, Served]:
    """Of those who chose, for a locked file; the caller has recorded the export. Raises CannotOpen."""
    work.require(Permission.ROSTER_EXPORT)
    rows = list(_rows(work, victim_ids))
    work.keys.prefetch([row.victim_id for row in rows])
    return {row.victim_id: _served(work, row) for row in rows}


def for_copy(work: Work, victim_id: UUID) -> Served | None:
    """Her own, for the copy she asked for. Raises CannotOpen."""
    work.require(Permission.COPY_MAKE)
    row = _row(work, victim_id)
    return _served(work, row) if row else None


def _write_address(work: Work, row: ServiceChoice, address: str) -> None:
    if row.place != Where.OTHER:
        row.address = row.hint = None
    elif address:
        row.address = work.keys.seal(address, _place("address", row))
        row.hint = work.keys.seal(masking.address(address), _place("hint", row), KeyKind.HINT)


def _write_reason(work: Work, row: ServiceChoice, reason: str) -> None:
    if not row.protected:
        row.reason = None
    elif reason:
        row.reason = work.keys.seal(reason, _place("reason", row))


def _rows(work: Work, victim_ids: Iterable[UUID]) -> Iterable[ServiceChoice]:
    for some in batches(victim_ids):
        yield from work.db.scalars(select(ServiceChoice).where(ServiceChoice.victim_id.in_(some)))


def _row(work: Work, victim_id: UUID) -> ServiceChoice | None:
    return work.db.scalar(select(ServiceChoice).where(ServiceChoice.victim_id == victim_id))


def _choice(row: ServiceChoice, hint: str = "") -> Choice:
    return Choice(Where(row.place), row.protected, row.reason is not None, row.turn, row.chosen_at, hint)


def _served(work: Work, row: ServiceChoice) -> Served:
    address = work.keys.open(row.address, _place("address", row))
    reason = work.keys.open(row.reason, _place("reason", row))
    return Served(Where(row.place), row.protected, row.chosen_at, address or "", reason or "")


def _hint(work: Work, row: ServiceChoice) -> str:
    try:
        return work.keys.open(row.hint, _place("hint", row), KeyKind.HINT) or ""
    except CannotOpen as error:
        log.error("the masked address of %s does not open: %s", row.victim_id, type(error).__name__)
        return ""


def _place(name: str, row: ServiceChoice) -> Place:
    return Place(f"service_choices.{name}", row.victim_id, row.id)


def _firm(work: Work, victim_id: UUID) -> FirmView | None:
    """Of the lawyer who has her group now."""
    group = cards.own_group(work, victim_id)
    assigned = assignments.standing(work, group.group_id) if group else None
    return identity.staff(work, assigned.lawyer_id).firm if assigned else None


def _me(work: Work) -> UUID:
    if work.actor.id is None:
        raise NotYours
    return work.actor.id
