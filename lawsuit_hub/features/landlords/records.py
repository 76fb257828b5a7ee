"""Reads and writes of facts and reports. Knows which rows share an index, not what follows from it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lawsuit_hub.features.landlords import matching
from lawsuit_hub.features.landlords.matching import Fact, FactKind, Facts, Known
from lawsuit_hub.features.landlords.models import (
    Landlord,
)
from lawsuit_hub.features.landlords.types import DecidedBy, LandlordId, Standing, VictimId
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Sealed

LANDLORDS = Landlord.metadata.tables["landlords"]
FACTS = Landlord.metadata.tables["landlord_facts"]
REPORTS = Landlord.metadata.tables["landlord_reports"]
SAID = Landlord.metadata.tables["landlord_report_facts"]
TURNS = Landlord.metadata.tables["landlord_turns"]

CERTAIN = tuple(matching.STRENGTH)
LIKENESS = (FactKind.LOOSE_NAME, *CERTAIN)
TELLING_APART = tuple(matching.EXCLUSIVE)


class Report(NamedTuple):
    id: UUID
    victim_id: VictimId
    landlord_id: LandlordId | None


def take_turn(work: Work) -> None:
    """Until this transaction ends, nobody else matches. Whoever also locks other rows takes it first."""
    work.db.flush()
    turn = update(TURNS).where(TURNS.c.id == 1).values(taken=TURNS.c.taken + 1).returning(TURNS.c.taken)
    if work.db.execute(turn).first() is None:
        dialect = sqlite if work.db.get_bind().dialect.name == "sqlite" else postgresql
        work.db.execute(dialect.insert(TURNS).values(id=1, taken=0).on_conflict_do_nothing())
        work.db.execute(turn)


def known(work: Work, facts: Iterable[Fact]) -> list[Known]:
    """The landlords that share a loose name or a certain fact, the oldest first, with what matching needs of each."""
    facts = frozenset(facts)
    sought = [fact.blind for fact in facts if fact.kind in LIKENESS]
    sharing = select(FACTS.c.landlord_id).where(FACTS.c.fact_index.in_(sought))
    rows = work.db.execute(
        select(FACTS.c.landlord_id, FACTS.c.kind, FACTS.c.fact_index)
        .join(LANDLORDS, LANDLORDS.c.id == FACTS.c.landlord_id)
        .where(
            FACTS.c.landlord_id.in_(sharing),
            FACTS.c.kind.in_(TELLING_APART) | FACTS.c.fact_index.in_([fact.blind for fact in facts]),
        )
        .order_by(LANDLORDS.c.opened_at)
    )
    found: dict[UUID, set[Fact]] = {}
    for landlord_id, kind, index in rows:
        found.setdefault(landlord_id, set()).add(Fact(FactKind(kind), index))
    return [Known(landlord_id, frozenset(held)) for landlord_id, held in found.items()]


def held(work: Work, landlord_id: LandlordId) -> Facts:
    """All that is known of one landlord."""
    rows = work.db.execute(select(FACTS.c.kind, FACTS.c.fact_index).where(FACTS.c.landlord_id == landlord_id))
    return frozenset(Fact(FactKind(kind), index) for kind, index in rows)


def waiting_like(work: Work, facts: Facts, *, beside: UUID) -> matching.Waiting:
    """The other reports that wait and resemble this one."""
    others = (REPORTS.c.status == Standing.PENDING, REPORTS.c.id != beside)
    loose = [fact.blind for fact in facts if fact.kind is FactKind.LOOSE_NAME]
    like_named = exists().where(SAID.c.report_id == REPORTS.c.id, SAID.c.fact_index.in_(loose), *others)
    alike = bool(work.db.scalar(select(like_named)))
    certain = [fact.blind for fact in facts if fact.kind in CERTAIN]
    twins = said_by(work, [report.id for report in waiting_with(work, certain) if report.id != beside])
    return matching.Waiting(alike=alike, twins=tuple(twins.values()))


def waiting_with(work: Work, indexes: Iterable[bytes]) -> list[Report]:
    """Reports that wait and hold one of the facts, the longest waiting first."""
    holding = select(SAID.c.report_id).where(SAID.c.fact_index.in_(list(indexes)))
    rows = work.db.execute(
        select(REPORTS.c.id, REPORTS.c.victim_id, REPORTS.c.landlord_id)
        .where(REPORTS.c.status == Standing.PENDING, REPORTS.c.id.in_(holding))
        .order_by(REPORTS.c.since, REPORTS.c.id)
    )
    return [Report(*row) for row in rows]


def report_of(work: Work, victim_id: VictimId) -> Report | None:
    columns = (REPORTS.c.id, REPORTS.c.victim_id, REPORTS.c.landlord_id)
    row = work.db.execute(select(*columns).where(REPORTS.c.victim_id == victim_id)).one_or_none()
    return None if row is None else Report(*row)


def said_by(work: Work, report_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    wanted = list(report_ids)
    if not wanted:
        return {}
    rows = work.db.execute(select(SAID.c.report_id, SAID.c.kind, SAID.c.fact_index).where(SAID.c.report_id.in_(wanted)))
    found: dict[UUID, set[Fact]] = {report_id: set() for report_id in wanted}
    for report_id, kind, index in rows:
        found[report_id].add(Fact(FactKind(kind), index))
    return {report_id: frozenset(facts) for report_id, facts in found.items()}


def add_report(work: Work, report: Report, details: Sealed) -> None:
    work.db.execute(
        insert(REPORTS).values(
            id=report.id,
            victim_id=report.victim_id,
            status=Standing.PENDING,
            decided_by=DecidedBy.RULE,
            since=work.now,
            details=details,
        )
    )


def replace_details(work: Work, report: Report, details: Sealed) -> None:
    work.db.execute(update(REPORTS).where(REPORTS.c.id == report.id).values(details=details))


def place_report(work: Work, report: Report, landlord_id: LandlordId | None, decided_by: DecidedBy) -> Report:
    work.db.execute(
        update(REPORTS)
        .where(REPORTS.c.id == report.id)
        .values(
            landlord_id=landlord_id,
            status=Standing.SETTLED if landlord_id else Standing.PENDING,
            decided_by=decided_by,
            since=work.now,
        )
    )
    return report._replace(landlord_id=landlord_id)


def say(work: Work, report: Report, facts: Facts) -> None:
    """Adds to what the report says; none of it was said before."""
    rows = [{"report_id": report.id, "fact_index": fact.blind, "kind": int(fact.kind)} for fact in facts]
    if rows:
        work.db.execute(insert(SAID), rows)


def unsay(work: Work, report: Report) -> None:
    work.db.execute(delete(SAID).where(SAID.c.report_id == report.id))


def remove_report(work: Work, report: Report) -> None:
    work.db.execute(delete(REPORTS).where(REPORTS.c.id == report.id))


def credit(work: Work, landlord_id: LandlordId, facts: Iterable[Fact], *, reports: int = 1) -> None:
    """One more report says this of the landlord."""
    dialect = sqlite if work.db.get_bind().dialect.name == "sqlite" else postgresql
    new = dialect.insert(FACTS)
    counted = new.on_conflict_do_update(
        index_elements=[FACTS.c.landlord_id, FACTS.c.fact_index],
        set_={"reports": FACTS.c.reports + new.excluded.reports},
    )
    rows = [
        {"landlord_id": landlord_id, "fact_index": fact.blind, "kind": int(fact.kind), "reports": reports}
        for fact in facts
    ]
    if rows:
        work.db.execute(counted, rows)


def debit(work: Work, landlord_id: LandlordId, facts: Iterable[Fact]) -> None:
    """One report less; what only that one said is no longer known."""
    theirs = (FACTS.c.landlord_id == landlord_id, FACTS.c.fact_index.in_([fact.blind for fact in facts]))
    work.db.execute(delete(FACTS).where(*theirs, FACTS.c.reports == 1))
    work.db.execute(update(FACTS).where(*theirs).values(reports=FACTS.c.reports - 1))


def add_landlord(work: Work) -> LandlordId:
    """Opened now, or a moment after the youngest: an import opens many in one second, and the older one stays."""
    youngest: datetime | None = work.db.scalar(select(func.max(Landlord.opened_at)))
    landlord_id = new_id()
    opened_at = work.now if youngest is None or youngest < work.now else youngest + timedelta(microseconds=1)
    work.db.execute(insert(LANDLORDS).values(id=landlord_id, opened_at=opened_at))
    return landlord_id


def landlords_of(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, LandlordId]:
    """Of those whose landlord is certain."""
    wanted = list(victim_ids)
    if not wanted:
        return {}
    settled = (REPORTS.c.victim_id.in_(wanted), REPORTS.c.landlord_id.is_not(None))
    rows = work.db.execute(select(REPORTS.c.victim_id, REPORTS.c.landlord_id).where(*settled))
    return {row.victim_id: row.landlord_id for row in rows}


def in_order_of_age(work: Work, landlord_ids: Iterable[LandlordId]) -> list[LandlordId]:
    """The oldest first; who was merged away or is unknown is left out."""
    wanted = list(landlord_ids)
    found = select(LANDLORDS.c.id).where(LANDLORDS.c.id.in_(wanted), LANDLORDS.c.merged_into.is_(None))
    return list(work.db.scalars(found.order_by(LANDLORDS.c.opened_at))) if wanted else []


def is_reported(work: Work, landlord_id: LandlordId) -> bool:
    return bool(work.db.scalar(select(exists().where(REPORTS.c.landlord_id == landlord_id))))


def pour(work: Work, *, gone: LandlordId, kept: LandlordId) -> None:
    """Everything of one landlord becomes the other's."""
    rows = work.db.execute(
        delete(FACTS).where(FACTS.c.landlord_id == gone).returning(FACTS.c.kind, FACTS.c.fact_index, FACTS.c.reports)
    ).all()
    for kind, index, reports in rows:
        credit(work, kept, [Fact(FactKind(kind), index)], reports=reports)
    work.db.execute(update(REPORTS).where(REPORTS.c.landlord_id == gone).values(landlord_id=kept))
    absorbed = (LANDLORDS.c.id == gone) | (LANDLORDS.c.merged_into == gone)
    work.db.execute(update(LANDLORDS).where(absorbed).values(merged_into=kept))
