"""What she handed in and declared, and what was decided about her lease, for the copy of her own data."""

import base64
from datetime import datetime
from typing import Any

from lawsuit_hub.features.documents import decisions, declarations, viewings
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents.types import Outcome
from lawsuit_hub.features.exhibits import found, numbering
from lawsuit_hub.features.exhibits.types import Found
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def documents_of(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    """With their pictures, as JPEG in base64: they are as they are kept, numbers blackened."""
    pictures, handed = viewings.pictures(work, victim_id), documents.of_person(work, victim_id)
    said, numbers = found.of_documents(work, (one.id for one in handed)), numbering.labels_of(work, victim_id)
    return [
        {
            "kind": one.kind.value,
            "received_at": _at(one.received_at),
            "for_suit": one.for_suit,
            "found": _found(said.get(one.id)),
            "exhibit": str(numbers[one.id]) if one.id in numbers else None,
            "pages": [
                {
                    "number": page.number,
                    "blackened": page.burnt + page.marked,
                    "jpeg": base64.b64encode(pictures[page.id]).decode(),
                }
                for page in one.pages
            ],
        }
        for one in handed
    ]


def _found(said: Found | None) -> dict[str, Any] | None:
    """What whoever looked at it for the suit said."""
    if said is None:
        return None
    return {
        "outcome": "checked" if said.checked else "returned",
        "flaw": said.flaw,
        "words": said.words,
        "at": _at(said.at),
    }


def declarations_of(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    return [
        {
            "relation": one.relation.value,
            "words": written,
            "declared_at": _at(one.declared_at),
            "taken_down_by_desk": one.by_desk,
            "settled_at": _at(one.settled_at),
        }
        for one, written in declarations.written(work, victim_id)
    ]


def decisions_of(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    """The reason of a doubt is the desk's own until somebody decides: telling it could warn whoever it is about (제35조 4항)."""
    return [
        {
            "decided_at": _at(one.decided_at),
            "seen": one.seen.value,
            "outcome": one.outcome.value,
            "points": {point.value: saw.value for point, saw in one.points.items()},
            "reason": None if one.outcome is Outcome.DOUBTFUL else one.reason,
        }
        for one in decisions.history(work, victim_id)
    ]
