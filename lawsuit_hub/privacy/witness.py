"""Whether a count could be another one for all that is known: the least change of other counts that would allow it. Knows no person.

A linear programme with bounds, solved by the simplex method: the change of every count is what rose less what fell, relations
stay whole, and each unit of change has its price. What is given back was rounded to whole numbers and checked in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]

SMALL = 1e-9
REWARD = 10_000.0  # of one unit of the change that is asked for: more than any way of making it costs
MOST_STEPS = 600
TRIES = 8  # with other prices, where the least change is one of parts of people
STALLED = 40  # steps without change, after which the first column is taken, so that none comes round again


@dataclass(slots=True)
class _Tableau:
    rows: Matrix  # of the basis, with all columns
    value: Matrix  # of each basic column
    basis: list[int]
    upper: Matrix
    reduced: Matrix
    at_upper: Flags


def least_change(relations: Matrix, *, room: Matrix, price: Matrix, target: int, by: int) -> NDArray[np.int64] | None:
    """How much each count changes so that `target` is `by` more and no relation breaks; None where nothing does.

    `relations`: a row each, whose sum of counts stays. `room`: how far each may fall.
    """
    solved, basis = _row_reduced(relations)
    falls = [place for place in range(relations.shape[1]) if room[place] > 0 and place != target]
    whole, floor = relations.astype(np.int64), -room.astype(np.int64)
    for more in range(TRIES):
        dice = np.random.default_rng(more)
        asked = price * dice.uniform(1, 1 + 4 * more, len(price)) if more else price
        found = _tried(solved, list(basis), falls=falls, room=room, price=asked, target=target, by=by + more // 2)
        if found is None and not more:
            return None
        if found is None:
            continue
        change = np.rint(found).astype(np.int64)
        if not np.any(whole @ change) and bool(np.all(change >= floor)) and change[target] >= by:
            return change
    return None


def _tried(
    solved: Matrix, basis: list[int], *, falls: list[int], room: Matrix, price: Matrix, target: int, by: int
) -> Matrix | None:
    """The change, of parts of people too; None where `target` cannot change so much."""
    many = solved.shape[1]
    cost = np.concatenate([price, price[falls]])
    cost[target] = -REWARD
    upper = np.concatenate([np.full(many, np.inf), room[falls]])
    upper[target] = by
    rows = np.hstack([solved, -solved[:, falls]])
    reduced = cost - cost[basis] @ rows
    tableau = _Tableau(rows, np.zeros(len(basis)), basis, upper, reduced, np.zeros(len(cost), dtype=bool))
    if not _solve(tableau):
        return None
    at = np.where(tableau.at_upper, tableau.upper, 0.0)
    at[tableau.basis] = tableau.value
    change: Matrix = at[:many].copy()
    change[falls] -= at[many:]
    return change if change[target] >= by - SMALL else None


def _row_reduced(matrix: Matrix) -> tuple[Matrix, list[int]]:
    left: Matrix = matrix.astype(np.float64)
    basis: list[int] = []
    row = 0
    for column in range(left.shape[1]):
        if row == left.shape[0]:
            break
        pivot = row + int(np.argmax(np.abs(left[row:, column])))
        if abs(left[pivot, column]) < SMALL:
            continue
        left[[row, pivot]] = left[[pivot, row]]
        left[row] /= left[row, column]
        factors = left[:, column].copy()
        factors[row] = 0
        left -= np.outer(factors, left[row])
        basis.append(column)
        row += 1
    return left[:row], basis


def _solve(tableau: _Tableau) -> bool:
    still = 0
    for _ in range(MOST_STEPS):
        gain = np.where(tableau.at_upper, tableau.reduced, -tableau.reduced)
        gain[tableau.basis] = 0
        column = int(np.argmax(gain > SMALL)) if still > STALLED else int(np.argmax(gain))
        if gain[column] <= SMALL:
            return True
        step = _step(tableau, column)
        if step is None:
            return False
        still = still + 1 if step < SMALL else 0
    return False


def _step(tableau: _Tableau, column: int) -> float | None:
    """The column moves as far as it may; who stops it leaves the basis."""
    sign = -1.0 if tableau.at_upper[column] else 1.0
    fall = sign * tableau.rows[:, column]
    reach = np.full(len(fall), np.inf)
    down, up = fall > SMALL, fall < -SMALL
    reach[down] = tableau.value[down] / fall[down]
    reach[up] = (tableau.upper[tableau.basis][up] - tableau.value[up]) / -fall[up]
    nearest = float(reach.min()) if len(reach) else np.inf
    row = min(np.flatnonzero(reach <= nearest + SMALL), key=lambda at: tableau.basis[at]) if len(reach) else 0
    step = max(0.0, min(nearest, float(tableau.upper[column])))
    if not np.isfinite(step):
        return None
    tableau.value -= step * fall
    if step == tableau.upper[column]:
        tableau.at_upper[column] = not tableau.at_upper[column]
        return step
    leaving = tableau.basis[row]
    tableau.at_upper[leaving] = bool(up[row])
    tableau.value[row] = tableau.upper[column] - step if sign < 0 else step
    tableau.at_upper[column] = False
    tableau.basis[row] = column
    tableau.rows[row] /= tableau.rows[row, column]
    factors = tableau.rows[:, column].copy()
    factors[row] = 0
    tableau.rows -= np.outer(factors, tableau.rows[row])
    tableau.reduced -= tableau.reduced[column] * tableau.rows[row]
    return step
