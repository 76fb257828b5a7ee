"""Reads and writes of facts and reports. Knows which rows share an index, not what follows from it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CursorResult, Executable, LargeBinary, bindparam, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lawsuit_hub.features.landlords import matching
from lawsuit_hub.features.landlords.matching import Fact, FactKind, Facts, Known
from lawsuit_hub.features.landlords.models import (
    Landlord,
)
from lawsuit_hub.features.landlords.types import DecidedBy, LandlordId, Standing, VictimId
from lawsuit_hub.infra.db import Id, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Sealed

LANDLORDS = Landlord.metadata.tables["landlords"]
FACTS = Landlord.metadata.tables["landlord_facts"]
TURNS = Landlord.metadata.tables["landlord_turns"]
REPORTS = Landlord.metadata.tables["landlord_reports"]
SAID = Landlord.metadata.tables["landlord_report_facts"]

CERTAIN = tuple(matching.STRENGTH)
LIKENESS = (FactKind.LOOSE_NAME, *CERTAIN)
TELLING_APART = tuple(matching.EXCLUSIVE)

# An import asks these for every row: built once, since building a statement costs more than running it.
_KNOWN = (
    select(FACTS.c.landlord_id, FACTS.c.kind, FACTS.c.fact_index)
    .join(LANDLORDS, LANDLORDS.c.id == FACTS.c.landlord_id)
    .where(
        FACTS.c.landlord_id.in_(
            select(FACTS.c.landlord_id).where(
                FACTS.c.fact_index.in_(bindparam("sought", type_=LargeBinary, expanding=True))
            )
        ),
        FACTS.c.kind.in_(TELLING_APART) | FACTS.c.fact_index.in_(bindparam("all", type_=LargeBinary, expanding=True)),
    )
    .order_by(LANDLORDS.c.opened_at)
)
_REPORT = select(REPORTS.c.id, REPORTS.c.victim_id, REPORTS.c.landlord_id)
_REPORT_OF = _REPORT.where(REPORTS.c.victim_id == bindparam("victim", type_=Id))
# As an expression, so that the few who share a fact are found first: by the index on status, SQLite reads all who wait.
_WAITS = func.coalesce(REPORTS.c.status, "") == Standing.PENDING
_WAITING_WITH = _REPORT.where(
    _WAITS,
    REPORTS.c.id.in_(
        select(SAID.c.report_id).where(SAID.c.fact_index.in_(bindparam("sought", type_=LargeBinary, expanding=True)))
    ),
).order_by(REPORTS.c.since, REPORTS.c.id)
_LIKE_NAMED_WAITS = (
    select(REPORTS.c.id)
    .join(SAID, SAID.c.report_id == REPORTS.c.id)
    .where(
        _WAITS,
        REPORTS.c.id != bindparam("beside", type_=Id),
        SAID.c.fact_index.in_(bindparam("sought", type_=LargeBinary, expanding=True)),
    )
    .limit(1)
)
_SAID_BY = select(SAID.c.report_id, SAID.c.kind, SAID.c.fact_index).where(
    SAID.c.report_id.in_(bindparam("reports", type_=Id, expanding=True))
)
_HELD_BY = select(FACTS.c.landlord_id, FACTS.c.kind, FACTS.c.fact_index).where(
    FACTS.c.landlord_id.in_(bindparam("landlords", type_=Id, expanding=True))
)
_BY_AGE = (
    select(LANDLORDS.c.id)
    .where(LANDLORDS.c.id.in_(bindparam("landlords", type_=Id, expanding=True)), LANDLORDS.c.merged_into.is_(None))
    .order_by(LANDLORDS.c.opened_at)
)
_YOUNGEST = select(func.max(LANDLORDS.c.opened_at))
_OPEN = insert(LANDLORDS)
_ONE_MORE = update(TURNS).values(landlords=TURNS.c.landlords + 1)
_ONE_LESS = update(TURNS).values(landlords=TURNS.c.landlords - 1)
_PLACE = update(REPORTS).where(REPORTS.c.id == bindparam("report", type_=Id))
_SAY = insert(SAID)
_ADD = insert(REPORTS)


def _counting(new: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    more = FACTS.c.reports + new.excluded.reports
    return new.on_conflict_do_update(index_elements=[FACTS.c.landlord_id, FACTS.c.fact_index], set_={"reports": more})


_CREDIT = {"sqlite": _counting(sqlite.insert(FACTS)), "postgresql": _counting(postgresql.insert(FACTS))}


class Report(NamedTuple):
    id: UUID
    victim_id: VictimId
    landlord_id: LandlordId | None


Values = dict[str, Any] | list[dict[str, Any]] | None


def run(work: Work, statement: Executable, values: Values = None) -> CursorResult[*tuple[Any, ...]]:
    """On the connection of the work's transaction: none of these rows is ever an object of the session."""
    return work.db.connection().execute(statement, values)


def known(work: Work, facts: Iterable[Fact]) -> list[Known]:
    """The landlords that share a loose name or a certain fact, the oldest first, with what matching needs of each."""
    facts = frozenset(facts)
    sought = [fact.blind for fact in facts if fact.kind in LIKENESS]
    found: dict[UUID, set[Fact]] = {}
    for landlord_id, kind, index in run(work, _KNOWN, {"sought": sought, "all": [fact.blind for fact in facts]}):
        found.setdefault(landlord_id, set()).add(Fact(FactKind(kind), index))
    return [Known(landlord_id, frozenset(held)) for landlord_id, held in found.items()]


def held(work: Work, landlord_id: LandlordId) -> Facts:
    """All that is known of one landlord."""
    return held_by(work, [landlord_id])[landlord_id]


def held_by(work: Work, landlord_ids: Iterable[LandlordId]) -> dict[LandlordId, Facts]:
    wanted = list(landlord_ids)
    return _grouped(wanted, run(work, _HELD_BY, {"landlords": wanted}) if wanted else ())


def waiting_like(work: Work, facts: Facts, *, beside: UUID) -> matching.Waiting:
    """The other reports that wait and resemble this one."""
    loose = [fact.blind for fact in facts if fact.kind is FactKind.LOOSE_NAME]
    alike = run(work, _LIKE_NAMED_WAITS, {"beside": beside, "sought": loose}).first() is not None
    certain = [fact.blind for fact in facts if fact.kind in CERTAIN]
    twins = said_by(work, [report.id for report in waiting_with(work, certain) if report.id != beside])
    return matching.Waiting(alike=alike, twins=tuple(twins.values()))


def waiting_with(work: Work, indexes: Iterable[bytes]) -> list[Report]:
    """Reports that wait and hold one of the facts, the longest waiting first."""
    sought = list(indexes)
    return [Report(*row) for row in run(work, _WAITING_WITH, {"sought": sought})] if sought else []


def report_of(work: Work, victim_id: VictimId) -> Report | None:
    row = run(work, _REPORT_OF, {"victim": victim_id}).one_or_none()
    return None if row is None else Report(*row)


def reports_of(work: Work, victim_ids: list[VictimId]) -> list[Report]:
    return [Report(*row) for row in run(work, _REPORT.where(REPORTS.c.victim_id.in_(victim_ids)))]


def said_by(work: Work, report_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    wanted = list(report_ids)
    return _grouped(wanted, run(work, _SAID_BY, {"reports": wanted}) if wanted else ())


def _grouped(owners: list[UUID], rows: Iterable[Any]) -> dict[UUID, Facts]:
    found: dict[UUID, set[Fact]] = {owner: set() for owner in owners}
    for owner, kind, index in rows:
        found[owner].add(Fact(FactKind(kind), index))
    return {owner: frozenset(facts) for owner, facts in found.items()}


def add_report(work: Work, report: Report, details: Sealed) -> None:
    values = {"id": report.id, "victim_id": report.victim_id, "details": details, "since": work.now}
    run(work, _ADD, {**values, "status": Standing.PENDING, "decided_by": DecidedBy.RULE})


def replace_details(work: Work, report: Report, details: Sealed) -> None:
    run(work, _PLACE.values(details=details), {"report": report.id})


def place_report(work: Work, report: Report, landlord_id: LandlordId | None, decided_by: DecidedBy) -> None:
    status = Standing.SETTLED if landlord_id else Standing.PENDING
    values = {"landlord_id": landlord_id, "status": status, "decided_by": decided_by, "since": work.now}
    run(work, _PLACE, {"report": report.id, **values})


def say(work: Work, report: Report, facts: Facts) -> None:
    """Adds to what the report says; none of it was said before."""
    rows = [{"report_id": report.id, "fact_index": fact.blind, "kind": int(fact.kind)} for fact in facts]
    if rows:
        run(work, _SAY, rows)


def unsay(work: Work, report: Report) -> None:
    run(work, delete(SAID).where(SAID.c.report_id == report.id))


def remove_report(work: Work, report: Report) -> None:
    run(work, delete(REPORTS).where(REPORTS.c.id == report.id))


def credit(work: Work, landlord_id: LandlordId, facts: Iterable[Fact], *, reports: int = 1) -> None:
    """One more report says this of the landlord."""
    values = {"landlord_id": landlord_id, "reports": reports}
    rows = [{**values, "fact_index": fact.blind, "kind": int(fact.kind)} for fact in facts]
    if rows:
        run(work, _CREDIT[dialect(work)], rows)


def debit(work: Work, landlord_id: LandlordId, facts: Iterable[Fact]) -> None:
    """One report less; what only that one said is no longer known."""
    theirs = (FACTS.c.landlord_id == landlord_id, FACTS.c.fact_index.in_([fact.blind for fact in facts]))
    run(work, delete(FACTS).where(*theirs, FACTS.c.reports == 1))
    run(work, update(FACTS).where(*theirs).values(reports=FACTS.c.reports - 1))


def add_landlord(work: Work) -> LandlordId:
    """Opened now, or a moment after the youngest: an import opens many in one second, and the older one stays."""
    youngest: datetime | None = run(work, _YOUNGEST).scalar()
    landlord_id = new_id()
    opened_at = work.now if youngest is None or youngest < work.now else youngest + timedelta(microseconds=1)
    run(work, _OPEN, {"id": landlord_id, "opened_at": opened_at})
    run(work, _ONE_MORE)
    return landlord_id


def in_order_of_age(work: Work, landlord_ids: Iterable[LandlordId]) -> list[LandlordId]:
    """The oldest first; who was merged away or is unknown is left out."""
    wanted = list(landlord_ids)
    return list(run(work, _BY_AGE, {"landlords": wanted}).scalars()) if wanted else []


def is_reported(work: Work, landlord_id: LandlordId) -> bool:
    return bool(work.db.scalar(select(exists().where(REPORTS.c.landlord_id == landlord_id))))


def pour(work: Work, *, gone: LandlordId, kept: LandlordId) -> None:
    """Everything of one landlord becomes the other's."""
    rows = run(
        work,
        delete(FACTS).where(FACTS.c.landlord_id == gone).returning(FACTS.c.kind, FACTS.c.fact_index, FACTS.c.reports),
    ).all()
    for kind, index, reports in rows:
        credit(work, kept, [Fact(FactKind(kind), index)], reports=reports)
    run(work, update(REPORTS).where(REPORTS.c.landlord_id == gone).values(landlord_id=kept))
    absorbed = (LANDLORDS.c.id == gone) | (LANDLORDS.c.merged_into == gone)
    run(work, update(LANDLORDS).where(absorbed).values(merged_into=kept))
    run(work, _ONE_LESS)


def dialect(work: Work) -> str:
    return work.db.get_bind().dialect.name
