"""Which letters our font has. A process that makes workbooks asks this of a template and does without the typesetter."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from lawsuit_hub.infra.refusals import Refusal

FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts" / "nanum"
_SPACES = frozenset(map(ord, "\t\n\r"))


class LettersMissing(Refusal):
    """Our font has no picture for a letter that stands in it: a name with a hole in it is no name."""


def require_letters(texts: Iterable[str]) -> None:
    """Raises LettersMissing."""
    if not all(map(has_letters, texts)):
        raise LettersMissing


def has_letters(text: str) -> bool:
    """Whether our font has a picture for every letter."""
    return set(map(ord, text)) - _SPACES <= _letters()


@lru_cache
def _letters() -> frozenset[int]:
    with TTFont(FONTS / "NanumSquareR.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
