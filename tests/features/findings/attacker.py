"""Somebody who has every published table of one survey and reckons: by elimination, and by what is at most possible. Shares no code with
what hides: exact fractions, a simplex method of its own."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Row = dict[int, Fraction]


def solved(equations: Sequence[Mapping[int, int]], known: Mapping[int, int]) -> dict[int, Fraction]:
    """Every count that follows from the equations alone."""
    rows, _ = _reduced(equations, known)
    return {
        place: row[-1] for row in rows for place in row if place != -1 and len(row) - (-1 in row) == 1 and -1 in row
    } | {next(iter(row)): Fraction(0) for row in rows if len(row) == 1 and -1 not in row}


def _reduced(equations: Sequence[Mapping[int, int]], known: Mapping[int, int]) -> tuple[list[Row], list[int]]:
    """Reduced rows; the key -1 is the right side."""
    rows: list[Row] = []
    pivots: list[int] = []
    for equation in equations:
        row = _row(equation, known)
        for other, pivot in zip(rows, pivots, strict=True):
            if pivot in row:
                _take(row, other, row[pivot])
        free = [place for place in row if place != -1]
        if not free:
            assert not row, "the published tables contradict each other"
            continue
        pivot = min(free)
        row = {place: value / row[pivot] for place, value in row.items()}
        for other in rows:
            if pivot in other:
                _take(other, row, other[pivot])
        rows.append(row)
        pivots.append(pivot)
    return rows, pivots


def _row(equation: Mapping[int, int], known: Mapping[int, int]) -> Row:
    row: Row = {}
    for place, factor in equation.items():
        if place in known:
            row[-1] = row.get(-1, Fraction(0)) - factor * known[place]
        else:
            row[place] = row.get(place, Fraction(0)) + factor
    return {place: value for place, value in row.items() if value}


def _take(row: Row, other: Row, factor: Fraction) -> None:
    for place, value in other.items():
        left = row.get(place, Fraction(0)) - factor * value
        if left:
            row[place] = left
        else:
            row.pop(place, None)


def most(
    equations: Sequence[Mapping[int, int]], known: Mapping[int, int], least: Mapping[int, int], target: int
) -> Fraction | None:
    """The most `target` can be when every other unknown is at least `least`; None where there is no bound."""
    moved = [dict(equation) for equation in equations]
    shift: list[Mapping[int, int]] = []
    for equation in moved:
        constant = sum(factor * least.get(place, 0) for place, factor in equation.items() if place not in known)
        shift.append({**equation, -2: constant})
    rows, pivots = _reduced(shift, {**known, -2: 1})
    found = _simplex(rows, pivots, target)
    return None if found is None else found + least.get(target, 0)


def _simplex(rows: list[Row], pivots: list[int], target: int) -> Fraction | None:
    """Phase one by the dual rule of Bland on what is below nought, phase two by the primal one."""
    if not any(target in row for row in rows):
        return None
    while (bad := [at for at, row in enumerate(rows) if row.get(-1, Fraction(0)) < 0]) and bad:
        at = min(bad, key=lambda at: pivots[at])
        enter = min(place for place, value in rows[at].items() if place != -1 and place != pivots[at] and value < 0)
        _pivot(rows, pivots, at, enter)
    while True:
        cost = _cost(rows, pivots, target)
        gains = [place for place, value in cost.items() if place != -1 and value > 0]
        if not gains:
            return next(
                (row.get(-1, Fraction(0)) for row, pivot in zip(rows, pivots, strict=True) if pivot == target),
                Fraction(0),
            )
        enter = min(gains)
        stops = [
            (row.get(-1, Fraction(0)) / row[enter], pivots[at], at)
            for at, row in enumerate(rows)
            if row.get(enter, Fraction(0)) > 0
        ]
        if not stops:
            return None
        _pivot(rows, pivots, min(stops)[2], enter)


def _cost(rows: list[Row], pivots: list[int], target: int) -> Row:
    for row, pivot in zip(rows, pivots, strict=True):
        if pivot == target:
            return {place: -value for place, value in row.items() if place not in {-1, target}}
    return {target: Fraction(1)}


def _pivot(rows: list[Row], pivots: list[int], at: int, enter: int) -> None:
    rows[at] = {place: value / rows[at][enter] for place, value in rows[at].items()}
    for other in range(len(rows)):
        if other != at and enter in rows[other]:
            _take(rows[other], rows[at], rows[other][enter])
    pivots[at] = enter
