"""What every HWPX of ours is made of: a page with running heads, a table whose titles stand on each page, a picture. In memory."""

from collections.abc import Sequence
from typing import Any

from hwpx import HwpxDocument
from hwpx.oxml import HwpxOxmlParagraph, HwpxOxmlTable

_RUNNING = 9.0  # millimetres of header and footer
UNITS = 7200 / 25.4  # HWPUNIT to the millimetre
_LINE, _PADDED, _LETTER = 1_600, 510, 950  # heights of a line, of what is around it; about a letter's width
_DOT = 75  # HWPUNIT: 96 dots to the inch


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
    spans: Sequence[int] = (),
) -> HwpxOxmlTable:
    """`widths` are shares of `across`, which is in HWPUNIT. `spans`: of each row how many its first cell reaches over."""
    wide = [across * one // sum(widths) for one in widths]
    reach = [1, *(spans or [1] * len(rows))]
    heights = [_row_height(texts, wide, many) for texts, many in zip((titles, *rows), reach, strict=True)]
    table = document.add_table(len(rows) + 1, len(titles), width=across, height=sum(heights))
    table.element.set("repeatHeader", "1")
    for number, (row, texts) in enumerate(zip(table.rows, (titles, *rows), strict=True)):
        for cell, width, text in zip(row.cells, wide, texts, strict=True):
            cell.set_size(width=width, height=heights[number])
            if text:
                cell.text = text
            if not number:
                cell.element.set("header", "1")
    for number, many in enumerate(reach):
        if many > 1:
            table.merge_cells(number, 0, number + many - 1, 0)
    return table


def add_figure(
    document: HwpxDocument, caption: str, png: bytes, *, across: int, said: str
) -> Sequence[HwpxOxmlParagraph]:
    """A picture under its caption, in two cells that nobody sees: some programs do not keep a paragraph with the next.

    `said`: what a screen reader says of it. Gives the caption.
    """
    picture: Any = document.add_picture(png, "png", width=across - 2 * _PADDED).element
    _uncut(picture, png)
    comment = picture.find("{*}shapeComment")
    if comment is not None:
        comment.text = said
    tall = int(picture.find("{*}sz").get("height")) + _PADDED
    heights = (_height(caption, across) + _PADDED, tall)
    bare = document.oxml.ensure_border_fill(active_borders=())
    table = document.add_table(2, 1, width=across, height=sum(heights), border_fill_id_ref=bare)
    table.element.set("pageBreak", "NONE")
    above, below = (row.cells[0] for row in table.rows)
    for cell, height in zip((above, below), heights, strict=True):
        cell.set_size(width=across, height=height)
    above.text = caption
    run = picture.getparent()
    alone = run.getparent()
    below.paragraphs[0].element[:] = [run]
    alone.getparent().remove(alone)
    return above.paragraphs


def _uncut(picture: Any, png: bytes) -> None:
    """What is shown of the picture is all of it, in the measure of its own dots; else some programs cut it."""
    wide, high = (str(_DOT * int.from_bytes(png[at : at + 4])) for at in (16, 20))
    for tag, ends in (("imgClip", ("right", "bottom")), ("imgDim", ("dimwidth", "dimheight"))):
        one = picture.find(f"{{*}}{tag}")
        one.set(ends[0], wide)
        one.set(ends[1], high)


def _row_height(texts: Sequence[str], wide: Sequence[int], many: int) -> int:
    """A first cell over several rows asks no row for more than its share; one that is another's asks for nothing."""
    first = _height(texts[0], wide[0]) // (many or 1)
    return max([first, *map(_height, texts[1:], wide[1:])])


def _height(text: str, width: int) -> int:
    """About: programs that do not set the text anew draw a row as high as the file says."""
    room = max(width - 2 * _PADDED, _LETTER)
    lines = sum(
        -(-sum(_LETTER if ord(one) > ord("~") else _LETTER // 2 for one in line) // room) or 1
        for line in text.split("\n")
    )
    return lines * _LINE + _PADDED
