"""Rows of answers that nobody can be found in: what marks somebody stands only where five at least share it. Pure.

Whoever knows somebody's age, region and housing finds no row by them that is not one of `fewest`. What the other columns say is not
looked at: where all five answered the same, one knows it of each (docs/findings.md).
"""

from collections import Counter
from collections.abc import Sequence

BLANK = ""


def few_alike(rows: Sequence[Sequence[str]], marking: Sequence[int], *, fewest: int) -> list[list[str]]:
    """Cells of the `marking` columns give way until each combination is shared by `fewest` rows, or by none. At each step the column
    whose answers are spread the widest, among the rows that are too few."""
    out = [list(row) for row in rows]
    while lone := _lone(out, marking, fewest):
        open_columns = [column for column in marking if any(out[at][column] != BLANK for at in lone)]
        if not open_columns:
            _join(out, marking, fewest)
            continue
        widest = max(open_columns, key=lambda column: (len({out[at][column] for at in lone}), -column))
        for at in lone:
            out[at][widest] = BLANK
    return out


def _lone(rows: list[list[str]], marking: Sequence[int], fewest: int) -> list[int]:
    alike = Counter(tuple(row[column] for column in marking) for row in rows)
    return [at for at, row in enumerate(rows) if alike[tuple(row[column] for column in marking)] < fewest]


def _join(rows: list[list[str]], marking: Sequence[int], fewest: int) -> None:
    """The rows without any mark are too few themselves: the smallest other combination joins them."""
    alike = Counter(tuple(row[column] for column in marking) for row in rows)
    blank = tuple(BLANK for _ in marking)
    others = [one for one in alike if one != blank]
    if not others:
        raise ValueError("fewer rows than may stand together")
    smallest = min(others, key=lambda one: (alike[one], one))
    for row in rows:
        if tuple(row[column] for column in marking) == smallest:
            for column in marking:
                row[column] = BLANK
