"""What a line of a log may say: pure text. Stricter than `scrub`, because nobody needs a number or a Korean word there."""

import re
import unicodedata

CUT = "…"
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2})+")
_PERCENT = re.compile(r"%([2-7][0-9a-fA-F])")
_PERCENT_FAR = re.compile(r"(?:%[0-9a-fA-F]{2})+")
# Ids that we make ourselves: of rows, of a proxy's requests. One letter at least, or they could be somebody's number.
_ID = (
    r"(?<![\w-])(?=[0-9-]{0,35}[a-f])"
    r"(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})(?![\w-])"
)
_CLOCK = r"(?<![0-9])20[0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:[.,][0-9]{1,6})?(?![0-9-])"
_HERE = r"(?<![0-9.])127\.0\.0\.1:[0-9]{1,5}(?![0-9])"
# A telephone number, a resident or business number, an account, a card, a network address: nine digits with little between.
_DIGITS = r"\+?[0-9](?:[^0-9A-Za-z]{0,4}[0-9]){8,}"
_IPV4 = r"(?<![0-9.])(?!127\.|0\.0\.0\.0)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])"
_NUMBERS = re.compile(f"(?P<kept>{_ID}|{_CLOCK}|{_HERE})|{_DIGITS}|{_IPV4}", re.ASCII)
_IPV6 = re.compile(
    r"(?<![0-9A-Za-z:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){4})[0-9a-f:]{3,39}[0-9.]{0,15}", re.ASCII | re.IGNORECASE
)
# The segment after a path that carries a token; and, wherever it stands, what is as long as 256 bits in base64url.
_PATH = re.compile(r"(?P<kept>(?:/|%2F)(?:i|staff(?:/|%2F)enrol)(?:/|%2F))[^\s\"'/?#&;<]+", re.ASCII | re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w-])[\w-]{43,}(?![\w-])", re.ASCII)
_EMAIL = re.compile(
    r"[^\s\"'<>()\[\]{},;=:/@]{1,64}\s{0,3}(?:@|\(at\)|\[at\])\s{0,3}[^\s\"'<>()\[\]{},;=/]{1,255}", re.IGNORECASE
)
_CHAT = re.compile(r"\S{0,80}(?:kakao|kko\.)\S*", re.IGNORECASE)
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\u3400-\u9fff\uf900-\ufaff"
_KOREAN = re.compile(f"[{_HANGUL}]+(?:\\s+[{_HANGUL}]+)*")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")
LONGEST = 2000
_WORD = re.compile(r"[A-Za-z_]{0,40}", re.ASCII)
COLONS_OF_A_CLOCK = 2


def clean(text: str) -> str:
    """The text without anybody in it: numbers, addresses, tokens, Korean words, however they are written."""
    if _WORD.fullmatch(text):  # most of what is said
        return text
    text = text[:LONGEST]
    if not text.isascii():
        text = _KOREAN.sub(CUT, _folded(text))
    if "\\" in text:
        text = _ESCAPED.sub(CUT, text)
    if "/" in text or "%2" in text:
        text = _PATH.sub(_kept, text)
    if "%" in text:
        text = _PERCENT_FAR.sub(CUT, _PERCENT.sub(_letter, text))
    return _NUMBERS.sub(_kept, _TOKEN.sub(CUT, _without_addresses(text)))


def _without_addresses(text: str) -> str:
    """Each pattern is asked only where something of it stands: most lines have none."""
    if "@" in text or "(at)" in text.lower() or "[at]" in text.lower():
        text = _EMAIL.sub(CUT, text)
    if "kakao" in text.lower() or "kko." in text.lower():
        text = _CHAT.sub(CUT, text)
    if "::" in text or text.count(":") > COLONS_OF_A_CLOCK:
        text = _IPV6.sub(CUT, text)
    return text


def without_quotations(text: str) -> str:
    """A library quotes what it was given: a header, an address, a value."""
    return _QUOTED.sub(CUT, text)


def _kept(found: re.Match[str]) -> str:
    kept = found["kept"]
    return kept if kept == found.group() else f"{kept or ''}{CUT}"


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _folded(text: str) -> str:
    """Digits and letters of every width and script as plain ones; what is not seen is not there."""
    folded = CUT.join(unicodedata.normalize("NFKC", part) for part in text.split(CUT))  # it would make three dots of it
    return "".join(_plain(char) for char in folded if unicodedata.category(char) not in ("Cf", "Mn", "Me"))


def _plain(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)
