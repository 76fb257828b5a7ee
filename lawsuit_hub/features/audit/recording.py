"""Records deeds in the transaction of the deed. Ids, counts and scrubbed reasons only, never a name or a number."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from lawsuit_hub.features.audit import pending
from lawsuit_hub.features.audit.chain import plain_details
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed

SHORTEST_REASON = 5
LONGEST_REASON = 500
_SOMEBODY = UUID(int=0)


def clean_reason(reason: str) -> str:
    """The reason as it is kept and shown to the person: scrubbed of identities.

    Raises ReasonMissing under five characters; ReasonHoldsNumber.
    """
    kept = scrubbed(reason[:LONGEST_REASON]).strip()
    if len(kept) < SHORTEST_REASON:
        raise ReasonMissing
    return kept


def record(
    work: Work, deed: str, *, about: UUID | None = None, kind: str = "victim", reason: str | None = None, **details: Any
) -> None:
    """One line. `reason` must have come through clean_reason; `details` are ids, counts and words of our own."""
    pending.add(work, [_line(work, deed, about, kind=kind, reason=reason, details=plain_details(details))])


def record_many(
    work: Work,
    deed: str,
    *,
    about: Iterable[UUID],
    kind: str = "victim",
    reason: str | None = None,
    counted: str | None = None,
    **details: Any,
) -> None:
    """One line for each of many: a roster leaves a mark with every person in it. `counted` names a detail that counts them from 1."""
    same, people = plain_details(details), list(about)

    def of_one(place: int) -> dict[str, Any]:
        return plain_details({**same, counted: place}) if counted else same

    line = _line(work, deed, _SOMEBODY, kind=kind, reason=reason, details={})
    pending.add(work, pending.Many(line, people, of_one))


def record_each(
    work: Work, deed: str, about: Mapping[UUID, Mapping[str, Any]], *, kind: str = "victim", reason: str | None = None
) -> None:
    """One line for each of many, with details of its own."""
    people, told = list(about), [plain_details(details) for details in about.values()]
    line = _line(work, deed, _SOMEBODY, kind=kind, reason=reason, details={})
    pending.add(work, pending.Many(line, people, lambda place: told[place - 1]))


def _line(
    work: Work, deed: str, about: UUID | None, *, kind: str, reason: str | None, details: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": work.now,
        "actor_role": work.actor.role.value,
        "actor_id": work.actor.id,
        "address": work.actor.address,
        "system_user": work.actor.system_user,
        "deed": deed,
        "about_kind": kind if about is not None else None,
        "about_id": about,
        "reason": reason,
        "details": details,
    }
