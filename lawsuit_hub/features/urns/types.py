"""The nouns of urns: bounds, what an opened urn gave, and why one says no."""

from dataclasses import dataclass

from lawsuit_hub.infra.refusals import Refusal

FEWEST = 5  # slips: fewer are never opened
LONGEST_SLIP = 65_000  # bytes


class NoSuchUrn(Refusal):
    """Never made, or destroyed."""


class HasCast(Refusal):
    """One each."""


class TooFew(Refusal):
    """Fewer than five lie in it: whoever read them would guess whose they are."""


class SlipTooLong(Refusal):
    """Longer than any slip may be."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Slips in an order drawn at this moment, and how many people have cast."""

    slips: tuple[str, ...]
    cast: int

    @property
    def is_whole(self) -> bool:
        """False where slips were changed, taken away or put in by somebody with the database."""
        return len(self.slips) == self.cast
