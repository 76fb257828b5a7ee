"""Meetings for other features: what is to come, one line of one, what there is of a person, how many there have been."""

from typing import Any
from uuid import UUID

from lawsuit_hub.features.meetings import door, representing, showing, tickets
from lawsuit_hub.features.meetings.types import Line
from lawsuit_hub.infra.work import Work


def upcoming(work: Work, *, limit: int = 5) -> tuple[Line, ...]:
    """What anybody may see and is still to come, the next first. `path` leads to each."""
    return showing.coming(work, everybody=True, limit=limit)


def public_line(work: Work, meeting_id: UUID) -> Line | None:
    """None where not everybody may see it: for a page that everybody reads, such as that of a survey with its results meeting."""
    return next(iter(showing.public(work, [meeting_id])), None)


def path(line: Line) -> str:
    return f"/meetings/{line.id}"


def own_upcoming(work: Work) -> tuple[Line, ...]:
    """What she signed up to and is still to come."""
    return tickets.hers(work, coming=True)


def held_count(work: Work) -> int:
    """How many meetings there have been, for the public page of numbers."""
    return door.held(work)


def kept_of(work: Work, victim_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """For her own copy (docs/data-copy.md)."""
    return {
        "meetings": tickets.kept_of(work, victim_id),
        "organisations": representing.kept_of(work, victim_id),
    }
