"""Cutting a text at a number of characters without cutting a character: no half emoji, no lone vowel of a decomposed syllable. Pure.

Counted in UTF-16 units, as JavaScript and most counters do: never fewer than any other way of counting gives.
"""

import unicodedata

from lawsuit_hub.values.text import visible

MORE = "…"
_JOINER, _KEYCAP = "\u200d", "\u20e3"
_SKINS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_JAMO = range(0x1160, 0x1200)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """Whole where it fits, else so many characters as leave room for an ellipsis."""
    whole = unicodedata.normalize("NFC", visible(text, keep=f"\n{_JOINER}\ufe0f")).strip()
    if units(whole) <= most:
        return whole
    kept, length = "", 0
    for cluster in clusters(whole):
        length += units(cluster)
        if length > most - 1:
            break
        kept += cluster
    return kept.rstrip() + MORE


def clusters(text: str) -> list[str]:
    """What one reads as one character: a base with its marks, emoji joined into one, the two letters of a flag."""
    found: list[str] = []
    for char in text:
        if found and (_goes_on(char) or found[-1].endswith(_JOINER) or _is_second_of_flag(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _goes_on(char: str) -> bool:
    code = ord(char)
    return (
        char in (_JOINER, _KEYCAP)
        or code in _SKINS
        or code in _JAMO
        or unicodedata.category(char).startswith("M")
        or "\ufe00" <= char <= "\ufe0f"
    )


def _is_second_of_flag(before: str, char: str) -> bool:
    return ord(char) in _FLAGS and len(before) == 1 and ord(before) in _FLAGS
