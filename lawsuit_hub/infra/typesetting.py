"""Sets pages as PDF with typst, in memory. What people wrote goes in as data and is never read as markup; nothing is fetched or written."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from lawsuit_hub.infra.refusals import Refusal

FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts" / "nanum"
BREAKABLE = '#show regex("[!-~]{16,}"): word => word.text.clusters().join(sym.zws) // breaks anywhere without a space'
_SPACES = frozenset(map(ord, "\t\n\r"))


class LettersMissing(Refusal):
    """Our font has no picture for a letter that stands in it: a name with a hole in it is no name."""


def set_pages(pages: str, paper: dict[str, Any], *, texts: Iterable[str]) -> bytes:
    """`pages`: typst markup that reads `json(bytes(sys.inputs.paper))`. `texts`: what people wrote in it. Raises LettersMissing."""
    require_letters(texts)
    data = json.dumps(paper, ensure_ascii=False)
    made: bytes = typst.compile(  # type: ignore[misc]  # its own types leave bytes out
        pages.encode(), root=FONTS, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"paper": data}
    )
    return made


def require_letters(texts: Iterable[str]) -> None:
    """Raises LettersMissing."""
    if not all(has_letters(text) for text in texts):
        raise LettersMissing


def has_letters(text: str) -> bool:
    return set(map(ord, text)) - _SPACES <= _letters()


@lru_cache
def _letters() -> frozenset[int]:
    with TTFont(FONTS / "NanumSquareR.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
