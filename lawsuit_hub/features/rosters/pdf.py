"""Sets a roster as a paper in PDF."""

import itertools
from dataclasses import asdict

from lawsuit_hub.features.rosters.paper import Paper
from lawsuit_hub.infra.typesetting import BREAKABLE, set_pages

_PAGES = (
    r"""
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, keywords: paper.facts.map(one => one.join(" ")), date: none)
#set page(paper: "a4", flipped: paper.turned, margin: (x: 14mm, top: 19mm, bottom: 17mm),
  header: text(size: 8pt, fill: luma(35%))[#paper.above.at(0) #h(1fr) #paper.above.at(1)],
  footer: context text(size: 8pt, fill: luma(35%))[#paper.below #h(1fr) #counter(page).display("1 / 1", both: true)],
  background: rotate(-24deg, text(size: 64pt, fill: luma(94%), paper.mark)))
#set text(font: "NanumSquare", size: 8.5pt, lang: "ko", region: "KR")
#set par(leading: 0.5em)
"""
    + BREAKABLE
    + r"""
#align(center, text(size: 17pt, paper.title))
#v(3mm)
#text(size: 9pt, grid(columns: (24mm, 1fr), row-gutter: 2mm, ..paper.facts.flatten()))
#let words(text) = if text != "" { block(width: 100%, above: 3mm, below: 3mm, text.split("\n").join(linebreak())) }
#words(paper.opening)
#v(2mm)
#for (place, strip) in paper.strips.enumerate() {
  if place > 0 { pagebreak() }
  table(
    columns: strip.widths.map(one => one * 1fr),
    align: (x, y) => (if strip.right.at(x) and y > 0 { right } else { left }) + horizon,
    stroke: 0.4pt + luma(55%),
    inset: (x: 1.4mm, y: 1.5mm),
    fill: (x, y) => if y == 0 { luma(92%) },
    table.header(..strip.titles),
    ..strip.rows.flatten(),
  )
}
#words(paper.closing)
"""
)


def write_pdf(paper: Paper) -> bytes:
    """A4, the titles again on every page, no row broken by a page's end unless it is longer than one. Raises LettersMissing."""
    texts = itertools.chain(
        [paper.title, paper.below, paper.opening, paper.closing, *itertools.chain(*paper.facts)],
        *(row for strip in paper.strips for row in strip.rows),
    )
    return set_pages(_PAGES, asdict(paper), texts=texts)
