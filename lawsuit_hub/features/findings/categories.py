"""What a sheet says to a question, as one of few categories. Pure; keeps nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lawsuit_hub.features.surveys.types import Kind, Question, Questionnaire, Sheet

NONE, UNASKED = "~none", "~unasked"
ASIDE = {NONE: "답하지 않음", UNASKED: "묻지 않음"}
EOK, MAN = 100_000_000, 10_000


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that is counted: a question, or one line of a matrix. `labels` by category, in order, without those aside."""

    key: str
    area: str
    title: str
    question: Question
    labels: dict[str, str]
    line: str = ""

    @property
    def multiple(self) -> bool:
        return self.question.kind is Kind.MULTIPLE


def variables(asked: Questionnaire, sheets: Iterable[Sheet]) -> list[Variable]:
    """Free text has none; numbers without bands have none either."""
    seen = list(sheets)
    return [
        one for area in asked.areas for question in area.questions for one in _of_question(area.title, question, seen)
    ]


def _of_question(area: str, question: Question, sheets: list[Sheet]) -> Iterator[Variable]:
    if question.kind is Kind.MATRIX:
        labels = {option.key: option.label for option in question.options}
        for line in question.lines:
            yield Variable(
                f"{question.key}/{line.key}", area, f"{question.text} - {line.label}", question, labels, line.key
            )
        return
    if labels := _labels(question, sheets):
        yield Variable(question.key, area, question.text, question, labels)


def _labels(question: Question, sheets: list[Sheet]) -> dict[str, str]:
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return {option.key: option.label for option in question.options}
    if question.kind is Kind.SCALE:
        return {str(point): f"{point}점" for point in range(question.lowest or 0, (question.highest or 0) + 1)}
    if question.kind is Kind.TEXT:
        return {}
    edges = question.bands
    if question.kind is Kind.DATE and not edges:
        edges = tuple(sorted({day.year for sheet in sheets if isinstance(day := sheet.get(question.key), date)}))
    return band_labels(question.kind, edges)


def band_labels(kind: Kind, edges: tuple[int, ...]) -> dict[str, str]:
    """`edges` are the lower ends; below the first there is one more band, unless that is nought."""
    if not edges:
        return {}
    said = [_edge(kind, edge) for edge in edges]
    below = f"{edges[0] - 1}년까지" if kind is Kind.DATE else f"{said[0]} 미만"
    labels = {} if edges[0] == 0 else {"-1": below}
    for at, edge in enumerate(edges):
        last = at + 1 == len(edges)
        one = edge + 1 == edges[at + 1] if not last else False
        labels[str(at)] = (
            f"{said[at]} {'이후' if kind is Kind.DATE else '이상'}"
            if last
            else said[at]
            if one
            else _between(at, said, edges)
        )
    return labels


def _between(at: int, said: list[str], edges: tuple[int, ...]) -> str:
    return f"{said[at + 1]} 미만" if edges[at] == 0 else f"{said[at]} 이상 {said[at + 1]} 미만"


def _edge(kind: Kind, edge: int) -> str:
    if kind is Kind.DATE:
        return f"{edge}년"
    if kind is not Kind.MONEY:
        return f"{edge:,}"
    eok, rest = divmod(edge, EOK)
    man, won = divmod(rest, MAN)
    parts = [f"{eok:,}억" if eok else "", f"{man:,}만" if man else "", f"{won:,}" if won else ""]
    return " ".join(part for part in parts if part) + "원"


def asked_of(asked: Questionnaire, sheet: Sheet) -> frozenset[str]:
    """The keys of the questions that this sheet's answers led to."""
    reached: set[str] = set()
    for area in asked.areas:
        for question in area.questions:
            condition = question.shown_if
            if condition is None:
                reached.add(question.key)
            elif condition.question in reached:
                said = sheet.get(condition.question, ())
                chosen = {said} if isinstance(said, str) else set(said) if isinstance(said, tuple) else set()
                if chosen & condition.options:
                    reached.add(question.key)
    return frozenset(reached)


def category(variable: Variable, sheet: Sheet, reached: frozenset[str]) -> str:
    """Of anything but a MULTIPLE."""
    question = variable.question
    if question.key not in reached:
        return UNASKED
    said = sheet.get(question.key)
    if question.kind is Kind.MATRIX:
        said = said.get(variable.line) if said is not None and not isinstance(said, str | tuple | int | date) else None
    if said is None:
        return NONE
    if question.kind in {Kind.NUMBER, Kind.MONEY, Kind.DATE}:
        number = said.year if isinstance(said, date) else said if isinstance(said, int) else None
        return NONE if number is None else _band(variable, number)
    return str(said) if str(said) in variable.labels else NONE


def _band(variable: Variable, number: int) -> str:
    edges = variable.question.bands or tuple(
        int(label.split("년")[0]) for key, label in variable.labels.items() if key != "-1"
    )
    at = sum(1 for edge in edges if edge <= number) - 1
    return str(at) if str(at) in variable.labels else NONE


def chosen(variable: Variable, sheet: Sheet, reached: frozenset[str]) -> frozenset[str] | None:
    """Of a MULTIPLE: what was chosen; None where nothing was answered."""
    said = sheet.get(variable.key)
    if variable.key not in reached or not isinstance(said, tuple) or not said:
        return None
    return frozenset(said) & frozenset(variable.labels)
