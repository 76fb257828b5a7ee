"""The receipt of somebody without an account: a code that alone shows her suggestion, shown once and kept only as a MAC.

It follows from the form that she sent, so that the same form sent again, because its answer was lost, gives the same code.
"""

import re

from lawsuit_hub.infra.work import Work

LETTERS = 16
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read as something else; sixteen of them are 78 bits
_GROUP = 4
_BETWEEN = re.compile(r"[\s\-–—]+")
LONGEST_INPUT = 40


def code_of(work: Work, once: str) -> str:
    number = int.from_bytes(work.keys.mac("suggestions.receipt_code", once))
    letters = []
    for _ in range(LETTERS):
        number, which = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[which])
    return "-".join("".join(letters[start : start + _GROUP]) for start in range(0, LETTERS, _GROUP))


def mac_of(work: Work, typed: str) -> bytes | None:
    """None for what we never gave out."""
    code = _BETWEEN.sub("", typed[:LONGEST_INPUT]).upper()
    if len(code) != LETTERS or not set(code) <= set(_ALPHABET):
        return None
    return work.keys.mac("suggestions.receipt_mac", code)
