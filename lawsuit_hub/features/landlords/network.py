"""Landlords among each other: the same hand behind several, by a caseworker's word; and who shares a house, a broker, a proxy.

A link merges nobody and settles nothing: victims of two linked landlords stay in two groups. It is taken back as it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import buildings, records
from lawsuit_hub.features.landlords.blocks import sharing
from lawsuit_hub.features.landlords.matching import FactKind, of_kind
from lawsuit_hub.features.landlords.models import LandlordLink
from lawsuit_hub.features.landlords.records import FACTS, LANDLORDS, run
from lawsuit_hub.features.landlords.turns import take_turn
from lawsuit_hub.features.landlords.types import LandlordId, LinkedAlready, NoSuchLandlord, NoSuchLink
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

LINKS = LandlordLink.metadata.tables["landlord_links"]
MOST_SHARING = 60  # landlords that one broker or proxy brings; more are a district's usual ones

_BY_FACT = (FACTS.c.fact_index, FACTS.c.landlord_id)
_BROKERS = (FactKind.BROKER, FactKind.BROKER_NUMBER)


@dataclass(frozen=True, slots=True)
class Hand:
    """Another landlord behind whom a caseworker sees the same hand."""

    link_id: UUID
    landlord_id: LandlordId
    since: datetime


@dataclass(frozen=True, slots=True)
class Network:
    """What is known around one landlord, in counts and ids. `owners`: people named as owning a house of his now."""

    names: int
    buildings: int
    brokers: int
    proxies: int
    owners: int
    hands: tuple[Hand, ...]
    in_his_houses: frozenset[LandlordId]
    by_his_brokers: frozenset[LandlordId]
    by_his_proxies: frozenset[LandlordId]


def link(work: Work, one: LandlordId, other: LandlordId, *, reason: str) -> UUID:
    """Raises LinkedAlready, NoSuchLandlord (one of them was merged or is unknown, or both are the same), ReasonMissing."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    take_turn(work)
    pair = records.in_order_of_age(work, {one, other})
    if len(pair) != 2:  # noqa: PLR2004 - it takes two
        raise NoSuchLandlord
    if any(hand.landlord_id == pair[1] for hand in hands_of(work, pair[0])):
        raise LinkedAlready
    link_id = new_id()
    run(work, insert(LINKS), {"id": link_id, "one": pair[0], "other": pair[1], "made_at": work.now})
    _record(work, "landlord:linked", pair, kept)
    return link_id


def unlink(work: Work, link_id: UUID, *, reason: str) -> None:
    """Raises NoSuchLink: somebody else took it back before."""
    work.require(Permission.LANDLORD_DECIDE)
    kept = audit.clean_reason(reason)
    take_turn(work)
    row = run(work, delete(LINKS).where(LINKS.c.id == link_id).returning(LINKS.c.one, LINKS.c.other)).first()
    if row is None:
        raise NoSuchLink
    _record(work, "landlord:unlinked", list(row), kept)


def hands_of(work: Work, landlord_id: LandlordId) -> tuple[Hand, ...]:
    """The longest known first."""
    rows = run(work, select(LINKS).where(_touching(landlord_id)).order_by(LINKS.c.made_at, LINKS.c.id))
    return tuple(Hand(row.id, row.other if row.one == landlord_id else row.one, row.made_at) for row in rows)


def around(work: Work, landlord_id: LandlordId) -> Network:
    """Raises NoSuchLandlord for one who was merged away or is unknown."""
    work.require(Permission.DESK_READ)
    if not records.in_order_of_age(work, [landlord_id]):
        raise NoSuchLandlord
    facts = records.held(work, landlord_id)
    houses = buildings.of_landlords(work, [landlord_id]).get(landlord_id, set())
    tenants = buildings.landlords_in(work, houses).values()
    brokers = [fact.blind for fact in facts if fact.kind in _BROKERS]
    proxies = list(of_kind(facts, FactKind.PROXY))
    return Network(
        names=len(of_kind(facts, FactKind.NAME)),
        buildings=len(houses),
        brokers=len(brokers),
        proxies=len(proxies),
        owners=len(of_kind(facts, FactKind.OWNER)),
        hands=hands_of(work, landlord_id),
        in_his_houses=frozenset().union(*tenants) - {landlord_id},
        by_his_brokers=_sharing(work, brokers) - {landlord_id},
        by_his_proxies=_sharing(work, proxies) - {landlord_id},
    )


def follow(work: Work, *, gone: LandlordId, kept: LandlordId) -> None:
    """After a merge: who was linked with the one that went is linked with the one that stayed."""
    linked = {hand.landlord_id for hand in hands_of(work, kept)}
    for hand in hands_of(work, gone):
        pair = records.in_order_of_age(work, {kept, hand.landlord_id})
        if hand.landlord_id == kept or hand.landlord_id in linked or len(pair) != 2:  # noqa: PLR2004 - it takes two
            run(work, delete(LINKS).where(LINKS.c.id == hand.link_id))
        else:
            run(work, update(LINKS).where(LINKS.c.id == hand.link_id).values(one=pair[0], other=pair[1]))


def drop(work: Work, landlord_id: LandlordId) -> None:
    """Nobody reports him any more."""
    family = select(LANDLORDS.c.id).where(or_(LANDLORDS.c.id == landlord_id, LANDLORDS.c.merged_into == landlord_id))
    run(work, delete(LINKS).where(or_(LINKS.c.one.in_(family), LINKS.c.other.in_(family))))


def _sharing(work: Work, indexes: Iterable[bytes]) -> frozenset[LandlordId]:
    found: dict[bytes, set[LandlordId]] = {}
    for index, landlord_id in sharing(work, _BY_FACT, indexes, most=MOST_SHARING):
        found.setdefault(index, set()).add(landlord_id)
    return frozenset().union(*(held for held in found.values() if len(held) < MOST_SHARING))


def _touching(landlord_id: LandlordId) -> ColumnElement[bool]:
    return or_(LINKS.c.one == landlord_id, LINKS.c.other == landlord_id)


def _record(work: Work, deed: str, pair: list[LandlordId], reason: str) -> None:
    for landlord_id, other in (pair, reversed(pair)):
        audit.record(work, deed, about=landlord_id, kind="landlord", reason=reason, other=str(other))
