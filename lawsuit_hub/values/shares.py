"""Divides an amount of won among people so that the parts add up to it."""

from collections.abc import Sequence
from fractions import Fraction


def by_weight(total: int, weights: Sequence[int]) -> list[int]:
    """By largest remainder: nobody is a won or more away from her exact part. Equal remainders: who comes first gets the won.

    `total` and weights are at least 0; weights that are all 0 divide equally. Raises ValueError for a negative one, or nobody.
    """
    if total < 0 or not weights or min(weights) < 0:
        raise ValueError("an amount and weights of at least 0, of at least one person")
    whole = sum(weights)
    exact = [Fraction(total * weight, whole) if whole else Fraction(total, len(weights)) for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda one: (parts[one] - exact[one], one))
    for one in by_remainder[: total - sum(parts)]:
        parts[one] += 1
    return parts


def equally(total: int, people: int) -> list[int]:
    """Raises ValueError as `by_weight` does."""
    return by_weight(total, [1] * people)
