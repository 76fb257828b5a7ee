"""What every carrier of messages is: takes letters, says what became of each, and where it can, looks up what it took.

Telephones and e-mail addresses go separate ways: `carrier` brings to numbers (members), `mail_carrier` to addresses (staff).
A carrier raises nothing for what the net or the other side does; it answers an `Outcome` for each letter, in their order.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from lawsuit_hub.values.message_body import Channel

_MASKED = re.compile(r"\d(?=\d{4})")


class Lettered(Protocol):
    """What a carrier needs to know of a message."""

    @property
    def to(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def template(self) -> str: ...
    @property
    def variables(self) -> Mapping[str, str]: ...


class Verdict(StrEnum):
    """TAKEN: it is with the carrier. LATER: surely not taken, another time. HELD: not taken, and until somebody here repairs
    something nothing will be. REFUSED: never. INSTEAD: AlimTalk cannot bring it, an SMS may. UNKNOWN: it may have been taken."""

    TAKEN = "taken"
    LATER = "later"
    HELD = "held"
    REFUSED = "refused"
    INSTEAD = "instead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is a word of features/messages/words.py, never what a carrier wrote; `carrier_id` is what it calls the message."""

    verdict: Verdict
    reason: str = ""
    carrier_id: str = ""


TAKEN, UNKNOWN = Outcome(Verdict.TAKEN), Outcome(Verdict.UNKNOWN)


class CarrierWrong(Exception):
    """A carrier does not do what it was asked to when it was tried out; the message says what to repair, without a secret."""


class Carrier(Protocol):
    """`most`: so many letters in one call. `absent_after`: what is not found among what it took, so long after it was told,
    was not taken; None where its list cannot be asked or proves nothing."""

    name: str
    most: int
    absent_after: timedelta | None

    def send(self, letters: Sequence[Lettered]) -> Sequence[Outcome]: ...

    def find(self, letters: Sequence[Lettered], *, since: datetime) -> Sequence[Outcome]:
        """TAKEN where it is found, LATER where it is not, UNKNOWN where nothing can be told."""
        ...

    def check(self) -> str:
        """One line for the operator. Raises CarrierWrong."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Carriers:
    """Which carrier takes which recipient; `templates`: AlimTalk's, by kind of message."""

    phone: Carrier
    mail: Carrier
    templates: Mapping[str, str] = field(default_factory=dict)

    def of(self, to: str) -> Carrier:
        return self.mail if "@" in to else self.phone

    def close(self) -> None:
        """Connections are kept for as long as a worker has something to deliver."""
        self.phone.close()
        self.mail.close()


def each(letters: Sequence[Lettered], deed: Callable[[Lettered], Outcome]) -> list[Outcome]:
    """For carriers that take one at a time."""
    return [deed(one) for one in letters]


def masked(to: str) -> str:
    """For a log: four digits of a number, the domain of an address."""
    return f"*@{to.rpartition('@')[2]}" if "@" in to else _MASKED.sub("*", to.lstrip("+"))
