"""Files locked with somebody's public age key (https://age-encryption.org/v1, X25519), in memory only. We hold no secret half of any."""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyrage

STARTS = b"age-encryption.org/v1"
LONGEST = 80
_SECRET = re.compile(r"AGE-SECRET-KEY-", re.IGNORECASE)
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class BadRecipient(ValueError):
    """Not the public half of an X25519 age key."""


class SecretHalf(BadRecipient):
    """The secret half of a key, which belongs to nobody but its owner: it is a key that others have seen now."""


def recipient_of(text: str) -> str:
    """`age1…` as it is kept. Raises BadRecipient, SecretHalf; neither shows what was typed."""
    typed = text.strip().lower()
    if _SECRET.search(text):
        raise SecretHalf
    if _RECIPIENT.fullmatch(typed) is None:
        raise BadRecipient
    try:
        pyrage.x25519.Recipient.from_str(typed)
    except pyrage.RecipientError:
        raise BadRecipient from None
    return typed


def fingerprint(recipient: str) -> str:
    """For comparing by eye or on the telephone: 16 digits of the key's SHA-256, in fours."""
    digits = hashlib.sha256(recipient.encode()).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


@contextmanager
def age_lock(recipient: str, out: io.BytesIO) -> Iterator[io.BytesIO]:
    """What is written to it, in memory, goes to `out` encrypted when the block ends; nothing does if the block raises."""
    key = pyrage.x25519.Recipient.from_str(recipient)
    plain = io.BytesIO()
    yield plain
    plain.seek(0)
    pyrage.encrypt_io(plain, out, [key])
