"""Sealed values and their places: the bytes of a sealed field and why one may not open. Knows no keyring."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NoReturn, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FIELD_SUITE = 1  # AES-256-GCM, 96-bit random nonce, plaintext padded to steps of 32 bytes

_HEADER = 5  # suite, u32 generation
_NONCE = 12
_TAG = 16
STEP = 32
_SUITE_BYTE = FIELD_SUITE.to_bytes(1, "big")

FIELD_TAG = b"lawsuit-hub/field/1"
ROW_TAG = b"lawsuit-hub/row/1"


class CannotOpen(Exception):
    """The bytes do not open here: changed, moved to another place, or under another key."""


class UnknownSuite(CannotOpen):
    """The first byte names no way of sealing that is used here. Unsealed text ends here too."""


class UnknownGeneration(CannotOpen):
    """The subject has keys, but none of the generation named in the header."""


class UnknownKey(CannotOpen):
    """The key that wraps the subject's key is not in this ring."""


class KeyDestroyed(UnknownKey):
    """The subject has no key: destroyed, or never made."""


class WrongCommitment(CannotOpen):
    """The wrapped key opened to a key that is not the one its commitment names."""


class NotHere(CannotOpen):
    """This tier seals under such keys but holds none that opens them."""


class KeyKind(StrEnum):
    """Who reads: the vault (identities), fellow members (cards, rooms), the person herself (hints)."""

    VAULT = "vault"
    PEER = "peer"
    HINT = "hint"

    __hash__ = str.__hash__  # equal to its text, so it hashes as its text; and in C, for every field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value belongs. `column` is a logical name like "victims.phone" that outlives renames in the database."""

    column: str
    subject: UUID
    row: UUID


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """Ciphertext. It knows no key, prints nothing and leaves only through a column."""

    data: bytes

    def __post_init__(self) -> None:
        if type(self.data) is not bytes:
            raise TypeError("sealed data is bytes")

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("sealed values are not pickled")


def parts(*values: bytes) -> bytes:
    """Length-prefixed, so that no two lists of parts give the same bytes."""
    return b"".join([len(value).to_bytes(4, "big") + value for value in values])


def plain_bytes(value: str | bytes) -> bytes:
    """What is sealed for a value. Refuses without showing it, and without an exception that carries it."""
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise TypeError("only str and bytes are sealed")
    try:
        return value.encode()
    except UnicodeEncodeError:
        pass  # raised below: this exception holds the text
    raise ValueError("text with half of a surrogate pair is not sealed")


def plain_text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass  # raised below: this exception holds the bytes
    raise CannotOpen("the value is not text")


def pad(data: bytes) -> bytes:
    """ISO 7816-4, to steps of 32 bytes, so that a length says little."""
    return data + b"\x80" + bytes(-(len(data) + 1) % STEP)


def unpad(padded: bytes) -> bytes:
    bare = padded.rstrip(b"\0")
    if len(padded) % STEP or bare[-1:] != b"\x80":
        raise CannotOpen("the padding is not ours")
    return bare[:-1]


def generation_of(sealed: Sealed) -> int:
    """The subject-key generation in the header of a sealed field."""
    if not isinstance(sealed, Sealed):
        raise TypeError("only a Sealed is opened")
    return generation_in(sealed.data)


def generation_in(data: bytes) -> int:
    """The same of its bytes."""
    if data[:1] != _SUITE_BYTE:
        raise UnknownSuite("not a sealed field of a known suite")
    if len(data) < _HEADER + _NONCE + _TAG:
        raise CannotOpen("too short for a sealed field")
    return int.from_bytes(data[1:_HEADER], "big")


def seal_field(
    cipher: AESGCM, generation: int, data: bytes, place: Place, kind: str, *, tag: bytes = FIELD_TAG
) -> Sealed:
    header = _SUITE_BYTE + generation.to_bytes(4, "big")
    nonce = os.urandom(_NONCE)
    return Sealed(header + nonce + cipher.encrypt(nonce, pad(data), _context(header, tag, kind, place)))


def open_field(cipher: AESGCM, sealed: Sealed, place: Place, kind: str, *, tag: bytes = FIELD_TAG) -> bytes:
    """`cipher` is of the generation that `generation_of(sealed)` names."""
    data = sealed.data
    body = data[_HEADER + _NONCE :]
    return unpad(_decrypt(cipher, data, body, _context(data[:_HEADER], tag, kind, place)))


def seal_row(cipher: AESGCM, generation: int, fields: Mapping[str, Sealed | None], place: Place, kind: str) -> Sealed:
    """A MAC over a row's sealed fields: an empty message of AES-GCM with the fields as context."""
    header = _SUITE_BYTE + generation.to_bytes(4, "big")
    nonce = os.urandom(_NONCE)
    context = _context(header, ROW_TAG, kind, place) + _row(fields)
    return Sealed(header + nonce + cipher.encrypt(nonce, b"", context))


def check_row(cipher: AESGCM, sealed: Sealed, fields: Mapping[str, Sealed | None], place: Place, kind: str) -> None:
    data = sealed.data
    context = _context(data[:_HEADER], ROW_TAG, kind, place) + _row(fields)
    if _decrypt(cipher, data, data[_HEADER + _NONCE :], context):
        raise CannotOpen("a row's MAC holds no message")


def _decrypt(cipher: AESGCM, data: bytes, body: bytes, context: bytes) -> bytes:
    try:
        return cipher.decrypt(data[_HEADER : _HEADER + _NONCE], body, context)
    except InvalidTag:
        raise CannotOpen("changed, moved, or under another key") from None


def _row(fields: Mapping[str, Sealed | None]) -> bytes:
    named = ((name.encode(), fields[name]) for name in sorted(fields))
    return parts(*(part for name, value in named for part in (name, value.data if value else b"")))


def _context(header: bytes, tag: bytes, kind: str, place: Place) -> bytes:
    ids = b"\0\0\0\x10" + place.subject.bytes + b"\0\0\0\x10" + place.row.bytes
    return b"\0\0\0\x05" + header + column_context(tag, kind, place.column) + ids


@lru_cache(maxsize=1024)
def column_context(tag: bytes, kind: str, column: str) -> bytes:
    table, dot, name = column.partition(".")
    if not (table and dot and name) or "." in name:
        raise ValueError('a column is named "table.column"')
    return parts(tag, kind.encode(), table.encode(), name.encode())
