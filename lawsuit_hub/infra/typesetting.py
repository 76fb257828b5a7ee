"""Sets pages as PDF with typst, in memory. What people wrote goes in as data and is never read as markup; nothing is fetched or written."""

import json
from collections.abc import Iterable
from typing import Any

import typst

from lawsuit_hub.infra.letters import FONTS, require_letters

BREAKABLE = '#show regex("[!-~]{16,}"): word => word.text.clusters().join(sym.zws) // breaks anywhere without a space'


def draw_page(page: str, paper: dict[str, Any], *, texts: Iterable[str]) -> bytes:
    """One page as a PNG, two dots to the point. Raises LettersMissing."""
    return draw_pages(page, paper, texts=texts)[0]


def draw_pages(pages: str, paper: dict[str, Any], *, texts: Iterable[str]) -> list[bytes]:
    """Each page as such a PNG: many at once cost little more than one. Raises LettersMissing."""
    require_letters(texts)
    data = json.dumps(paper, ensure_ascii=False)
    made: bytes | list[bytes] = typst.compile(  # type: ignore[call-overload]  # its own types leave bytes out
        pages.encode(), root=FONTS, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"paper": data},
        format="png", ppi=144.0,
    )  # fmt: skip
    return [made] if isinstance(made, bytes) else list(made)


def set_pages(pages: str, paper: dict[str, Any], *, texts: Iterable[str]) -> bytes:
    """`pages`: typst markup that reads `json(bytes(sys.inputs.paper))`. `texts`: what people wrote in it. Raises LettersMissing."""
    require_letters(texts)
    data = json.dumps(paper, ensure_ascii=False)
    made: bytes = typst.compile(  # type: ignore[misc]  # its own types leave bytes out
        pages.encode(), root=FONTS, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"paper": data}
    )
    return made
