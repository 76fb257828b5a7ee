"""A reader who has the questionnaire, which is public, and the published results, nothing else: no code of what counts or hides.

She lists every sheet that the questionnaire allows. A count is a sum over some of them; what is shown gives sums she knows; a count that
is a combination of these she has reckoned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from lawsuit_hub.features.findings.types import Line, Results
from lawsuit_hub.features.surveys.types import Answered, Kind, Question, Questionnaire

PRIME = 2**31 - 1
NOT = "not "  # of several answers: who gave some, but not this one
SILENT, SKIPPED = "답하지 않음", "묻지 않음"
Said = frozenset[str] | str
What = tuple[tuple[str, str], ...]
Rows = NDArray[np.int64]


@dataclass
class Reader:
    asked: Questionnaire
    possible: list[Mapping[str, Said]]
    rows: Rows
    pivots: list[int]

    def knows(self, mine: Rows) -> bool:
        left = mine.copy()
        for row, pivot in zip(self.rows, self.pivots, strict=True):
            left = (left - left[pivot] * row) % PRIME
        return not left.any()

    def learns(self, mine: Rows) -> None:
        left = mine.copy()
        for row, pivot in zip(self.rows, self.pivots, strict=True):
            left = (left - left[pivot] * row) % PRIME
        if left.any():
            pivot = int(np.flatnonzero(left)[0])
            left = left * pow(int(left[pivot]), -1, PRIME) % PRIME
            self.rows = np.vstack([self.rows, left])
            self.pivots.append(pivot)


def reader_of(asked: Questionnaire, results: Results) -> Reader:
    possible = list(_sheets(_questions(asked)))
    reader = Reader(asked, possible, np.zeros((0, len(possible)), dtype=np.int64), [])
    reader.learns(np.ones(len(possible), dtype=np.int64))
    named = _labels(asked)
    for table in results.tables:
        shown = {line.label: line for line in (*table.lines, *table.aside)}
        for label in (*named[table.key], SILENT, SKIPPED):
            if shown.get(label, Line(label, 0)).count is not None and not table.withheld:
                reader.learns(vector(possible, ((table.key, named[table.key].get(label, label)),)))
    for crossed in results.crossed:
        row, column = named[crossed.row], named[crossed.column]
        for line in crossed.lines:
            for label, cell in zip(crossed.columns, line.cells, strict=True):
                if cell is not None:
                    both = ((crossed.row, row.get(line.label, line.label)), (crossed.column, column.get(label, label)))
                    reader.learns(vector(possible, both))
    return reader


def few(reader: Reader, answered: Answered) -> Iterator[What]:
    """Every answer, and every two, that one to four gave: whether a table of them is out or not."""
    given = [_of_sheet(_questions(reader.asked), sheet) for sheet in answered.sheets]
    every = [(key, name) for key, names in _labels(reader.asked).items() for name in (*names.values(), SILENT, SKIPPED)]
    many = [one for one in _questions(reader.asked) if one.kind is Kind.MULTIPLE]
    every += [(one.key, NOT + option.key) for one in many for option in one.options]
    for what in chain(((one,) for one in every), combinations(every, 2)):
        if 0 < sum(_fits(one, what) for one in given) < 5:
            yield what


def reckoned(reader: Reader, answered: Answered) -> list[What]:
    """Of all that is few what she knows exactly."""
    return [what for what in few(reader, answered) if reader.knows(vector(reader.possible, what))]


def vector(possible: list[Mapping[str, Said]], what: What) -> Rows:
    return np.array([_fits(one, what) for one in possible], dtype=np.int64)


def _fits(sheet: Mapping[str, Said], what: What) -> bool:
    return all(_has(sheet[key], name) for key, name in what)


def _has(said: Said, name: str) -> bool:
    if not isinstance(said, frozenset):
        return said == name
    return name.removeprefix(NOT) not in said if name.startswith(NOT) else name in said


def _questions(asked: Questionnaire) -> list[Question]:
    return [one for area in asked.areas for one in area.questions]


def _labels(asked: Questionnaire) -> dict[str, dict[str, str]]:
    """What is printed of each question, and what that means."""
    return {key: _choices(one) for one in _questions(asked) for key in _all(one, "")}


def _choices(one: Question) -> dict[str, str]:
    if one.kind is Kind.SCALE:
        return {f"{point}점": str(point) for point in range(one.lowest or 0, (one.highest or 0) + 1)}
    return {option.label: option.key for option in one.options}


def _leads(one: Question, before: Mapping[str, Said]) -> bool:
    if one.shown_if is None:
        return True
    said = before[one.shown_if.question]
    return bool((said if isinstance(said, frozenset) else {said}) & one.shown_if.options)


def _sheets(left: list[Question], before: Mapping[str, Said] | None = None) -> Iterator[Mapping[str, Said]]:
    before = before or {}
    if not left:
        yield before
        return
    for said in _answers(left[0]) if _leads(left[0], before) else [_all(left[0], SKIPPED)]:
        yield from _sheets(left[1:], {**before, **said})


def _all(one: Question, word: str) -> dict[str, Said]:
    return {f"{one.key}/{line.key}": word for line in one.lines} or {one.key: word}


def _answers(one: Question) -> Iterator[dict[str, Said]]:
    names = list(_choices(one).values())
    if one.kind is Kind.MULTIPLE:
        for many in range(1, (one.most or len(names)) + 1):
            yield from ({one.key: frozenset(some)} for some in combinations(names, many))
    elif one.kind is Kind.MATRIX:
        words = [*names, *([] if one.required else [SILENT])]
        keys = [f"{one.key}/{line.key}" for line in one.lines]
        grids: list[dict[str, Said]] = [{}]
        for key in keys:
            grids = [{**grid, key: word} for grid in grids for word in words]
        yield from grids
        return
    else:
        yield from ({one.key: name} for name in names)
    if not one.required:
        yield {one.key: SILENT}


def _of_sheet(asked: list[Question], sheet: Mapping[str, object]) -> Mapping[str, Said]:
    given: dict[str, Said] = {}
    for one in asked:
        said = sheet.get(one.key)
        if not _leads(one, given):
            given |= _all(one, SKIPPED)
        elif one.kind is Kind.MATRIX:
            told = said if isinstance(said, Mapping) else {}
            given |= {f"{one.key}/{line.key}": str(told.get(line.key, SILENT)) for line in one.lines}
        else:
            given[one.key] = (
                frozenset(said) if isinstance(said, tuple) and said else str(said) if said not in (None, ()) else SILENT
            )
    return given
