"""All counts of one survey that are to be published together, and how they hang together. Pure.

What a reader can reckon stands in it too: who did not choose an option, who answered at all, how many must have been asked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lawsuit_hub.features.findings.categories import ASIDE, NONE, UNASKED, Variable, asked_of, category, chosen
from lawsuit_hub.features.findings.types import Pair, Voice
from lawsuit_hub.features.surveys.types import Answered, Condition, Question, Sheet
from lawsuit_hub.privacy.joint_cells import Count, Relation

SLACK, ANSWERED = "~slack", "~answered"
BOTH = 2


@dataclass(slots=True)
class Margin:
    """Places of one variable's counts. `rest` and `answered` stand nowhere in print."""

    variable: Variable
    cells: dict[str, int] = field(default_factory=dict)
    rest: dict[str, int] = field(default_factory=dict)
    answered: int = -1


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was answered to an earlier question by `whole`: by all, or by those `among` one category of another question."""

    variable: Variable
    cells: Mapping[str, int]
    rest: Mapping[str, int]
    whole: int
    among: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Crossing:
    """Two margins together. Of a row of several answers `cells` holds ANSWERED, NONE and UNASKED as well, and `rest` who did not choose."""

    row: Margin
    column: Margin
    rows: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    rest: dict[tuple[str, str], int] = field(default_factory=dict)
    homes: set[str] = field(default_factory=set)

    def place(self, mine: Margin, name: str, beside: str) -> int | None:
        return self.cells.get((name, beside) if mine is self.row else (beside, name))

    def names(self, mine: Margin) -> list[str]:
        return list(dict.fromkeys(pair[mine is not self.row] for pair in self.cells))


@dataclass(slots=True)
class Book:
    sheets: Sequence[Sheet]
    reached: list[frozenset[str]]
    total: int = 0
    counts: list[Count] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    margins: dict[str, Margin] = field(default_factory=dict)
    crossings: dict[Pair, Crossing] = field(default_factory=dict)
    reckoned: dict[frozenset[str], Crossing] = field(default_factory=dict)
    unasked: dict[tuple[str, frozenset[str], str, str], int] = field(default_factory=dict)
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

    def at_least(self, more: dict[int, int], less: dict[int, int], home: str = SLACK) -> None:
        """The weighed sum of `more` is never under that of `less`. What lies between is a slack, or people of the table `home`."""
        worth = sum(self.counts[place].value * factor for place, factor in more.items())
        worth -= sum(self.counts[place].value * factor for place, factor in less.items())
        self.counts.append(Count(worth, home, printed=False, people=home != SLACK))
        parts = {**more, **{place: -factor for place, factor in less.items()}, len(self.counts) - 1: -1}
        self.relations.append(Relation(parts))

    def picked(self, options: list[int], answered: int, most: int | None) -> None:
        """Who answered chose one at least and `most` at the most. Of two options what is more than one each are those who chose both."""
        chosen = dict.fromkeys(options, 1)
        self.at_least(chosen, {answered: 1}, self.counts[answered].home if len(options) == BOTH else SLACK)
        self.at_least({answered: most or len(options)}, chosen)


def book_of(answered: Answered, found: Sequence[Variable]) -> Book:
    """Every variable alone."""
    reached = [asked_of(answered.questionnaire, sheet) for sheet in answered.sheets]
    book = Book(answered.sheets, reached)
    book.total = book.add(len(answered.sheets), "~total")
    for variable in found:
        book.margins[variable.key] = _many(book, variable) if variable.multiple else _one(book, variable)
    for variable in found:
        _branch(book, variable.question.shown_if, book.margins[variable.key].cells[UNASKED])
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
    book.picked(list(margin.cells.values()), margin.answered, variable.question.most)
    margin.cells |= {NONE: none, UNASKED: unasked}
    return margin


def hang(book: Book, unasked: int, condition: Condition, earlier: Earlier) -> None:
    """Who was asked follows from an earlier answer, so that one tells of the other; here of those in `earlier.whole` alone."""
    options = condition.options & frozenset(earlier.variable.labels)
    if not earlier.variable.multiple:
        book.equal([unasked], [place for name, place in earlier.cells.items() if name not in options])
        return
    if len(options) == 1:
        book.equal([unasked], [earlier.rest[option] for option in options])
        return
    home, chose = book.counts[unasked].home, {earlier.cells[option]: 1 for option in sorted(options)}
    for option in sorted(options):
        book.at_least({earlier.rest[option]: 1}, {unasked: 1}, home)
    book.at_least({unasked: 1}, {earlier.cells[name]: 1 for name in ASIDE if name in earlier.cells}, home)
    book.at_least({**chose, unasked: 1}, {earlier.whole: 1}, home if len(options) == BOTH else SLACK)
    same_way(book, unasked, (earlier.variable.key, options, *earlier.among))


def same_way(book: Book, unasked: int, way: tuple[str, frozenset[str], str, str]) -> None:
    """Of several answers that lead to two questions: the same to both, or to one of them more."""
    question, options, *among = way
    home = book.counts[unasked].home
    for (other, others, *beside), place in list(book.unasked.items()):
        if other != question or beside != among:
            continue
        if options == others:
            book.equal([unasked], [place])
        elif options < others:
            book.at_least({unasked: 1}, {place: 1}, home)
        elif others < options:
            book.at_least({place: 1}, {unasked: 1}, home)
    book.unasked.setdefault(way, unasked)


def _branch(book: Book, condition: Condition | None, unasked: int) -> None:
    if condition is not None and (margin := book.margins.get(condition.question)) is not None:
        hang(book, unasked, condition, Earlier(margin.variable, margin.cells, margin.rest, book.total))


def gather(book: Book, question: Question, voices: Sequence[Voice]) -> None:
    """Each free answer stands in the first group one of whose words it holds. Who was asked and is in none can be reckoned."""
    key, home = question.key, f"{question.key}~said"
    said = [
        voice_of(str(sheet.get(key, "")), voices)
        for sheet, got in zip(book.sheets, book.reached, strict=True)
        if key in got
    ]
    found = Counter(said)
    places = [book.add(found[at], home) for at in range(len(voices))]
    rest = book.add(found[-1], home, printed=False)
    unasked = book.add(len(book.sheets) - len(said), home, printed=False)
    book.equal([book.total], [*places, rest, unasked])
    _branch(book, question.shown_if, unasked)
    if question.shown_if is None:
        book.relations.append(Relation({unasked: 1}))
    book.voices[key] = list(zip(voices, places, strict=True))


def voice_of(text: str, voices: Sequence[Voice]) -> int:
    """The place of its group, -1 for none."""
    bare = "".join(text.split())
    return next((at for at, one in enumerate(voices) if any("".join(word.split()) in bare for word in one.words)), -1)
