"""A signature drawn on a screen: lines of points, as the page sends them, and as a picture for the paper. Pure."""

import json
from dataclasses import dataclass
from typing import Any, Self

from lawsuit_hub.features.mandates.types import NotDrawn

WIDE, HIGH = 600, 200
MOST_LINES, MOST_POINTS, MOST_BYTES = 60, 2_000, 40_000
FEWEST_POINTS, LONGER, SHORTER = 8, 40, 12  # less is a slip of the finger: points in all, and what they cover each way


@dataclass(frozen=True, slots=True, repr=False)
class Strokes:
    """Points are whole numbers within WIDE x HIGH."""

    lines: tuple[tuple[tuple[int, int], ...], ...]

    def __repr__(self) -> str:
        return "<signature>"

    @classmethod
    def parse(cls, text: str) -> Self:
        """`[[[x, y], …], …]` as JSON. Raises NotDrawn."""
        if len(text) > MOST_BYTES:
            raise NotDrawn
        try:
            told = json.loads(text)
            lines = tuple(tuple(_point(one) for one in line) for line in told)
        except (ValueError, TypeError, RecursionError):
            raise NotDrawn from None
        points = [point for line in lines for point in line]
        if not (len(lines) <= MOST_LINES and FEWEST_POINTS <= len(points) <= MOST_POINTS):
            raise NotDrawn
        across, down = ([point[axis] for point in points] for axis in (0, 1))
        sides = sorted((max(across) - min(across), max(down) - min(down)))
        if sides[0] < SHORTER or sides[1] < LONGER:
            raise NotDrawn
        return cls(tuple(line for line in lines if line))

    def svg(self) -> str:
        drawn = "".join(
            f'<polyline points="{" ".join(f"{x},{y}" for x, y in (line if len(line) > 1 else line * 2))}"/>'
            for line in self.lines
        )
        look = 'fill="none" stroke="#111" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}"><g {look}>{drawn}</g></svg>'


def _point(one: Any) -> tuple[int, int]:
    x, y = one
    if type(x) is not int or type(y) is not int or not (0 <= x <= WIDE and 0 <= y <= HIGH):
        raise ValueError
    return x, y
