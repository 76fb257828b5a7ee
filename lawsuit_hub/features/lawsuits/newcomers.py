"""Seats many new people at once, as a file of answers brings them. None of them has confirmed, so none becomes active."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.aliases import new_alias, new_place
from lawsuit_hub.features.lawsuits.models import FormerAlias, Group, Membership
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who said yes and never had a seat."""

    victim_id: VictimId
    region: str


def seat(work: Work, people: Iterable[Newcomer]) -> None:
    """Whose landlord is certain gets a place in the group; who waits gets none."""
    regions = {person.victim_id: person.region for person in people}
    standings = landlords.standings(work, regions)
    found = _groups(work, {standing.landlord_id for standing in standings.values() if standing.landlord_id})
    seats = [(one, found[known]) for one in regions if one in standings and (known := standings[one].landlord_id)]
    if not seats:
        return
    for victim_id, group in seats:
        groups.take_area(group, regions[victim_id])
    work.db.flush()
    aliases = _aliases(work, [(victim_id, group.id) for victim_id, group in seats])
    work.db.execute(
        insert(Membership), [_row(work, victim_id, group, aliases[victim_id]) for victim_id, group in seats]
    )
    audit.record_each(work, "membership:joined", {one: {"group": str(group.id)} for one, group in seats})


def _row(work: Work, victim_id: VictimId, group: Group, alias: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "group_id": group.id,
        "victim_id": victim_id,
        "alias": alias,
        "place": new_place(),
        "joined_at": work.now,
    }


def _groups(work: Work, landlord_ids: set[UUID]) -> dict[UUID, Group]:
    rows = work.db.scalars(select(Group).where(Group.landlord_id.in_(landlord_ids)))
    return {row.landlord_id: _that_stayed(work, row) for row in rows if row.landlord_id is not None}


def _that_stayed(work: Work, group: Group) -> Group:
    while group.merged_into is not None:
        group = work.db.get_one(Group, group.merged_into)
    return group


def _aliases(work: Work, seats: list[tuple[VictimId, UUID]]) -> dict[VictimId, str]:
    """Drawn first and looked up then: reading all the aliases of a large group for each batch would grow with the group."""
    drawn: dict[tuple[UUID, str], VictimId] = {}
    refused: set[tuple[UUID, str]] = set()
    left = seats
    while left:
        for victim_id, group_id in left:
            used = {alias for group, alias in (*drawn, *refused) if group == group_id}
            drawn[group_id, new_alias(used)] = victim_id
        clashes = _taken(work, drawn) & drawn.keys()
        left = [(drawn.pop(clash), clash[0]) for clash in clashes]
        refused |= clashes
    return {victim_id: alias for (_, alias), victim_id in drawn.items()}


def _taken(work: Work, drawn: Collection[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    """Of a group and an alias each, those that somebody has or had, and some others."""
    among, some = {group_id for group_id, _ in drawn}, {alias for _, alias in drawn}
    found: set[tuple[UUID, str]] = set()
    for one in (Membership, FormerAlias):
        rows = select(one.group_id, one.alias).where(one.group_id.in_(among), one.alias.in_(some))
        found |= {(group_id, alias) for group_id, alias in work.db.execute(rows)}
    return found
