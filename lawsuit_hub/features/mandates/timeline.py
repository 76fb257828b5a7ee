"""One line of time for a person and the firms she dealt with: consents and mandates, so that neither drifts from the other."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.mandates import standing
from lawsuit_hub.features.mandates.types import Ending, Event, MandateView, Way
from lawsuit_hub.features.victims import consents
from lawsuit_hub.infra.work import Work


def of_people(work: Work, victim_ids: Iterable[UUID], *, firm_id: UUID | None = None) -> dict[UUID, tuple[Event, ...]]:
    """The oldest first; with one firm or with all. Whoever has none is not in it."""
    wanted, found = list(victim_ids), dict[UUID, list[tuple[UUID, Event]]]()
    for one in consents.firms_of(work, wanted):
        mine = found.setdefault(one.victim_id, [])
        mine.append((one.firm_id, Event("consent", one.at)))
        if one.withdrawn_at:
            mine.append((one.firm_id, Event("consent_over", one.withdrawn_at)))
    for answer in standing.histories(work, wanted):
        found.setdefault(answer.victim_id, []).extend((answer.firm_id, step) for step in _steps(answer))
    names = {
        firm: identity.firm(work, firm).name for firm in {firm for steps in found.values() for firm, _step in steps}
    }
    return {
        her: tuple(
            Event(step.what, step.at, step.number, names[firm])
            for firm, step in sorted(steps, key=lambda one: one[1].at)
            if firm_id in (None, firm)
        )
        for her, steps in found.items()
    }


def _steps(one: MandateView) -> Iterator[Event]:
    """An answer that gave way to a newer one needs no word: the newer one follows."""
    said = "refused" if one.way is None else "handed_in" if one.way is Way.PAPER and one.has_paper else "signed"
    yield Event("confirmed" if one.way is Way.PAPER and not one.has_paper else said, one.answered_at, one.number)
    if said == "handed_in" and one.stands_since:
        yield Event("confirmed", one.stands_since, one.number)
    if one.ended_at and one.ended_as not in (None, Ending.AGAIN):
        yield Event(f"ended_{one.ended_as.value}", one.ended_at, one.number)
