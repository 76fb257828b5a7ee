"""What every HWPX of ours is made of: a page with running heads, and a table whose titles stand on each page. In memory."""

from collections.abc import Sequence

from hwpx import HwpxDocument
from hwpx.oxml import HwpxOxmlTable

_RUNNING = 9.0  # millimetres of header and footer
UNITS = 7200 / 25.4  # HWPUNIT to the millimetre
_LINE, _PADDED, _LETTER = 1_600, 500, 950  # heights of a line, of what is around it; about a letter's width


def empty_document(
    *, margins: dict[str, float], above: str, below: str, number: str, turned: bool = False
) -> HwpxDocument:
    """`number`: "page", or "page/total"."""
    document = HwpxDocument.new()
    document.page.setup(
        paper_size="A4",
        orientation="landscape" if turned else "portrait",
        margins_mm=margins,
        header_margin_mm=_RUNNING,
        footer_margin_mm=_RUNNING,
    )
    document.page.set_header(text=above)
    numbered = [{"type": "run", "text": f"{below}   "}, {"type": "page_number", "page_number": number}]
    document.page.set_footer(content=[{"align": "CENTER", "children": numbered}])
    return document


def add_table(
    document: HwpxDocument,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int],
    across: int,
) -> HwpxOxmlTable:
    """`widths` are shares of `across`, which is in HWPUNIT."""
    wide = [across * one // sum(widths) for one in widths]
    heights = [max(map(_height, texts, wide)) for texts in (titles, *rows)]
    table = document.add_table(len(rows) + 1, len(titles), width=across, height=sum(heights))
    table.element.set("repeatHeader", "1")
    for number, (row, texts) in enumerate(zip(table.rows, (titles, *rows), strict=True)):
        for cell, width, text in zip(row.cells, wide, texts, strict=True):
            cell.set_size(width=width, height=heights[number])
            if text:
                cell.text = text
            if not number:
                cell.element.set("header", "1")
    return table


def _height(text: str, width: int) -> int:
    """About: programs that do not set the text anew draw a row as high as the file says."""
    room = max(width - 2 * _PADDED, _LETTER)
    lines = sum(
        -(-sum(_LETTER if ord(one) > ord("~") else _LETTER // 2 for one in line) // room) or 1
        for line in text.split("\n")
    )
    return lines * _LINE + _PADDED
