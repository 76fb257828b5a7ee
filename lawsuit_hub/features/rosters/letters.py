"""Which letters our font has. A process that makes workbooks asks this of a template and does without the typesetter."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "nanum"
_SPACES = frozenset(map(ord, "\t\n\r"))


def has_letters(text: str) -> bool:
    """Whether our font has a picture for every letter."""
    return {ord(letter) for letter in text} - _SPACES <= _letters()


@lru_cache
def _letters() -> frozenset[int]:
    with TTFont(FONTS / "NanumSquareR.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
