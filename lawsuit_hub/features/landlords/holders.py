"""Who stands behind a landlord: everybody who reports him, and who went into him; and how he is sealed anew from what they wrote."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.landlords import details as who
from lawsuit_hub.features.landlords import matching, records
from lawsuit_hub.features.landlords.details import Details
from lawsuit_hub.features.landlords.matching import FactKind
from lawsuit_hub.features.landlords.models import LandlordReport
from lawsuit_hub.features.landlords.records import LANDLORDS, REPORTS, run
from lawsuit_hub.features.landlords.types import LandlordId, VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen


def reporters(work: Work, landlord_id: LandlordId) -> tuple[VictimId, ...]:
    """The earliest first."""
    his = select(REPORTS.c.victim_id).where(REPORTS.c.landlord_id == landlord_id)
    return tuple(run(work, his.order_by(REPORTS.c.since, REPORTS.c.id)).scalars())


def absorbed(work: Work, landlord_id: LandlordId) -> tuple[LandlordId, ...]:
    return tuple(run(work, select(LANDLORDS.c.id).where(LANDLORDS.c.merged_into == landlord_id)).scalars())


def since(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, datetime]:
    """When each came to where she is."""
    wanted = select(REPORTS.c.victim_id, REPORTS.c.since).where(REPORTS.c.victim_id.in_(list(victim_ids)))
    return {row.victim_id: row.since for row in run(work, wanted)}


def names(work: Work, landlord_id: LandlordId) -> frozenset[bytes]:
    """What he is called by those who report him, variants together: keyed hashes to compare a person's own name with."""
    return matching.of_kind(records.held(work, landlord_id), FactKind.LOOSE_NAME)


def seal_again(work: Work, landlord_id: LandlordId) -> list[UUID]:
    """Sealed afresh from what those who report him wrote, the earliest first, under new keys; returns whose word it is. The caller
    has blanked him (details.forget): what only somebody else had said is known of him no more."""
    reports = (
        select(LandlordReport.id, LandlordReport.victim_id, LandlordReport.details)
        .where(LandlordReport.landlord_id == landlord_id)
        .order_by(LandlordReport.since, LandlordReport.id)
    )
    told: list[UUID] = []
    for report in work.db.execute(reports).all():
        try:
            details = Details.opened(work, report.details, report.victim_id, report.id)
        except CannotOpen:  # she was erased since, or the row is damaged
            continue
        who.fill(work, landlord_id, details)
        told.append(report.victim_id)
    return told
