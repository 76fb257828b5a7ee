"""How a public number moves: once a day at most, by five people at least, at a distance that is drawn anew each day. Pure but for chance.

Whoever writes the number down each day sees steps of five and more; which of the days between brought whom she does not see.
"""

import secrets
from dataclasses import dataclass

STEP = 5
_FARTHEST = 9
MONEY_STEP = 1_000_000  # won


@dataclass(frozen=True, slots=True)
class Shown:
    """`people`: how many stood behind a sum of money when it moved last; nobody is shown it. `number`: None where nothing may be said."""

    number: int | None = None
    people: int = 0


def distance() -> int:
    """So far the count must be from what is shown before it moves: drawn each day, so that nobody can wait for the fifth."""
    return STEP + secrets.randbelow(_FARTHEST - STEP + 1)


def of_people(before: Shown, count: int, *, far: int) -> Shown:
    """In fives, downwards."""
    if abs(count - (before.number or 0)) < far:
        return before
    return Shown(count - count % STEP or None)


def of_money(before: Shown, won: int, people: int, *, far: int) -> Shown:
    """In millions, downwards: it moves with the people it went to, so that no difference is one person's sum."""
    if people - before.people < far:  # who is erased makes no room for a sum of one
        return before
    return Shown(won - won % MONEY_STEP or None, people)


def of_deeds(count: int) -> Shown:
    """What the office did and anybody may know of: as it is."""
    return Shown(count)
