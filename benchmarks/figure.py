"""A measured figure beside its floor, and how both are measured: in turn, the best of several."""

import resource
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

ROUNDS = 3
Fresh = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """`value`, `floor` are rates; `ratio` is our cost over the floor's (1 is the limit), `peer_ratio` the peer's over ours."""

    name: str
    size: int
    value: float
    unit: str
    floor: float
    ratio: float
    limit: float | None
    peer: float | None
    peer_ratio: float | None
    peak_mb: float


def compare(
    name: str,
    *,
    size: int,
    unit: str,
    ours: Callable[[Any], None],
    floor: Callable[[Any], None],
    fresh: Fresh = nullcontext,
    fresh_floor: Fresh = nullcontext,
) -> Figure:
    """Runs both in turn, so that a machine whose speed drifts drifts for both; keeps the best second of each.

    `fresh` and `fresh_floor` make what a round works on; their making is not counted.
    """
    best_ours = best_floor = float("inf")
    for _ in range(ROUNDS):
        best_ours = min(best_ours, seconds(ours, fresh))
        best_floor = min(best_floor, seconds(floor, fresh_floor))
    return Figure(
        name=name,
        size=size,
        value=round(size / best_ours, 1),
        unit=unit,
        floor=round(size / best_floor, 1),
        ratio=round(best_ours / best_floor, 2),
        limit=None,
        peer=None,
        peer_ratio=None,
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )


def seconds(run: Callable[[Any], None], fresh: Fresh) -> float:
    with fresh() as made:
        start = time.perf_counter()
        run(made)
        return time.perf_counter() - start
