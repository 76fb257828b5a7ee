"""Writes a paper as HWPX, in which courts and offices of Korea work. In memory; knows nothing of locking."""

from hwpx import HwpxDocument

from lawsuit_hub.features.rosters.paper import Paper, Strip

_WIDTH, _UPRIGHT = 76_252, 51_590  # HWPUNIT (1/7200 inch) across A4 turned, and upright, between margins of 14 mm
_MARGINS = {"left": 14.0, "right": 14.0, "top": 12.0, "bottom": 10.0}
_RUNNING = 9.0  # millimetres of header and footer
_LARGE = 17  # points


def write_hwpx(paper: Paper) -> bytes:
    document = HwpxDocument.new()
    document.page.setup(
        paper_size="A4",
        orientation="landscape" if paper.turned else "portrait",
        margins_mm=_MARGINS,
        header_margin_mm=_RUNNING,
        footer_margin_mm=_RUNNING,
    )
    document.page.set_header(text=" · ".join(paper.above))
    document.page.set_footer(
        content=[
            {
                "align": "CENTER",
                "children": [
                    {"type": "run", "text": f"{paper.below}   "},
                    {"type": "page_number", "page_number": "page/total"},
                ],
            }
        ]
    )
    large = document.styles.ensure_run(size=_LARGE)
    document.add_paragraph(paper.title, style="바탕글", char_pr_id_ref=large)
    for label, value in paper.facts:
        document.add_paragraph(f"{label}  {value}", style="바탕글")
    _words(document, paper.opening)
    for strip in paper.strips:
        _table(document, strip, _WIDTH if paper.turned else _UPRIGHT)
    _words(document, paper.closing)
    return bytes(document.to_bytes())


def _words(document: HwpxDocument, text: str) -> None:
    for line in text.splitlines():
        document.add_paragraph(line, style="바탕글")


def _table(document: HwpxDocument, strip: Strip, across: int) -> None:
    table = document.add_table(len(strip.rows) + 1, len(strip.titles), width=across)
    table.element.set("repeatHeader", "1")
    widths = [across * one // sum(strip.widths) for one in strip.widths]
    for number, (row, texts) in enumerate(zip(table.rows, (strip.titles, *strip.rows), strict=True)):
        for cell, width, text in zip(row.cells, widths, texts, strict=True):
            cell.set_size(width=width)
            if text:
                cell.text = text
            if not number:
                cell.element.set("header", "1")
