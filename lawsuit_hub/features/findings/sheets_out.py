"""Tables of texts as CSV that a spreadsheet shows and never runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from lawsuit_hub.features.findings.report import HIDDEN
from lawsuit_hub.features.findings.types import Results

_RUN = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]|[\t\r\n]"
)
MARK = b"\xef\xbb\xbf"


def sheet_of(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([inert(cell) for cell in row] for row in (titles, *rows))
    return MARK + out.getvalue().encode()


def inert(text: str) -> str:
    return f"'{text}" if _RUN.match(text) else text


def of_results(results: Results) -> bytes:
    """What the pages show, nothing else: a hidden number is a word here too."""
    rows = [("", "답한 사람", "", "", str(results.sheets))]
    for table in results.tables:
        rows += [(table.area, table.title, line.label, "", _said(line.count)) for line in (*table.lines, *table.aside)]
    for crossed in results.crossed:
        for line in crossed.lines:
            cells = zip(crossed.columns, line.cells, strict=True)
            rows += [
                ("", f"{crossed.row_title} × {crossed.column_title}", line.label, column, _said(cell))
                for column, cell in cells
            ]
    for voices in results.voices:
        rows += [(voices.area, voices.title, group.name, "", str(group.count)) for group in voices.groups]
    return sheet_of(("분야", "물음", "답", "함께 본 답", "사람"), rows)


def _said(count: int | None) -> str:
    return HIDDEN if count is None else str(count)
