"""Writes a paper as HWPX, in which courts and offices of Korea work. In memory; knows nothing of locking."""

from hwpx import HwpxDocument

from lawsuit_hub.features.rosters.paper import Paper
from lawsuit_hub.infra.hwpx_parts import add_table, empty_document

_WIDTH, _UPRIGHT = 76_252, 51_590  # HWPUNIT (1/7200 inch) across A4 turned, and upright, between margins of 14 mm
_MARGINS = {"left": 14.0, "right": 14.0, "top": 12.0, "bottom": 10.0}
_LARGE = 17  # points


def write_hwpx(paper: Paper) -> bytes:
    document = empty_document(
        margins=_MARGINS, above=" · ".join(paper.above), below=paper.below, number="page/total", turned=paper.turned
    )
    large = document.styles.ensure_run(size=_LARGE)
    document.add_paragraph(paper.title, style="바탕글", char_pr_id_ref=large)
    for label, value in paper.facts:
        document.add_paragraph(f"{label}  {value}", style="바탕글")
    _words(document, paper.opening)
    for strip in paper.strips:
        across = _WIDTH if paper.turned else _UPRIGHT
        add_table(document, strip.titles, strip.rows, widths=strip.widths, across=across)
    _words(document, paper.closing)
    return bytes(document.to_bytes())


def _words(document: HwpxDocument, text: str) -> None:
    for line in text.splitlines():
        document.add_paragraph(line, style="바탕글")
