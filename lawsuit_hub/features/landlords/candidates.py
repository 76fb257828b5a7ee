"""Landlords that may be the same as somebody's, weighed and explained: for a caseworker to decide."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.features.landlords import likely, records, refusals
from lawsuit_hub.features.landlords.likely import Candidate
from lawsuit_hub.features.landlords.records import Report
from lawsuit_hub.features.landlords.types import LandlordId, NoSuchReport, VictimId
from lawsuit_hub.infra.work import Work

AT_ONCE = 500  # reports in one go: a statement's parameters are bounded


def candidates_of(work: Work, victim_ids: Iterable[VictimId]) -> dict[VictimId, tuple[LandlordId, ...]]:
    """The likeliest first, for everybody who reported a landlord. A handful of queries, however many victims."""
    wanted = list(victim_ids)
    found: dict[VictimId, tuple[LandlordId, ...]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        reports = records.reports_of(work, wanted[start : start + AT_ONCE])
        weighed = _weighed(work, reports)
        found |= {report.victim_id: _ids(weighed.get(_subject(report), ())) for report in reports}
    return found


def candidates_of_report(work: Work, report: Report) -> tuple[LandlordId, ...]:
    return _ids(_weighed(work, [report]).get(_subject(report), ()))


def explained(work: Work, victim_id: VictimId) -> tuple[Candidate, ...]:
    """The same for one victim, with the reasons of each. Raises NoSuchReport."""
    report = _report(work, victim_id)
    return _weighed(work, [report]).get(_subject(report), ())


def explained_for(work: Work, victim_id: VictimId, landlord_id: LandlordId) -> Candidate:
    """Why her landlord may be this one, or not: also one who is no candidate. Raises NoSuchReport."""
    (subject,) = likely.subjects(work, [_report(work, victim_id)])
    return likely.between(work, subject, landlord_id)


def explained_pair(work: Work, one: LandlordId, other: LandlordId) -> Candidate:
    """Why two landlords may be the same, or not; `other` is the candidate."""
    (subject,) = likely.landlords(work, [one])
    return likely.between(work, subject, other)


def explained_landlord(work: Work, landlord_id: LandlordId) -> tuple[Candidate, ...]:
    """Who may be the same as a landlord."""
    return likely.candidates(work, likely.landlords(work, [landlord_id])).get(landlord_id, ())


def _weighed(work: Work, reports: list[Report]) -> dict[UUID, tuple[Candidate, ...]]:
    """Of whoever waits without those that a caseworker said it is not."""
    waiting = {report.victim_id: report.id for report in reports if report.landlord_id is None}
    refused = {waiting[victim_id]: them for victim_id, them in refusals.of(work, waiting).items()}
    return likely.candidates(work, likely.subjects(work, reports), refused=refused)


def _subject(report: Report) -> UUID:
    return report.landlord_id or report.id


def _report(work: Work, victim_id: VictimId) -> Report:
    report = records.report_of(work, victim_id)
    if report is None:
        raise NoSuchReport
    return report


def _ids(found: tuple[Candidate, ...]) -> tuple[LandlordId, ...]:
    return tuple(one.landlord_id for one in found)
