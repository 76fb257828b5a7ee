"""What of a found text is shown: some words around the first that was asked for, and where they stand. Makes no markup."""

import re

from lawsuit_hub.features.search.types import Piece

_LENGTH, _BEFORE = 140, 40
_CUT = "…"


def marked(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """The whole text in pieces."""
    pieces: list[Piece] = []
    at = 0
    for match in _finder(words).finditer(text) if words else ():
        if match.start() > at:
            pieces.append(Piece(text[at : match.start()]))
        pieces.append(Piece(match.group(), found=True))
        at = match.end()
    return (*pieces, Piece(text[at:])) if at < len(text) or not pieces else tuple(pieces)


def snippet(text: str, words: tuple[str, ...]) -> tuple[Piece, ...]:
    """So much of it as a line or two hold, from a little before the first word that was found."""
    flat = " ".join(text.split())
    first = _finder(words).search(flat) if words else None
    start = max(0, first.start() - _BEFORE) if first else 0
    if start:
        start = flat.rfind(" ", 0, start) + 1
    shown = flat[start : start + _LENGTH]
    return marked(
        f"{_CUT if start else ''}{shown}{_CUT if start + _LENGTH < len(flat) else ''}",
        words,
    )


def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word as it was asked for, with or without a space in it; of two that begin alike the longer."""
    by_length = sorted(words, key=len, reverse=True)
    return re.compile("|".join(" ?".join(map(re.escape, word)) for word in by_length), re.IGNORECASE)
