"""Whether carriers take a text, as what, and for how much. Asked before anything is owed: `fits(work.settings, text)`."""

from collections.abc import Mapping
from dataclasses import dataclass

from lawsuit_hub.settings import Settings
from lawsuit_hub.values.message_body import Channel, MessageBody
from lawsuit_hub.values.tariffs import tariffs_with, won


@dataclass(frozen=True, slots=True)
class Fit:
    """`cost` in 전 for one message; `bytes` as carriers count."""

    channel: Channel
    bytes: int
    cost: int

    def won_for(self, people: int) -> int:
        """What so many of them cost, in won, rounded up."""
        return won(self.cost * people)


def fits(settings: Settings, text: str) -> Fit:
    """As an SMS or a long message. Raises CannotCarry (its `named` says which letter), TooLong (its `size`) or NothingSaid."""
    body = MessageBody.of(text)
    return Fit(body.channel, body.size, prices(settings)[body.channel])


def prices(settings: Settings) -> Mapping[Channel, int]:
    """In 전."""
    return tariffs_with(settings.tariffs)
