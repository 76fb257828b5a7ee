"""A copy of somebody's data as a PDF to read: Korean, with page numbers, nothing in it that runs, no identity in its metadata."""

import io
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from lawsuit_hub.features.rights import paper_documents
from lawsuit_hub.features.rights import paper_words as say
from lawsuit_hub.infra.i18n import SEOUL

FONT = Path(__file__).resolve().parents[2] / "static" / "fonts" / "nanum" / "NanumSquareR.ttf"
TITLE = "내 정보 사본"
_FAMILY = "NanumSquare"
_EDGE, _LABEL, _LINE = 18, 42, 6.2  # millimetres
_INK, _QUIET, _RULE = (20, 26, 38), (89, 99, 118), (216, 222, 231)
_FOOT = -14
_MISSING = "□"

# They name the letters that a paper uses: of somebody's name, that is too much for a log.
for _loud in ("fontTools", "fpdf"):
    logging.getLogger(_loud).setLevel(logging.ERROR)

Row = tuple[str, str]


class _Paper(FPDF):
    """A4 pages with a foot: which paper it is and which page of how many."""

    def footer(self) -> None:
        self.set_y(_FOOT)
        self.set_font(_FAMILY, size=9)
        self.set_text_color(*_QUIET)
        self.cell(0, 6, f"{TITLE}  ·  {self.page_no()} / {{nb}}", align="C")


def written(held: dict[str, Any]) -> bytes:
    """The PDF of what `collecting.content` gathered."""
    pdf = _begun(held)
    for title, rows in say.facts(held):
        _section(pdf, title)
        _facts(pdf, rows)
    for title, lines in say.lists(held):
        _section(pdf, title)
        _lines(pdf, lines)
    for above, picture in paper_documents.pictures(held):
        _sheet(pdf, above, picture)
    made = bytes(pdf.output())
    _close(pdf)
    return made


def _close(pdf: FPDF) -> None:
    """The library leaves the files of its fonts open."""
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.ttfont.close()


def drawn(held: dict[str, Any]) -> Iterator[str]:
    """Every text of the paper as it is drawn, in its order."""
    yield from (TITLE, say.made(held), say.NOTICE)
    for title, rows in (*say.facts(held), *say.lists(held)):
        yield shown(title)
        yield from (shown(text) for row in rows for text in row)


def _begun(held: dict[str, Any]) -> _Paper:
    pdf = _Paper(format="A4")
    pdf.set_margins(_EDGE, _EDGE, _EDGE)
    pdf.set_auto_page_break(auto=True, margin=20)
    pdf.add_font(_FAMILY, fname=FONT)
    pdf.set_lang("ko-KR")
    pdf.set_title(TITLE)
    pdf.set_creation_date(datetime.fromisoformat(held["made_at"]).astimezone(SEOUL))
    pdf.add_page()
    _text(pdf, TITLE, size=22, height=11)
    _text(pdf, say.made(held), size=10.5, ink=_QUIET)
    _text(pdf, say.NOTICE, size=10.5, ink=_QUIET)
    return pdf


def _section(pdf: _Paper, title: str) -> None:
    if pdf.will_page_break(28):
        pdf.add_page()
    pdf.ln(6)
    _text(pdf, title, size=14, height=8)
    pdf.set_draw_color(*_RULE)
    pdf.line(pdf.l_margin, pdf.get_y() + 0.8, pdf.w - pdf.r_margin, pdf.get_y() + 0.8)
    pdf.ln(2.6)


def _facts(pdf: _Paper, rows: Iterable[Row]) -> None:
    """Label at the left, value beside it."""
    for label, value in rows:
        if pdf.will_page_break(_LINE * 2):
            pdf.add_page()
        top, page = pdf.get_y(), pdf.page
        pdf.set_font(_FAMILY, size=10)
        pdf.set_text_color(*_QUIET)
        pdf.multi_cell(_LABEL, _LINE, shown(label), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        below = pdf.get_y() if pdf.page == page else top
        pdf.set_xy(pdf.l_margin + _LABEL, top)
        pdf.set_font(_FAMILY, size=11)
        pdf.set_text_color(*_INK)
        pdf.multi_cell(0, _LINE, shown(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        if pdf.page == page:
            pdf.set_y(max(below, pdf.get_y()))
        pdf.ln(0.8)


def _lines(pdf: _Paper, lines: Iterable[tuple[str, str]]) -> None:
    """A quiet line above (when, who), what happened below."""
    empty = True
    for above, what in lines:
        empty = False
        if pdf.will_page_break(_LINE * 3):
            pdf.add_page()
        _text(pdf, above, size=9.5, height=5.2, ink=_QUIET)
        _text(pdf, what, size=10.5)
        pdf.ln(1.8)
    if empty:
        _text(pdf, say.NONE, size=10.5, ink=_QUIET)


def _sheet(pdf: _Paper, above: str, picture: bytes) -> None:
    """A page of its own for a page that she handed in."""
    pdf.add_page()
    _text(pdf, above, size=10.5, ink=_QUIET)
    pdf.image(io.BytesIO(picture), w=pdf.epw, h=pdf.h - pdf.get_y() - 24, keep_aspect_ratio=True)


def _text(pdf: _Paper, text: str, *, size: float, height: float = _LINE, ink: tuple[int, int, int] = _INK) -> None:
    pdf.set_font(_FAMILY, size=size)
    pdf.set_text_color(*ink)
    pdf.multi_cell(0, height, shown(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")


def shown(text: str) -> str:
    """What the font can draw. A letter it lacks becomes a box: the library would name it in a log."""
    drawn = _drawable()
    return "".join(letter if letter == "\n" or letter in drawn else _unseen(letter) for letter in text)


def _unseen(letter: str) -> str:
    return " " if letter.isspace() else "" if not letter.isprintable() else _MISSING


@lru_cache(maxsize=1)
def _drawable() -> frozenset[str]:
    """Letters of the font; looked up once a process."""
    pdf = FPDF()
    pdf.add_font(_FAMILY, fname=FONT)
    found: set[str] = set()
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            found.update(map(chr, font.cmap))
    _close(pdf)
    return frozenset(found)
