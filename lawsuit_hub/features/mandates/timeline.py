"""One line of time for a person and the firms she dealt with: consents, mandates and lawyers, so that none drifts from the others."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.mandates import standing
from lawsuit_hub.features.mandates.types import Event, MandateView
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import Work


def of_person(work: Work, victim_id: UUID, *, firm_id: UUID | None = None) -> tuple[Event, ...]:
    """The oldest first; with one firm or with all."""
    steps = [
        step
        for step in (*_consents(work, victim_id), *_mandates(standing.history(work, victim_id)))
        if firm_id is None or step[0] == firm_id
    ]
    names = {one: identity.firm(work, one).name for one in {step[0] for step in steps}}
    return tuple(
        Event(what, at, number, names[firm]) for firm, what, at, number in sorted(steps, key=lambda step: step[2])
    )


def _consents(work: Work, victim_id: UUID) -> Iterable[tuple[UUID, str, datetime, str]]:
    for one in consents.proof(work, victim_id):
        if one["kind"] != ConsentKind.FIRM.value or one["firm"] is None or not one["given"]:
            continue
        yield UUID(one["firm"]), "consent", datetime.fromisoformat(one["at"]), ""
        if one["withdrawn_at"]:
            yield UUID(one["firm"]), "consent_over", datetime.fromisoformat(one["withdrawn_at"]), ""


def _mandates(answers: Iterable[MandateView]) -> Iterable[tuple[UUID, str, datetime, str]]:
    for one in answers:
        said = "refused" if one.way is None else "handed_in" if one.way.value == "paper" else "signed"
        yield one.firm_id, said, one.answered_at, one.number
        if said == "handed_in" and one.stands_since:
            yield one.firm_id, "confirmed", one.stands_since, one.number
        if one.ended_at and one.ended_as:
            yield one.firm_id, f"ended_{one.ended_as.value}", one.ended_at, one.number
