"""Those who wait and name one building: by keyed hashes, never by an address. For a caseworker who decides about them together."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, select

from lawsuit_hub.features.landlords.matching import FactKind
from lawsuit_hub.features.landlords.records import REPORTS, SAID, run
from lawsuit_hub.features.landlords.types import Standing, VictimId
from lawsuit_hub.infra.work import Work

SAME_BUILDING = (FactKind.NAME_AND_BUILDING,)


def together(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, list[VictimId]]:
    """For each of them who waits, everybody who waits and names her building, herself among them, the longest waiting first."""
    wanted = list(victim_ids)
    hers = _buildings(work, REPORTS.c.victim_id.in_(wanted))
    shared = {index for indexes in hers.values() for index in indexes}
    by_index: dict[bytes, list[VictimId]] = {}
    for victim_id, indexes in _buildings(work, SAID.c.fact_index.in_(shared)).items() if shared else ():
        for index in indexes:
            by_index.setdefault(index, []).append(victim_id)
    return {
        one: list(dict.fromkeys(other for index in hers.get(one, ()) for other in by_index.get(index, ()))) or [one]
        for one in wanted
    }


def _buildings(work: Work, which: ColumnElement[bool]) -> dict[VictimId, list[bytes]]:
    rows = run(
        work,
        select(REPORTS.c.victim_id, SAID.c.fact_index)
        .join(SAID, SAID.c.report_id == REPORTS.c.id)
        .where(REPORTS.c.status == Standing.PENDING, SAID.c.kind.in_(SAME_BUILDING), which)
        .order_by(REPORTS.c.since, REPORTS.c.id),
    )
    found: dict[UUID, list[bytes]] = {}
    for victim_id, index in rows:
        found.setdefault(victim_id, []).append(index)
    return found
