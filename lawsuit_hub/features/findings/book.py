"""All counts of one survey that are to be published together, and how they hang together. Pure.

What a reader can reckon stands in it too: who did not choose an option, who answered at all, how many must have been asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lawsuit_hub.features.findings.categories import ASIDE, NONE, UNASKED, Variable, asked_of, category, chosen
from lawsuit_hub.features.findings.types import Pair, Voice
from lawsuit_hub.features.surveys.types import Answered, Sheet
from lawsuit_hub.privacy.joint_cells import Count, Relation

SLACK = "~slack"


@dataclass(slots=True)
class Margin:
    """Places of one variable's counts. `rest` and `answered` stand nowhere in print."""

    variable: Variable
    cells: dict[str, int] = field(default_factory=dict)
    rest: dict[str, int] = field(default_factory=dict)
    answered: int = -1


@dataclass(slots=True)
class Crossing:
    row: Margin
    column: Margin
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    homes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Book:
    sheets: Sequence[Sheet]
    reached: list[frozenset[str]]
    total: int = 0
    counts: list[Count] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    margins: dict[str, Margin] = field(default_factory=dict)
    crossings: dict[Pair, Crossing] = field(default_factory=dict)
    voices: dict[str, list[tuple[Voice, int]]] = field(default_factory=dict)
    built_on: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, value: int, home: str, *, printed: bool = True) -> int:
        self.counts.append(Count(value, home, printed))
        return len(self.counts) - 1

    def equal(self, whole: Sequence[int], parts: Sequence[int]) -> None:
        """The sum of `whole` is the sum of `parts`."""
        factors: Counter[int] = Counter(whole)
        factors.subtract(parts)
        self.relations.append(Relation(dict(factors)))

    def at_least(self, more: dict[int, int], less: dict[int, int]) -> None:
        """The weighed sum of `more` is never under that of `less`: what lies between is a slack."""
        worth = sum(self.counts[place].value * factor for place, factor in more.items())
        worth -= sum(self.counts[place].value * factor for place, factor in less.items())
        self.counts.append(Count(worth, SLACK, printed=False, people=False))
        parts = {**more, **{place: -factor for place, factor in less.items()}, len(self.counts) - 1: -1}
        self.relations.append(Relation(parts))


def book_of(answered: Answered, found: Sequence[Variable]) -> Book:
    """Every variable alone."""
    reached = [asked_of(answered.questionnaire, sheet) for sheet in answered.sheets]
    book = Book(answered.sheets, reached)
    book.total = book.add(len(answered.sheets), "~total")
    for variable in found:
        book.margins[variable.key] = _many(book, variable) if variable.multiple else _one(book, variable)
    for variable in found:
        _branch(book, variable)
    return book


def _one(book: Book, variable: Variable) -> Margin:
    found = Counter(category(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True))
    margin = Margin(variable)
    for name in [*variable.labels, *ASIDE]:
        margin.cells[name] = book.add(found[name], variable.key)
    book.equal([book.total], list(margin.cells.values()))
    return margin


def _many(book: Book, variable: Variable) -> Margin:
    said = [chosen(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]
    margin, home = Margin(variable), variable.key
    asked = sum(variable.key in got for got in book.reached)
    answers = [one for one in said if one is not None]
    margin.answered = book.add(len(answers), home, printed=False)
    none, unasked = book.add(asked - len(answers), home), book.add(len(said) - asked, home)
    book.equal([book.total], [margin.answered, none, unasked])
    for option in variable.labels:
        count = sum(option in one for one in answers)
        margin.cells[option] = book.add(count, home)
        margin.rest[option] = book.add(len(said) - count, home, printed=False)
        not_chosen = book.add(len(answers) - count, home, printed=False)
        book.equal([book.total], [margin.cells[option], margin.rest[option]])
        book.equal([margin.answered], [margin.cells[option], not_chosen])
    options = dict.fromkeys(margin.cells.values(), 1)
    book.at_least(options, {margin.answered: 1})
    book.at_least({margin.answered: variable.question.most or len(options)}, options)
    margin.cells |= {NONE: none, UNASKED: unasked}
    return margin


def _branch(book: Book, variable: Variable) -> None:
    """Who was asked follows from an earlier answer, so that one tells of the other."""
    condition = variable.question.shown_if
    if condition is None or (earlier := book.margins.get(condition.question)) is None:
        return
    unasked = book.margins[variable.key].cells[UNASKED]
    options = [option for option in earlier.variable.labels if option in condition.options]
    if not earlier.variable.multiple:
        book.equal([unasked], [place for name, place in earlier.cells.items() if name not in options])
    elif len(options) == 1:
        book.equal([unasked], [earlier.rest[options[0]]])
    else:
        for option in options:
            book.at_least({earlier.rest[option]: 1}, {unasked: 1})
        book.at_least({**{earlier.cells[option]: 1 for option in options}, unasked: 1}, {book.total: 1})


def cross(book: Book, pair: Pair) -> None:
    """The column is of one answer each; the row may be of several."""
    row, column = book.margins[pair.row], book.margins[pair.column]
    aside = [name for name in column.cells if name not in ASIDE or book.counts[column.cells[name]].value]
    crossing = Crossing(row, column, [], aside)
    if row.variable.multiple:
        _cross_many(book, crossing)
    else:
        _cross_one(book, crossing)
    book.crossings[pair] = crossing
    for home in crossing.homes:
        book.built_on[home] = frozenset({pair.row, pair.column})


def _columns(book: Book, crossing: Crossing) -> list[str]:
    variable = crossing.column.variable
    return [category(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]


def _cross_one(book: Book, crossing: Crossing) -> None:
    variable, home = crossing.row.variable, f"{crossing.row.variable.key}×{crossing.column.variable.key}"
    rows = [category(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]
    found = Counter(zip(rows, _columns(book, crossing), strict=True))
    crossing.homes.add(home)
    crossing.rows = [
        name for name in crossing.row.cells if name not in ASIDE or book.counts[crossing.row.cells[name]].value
    ]
    for name in crossing.rows:
        places = [book.add(found[name, column], home) for column in crossing.columns]
        crossing.cells |= {(name, column): place for column, place in zip(crossing.columns, places, strict=True)}
        book.equal([crossing.row.cells[name]], places)
    for column in crossing.columns:
        book.equal([crossing.column.cells[column]], [crossing.cells[name, column] for name in crossing.rows])


def _cross_many(book: Book, crossing: Crossing) -> None:
    variable, base = crossing.row.variable, f"{crossing.row.variable.key}×{crossing.column.variable.key}"
    said = [chosen(variable, sheet, got) for sheet, got in zip(book.sheets, book.reached, strict=True)]
    pairs = list(zip(said, _columns(book, crossing), strict=True))
    answers = {name: sum(one is not None and at == name for one, at in pairs) for name in crossing.columns}
    answered = {name: book.add(answers[name], f"{base}/", printed=False) for name in crossing.columns}
    book.equal([crossing.row.answered], list(answered.values()))
    for name in crossing.columns:
        silent = book.add(sum(one is None and at == name for one, at in pairs), f"{base}/", printed=False)
        book.equal([crossing.column.cells[name]], [answered[name], silent])
    crossing.homes.add(f"{base}/")
    for option in variable.labels:
        home = f"{base}/{option}"
        crossing.homes.add(home)
        for name in crossing.columns:
            count = sum(one is not None and option in one and at == name for one, at in pairs)
            place = crossing.cells[option, name] = book.add(count, home)
            rest = book.add(book.counts[crossing.column.cells[name]].value - count, home, printed=False)
            book.equal([crossing.column.cells[name]], [place, rest])
            book.equal([answered[name]], [place, book.add(answers[name] - count, home, printed=False)])
        book.equal([crossing.row.cells[option]], [crossing.cells[option, name] for name in crossing.columns])
    crossing.rows = list(variable.labels)
    for name in crossing.columns:
        options = {crossing.cells[option, name]: 1 for option in variable.labels}
        book.at_least({answered[name]: variable.question.most or len(options)}, options)
        book.at_least(options, {answered[name]: 1})


def gather(book: Book, question: str, voices: Sequence[Voice]) -> None:
    """Each free answer stands in the first group one of whose words it holds."""
    found = Counter(voice_of(str(sheet.get(question, "")), voices) for sheet in book.sheets)
    home = f"{question}~said"
    places = [book.add(found[at], home) for at in range(len(voices))]
    book.equal([book.total], [*places, book.add(found[-1], home, printed=False)])
    book.voices[question] = list(zip(voices, places, strict=True))


def voice_of(text: str, voices: Sequence[Voice]) -> int:
    """The place of its group, -1 for none."""
    bare = "".join(text.split())
    return next((at for at, one in enumerate(voices) if any("".join(word.split()) in bare for word in one.words)), -1)
