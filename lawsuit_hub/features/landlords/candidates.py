"""Landlords that may be the same as somebody's: like-named or linked, without a contradiction. For a caseworker to decide."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, bindparam, select

from lawsuit_hub.features.landlords import matching, proposals, records, refusals
from lawsuit_hub.features.landlords.matching import Fact, FactKind
from lawsuit_hub.features.landlords.records import FACTS, LIKENESS, SAID, TELLING_APART, Report, run
from lawsuit_hub.features.landlords.types import LandlordId, VictimId
from lawsuit_hub.infra.db import Id
from lawsuit_hub.infra.work import Work

_ALIKE_REPORTS = (
    select(SAID.c.report_id, FACTS.c.landlord_id)
    .join(FACTS, FACTS.c.fact_index == SAID.c.fact_index)
    .where(SAID.c.report_id.in_(bindparam("reports", type_=Id, expanding=True)), SAID.c.kind.in_(LIKENESS))
    .distinct()
)
_OTHER = FACTS.alias()
_ALIKE_LANDLORDS = (
    select(FACTS.c.landlord_id, _OTHER.c.landlord_id)
    .join(_OTHER, _OTHER.c.fact_index == FACTS.c.fact_index)
    .where(
        FACTS.c.landlord_id.in_(bindparam("landlords", type_=Id, expanding=True)),
        FACTS.c.kind.in_(LIKENESS),
        _OTHER.c.landlord_id != FACTS.c.landlord_id,
    )
    .distinct()
)

_LANDLORDS_TELL = select(FACTS.c.landlord_id, FACTS.c.kind, FACTS.c.fact_index).where(
    FACTS.c.landlord_id.in_(bindparam("landlords", type_=Id, expanding=True)), FACTS.c.kind.in_(TELLING_APART)
)
_REPORTS_TELL = select(SAID.c.report_id, SAID.c.kind, SAID.c.fact_index).where(
    SAID.c.report_id.in_(bindparam("reports", type_=Id, expanding=True)), SAID.c.kind.in_(TELLING_APART)
)
AT_ONCE = 5000  # a statement's parameters are bounded

Telling = dict[UUID, set[Fact]]


def candidates_of(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, tuple[LandlordId, ...]]:
    """The oldest first, for everybody who reported a landlord. A handful of queries, however many victims."""
    wanted = list(victim_ids)
    candidates: dict[VictimId, tuple[LandlordId, ...]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        reports = records.reports_of(work, wanted[start : start + AT_ONCE])
        found = _candidates(work, reports)
        candidates |= {report.victim_id: found.get(report.landlord_id or report.id, ()) for report in reports}
    return candidates


def candidates_of_report(work: Work, report: Report) -> tuple[LandlordId, ...]:
    return _candidates(work, [report]).get(report.landlord_id or report.id, ())


def _candidates(work: Work, reports: list[Report]) -> dict[UUID, tuple[LandlordId, ...]]:
    """By landlord for the settled, by report for those who wait."""
    waiting = [report.id for report in reports if report.landlord_id is None]
    settled = list({report.landlord_id for report in reports if report.landlord_id is not None})
    alike = _alike_reports(work, waiting) | _alike_landlords(work, settled)
    if not alike:
        return {}
    by_age = records.in_order_of_age(work, {other for _, other in alike})
    involved = {*settled, *by_age}
    apart = proposals.kept_apart(work, involved)
    telling = _gathered(run(work, _LANDLORDS_TELL, {"landlords": list(involved)}))
    telling |= _gathered(run(work, _REPORTS_TELL, {"reports": waiting})) if waiting else {}
    alike_to: dict[UUID, set[LandlordId]] = {}
    for one, other in alike:
        alike_to.setdefault(one, set()).add(other)
    refused = _refused(work, reports)
    place = {landlord_id: place for place, landlord_id in enumerate(by_age)}
    return {
        one: tuple(
            other
            for other in sorted(others & place.keys(), key=place.__getitem__)
            if frozenset({one, other}) not in apart
            and other not in refused.get(one, ())
            and not matching.conflict(telling.get(one, ()), telling.get(other, ()))
        )
        for one, others in alike_to.items()
    }


def _refused(work: Work, reports: list[Report]) -> dict[UUID, frozenset[LandlordId]]:
    """By report for those who wait: whom a caseworker said it is not."""
    waiting = {report.victim_id: report.id for report in reports if report.landlord_id is None}
    return {waiting[victim_id]: them for victim_id, them in refusals.of(work, waiting).items()}


def _alike_reports(work: Work, report_ids: list[UUID]) -> set[tuple[UUID, LandlordId]]:
    rows = run(work, _ALIKE_REPORTS, {"reports": report_ids}) if report_ids else ()
    return {(report_id, landlord_id) for report_id, landlord_id in rows}


def _alike_landlords(work: Work, landlord_ids: list[LandlordId]) -> set[tuple[UUID, LandlordId]]:
    rows = run(work, _ALIKE_LANDLORDS, {"landlords": landlord_ids}) if landlord_ids else ()
    return {(one, other) for one, other in rows}


def _gathered(rows: CursorResult[*tuple[Any, ...]]) -> Telling:
    found: Telling = {}
    for owner, kind, index in rows:
        found.setdefault(owner, set()).add(Fact(FactKind(kind), index))
    return found
