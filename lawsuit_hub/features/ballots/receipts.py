"""Receipts of votes: ten signs that nobody mistakes for one another, and what a slip says. Pure but for chance."""

import json
import secrets

# Without 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B, U and V.
SIGNS = "ACDEFHJKMNPQRTWXY3479"
_HALF = 5
_LONGEST = 40  # letters of a slip that anybody here made


def new() -> str:
    """43 bits: in a group of a thousand two are the same once in ten million ballots."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(_HALF)) for _ in range(2))


def slip(code: str, choice: int) -> str:
    return json.dumps([code, choice])


def read(text: str, options: int) -> tuple[str, int] | None:
    """None where it is no vote for one of so many options."""
    try:
        said = json.loads(text) if len(text) < _LONGEST else None
    except ValueError:
        return None
    if not isinstance(said, list) or len(said) != 2:  # noqa: PLR2004 - a code and a choice
        return None
    code, choice = said
    if not isinstance(code, str) or type(choice) is not int or not 0 <= choice < options:
        return None
    return code, choice
