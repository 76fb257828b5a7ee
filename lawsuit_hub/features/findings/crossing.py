"""Two questions counted against each other, and what else a reader can reckon from that. Pure.

The questionnaire is public. Who was asked a later question follows from an earlier answer, among those of one age as among all: so
beside each table stands the table of the earlier question too, printed or only reckoned.
"""

from collections import Counter

from lawsuit_hub.features.findings.book import ANSWERED, Book, Crossing, Earlier, Margin, hang, same_way
from lawsuit_hub.features.findings.categories import ASIDE, NONE, UNASKED, category, chosen
from lawsuit_hub.features.findings.types import Pair
from lawsuit_hub.features.surveys.types import Condition
from lawsuit_hub.privacy.joint_cells import Relation


def cross(book: Book, pair: Pair) -> None:
    """The column is of one answer each; the row may be of several."""
    row, column = book.margins[pair.row], book.margins[pair.column]
    crossing = _counted(book, row, column, printed=True)
    book.crossings[pair] = crossing
    known = book.reckoned.get(frozenset({pair.row, pair.column}))
    if known is None:
        _keep(book, crossing)
        return
    for name, beside in crossing.cells:
        same = known.place(row, name, beside)
        if same is not None:
            book.equal([crossing.cells[name, beside]], [same])
    _lean(book, crossing, [known])


def _reckoned(book: Book, one: Margin, other: Margin) -> Crossing | None:
    """The two together, if nowhere else then unprinted; None of two that are of several answers each."""
    pair = frozenset({one.variable.key, other.variable.key})
    if pair not in book.reckoned:
        if one.variable.multiple and other.variable.multiple:
            return None
        row, column = (other, one) if other.variable.multiple else (one, other)
        _keep(book, _counted(book, row, column, printed=False))
    return book.reckoned[pair]


def _keep(book: Book, crossing: Crossing) -> None:
    book.reckoned[frozenset({crossing.row.variable.key, crossing.column.variable.key})] = crossing
    sides = ((crossing.row, crossing.column), (crossing.column, crossing.row))
    found = [_hung(book, crossing, mine, other) for mine, other in sides]
    _lean(book, crossing, [one for one in found if one is not None])


def _lean(book: Book, crossing: Crossing, others: list[Crossing]) -> None:
    """A table goes with those that it is reckoned from, and with all that these are reckoned from."""
    under = {crossing.row.variable.key, crossing.column.variable.key}
    for other in others:
        under |= other.homes.union(*(book.built_on[home] for home in other.homes))
    for home in crossing.homes:
        book.built_on[home] = frozenset(under)


def _hung(book: Book, crossing: Crossing, mine: Margin, other: Margin) -> Crossing | None:
    """Ties who was not asked `mine`, among each category of `other`, to the earlier answer."""
    condition = mine.variable.question.shown_if
    if condition is None or (earlier := book.margins.get(condition.question)) is None:
        return None
    beside = None if earlier is other else _reckoned(book, earlier, other)
    for name in crossing.names(other):
        unasked = crossing.place(mine, UNASKED, name)
        if unasked is None:
            continue
        if earlier is other:
            _itself(book, unasked, condition, other, name)
        elif beside is None:
            options = condition.options & frozenset(earlier.variable.labels)
            same_way(book, unasked, (earlier.variable.key, options, other.variable.key, name))
        else:
            hang(book, unasked, condition, _among(beside, earlier, other, name))
    return beside


def _itself(book: Book, unasked: int, condition: Condition, other: Margin, name: str) -> None:
    """The earlier question is the other side of the table."""
    if name in condition.options:
        book.relations.append(Relation({unasked: 1}))
    elif not other.variable.multiple or name in ASIDE:
        book.equal([unasked], [other.cells[name]])


def _among(beside: Crossing, earlier: Margin, other: Margin, name: str) -> Earlier:
    cells = {one: place for one in beside.names(earlier) if (place := beside.place(earlier, one, name)) is not None}
    rest = {option: place for (option, column), place in beside.rest.items() if column == name}
    whole = other.answered if name == ANSWERED else other.cells[name]
    return Earlier(earlier.variable, cells, rest, whole, (other.variable.key, name))


def _counted(book: Book, row: Margin, column: Margin, *, printed: bool) -> Crossing:
    columns = [name for name in column.cells if name not in ASIDE or book.counts[column.cells[name]].value]
    crossing = Crossing(row, column, [], columns)
    base = f"{row.variable.key}×{column.variable.key}{'' if printed else '~'}"
    if row.variable.multiple:
        _cross_many(book, crossing, base, printed=printed)
    else:
        _cross_one(book, crossing, base, printed=printed)
    return crossing


def _columns(book: Book, crossing: Crossing) -> list[str]:
    variable = crossing.column.variable
    return [category(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]


def _cross_one(book: Book, crossing: Crossing, home: str, *, printed: bool) -> None:
    variable = crossing.row.variable
    rows = [category(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]
    found = Counter(zip(rows, _columns(book, crossing), strict=True))
    crossing.homes.add(home)
    crossing.rows = [
        name for name in crossing.row.cells if name not in ASIDE or book.counts[crossing.row.cells[name]].value
    ]
    for name in crossing.rows:
        places = [book.add(found[name, column], home, printed=printed) for column in crossing.columns]
        crossing.cells |= {(name, column): place for column, place in zip(crossing.columns, places, strict=True)}
        book.equal([crossing.row.cells[name]], places)
    for column in crossing.columns:
        book.equal([crossing.column.cells[column]], [crossing.cells[name, column] for name in crossing.rows])


def _cross_many(book: Book, crossing: Crossing, base: str, *, printed: bool) -> None:
    variable = crossing.row.variable
    said = [chosen(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]
    pairs = list(zip(said, _columns(book, crossing), strict=True))
    answers = _who_answered(book, crossing, f"{base}/")
    for option in variable.labels:
        home = f"{base}/{option}"
        crossing.homes.add(home)
        found = Counter(at for one, at in pairs if one is not None and option in one)
        for name in crossing.columns:
            place = crossing.cells[option, name] = book.add(found[name], home, printed=printed)
            whole = crossing.column.cells[name]
            rest = crossing.rest[option, name] = book.add(book.counts[whole].value - found[name], home, printed=False)
            other = book.add(book.counts[answers[name]].value - found[name], home, printed=False)
            book.equal([whole], [place, rest])
            book.equal([answers[name]], [place, other])
        book.equal([crossing.row.cells[option]], [crossing.cells[option, name] for name in crossing.columns])
    crossing.rows = list(variable.labels)
    for name in crossing.columns:
        options = [crossing.cells[option, name] for option in variable.labels]
        book.picked(options, answers[name], variable.question.most)


def _who_answered(book: Book, crossing: Crossing, home: str) -> dict[str, int]:
    """Of each column who answered the row's question, who did not, who was not asked: printed nowhere. Gives the first."""
    margin, key = crossing.row, crossing.row.variable.key
    crossing.homes.add(home)
    found: Counter[tuple[str, str]] = Counter()
    for sheet, got, at in zip(book.sheets, book.reached, _columns(book, crossing), strict=True):
        said = chosen(margin.variable, sheet, got)
        found[UNASKED if key not in got else NONE if said is None else ANSWERED, at] += 1
    wholes = {ANSWERED: margin.answered, **{name: margin.cells[name] for name in ASIDE if name in margin.cells}}
    for kind, whole in wholes.items():
        if kind != ANSWERED and not book.counts[whole].value:
            continue
        places = [book.add(found[kind, column], home, printed=False) for column in crossing.columns]
        crossing.cells |= {(kind, column): place for column, place in zip(crossing.columns, places, strict=True)}
        book.equal([whole], places)
    kinds = crossing.names(margin)
    for column in crossing.columns:
        book.equal([crossing.column.cells[column]], [crossing.cells[kind, column] for kind in kinds])
    return {column: crossing.cells[ANSWERED, column] for column in crossing.columns}
