"""Messages as others see them: what is owed, what goes to a carrier, why something does not go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from lawsuit_hub.values.message_body import Channel


@dataclass(frozen=True, slots=True)
class Owed:
    """A message that is due, for whoever writes it. `params` are ids."""

    id: UUID
    kind: str
    recipient: str
    recipient_id: UUID | None
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A message to somebody, as she reads of it: what kind, and what became of it. Its words are kept nowhere."""

    kind: str
    queued_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """What goes to the carrier; it prints nothing. `key` is told to the carrier so that a repeat is sent once.

    `variables` fill AlimTalk's template of the kind, where there is one; a letter without them goes as SMS or LMS.
    """

    to: str
    kind: str
    body: str
    key: str
    channel: Channel = Channel.SMS
    template: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "<letter>"


class CannotDeliver(Exception):
    """The message can never be delivered (its person is gone, its invite void): it is closed, not retried."""
