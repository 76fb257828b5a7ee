"""The nouns of addresses: where the court's post is to reach a person, and whether she asked that it be kept from the landlord."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lawsuit_hub.features.identity.types import FirmView
from lawsuit_hub.infra.refusals import Refusal

LONGEST_ADDRESS, LONGEST_REASON = 200, 500


class Where(StrEnum):
    """`home`: the house of her lease; `office`: her lawyer's, whoever that is when a paper is made."""

    OFFICE = "office"
    OTHER = "other"
    HOME = "home"


class AddressMissing(Refusal):
    """Another address was chosen and none was written."""


class HomeIsToBeKept(Refusal):
    """Whoever asks that her address be kept from the landlord cannot have it written into the complaint."""


class ChoiceMoved(Refusal):
    """She chose again since the page was read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands, without opening anybody. `turn`: how often she chose; `hint`: her other address, masked, for herself."""

    where: Where | None = None
    protected: bool = False
    has_reason: bool = False
    turn: int = 0
    at: datetime | None = None
    hint: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """A member's own page. `firm`: of her group's lawyer, once there is one. `told`: she lets that firm have her data."""

    choice: Choice
    firm: FirmView | None
    told: bool


@dataclass(frozen=True, slots=True, repr=False)
class Served:
    """Opened: for the locked file and for her own copy. `address`: the one she wrote, where she chose another."""

    where: Where
    protected: bool
    at: datetime
    address: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return "<served>"
