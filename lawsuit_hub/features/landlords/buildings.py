"""Houses as things of their own: which report is of which, and whose reports share one. Knows keys, never an address."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import LargeBinary, bindparam, delete, exists, insert, select, update

from lawsuit_hub.features.landlords.blocks import sharing
from lawsuit_hub.features.landlords.matching import Fact, FactKind, Facts
from lawsuit_hub.features.landlords.models import Building, BuildingKey
from lawsuit_hub.features.landlords.records import REPORTS, SAID, run
from lawsuit_hub.features.landlords.types import BuildingId, Evidence, LandlordId, VictimId
from lawsuit_hub.infra.db import Id, new_id
from lawsuit_hub.infra.work import Work

BUILDINGS = Building.metadata.tables["buildings"]
KEYS = BuildingKey.metadata.tables["building_keys"]
PURPOSE = "buildings.key"
MOST_REPORTS = 300  # of one house that are looked at

_BY_BUILDING = (REPORTS.c.building_id, REPORTS.c.landlord_id)
_BY_LANDLORD = (REPORTS.c.landlord_id, REPORTS.c.building_id)
_IS_SETTLED = REPORTS.c.landlord_id.is_not(None)
_IS_PLACED = REPORTS.c.building_id.is_not(None)
_NAMED = SAID.alias()
_SAID_OF_IT = (
    select(SAID.c.fact_index)
    .join(REPORTS, REPORTS.c.id == SAID.c.report_id)
    .join(_NAMED, _NAMED.c.report_id == REPORTS.c.id)
    .where(
        REPORTS.c.building_id == bindparam("building", type_=Id),
        _NAMED.c.fact_index == bindparam("name", type_=LargeBinary),
        SAID.c.kind == FactKind.NAME_AND_BUILDING,
    )
    .distinct()
)


def recognised_by(evidence: Evidence) -> list[tuple[str, str]]:
    return [(PURPOSE, text) for text in evidence.buildings]


def of_evidence(work: Work, evidence: Evidence) -> BuildingId | None:
    """The house, opened when nobody reported it before. Keys of one address that stood for two houses make them one."""
    indexes = [work.keys.index(PURPOSE, text) for text in evidence.buildings]
    if not indexes:
        return None
    rows = run(work, select(KEYS.c.key_index, KEYS.c.building_id).where(KEYS.c.key_index.in_(indexes))).all()
    known = {row.key_index: row.building_id for row in rows}
    houses = _by_age(work, set(known.values()))
    building_id = houses[0] if houses else _open(work)
    for other in houses[1:]:
        _unite(work, kept=building_id, gone=other)
    new = [{"key_index": index, "building_id": building_id} for index in indexes if index not in known]
    if new:
        run(work, insert(KEYS), new)
    return building_id


def said_of_it(work: Work, building_id: BuildingId | None, facts: Facts) -> Facts:
    """What others said of the same name in the same house, under its other keys: the lot says what the road says."""
    names = [fact.blind for fact in facts if fact.kind is FactKind.NAME]
    if building_id is None or not names:
        return frozenset()
    rows = run(work, _SAID_OF_IT, {"building": building_id, "name": names[0]})
    return frozenset(Fact(FactKind.NAME_AND_BUILDING, index) for (index,) in rows)


def place(work: Work, report_id: UUID, building_id: BuildingId | None) -> None:
    """Where the report's house is now; the one it left goes when nobody else reports it."""
    before: BuildingId | None = run(work, select(REPORTS.c.building_id).where(REPORTS.c.id == report_id)).scalar()
    if before != building_id:
        run(work, update(REPORTS).where(REPORTS.c.id == report_id).values(building_id=building_id))
        forget_unreported(work, before)


def forget_unreported(work: Work, building_id: BuildingId | None) -> None:
    if building_id is None or run(work, select(exists().where(REPORTS.c.building_id == building_id))).scalar():
        return
    run(work, delete(KEYS).where(KEYS.c.building_id == building_id))
    run(work, delete(BUILDINGS).where(BUILDINGS.c.id == building_id))


def of_reports(work: Work, report_ids: Iterable[UUID]) -> dict[UUID, BuildingId]:
    rows = run(work, select(REPORTS.c.id, REPORTS.c.building_id).where(REPORTS.c.id.in_(list(report_ids)), _IS_PLACED))
    return {row.id: row.building_id for row in rows}


def of_landlords(work: Work, landlord_ids: Iterable[LandlordId]) -> dict[LandlordId, set[BuildingId]]:
    found: dict[LandlordId, set[BuildingId]] = {}
    for landlord_id, building_id in sharing(work, _BY_LANDLORD, landlord_ids, most=MOST_REPORTS, where=_IS_PLACED):
        found.setdefault(landlord_id, set()).add(building_id)
    return found


def landlords_in(work: Work, building_ids: Iterable[BuildingId]) -> dict[BuildingId, set[LandlordId]]:
    found: dict[BuildingId, set[LandlordId]] = {}
    for building_id, landlord_id in sharing(work, _BY_BUILDING, building_ids, most=MOST_REPORTS, where=_IS_SETTLED):
        found.setdefault(building_id, set()).add(landlord_id)
    return found


def neighbours(work: Work, building_id: BuildingId) -> list[VictimId]:
    """Everybody who reported the house, the longest there first."""
    query = select(REPORTS.c.victim_id).where(REPORTS.c.building_id == building_id)
    return list(run(work, query.order_by(REPORTS.c.since, REPORTS.c.id)).scalars())


def _open(work: Work) -> BuildingId:
    building_id = new_id()
    run(work, insert(BUILDINGS), {"id": building_id, "opened_at": work.now})
    return building_id


def _by_age(work: Work, building_ids: set[BuildingId]) -> list[BuildingId]:
    if len(building_ids) < 2:  # noqa: PLR2004 - one needs no order
        return list(building_ids)
    query = select(BUILDINGS.c.id).where(BUILDINGS.c.id.in_(building_ids))
    return list(run(work, query.order_by(BUILDINGS.c.opened_at, BUILDINGS.c.id)).scalars())


def _unite(work: Work, *, kept: BuildingId, gone: BuildingId) -> None:
    run(work, update(KEYS).where(KEYS.c.building_id == gone).values(building_id=kept))
    run(work, update(REPORTS).where(REPORTS.c.building_id == gone).values(building_id=kept))
    run(work, delete(BUILDINGS).where(BUILDINGS.c.id == gone))
