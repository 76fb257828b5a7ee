"""What may be shown, made of all counts and of what is hidden of them; and its one spelling, whose hash is kept. Pure."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from lawsuit_hub.features.findings.book import Book, Crossing, Margin
from lawsuit_hub.features.findings.categories import ASIDE, Variable
from lawsuit_hub.features.findings.types import CrossLine, CrossTable, Group, Line, Results, Table, Voice, Voices
from lawsuit_hub.features.surveys.types import Answered, Kind, Question
from lawsuit_hub.privacy.joint_cells import Hiding
from lawsuit_hub.privacy.small_cells import FEWEST

SILENT_SHOWN = 2 * FEWEST  # hidden below that, none as well: that it is hidden must not say that they are a few


def results_of(book: Book, hiding: Hiding, answered: Answered, *, opened: str, closed: str) -> Results:
    sheets = len(answered.sheets)
    silent = answered.invited - sheets
    found = {
        question.key: (area.title, question) for area in answered.questionnaire.areas for question in area.questions
    }
    return Results(
        title=answered.questionnaire.title,
        opened=opened,
        closed=closed,
        invited=None if silent < SILENT_SHOWN else answered.invited,
        sheets=sheets,
        areas=tuple(area.title for area in answered.questionnaire.areas),
        tables=tuple(_table(book, hiding, margin) for margin in book.margins.values()),
        crossed=tuple(_crossed(book, hiding, one) for one in book.crossings.values()),
        voices=tuple(_voices(book, hiding, *found[key], said) for key, said in book.voices.items()),
    )


def shown(book: Book, hiding: Hiding, place: int) -> int | None:
    count = book.counts[place]
    return None if place in hiding.hidden or count.home in hiding.withheld else count.value


def _table(book: Book, hiding: Hiding, margin: Margin) -> Table:
    variable = margin.variable
    lines = tuple(Line(label, shown(book, hiding, margin.cells[key])) for key, label in variable.labels.items())
    beside = {key: shown(book, hiding, margin.cells[key]) for key in ASIDE}
    known = [count for count in beside.values() if count is not None]
    answered = len(book.sheets) - sum(known) if len(known) == len(beside) else None
    return Table(
        key=variable.key,
        area=variable.area,
        title=variable.title,
        multiple=variable.multiple,
        lines=lines,
        aside=tuple(Line(ASIDE[key], count) for key, count in beside.items() if count is None or count),
        answered=answered,
        average=_average(variable, lines),
        withheld=variable.key in hiding.withheld,
    )


def _average(variable: Variable, lines: tuple[Line, ...]) -> str:
    """Only of counts that are all shown: it says nothing that they do not."""
    counts = [line.count for line in lines if line.count is not None]
    if len(counts) < len(lines) or not sum(counts) or variable.question.kind not in _MEASURED:
        return ""
    if variable.question.kind is Kind.SCALE:
        points = [int(key) for key in variable.labels]
        mean = sum(point * count for point, count in zip(points, counts, strict=True)) / sum(counts)
        return f"평균 {mean:.1f}점"
    middle = next(at for at in range(len(counts)) if 2 * sum(counts[: at + 1]) >= sum(counts))
    return f"가운데 사람은 {lines[middle].label}"


_MEASURED = {Kind.SCALE, Kind.NUMBER, Kind.MONEY, Kind.DATE}


def _crossed(book: Book, hiding: Hiding, one: Crossing) -> CrossTable:
    row, column = one.row.variable, one.column.variable
    names = {**column.labels, **ASIDE}
    labels = {**row.labels, **ASIDE}
    lines = tuple(
        CrossLine(labels[name], tuple(shown(book, hiding, one.cells[name, at]) for at in one.columns))
        for name in one.rows
    )
    return CrossTable(
        row=row.key,
        column=column.key,
        row_title=row.title,
        column_title=column.title,
        multiple=row.multiple,
        columns=tuple(names[name] for name in one.columns),
        lines=lines,
        withheld=bool(one.homes & hiding.withheld),
    )


def _voices(book: Book, hiding: Hiding, area: str, question: Question, said: list[tuple[Voice, int]]) -> Voices:
    counted = [(voice, shown(book, hiding, place)) for voice, place in said]
    groups = [
        Group(voice.name, count, voice.quotes) for voice, count in counted if count is not None and count >= FEWEST
    ]
    return Voices(question.key, area, question.text, tuple(sorted(groups, key=lambda one: (-one.count, one.name))))


def hidden_cells(results: Results) -> int:
    alone = sum(line.count is None for table in results.tables for line in (*table.lines, *table.aside))
    return alone + sum(cell is None for table in results.crossed for line in table.lines for cell in line.cells)


def spelt(results: Results) -> str:
    return json.dumps(asdict(results), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def read(text: str) -> Results:
    told: dict[str, Any] = json.loads(text)
    return Results(
        **{
            **told,
            "areas": tuple(told["areas"]),
            "tables": tuple(
                Table(**{**one, "lines": _lines(one["lines"]), "aside": _lines(one["aside"])}) for one in told["tables"]
            ),
            "crossed": tuple(_read_crossed(one) for one in told["crossed"]),
            "voices": tuple(_read_voices(one) for one in told["voices"]),
        }
    )


def _lines(told: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(**one) for one in told)


def _read_crossed(told: dict[str, Any]) -> CrossTable:
    lines = tuple(CrossLine(one["label"], tuple(one["cells"])) for one in told["lines"])
    return CrossTable(**{**told, "columns": tuple(told["columns"]), "lines": lines})


def _read_voices(told: dict[str, Any]) -> Voices:
    groups = tuple(Group(one["name"], one["count"], tuple(one["quotes"])) for one in told["groups"])
    return Voices(**{**told, "groups": groups})
