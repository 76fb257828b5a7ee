"""Whether two samples of times have the same mean, within a margin: TOST, two one-sided tests of Welch.

The distribution of t is taken for the normal one (`statistics.NormalDist`; scipy is no requirement of ours): with hundreds of
degrees of freedom they differ by less than a thousandth. So at least `FEWEST` of each are asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, variance

FEWEST = 100
LEVEL = 0.05
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Equivalence:
    """`low` to `high` is the confidence interval of 90 % of the difference: inside the margin exactly when p < 0.05."""

    means: tuple[float, float]
    difference: float
    low: float
    high: float
    p: float
    degrees: float

    def __str__(self) -> str:
        first, second = self.means
        return (
            f"means {first:.3f} and {second:.3f}, difference {self.difference:+.3f}, "
            f"90 % interval {self.low:+.3f} to {self.high:+.3f}, p = {self.p:.2e}, {self.degrees:.0f} degrees of freedom"
        )


def tost(first: Sequence[float], second: Sequence[float], *, margin: float) -> Equivalence:
    """`p` is the chance of a difference as small as this one if the true one were the margin: small means equal."""
    if min(len(first), len(second)) < FEWEST:
        raise ValueError(f"at least {FEWEST} of each: the normal distribution stands for that of t")
    if margin <= 0:
        raise ValueError("a margin is positive")
    means = fmean(first), fmean(second)
    parts = variance(first) / len(first), variance(second) / len(second)
    error = sqrt(sum(parts))
    difference = means[0] - means[1]
    if error == 0:
        equal = abs(difference) < margin
        return Equivalence(means, difference, difference, difference, 0.0 if equal else 1.0, float("inf"))
    degrees = sum(parts) ** 2 / sum(
        part**2 / (len(sample) - 1) for part, sample in zip(parts, (first, second), strict=True)
    )
    above, below = (difference + margin) / error, (difference - margin) / error
    p = max(1 - _NORMAL.cdf(above), _NORMAL.cdf(below))
    half = _NORMAL.inv_cdf(1 - LEVEL) * error
    return Equivalence(means, difference, difference - half, difference + half, p, degrees)


def trimmed(sample: Sequence[float], *, share: float = 0.05) -> list[float]:
    """Without the slowest of each: another process had the processor, which says nothing of the code."""
    kept = sorted(sample)
    return kept[: len(kept) - int(len(kept) * share)]
