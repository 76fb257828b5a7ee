"""A second person's word about a roster: what she is shown, and why it may not be said."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal


@dataclass(frozen=True, slots=True)
class WaitingExport:
    """An export for whoever is asked to agree: what it is for and how large it would be now, never whom it holds."""

    id: UUID
    number: str
    group_code: str
    firm: str
    login: str = field(repr=False)
    purpose: str
    columns: tuple[str, ...]
    form: str
    rows: int
    active: int
    reason: str
    asked_at: datetime
    until: datetime
    again: bool


class NoSuchApproval(NotYours):
    """Nothing of the kind was asked."""


class AlreadyAnswered(Refusal):
    """Somebody answered before, or nothing waits any more."""


class NotAnotherPerson(Refusal):
    """Whoever asked, or whoever may not agree now, is no second person."""


class RowsDiffer(Refusal):
    """As many people as the page showed are in it no more; nothing was agreed to."""


class NobodyWaits(Refusal):
    """Nobody would be in the file now: there is nothing to agree to."""


class SecondMissing(Refusal):
    """So many people take a second person: --second names a caseworker who agrees, or the lawyer asks on her own page."""
