"""One survey's counts as its plan wants them, with what was published before, and what of them is shown."""

from dataclasses import dataclass

from lawsuit_hub.features.findings.book import Book, book_of, gather
from lawsuit_hub.features.findings.categories import variables
from lawsuit_hub.features.findings.crossing import cross
from lawsuit_hub.features.findings.results import results_of
from lawsuit_hub.features.findings.types import NotTogether, Pair, Plan, Results, TooFewSheets
from lawsuit_hub.features.surveys.types import FEWEST_TOLD, Answered
from lawsuit_hub.privacy.joint_cells import Hiding, hide


@dataclass(frozen=True, slots=True)
class Before:
    """An issue that is out: its plan, and which cells and tables it hid."""

    plan: Plan
    hidden: frozenset[str]
    withheld: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    results: Results
    hidden: tuple[str, ...]
    withheld: tuple[str, ...]
    plan: Plan  # what was counted, of earlier issues too: all that the next one has to go with


def counted(answered: Answered, plan: Plan, *, opened: str, closed: str, before: Before | None = None) -> Counted:
    """Raises TooFewSheets, NotTogether where what is out already does not allow more."""
    if len(answered.sheets) < FEWEST_TOLD:
        raise TooFewSheets
    book = book_of(answered, variables(answered.questionnaire, answered.sheets))
    whole = Plan(_pairs(plan, before), before.plan.voices if before else plan.voices)
    for pair in whole.pairs:
        cross(book, pair)
    for question in [one for area in answered.questionnaire.areas for one in area.questions]:
        if voices := [one for one in whole.voices if one.question == question.key]:
            gather(book, question, voices)
    hiding = _hiding(book, before)
    names = _names(book)
    hidden = tuple(sorted(names[place] for place in hiding.hidden))
    results = results_of(book, hiding, answered, opened=opened, closed=closed)
    return Counted(results, hidden, tuple(sorted(hiding.withheld)), whole)


def _pairs(plan: Plan, before: Before | None) -> tuple[Pair, ...]:
    """Two questions are one pair, whichever stands above."""
    found: dict[frozenset[str], Pair] = {}
    for one in (*(before.plan.pairs if before else ()), *plan.pairs):
        found.setdefault(frozenset({one.row, one.column}), one)
    return tuple(found.values())


def _names(book: Book) -> list[str]:
    """Of each count, the same in every issue: its table and its place in it."""
    seen: dict[str, int] = {}
    names = []
    for count in book.counts:
        seen[count.home] = seen.get(count.home, -1) + 1
        names.append(f"{count.home}#{seen[count.home]}")
    return names


def _hiding(book: Book, before: Before | None) -> Hiding:
    if before is None:
        return hide(book.counts, book.relations, told=[book.total], built_on=book.built_on)
    old = _homes(book, before.plan)
    told: set[int] = {book.total}
    kept: set[int] = set()
    for place, name in enumerate(_names(book)):
        count = book.counts[place]
        if count.home in old and count.printed and count.home not in before.withheld:
            (kept if name in before.hidden else told).add(place)
        elif count.home in before.withheld and count.printed:
            kept.add(place)
    try:
        hiding = hide(book.counts, book.relations, told=told, kept=kept, built_on=book.built_on)
    except ValueError:
        raise NotTogether from None
    if (hiding.withheld - before.withheld) & old:
        raise NotTogether
    return Hiding(hiding.hidden, hiding.withheld | before.withheld)


def _homes(book: Book, plan: Plan) -> set[str]:
    crossed = {home for pair, one in book.crossings.items() if pair in plan.pairs for home in one.homes}
    return {*book.margins, *crossed, *(f"{question}~said" for question in book.voices)}
