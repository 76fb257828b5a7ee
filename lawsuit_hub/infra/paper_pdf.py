"""Sets a paper of blocks as PDF, tagged for screen readers. Knows no person; what people wrote goes in as data."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from lawsuit_hub.infra.bar_picture import picture_of, read_out
from lawsuit_hub.infra.paper import Bars, Block, Letter, Paper, Table
from lawsuit_hub.infra.paper_letter import below_letter, enclosures, numbered
from lawsuit_hub.infra.typesetting import BREAKABLE, set_pages

_PAGES = (
    r"""
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set text(font: "NanumSquare", size: 10.5pt, lang: "ko", region: "KR")
#set par(leading: 0.8em, spacing: 1.1em)
#let grey = luma(35%)
#set page(paper: "a4", margin: (x: 22mm, top: 24mm, bottom: 22mm),
  header: text(size: 8pt, fill: grey)[#paper.above #h(1fr) #paper.title],
  footer: context text(size: 8pt, fill: grey)[#paper.below #h(1fr) #counter(page).display("1 / 1", both: true)])
#show heading.where(level: 1): one => block(above: 9mm, below: 4.5mm, sticky: true, text(size: 14pt, weight: "regular", one.body))
#show heading.where(level: 2): one => block(above: 7mm, below: 3.5mm, sticky: true, text(size: 11.5pt, weight: "regular", one.body))
#show title: one => align(center, block(above: 0mm, below: 4mm, text(size: 20pt, weight: "regular", one.body)))
"""
    + BREAKABLE
    + r"""
// A checksum stays in one piece without signs of ours in it, to be copied and compared.
#show regex("\b[0-9a-f]{64}\b"): sum => box(text(size: 0.8em, sum.text.clusters().chunks(8).map(part => box(part.join())).join()))
#let lines(words) = words.split("\n").map(one => one.trim()).filter(one => one != "")
#let caption(words) = block(above: 6mm, below: 2.5mm, sticky: true, text(size: 9.5pt, words))
#let draw(it) = {
  if it.kind == "heading" { heading(level: it.level, outlined: true, it.text) }
  if it.kind == "prose" { for one in lines(it.text) { par(justify: false, text(one)) } }
  if it.kind == "remark" {
    block(above: 2.5mm, below: 4mm, sticky: it.together, for one in lines(it.text) { par(leading: 0.65em, text(size: 8.5pt, fill: grey, one)) })
  }
  if it.kind == "quote" {
    block(above: 3mm, below: 5mm, width: 100%, inset: (left: 4mm, y: 1mm), stroke: (left: 1.6pt + luma(70%)), breakable: it.text.len() > 900,
      { for one in lines(it.text) { par(text(one)) }
        if it.who != "" { text(size: 8.5pt, fill: grey, it.who) } })
  }
  if it.kind == "facts" {
    block(above: 3mm, below: 4mm, grid(columns: (32mm, 1fr), row-gutter: 3mm, ..it.rows.map(one => (text(fill: grey, one.at(0)), text(one.at(1)))).flatten()))
  }
  if it.kind == "table" {
    let whole = it.rows.len() < 9
    block(above: 6mm, below: 5mm, breakable: not whole, {
      caption(it.caption)
      table(columns: it.widths.map(one => one * 1fr),
        align: (x, y) => (if it.right.at(x) { right } else { left }) + (if it.joined and x == 0 { top } else { horizon }),
        stroke: (x, y) => (top: if y < 2 { 0.8pt + luma(30%) } else { 0.4pt + luma(75%) }, bottom: 0.4pt + luma(75%)),
        inset: (x: 1.8mm, y: 2mm), fill: (x, y) => if y == 0 { luma(95%) },
        table.header(..it.titles.map(one => text(size: 9pt, one))), ..it.rows.enumerate().map(((at, row)) => {
          let cells = row.map(one => text(size: 9pt, one))
          let many = it.spans.at(at)
          if many == 1 { cells } else if many == 0 { cells.slice(1) } else { (table.cell(rowspan: many, breakable: false, cells.at(0)), ..cells.slice(1)) }
        }).flatten())
    })
  }
  if it.kind == "bars" {
    block(above: 6mm, below: 5mm, breakable: false, {
      caption(it.caption)
      image(bytes(it.svg), format: "svg", width: 100%, alt: it.alt)
    })
  }
  if it.kind == "page" { pagebreak(weak: true) }
}
#let letter(it) = {
  set par(leading: 0.95em)
  align(center, text(size: 20pt, tracking: 3pt, it.sender))
  v(9mm)
  grid(columns: (16mm, 1fr), row-gutter: 4mm, text("수신"), text(it.to), text("(경유)"), text(it.through), text("제목"), text(it.title))
  v(1mm)
  line(length: 100%, stroke: 1.2pt)
  v(3mm)
  for one in it.lines {
    let words = { for part in lines(one.at(1)) { par(text(part)) } }
    block(above: 5mm, below: 5mm, grid(columns: (if one.at(0) == "" { 0mm } else { 7mm }, 1fr), text(one.at(0)), words))
  }
  if it.enclosed.len() > 0 { block(above: 9mm, grid(columns: (14mm, 1fr), text("붙임"), stack(spacing: 3.5mm, ..it.enclosed.map(one => text(one))))) }
  v(1fr)
  align(center, text(size: 17pt, tracking: 2pt, it.signed))
  v(1fr)
  line(length: 100%, stroke: 0.6pt + luma(40%))
  text(size: 9pt, stack(spacing: 2.8mm, ..it.below.map(one => text(one))))
}
#if paper.letter != none {
  page(header: none, footer: none, letter(paper.letter))
  counter(page).update(1)
}
#title(paper.title)
#if paper.subtitle != "" { align(center, block(above: 0mm, below: 8mm, text(size: 10.5pt, fill: grey, paper.subtitle))) }
#for it in paper.blocks { draw(it) }
"""
)


def pdf_of(paper: Paper) -> bytes:
    """A4; a cover letter first, on a page that is not counted. Raises LettersMissing."""
    given = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "above": paper.above,
        "below": paper.below,
        "letter": _letter(paper.letter) if paper.letter else None,
        "blocks": [_given(block) for block in paper.blocks],
    }
    return set_pages(_PAGES, given, texts=_strings(given))


def _given(block: Block) -> dict[str, Any]:
    given = {"kind": block.kind, **asdict(block)}
    if isinstance(block, Bars):
        given |= {"svg": picture_of(block), "alt": f"{block.caption}. {read_out(block)}"}
    if isinstance(block, Table):
        given |= {"spans": block.spans()}
    return given


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "sender": letter.sender,
        "to": letter.to,
        "through": letter.through,
        "title": letter.title,
        "lines": numbered(letter),
        "enclosed": enclosures(letter),
        "signed": letter.signed,
        "below": below_letter(letter),
    }


def _strings(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for value in given.values():
            yield from _strings(value)
    elif isinstance(given, list | tuple):
        for value in given:
            yield from _strings(value)
