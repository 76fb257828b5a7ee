"""A picture for a post that has none: the notice's title on a plain card, drawn here. Nothing of it is fetched."""

from lawsuit_hub.infra.typesetting import BREAKABLE, draw_page

# 720 pixels wide at 144 to the inch: posts show pictures about square.
_CARD = (
    """
#let paper = json(bytes(sys.inputs.paper))
#set page(width: 360pt, height: 360pt, margin: 32pt, fill: rgb("#f3f6fb"))
#set text(font: "NanumSquare", lang: "ko", region: "KR", fill: rgb("#14233b"))
#set par(leading: 0.6em)
"""
    + BREAKABLE
    + """
#text(size: 13pt, fill: rgb("#46566e"), paper.site)
#v(1fr)
#let size = if paper.title.clusters().len() > 40 { 22pt } else { 28pt }
#text(size: size, weight: "bold", paper.title)
#v(1fr)
#line(length: 48pt, stroke: 4pt + rgb("#2f6fde"))
"""
)


def drawn(title: str, site: str) -> bytes:
    """PNG. Raises LettersMissing where no font here has a letter of it."""
    return draw_page(_CARD, {"title": title, "site": site}, texts=[title, site])
