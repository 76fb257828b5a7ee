"""Cleaning of typed text: one spelling for what looks the same. Knows nothing of what the text means."""

import re
import unicodedata

# Invisible although Unicode calls them letters, marks or symbols: joiner, Hangul fillers, Braille blank.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_OTHER_DASHES = frozenset("\u2043\u2212\u02d7\u2796")
_ORDINARY = re.compile("[ -~\n가-힣]*")


def is_ordinary(text: str) -> bool:
    """Only printable ASCII, newlines and whole Hangul syllables: no cleaning of characters can change it."""
    return _ORDINARY.fullmatch(text) is not None


def visible(text: str, keep: str = "") -> str:
    """Without control, format, zero-width and surrogate characters; white space stays as it is."""
    if is_ordinary(text):
        return text
    return "".join(char for char in text if char in keep or char.isspace() or not _is_invisible(char))


def clean(text: str) -> str:
    """NFC, nothing invisible, trimmed, runs of white space folded to one space."""
    return " ".join(unicodedata.normalize("NFC", visible(text)).split())


def ascii_digits(text: str) -> str:
    """Clean, with full-width digits and letters as ASCII (NFKC)."""
    cleaned = clean(text)
    return cleaned if is_ordinary(cleaned) else clean(unicodedata.normalize("NFKC", cleaned))


def is_dash(char: str) -> bool:
    return char == "-" or char in _OTHER_DASHES or unicodedata.category(char) == "Pd"


def plain_dashes(text: str) -> str:
    """Every Unicode dash as the ASCII hyphen; the length stays."""
    if text.isascii() or is_ordinary(text):
        return text
    return "".join("-" if is_dash(char) else char for char in text)


def _is_invisible(char: str) -> bool:
    return (
        char in _INVISIBLE
        or unicodedata.category(char) in _DROPPED
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )
