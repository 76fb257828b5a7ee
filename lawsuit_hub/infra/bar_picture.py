"""Draws bars as an SVG that stands alone: numbers in, a picture out. For paper and for screens; knows no person and hides nothing itself.

A label stands before each bar and its words behind it; all bars are of one colour, from one base line. A hidden bar is hatched
over the whole width, so that no length tells what its word does not.
"""

import hashlib
import itertools
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

from lawsuit_hub.infra.paper import Bar, Bars

WIDE = 640
_LABELS, _BARS = 196, 304  # where the base line stands; how long a whole bar is
_LETTERS, _LINE, _THICK, _GAP = 14, 18, 16, 12
_BLUE, _INK, _EDGE = "#1E54C6", "#141A26", "#717C8F"
_FONTS = "Pretendard Variable, Pretendard, NanumSquare, Malgun Gothic, sans-serif"


def picture_of(bars: Bars) -> str:
    """What a screen reader says of it is the caption, then every bar with its words."""
    rows, top = [], 4
    for bar in bars.bars:
        labels = _broken(bar.label, _LABELS - 12)
        words = _broken(bar.words, WIDE - _LABELS - _BARS - 10)
        high = max(len(labels), len(words)) * _LINE
        rows += _row(bar, top + high / 2, labels, words)
        top += high + _GAP
    down = top - _GAP + 4
    key = hashlib.sha256(repr(bars).encode()).hexdigest()[:12]  # two pictures on one page need names of their own
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {down}" width="{WIDE}" height="{down}" role="img"'
        f' aria-labelledby="t{key} d{key}" font-family="{_FONTS}" font-size="{_LETTERS}" fill="{_INK}">'
        f'<title id="t{key}">{_xml(bars.caption)}</title><desc id="d{key}">{_xml(read_out(bars))}</desc>'
    )
    base = f'<path d="M{_LABELS} 0V{down}" stroke="{_EDGE}" stroke-width="1.5"/>'
    return head + "".join(rows) + base + "</svg>"


def read_out(bars: Bars) -> str:
    """The picture in words."""
    return ", ".join(f"{bar.label}: {bar.words}" for bar in bars.bars)


def _row(bar: Bar, middle: float, labels: Sequence[str], words: Sequence[str]) -> list[str]:
    high = middle - _THICK / 2
    if bar.part is None:
        lines = "".join(f"M{_LABELS + x} {high + _THICK}l{_THICK} -{_THICK}" for x in range(0, _BARS - _THICK + 1, 8))
        drawn = (
            f'<rect x="{_LABELS}" y="{high}" width="{_BARS}" height="{_THICK}" fill="none" stroke="{_EDGE}" stroke-width="0.75"/>'
            f'<path d="{lines}" fill="none" stroke="{_EDGE}"/>'
        )
    else:
        wide = round(_BARS * min(max(bar.part, 0), 1), 2)
        drawn = f'<rect x="{_LABELS}" y="{high}" width="{wide}" height="{_THICK}" fill="{_BLUE}"/>'
    behind = _LABELS + _BARS + 10 if bar.part is None else _LABELS + round(_BARS * min(max(bar.part, 0), 1), 2) + 10
    return [*_text(labels, 0, middle), drawn, *_text(words, behind, middle, bar.part is not None)]


def _text(lines: Sequence[str], x: float, middle: float, strong: bool = False) -> list[str]:
    first = middle - (len(lines) - 1) * _LINE / 2 + 5
    weight = ' font-weight="600"' if strong else ""
    return [f'<text x="{x}" y="{first + n * _LINE}"{weight}>{_xml(line)}</text>' for n, line in enumerate(lines)]


def _broken(text: str, room: int) -> list[str]:
    """In lines that fit: at spaces, and inside a word that alone is too long."""
    lines = [""]
    for word in itertools.chain.from_iterable(_pieces(one, room) for one in text.split()):
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _pieces(word: str, room: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if _wide(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _wide(text: str) -> float:
    """About: a Korean letter is as wide as it is high, others a little over half."""
    return sum(_LETTERS * (0.98 if unicodedata.east_asian_width(one) in "WF" else 0.62) for one in text)


def _xml(text: str) -> str:
    """XML 1.0 knows no control letters."""
    return escape("".join(one for one in text if unicodedata.category(one) not in ("Cc", "Cs")))
