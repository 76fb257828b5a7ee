"""Where people stand: whose landlord is certain, and who waits. Changes nothing."""

from collections.abc import Iterable

from sqlalchemy import select

from lawsuit_hub.features.landlords import matching, records
from lawsuit_hub.features.landlords.candidates import candidates_of
from lawsuit_hub.features.landlords.models import LandlordReport
from lawsuit_hub.features.landlords.types import DecidedBy, ReportStanding, Standing, VictimId, Waiting
from lawsuit_hub.infra.work import Work


def standing(work: Work, victim_id: VictimId) -> ReportStanding | None:
    return standings(work, [victim_id]).get(victim_id)


def standings(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, ReportStanding]:
    """Whoever reported no landlord is missing."""
    row = LandlordReport
    rows = work.db.execute(
        select(row.victim_id, row.landlord_id, row.status, row.decided_by, row.since).where(
            row.victim_id.in_(list(victim_ids))
        )
    )
    return {
        victim_id: ReportStanding(landlord_id, Standing(status), DecidedBy(decided_by), since)
        for victim_id, landlord_id, status, decided_by, since in rows
    }


def waiting(work: Work) -> list[Waiting]:
    """Everybody whose landlord is not certain, the longest waiting first."""
    rows = work.db.execute(
        select(LandlordReport.victim_id, LandlordReport.since)
        .where(LandlordReport.status == Standing.PENDING)
        .order_by(LandlordReport.since, LandlordReport.id)
    ).all()
    candidates = candidates_of(work, [victim_id for victim_id, _ in rows])
    return [Waiting(victim_id, since, candidates[victim_id]) for victim_id, since in rows]


def bears_name(work: Work, victim_id: VictimId, blind: bytes) -> bool:
    """Whether a name, by its keyed hash, resembles that of the landlord she reported or was put with, variants included."""
    present = records.report_of(work, victim_id)
    if present is None:
        return False
    held = records.held(work, present.landlord_id) if present.landlord_id else frozenset()
    said = records.said_by(work, [present.id])[present.id]
    return any(fact.kind is matching.FactKind.LOOSE_NAME and fact.blind == blind for fact in held | said)
