"""Whose houses, brokers and proxies a group's landlord shares with others', and behind whom a caseworker sees the same hand.

Counts and codes of groups: no name, no address. A link merges nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import network
from lawsuit_hub.features.landlords.types import LandlordId, NoSuchLandlord, NoSuchLink
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class HandLine:
    """Another group, whose landlord is said to have the same hand behind him."""

    link_id: UUID
    code: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """What is known around a group's landlord: how much of each, and codes of the groups whose landlords share it."""

    line: GroupLine
    names: int
    buildings: int
    brokers: int
    proxies: int
    owners: int
    in_his_houses: tuple[str, ...]
    by_his_brokers: tuple[str, ...]
    by_his_proxies: tuple[str, ...]
    hands: tuple[HandLine, ...]


def shown(work: Work, code: str) -> NetworkFile:
    """Raises NoSuchGroup; an old code leads to the group that stayed."""
    work.require(Permission.DESK_READ)
    line = groups.line(work, groups.by_code(work, code))
    found = network.around(work, line.landlord_id)
    codes = groups.codes_of(work, [one.landlord_id for one in found.hands])
    return NetworkFile(
        line=line,
        names=found.names,
        buildings=found.buildings,
        brokers=found.brokers,
        proxies=found.proxies,
        owners=found.owners,
        in_his_houses=_codes(work, found.in_his_houses),
        by_his_brokers=_codes(work, found.by_his_brokers),
        by_his_proxies=_codes(work, found.by_his_proxies),
        hands=tuple(HandLine(one.link_id, codes.get(one.landlord_id, ""), one.since) for one in found.hands),
    )


def link(work: Work, code: str, other: str, *, reason: str) -> None:
    """Raises NoSuchGroup for either, LinkedAlready, NoSuchLandlord where both are one group."""
    one, two = (groups.line(work, groups.by_code(work, each)) for each in (code, other))
    if one.id == two.id:
        raise NoSuchLandlord
    network.link(work, one.landlord_id, two.landlord_id, reason=reason)


def unlink(work: Work, code: str, link_id: UUID, *, reason: str) -> None:
    """Raises NoSuchGroup; NoSuchLink for what is none of this group's (any more)."""
    line = groups.line(work, groups.by_code(work, code))
    if link_id not in {one.link_id for one in network.hands_of(work, line.landlord_id)}:
        raise NoSuchLink
    network.unlink(work, link_id, reason=reason)


def _codes(work: Work, landlord_ids: Iterable[LandlordId]) -> tuple[str, ...]:
    return tuple(sorted(groups.codes_of(work, landlord_ids).values()))
