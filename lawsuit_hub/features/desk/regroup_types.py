"""What a merge, a split or its undoing would do, before anybody does it: counts, codes, aliases. Nobody's name."""

from dataclasses import dataclass
from enum import StrEnum

from lawsuit_hub.features.landlords.comparing import Compared
from lawsuit_hub.features.landlords.types import LandlordHints
from lawsuit_hub.features.lawsuits.change_types import Bar, Change
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.features.victims.types import Profile
from lawsuit_hub.infra.refusals import Refusal


class ChangedSince(Refusal):
    """The groups are not any more what the page had shown: it has to be looked at again."""


class NotTogether(Refusal):
    """`code`: no such group, or the very same; `nobody`: nobody is chosen, or nobody would be left; `conflict`: birth dates or numbers
    contradict each other."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Kind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    UNDO_MERGE = "undo_merge"
    UNDO_SPLIT = "undo_split"
    UNDO_SETTLE = "undo_settle"


@dataclass(frozen=True, slots=True)
class Flow:
    """From one group into another. Codes; an empty `target` is a group that is yet to be opened, or the queue of those who wait."""

    source: str
    target: str
    active: tuple[str, ...]
    """Aliases of those with a card."""
    waiting: int
    outside: int
    """Who reported the landlord and takes no part: what they said goes along."""

    @property
    def people(self) -> int:
        return len(self.active) + self.waiting + self.outside


@dataclass(frozen=True, slots=True)
class Lawyer:
    """Whoever has a group now. `ends`: her time with it ends by this. `gains`, `loses`: of those who move, how many active members agreed
    to her firm and come into her roster, or go out of it. What they agreed to stays as they gave it."""

    code: str
    firm: str
    ends: bool
    gains: int
    loses: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`token` changes with everything that is shown here."""

    kind: Kind
    token: str
    flows: tuple[Flow, ...]
    invites: int
    rooms: tuple[str, ...]
    """Codes of groups whose room is dropped."""
    in_room: int
    """Of those who move, how many are in the room of the group they leave: only its host can let them out."""
    lawyers: tuple[Lawyer, ...]
    changed: int
    opened: int
    namesakes: int
    stages: tuple[GroupLine, ...]
    conflict: bool = False
    apart: bool = False
    """A caseworker said before that the two are not one landlord's."""

    @property
    def people(self) -> int:
        return sum(flow.people for flow in self.flows)


@dataclass(frozen=True, slots=True)
class Beside:
    """The landlords of two groups, side by side: which, what lists show of each, and what agrees."""

    codes: tuple[str, str]
    hints: tuple[LandlordHints, LandlordHints]
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """Somebody who may be chosen to leave a group; `alias` is empty for who takes no part."""

    profile: Profile
    alias: str
    active: bool

    def __repr__(self) -> str:
        return f"<choice {self.profile.reference}>"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in a list. `code` stayed, `other` went into it or was taken out; `reference` of whom a single word was about."""

    change: Change
    code: str
    other: str
    people: int
    reference: str
    by: str
    bar: Bar | None = None
    later: "tuple[ChangeLine, ...]" = ()
