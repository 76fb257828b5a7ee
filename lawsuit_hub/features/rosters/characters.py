"""Characters that files cannot carry, made visible instead of dropped; knows nothing of cells."""

import re

UNSHOWABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # for a class of characters
_UNSHOWABLE = re.compile(f"[{UNSHOWABLE}]")
_DELETE = 0x7F
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_UNKNOWN = "\ufffd"


def visible(text: str) -> str:
    """Control characters as their pictures (␀ ␛ ␡), what is no character as �; tab and line breaks stay."""
    return _UNSHOWABLE.sub(_picture, text) if _UNSHOWABLE.search(text) else text


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < _DELETE:
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else _UNKNOWN
