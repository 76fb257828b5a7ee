"""Sets address labels on their sheet, in memory. A label's text grows smaller until it fits; what still does not is cut with a mark, a name never."""

import itertools
from collections.abc import Iterable
from dataclasses import asdict

from lawsuit_hub.features.rosters.paper import cell_text
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers
from lawsuit_hub.infra.typesetting import set_pages
from lawsuit_hub.values.label_sheets import LabelSheet

NO_ADDRESS = "(송달장소를 고르지 않음)"
# The number of the export stands in the strips above and below the labels: what is posted does not say that it is from a roster.
_SHEETS = r"""
#let paper = json(bytes(sys.inputs.paper))
#let sheet = paper.sheet
#set document(title: paper.title, keywords: (paper.above, paper.below), date: none)
#let strip(text) = std.text(size: 6pt, fill: luma(35%), text)
#set page(paper: "a4", margin: 0mm, background: context {
  place(top + left, dx: 12mm, dy: 4mm, strip(paper.above))
  place(bottom + left, dx: 12mm, dy: -4mm, strip(paper.below + "  " + counter(page).display("1 / 1", both: true)))
})
#set text(font: "NanumSquare", lang: "ko", region: "KR")
#set par(leading: 0.42em, spacing: 0.6em)
#show regex("[!-~]{16,}"): word => word.text.clusters().join(sym.zws)
#let inset = 3mm
#let wide = sheet.width * 1mm - 2 * inset
#let high = sheet.height * 1mm - 2 * inset
#let broken(text) = text.clusters().join(sym.zws)
#let drawn(label, address, size) = block(width: wide, {
  set text(size: size)
  text(size: size * 0.75, fill: luma(35%), label.number)
  parbreak()
  address
  parbreak()
  text(weight: "bold", broken(label.name))
  if label.postcode != "" { h(1fr); label.postcode }
})
#let fits(body) = measure(body).height <= high
#let cut(label, size) = {
  let letters = label.address.clusters()
  let (low, up) = (0, letters.len())
  while low < up {
    let middle = calc.ceil((low + up) / 2)
    if fits(drawn(label, letters.slice(0, middle).join("") + paper.cut, size)) { low = middle } else { up = middle - 1 }
  }
  drawn(label, letters.slice(0, low).join("") + paper.cut, size)
}
#let sizes = (11pt, 10pt, 9pt, 8pt, 7pt, 6pt)
#let set_in(label) = context {
  let size = sizes.find(size => fits(drawn(label, label.address, size)))
  if size != none { drawn(label, label.address, size) } else { cut(label, sizes.last()) }
}
#for (place_on, label) in paper.labels.enumerate() {
  let on = calc.rem(place_on, sheet.across * sheet.down)
  if on == 0 and place_on > 0 { pagebreak() }
  place(top + left,
    dx: (sheet.left + calc.rem(on, sheet.across) * sheet.step_x) * 1mm,
    dy: (sheet.top + calc.quo(on, sheet.across) * sheet.step_y) * 1mm,
    block(width: sheet.width * 1mm, height: sheet.height * 1mm, inset: inset, align(left + horizon, set_in(label))))
}
"""
_CUT = " …[잘림]"


def write_labels(head: RosterHead, sheet: LabelSheet, rows: Iterable[RosterRow]) -> bytes:
    """From the upper left corner, row by row, as many pages as it takes. Raises RowCountDiffers, LettersMissing."""
    labels = [_label(row) for row in rows]
    if len(labels) != head.row_count:
        raise RowCountDiffers
    lawyer = f"{head.law_firm} {head.lawyer_name}"
    above = f"내보내기 번호 {head.export_id} · 모임 {head.group_code} · {head.row_count}명 · {sheet.name}"
    below = f"{head.export_id} · {lawyer} · 제3자에게 전하지 마세요"
    texts = itertools.chain([above, below], *(label.values() for label in labels))
    said = {"title": head.title, "above": above, "below": below, "cut": _CUT}
    return set_pages(_SHEETS, {**said, "sheet": asdict(sheet), "labels": labels}, texts=texts)


def _label(row: RosterRow) -> dict[str, str]:
    return {
        "number": cell_text(row.number),
        "name": cell_text(row.name),
        "postcode": row.postcode or "",
        "address": cell_text(row.service_address or NO_ADDRESS),
    }
