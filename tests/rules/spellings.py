"""How a secret may be spelt in a page, a file or a log: every form a leak has taken."""

import base64
import html
import json
import unicodedata
from contextlib import suppress
from urllib.parse import quote

SHORTEST = 6  # bytes of a needle: what is shorter is found anywhere by chance
MUCH = 10**8


def spellings(*secrets: str) -> dict[bytes, str]:
    """Needles, each with the secret it stands for."""
    found: dict[bytes, str] = {}
    for secret in secrets:
        for text in texts(secret):
            for needle in encodings(text):
                found[needle] = secret
    return found


def texts(secret: str) -> set[str]:
    plain = {unicodedata.normalize(form, secret) for form in ("NFC", "NFD")}
    digits = "".join(letter for letter in secret if letter.isdigit())
    if digits.startswith("01") and len(digits) >= 10:
        rest = digits[1:]
        plain |= {
            digits,
            f"+82{rest}",
            f"82{rest}",
            f"+82 {rest[:2]}",
            rest,
            f"{digits[:3]} {digits[3:7]} {digits[7:]}",
            f"{digits[:3]}.{digits[3:7]}.{digits[7:]}",
        }
        plain -= {f"+82 {rest[:2]}"}
        plain |= {f"+82-{rest[:2]}-{rest[2:6]}-{rest[6:]}", f"{rest[:2]}-{rest[2:6]}-{rest[6:]}"}
    return plain | {secret.upper(), secret.lower()} if secret.isascii() else plain


def encodings(text: str) -> set[bytes]:
    raw = text.encode()
    made = {
        raw,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
        quote(text).encode(),
    }
    made |= {
        html.escape(text).encode(),
        json.dumps(text)[1:-1].encode(),
        "".join(f"&#{ord(letter)};" for letter in text).encode(),
    }
    with suppress(UnicodeEncodeError):
        made.add(text.encode("cp949"))
    for shift in range(3):  # base64 at each of its three alignments, without what the neighbours decide
        coded = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
        core = coded[(0, 2, 3)[shift] : len(coded) - (1 if (shift + len(raw)) % 3 else 0)]
        made |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return {needle for needle in made if len(needle) >= SHORTEST}


def seen(needles: dict[bytes, str], haystack: bytes) -> set[str]:
    """Thousands of needles in megabytes: only those are searched whose first bytes occur at all."""
    if len(needles) * len(haystack) > MUCH:
        there = {haystack[at : at + SHORTEST] for at in range(len(haystack) - SHORTEST + 1)}
        needles = {needle: secret for needle, secret in needles.items() if needle[:SHORTEST] in there}
    return {secret for needle, secret in needles.items() if needle in haystack}
