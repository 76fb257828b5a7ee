"""The nouns of ballots: what is asked, how it stands, what came out; and why one says no."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.infra.refusals import NotYours, Refusal

BallotId = UUID

FEWEST = 5  # votes: of fewer no result is made, and a group with fewer active members has no ballot
FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
LONGEST_QUESTION, LONGEST_EXPLANATION, LONGEST_OPTION = 120, 2000, 80
LONGEST_DAYS = 31  # from its first day to its last
AHEAD_DAYS = 60  # from today to its first day


class State(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    COUNTING = "counting"  # its last day is over, the worker has not been there yet
    ENDED = "ended"
    CANCELLED = "cancelled"


class NoSuchBallot(NotYours):
    """No such ballot in this group, or not for this actor."""


class TooFewMembers(Refusal):
    """Fewer than five are active: nothing could ever be shown."""


class BadDays(Refusal):
    """`why`: past, order, long or far."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class BadOptions(Refusal):
    """`why`: few, many, long or twice."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotOpen(Refusal):
    """Not yet, or no more: nothing was taken."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state


class NotInElectorate(Refusal):
    """She was no active member when it began."""


class HasVoted(Refusal):
    """One vote each."""


class BadChoice(Refusal):
    """None of the options."""


class Over(Refusal):
    """It ended or was cancelled already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, from which day to which, both included."""

    question: str
    explanation: str
    options: tuple[str, ...]
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Result:
    """`counts`: by option. `listed`: each receipt with the number of its option, in the order of the receipts. `lost`: votes that could
    not be read; `whole`: as many were read as were cast."""

    counts: tuple[int, ...]
    listed: tuple[tuple[str, int], ...]
    lost: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """`voters`: how many could vote, from its start on. `cast`: how many did, told at its end; None below five. `result`: none below five."""

    id: BallotId
    asked: Asked
    state: State
    made_at: datetime
    voters: int | None
    cast: int | None
    ended_at: datetime | None
    reason: str
    result: Result | None = field(default=None)


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """A ballot for a member: whether she could vote, and whether she has, as long as it is open."""

    ballot: Ballot
    in_electorate: bool
    has_voted: bool

    @property
    def waits(self) -> bool:
        return self.ballot.state is State.OPEN and self.in_electorate and not self.has_voted
