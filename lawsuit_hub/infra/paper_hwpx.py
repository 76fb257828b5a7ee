"""Writes a paper of blocks as HWPX, which offices open and go on working in. Knows no person; in memory."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hwpx import HwpxDocument
from hwpx.oxml import HwpxOxmlParagraph

from lawsuit_hub.infra.bar_picture import WIDE, picture_of, read_out
from lawsuit_hub.infra.hwpx_parts import UNITS, add_figure, add_table, empty_document
from lawsuit_hub.infra.paper import Bars, Facts, Heading, Letter, NewPage, Paper, Prose, Quote, Remark, Table
from lawsuit_hub.infra.paper_letter import below_letter, enclosures, numbered
from lawsuit_hub.infra.typesetting import draw_pages

_MARGINS = {"left": 22.0, "right": 22.0, "top": 15.0, "bottom": 13.0}
_ACROSS = 166  # millimetres between the margins
_GREY = "#595959"
_PICTURES = r"""
#let paper = json(bytes(sys.inputs.paper))
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "NanumSquare")
#for svg in paper.svgs { page(image(bytes(svg), format: "svg", width: paper.wide * 1pt)) }
"""


def hwpx_of(paper: Paper) -> bytes:
    """The same as the PDF: a cover letter first, without running heads. Raises LettersMissing where a picture lacks one."""
    above = "   ".join(one for one in (paper.above, paper.title) if one)
    writing = _Writing(empty_document(margins=_MARGINS, above=_plain(above), below=_plain(paper.below), number="page"))
    if paper.letter:
        _letter(writing, paper.letter)
    first = writing.add(paper.title, size=20, align="CENTER", after=6, new_page=bool(paper.letter))
    if paper.letter:
        writing.document.page.restart_page_number(first, number=1)
    if paper.subtitle:
        writing.add(paper.subtitle, color=_GREY, align="CENTER", after=16)
    bars = [block for block in paper.blocks if isinstance(block, Bars)]
    writing.pictures = dict(zip(bars, _drawn(bars), strict=True)) if bars else {}
    for block in paper.blocks:
        _WRITERS[block.kind](writing, block)
    return writing.bytes()


@dataclass(slots=True)
class _Writing:
    """Paragraphs are collected by their shape and what it stands on. The library looks through all that a document has each time that it is
    asked for a shape, a run or a style: each is asked for once."""

    document: HwpxDocument
    new_page: bool = False
    pictures: dict[Bars, bytes] = field(default_factory=dict)
    runs: dict[tuple[float, str], str] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=lambda: {"style": "바탕글"})
    shapes: dict[tuple[Any, ...], list[HwpxOxmlParagraph]] = field(default_factory=lambda: defaultdict(list))

    def add(
        self, text: str, *, size: float = 10.5, color: str = "#000000", new_page: bool = False, **shape: Any
    ) -> HwpxOxmlParagraph:
        made = self.document.add_paragraph(_plain(text), char_pr_id_ref=self.run(size, color), **self.plain)
        self.plain = {"style_id_ref": made.style_id_ref, "para_pr_id_ref": made.para_pr_id_ref}
        if new_page or self.new_page:
            made.element.set("pageBreak", "1")
        self.new_page = False
        return self.shaped(made, **shape)

    def shaped(self, made: HwpxOxmlParagraph, **shape: Any) -> HwpxOxmlParagraph:
        """`align`, `before` and `after` in points, `left` and `first` in millimetres, `together` with the next, `lined` below."""
        self.shapes[made.para_pr_id_ref, *sorted(shape.items())].append(made)
        return made

    def run(self, size: float, color: str = "#000000") -> str:
        if (size, color) not in self.runs:
            self.runs[size, color] = str(self.document.styles.ensure_run(size=size, color=color))
        return self.runs[size, color]

    def bytes(self) -> bytes:
        for (_base, *shape), (first, *others) in self.shapes.items():
            _shape(self.document, [first], **dict(shape))
            for one in others:
                one.para_pr_id_ref = first.para_pr_id_ref
        return bytes(self.document.to_bytes())


def _shape(
    document: HwpxDocument,
    paragraphs: list[HwpxOxmlParagraph],
    *,
    align: str = "LEFT",
    before: float = 0,
    after: float = 4,
    left: float = 0,
    first: float = 0,
    together: bool = False,
    lined: str = "",
) -> None:
    color, width = ("#000000", "0.4 mm") if lined == "bottom" else ("#B0B0B0", "0.5 mm")
    document.styles.apply_paragraph_format(
        paragraphs=paragraphs,
        alignment=align,
        line_spacing_percent=160,
        indent_left_mm=left,
        first_line_indent_mm=first,
        spacing_before_pt=before,
        spacing_after_pt=after,
        keep_with_next=together,
        keep_lines=together,
        border={"sides": [lined], "width": width, "color": color, "offset_mm": 1} if lined else None,
    )


def _heading(writing: _Writing, block: Heading) -> None:
    size, before = (14, 18) if block.level == 1 else (11.5, 12)
    writing.add(block.text, size=size, before=before, after=6, together=True)


def _prose(writing: _Writing, block: Prose) -> None:
    for line in _lines(block.text):
        writing.add(line, after=5)


def _remark(writing: _Writing, block: Remark) -> None:
    for line in _lines(block.text):
        writing.add(line, size=8.5, color=_GREY, after=5, together=block.together)


def _quote(writing: _Writing, block: Quote) -> None:
    *before, last = _lines(block.text) or [""]
    for line in before:
        writing.add(line, left=6, after=3, lined="left")
    writing.add(last, left=6, after=3 if block.who else 8, lined="left")
    if block.who:
        writing.add(block.who, size=8.5, color=_GREY, left=6, after=8, lined="left")


def _facts(writing: _Writing, block: Facts) -> None:
    for label, value in block.rows:
        writing.add(f"{label}:  {value}", after=3)


def _new_page(writing: _Writing, block: NewPage) -> None:
    writing.new_page = True


def _table(writing: _Writing, table: Table) -> None:
    writing.add(table.caption, size=9.5, before=10, after=4, together=True)
    rows = [[_plain(text) for text in row] for row in table.rows]
    titles = [_plain(text) for text in table.titles]
    small = writing.run(9)
    drawn = add_table(
        writing.document, titles, rows, widths=table.widths, across=int(_ACROSS * UNITS), spans=table.spans()
    )
    for row in drawn.rows:
        for cell in row.cells:
            right = table.right[cell.address[1]]
            for one in cell.paragraphs:
                one.char_pr_id_ref = small
                writing.shaped(one, align="RIGHT" if right else "LEFT", after=0)
    writing.add("", size=6, after=0)


def _bars(writing: _Writing, bars: Bars) -> None:
    """A picture, and under it the same as a table that can be read aloud and copied, where the paper has none."""
    said = _plain(f"{bars.caption}. {read_out(bars)}")
    across = int(_ACROSS * UNITS)
    for one in add_figure(writing.document, _plain(bars.caption), writing.pictures[bars], across=across, said=said):
        one.char_pr_id_ref = writing.run(9.5)
        writing.shaped(one, after=3)
    writing.add("", size=6, after=0)
    if bars.tabled:
        return
    rows = tuple((bar.label, bar.words) for bar in bars.bars)
    _table(writing, Table(f"{bars.caption} (표)", ("항목", "값"), rows, (3, 1), (False, True)))


def _drawn(bars: Sequence[Bars]) -> list[bytes]:
    return draw_pages(_PICTURES, {"svgs": [*map(picture_of, bars)], "wide": WIDE}, texts=map(read_out, bars))


def _letter(writing: _Writing, letter: Letter) -> None:
    head = writing.add(letter.sender, size=20, align="CENTER", after=26)
    writing.document.page.hide_page_elements(head, header=True, footer=True, page_num=True)
    writing.add(f"수신  {letter.to}", size=11)
    writing.add(f"(경유)  {letter.through}", size=11)
    writing.add(f"제목  {letter.title}", size=11, after=14, lined="bottom")
    for number, text in numbered(letter):
        for place, line in enumerate(_lines(text)):
            words = f"{number} {line}".strip() if place == 0 else line
            hangs = -5 if number and place == 0 else 0  # in HWP the lines after the first stand in by it
            writing.add(words, size=11, after=8, left=5 if number and place else 0, first=hangs)
    for place, line in enumerate(enclosures(letter)):
        writing.add(
            line if place else f"붙임  {line}",
            size=11,
            before=0 if place else 14,
            left=13 if place else 0,
            first=0 if place else -13,
        )
    writing.add(letter.signed, size=17, align="CENTER", before=120, after=120)
    writing.add("", size=6, after=4, lined="bottom")
    for line in below_letter(letter):
        writing.add(line, size=9, after=2)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    """XML knows no control letters."""
    return "".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cs") or one == "\n")


_WRITERS: dict[str, Callable[[_Writing, Any], None]] = {
    Heading.kind: _heading,
    Prose.kind: _prose,
    Remark.kind: _remark,
    Quote.kind: _quote,
    Facts.kind: _facts,
    Table.kind: _table,
    Bars.kind: _bars,
    NewPage.kind: _new_page,
}
