"""Subject keys, wrapped: the record that is stored, its bytes, and what a store of them offers."""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import hpke_wrap
from lawsuit_hub.privacy.sealed import CannotOpen, KeyKind, UnknownGeneration, WrongCommitment, parts

KEK_SUITE = 1  # AES-256-GCM under a KEK
HPKE_SUITE = 2  # HPKE to the vault's public key
KEY_BYTES = 32

_NONCE = 12
_WRAP_TAG = b"lawsuit-hub/wrap/1"
_COMMIT_TAG = b"lawsuit-hub/commit/1"
_COMMIT_BYTES = 16
_TAGGED = parts(_WRAP_TAG) + (16).to_bytes(4, "big")  # as `parts` begins when a subject id follows
_LAST_GENERATION = 2**32 - 1


@dataclass(frozen=True, slots=True, repr=False)
class WrappedKey:
    """One generation of a subject's key as it is stored. Dropping every copy of it shreds what it sealed."""

    subject: UUID
    kind: KeyKind
    generation: int
    suite: int
    kek_id: str
    blob: bytes
    commitment: bytes

    def __repr__(self) -> str:
        return f"<wrapped key {self.kind.value}/{self.generation} under {self.kek_id}>"


class KeyStore(Protocol):
    """Where wrapped keys lie, in the transaction of one Work."""

    def get(self, subject: UUID, kind: KeyKind) -> list[WrappedKey]:
        """Every generation; empty when there is none."""

    def get_many(self, subjects: Iterable[UUID], kind: KeyKind) -> dict[UUID, list[WrappedKey]]:
        """The same for many in one go; who has none may be missing."""

    def add(self, key: WrappedKey) -> None:
        """(subject, kind, generation) is unique: of two that add the same, one must fail."""

    def remove(self, subject: UUID) -> None:
        """Every kind and generation."""

    def active(self, kind: str) -> str | None:
        """The key that wraps new keys of a kind ("pair": the vault's key pair), by all processes; None: the newest held."""

    def index_epoch(self) -> int:
        """The number of index keys behind what the tables hold; it cannot change before the transaction ends."""


def commitment(key: bytes) -> bytes:
    return hmac.digest(key, _COMMIT_TAG, "sha256")[:_COMMIT_BYTES]


def wrap_with_kek(kek: AESGCM, kek_id: str, subject: UUID, kind: KeyKind, generation: int, *, key: bytes) -> WrappedKey:
    nonce = os.urandom(_NONCE)
    blob = nonce + kek.encrypt(nonce, key, _context(subject, kind, kek_id, generation))
    return WrappedKey(subject, kind, generation, KEK_SUITE, kek_id, blob, commitment(key))


def wrap_to_public(
    public: X25519PublicKey, kek_id: str, subject: UUID, kind: KeyKind, generation: int, *, key: bytes
) -> WrappedKey:
    blob = hpke_wrap.seal(public, key, _context(subject, kind, kek_id, generation))
    return WrappedKey(subject, kind, generation, HPKE_SUITE, kek_id, blob, commitment(key))


Opener = Callable[[WrappedKey], bytes]


def remembering(opener: Callable[[WrappedKey], Opener]) -> Opener:
    """For many in a row, asking for each wrapping key once: to be used for a moment and dropped."""
    ways: dict[tuple[str, int, KeyKind], Opener] = {}

    def unwrap(wrapped: WrappedKey) -> bytes:
        named = (wrapped.kek_id, wrapped.suite, wrapped.kind)
        way = ways.get(named) or ways.setdefault(named, opener(wrapped))
        return way(wrapped)

    return unwrap


def rewrap_all(
    wrapped: Iterable[WrappedKey], opener: Callable[[WrappedKey], Opener], kek: Callable[[KeyKind], AESGCM], kek_id: str
) -> list[tuple[WrappedKey, WrappedKey]]:
    """Each beside what it becomes. Ways of opening are asked for once, not for each; what does not open is left out."""
    moved: list[tuple[WrappedKey, WrappedKey]] = []
    ways: dict[tuple[str, int, KeyKind], tuple[Opener, AESGCM]] = {}
    for old in wrapped:
        with suppress(CannotOpen):
            if (way := ways.get((old.kek_id, old.suite, old.kind))) is None:
                way = ways[old.kek_id, old.suite, old.kind] = (opener(old), kek(old.kind))
            nonce, key = os.urandom(_NONCE), way[0](old)
            blob = nonce + way[1].encrypt(nonce, key, _context(old.subject, old.kind, kek_id, old.generation))
            # What it opened to is what its commitment names, so that stays.
            moved.append(
                (old, WrappedKey(old.subject, old.kind, old.generation, KEK_SUITE, kek_id, blob, old.commitment))
            )
    return moved


def unwrap_with_kek(kek: AESGCM, wrapped: WrappedKey) -> bytes:
    nonce, body = wrapped.blob[:_NONCE], wrapped.blob[_NONCE:]
    if len(nonce) != _NONCE:
        raise CannotOpen("too short for a wrapped key")
    try:
        key = kek.decrypt(nonce, body, _context_of(wrapped))
    except InvalidTag:
        raise CannotOpen("the wrapped key does not open: changed, or of another subject") from None
    return _committed(key, wrapped)


def unwrap_with_private(private: X25519PrivateKey, wrapped: WrappedKey) -> bytes:
    return _committed(hpke_wrap.open_(private, wrapped.blob, _context_of(wrapped)), wrapped)


def _committed(key: bytes, wrapped: WrappedKey) -> bytes:
    if len(key) != KEY_BYTES or not hmac.compare_digest(commitment(key), wrapped.commitment):
        raise WrongCommitment("the wrapped key is not the one committed to")
    return key


def _context_of(wrapped: WrappedKey) -> bytes:
    if not 0 < wrapped.generation <= _LAST_GENERATION:  # a table holds any number
        raise UnknownGeneration("no subject has a key of this generation")
    return _context(wrapped.subject, wrapped.kind, wrapped.kek_id, wrapped.generation)


def _context(subject: UUID, kind: KeyKind, kek_id: str, generation: int) -> bytes:
    return _TAGGED + subject.bytes + _place(kind, kek_id, generation)


@lru_cache(maxsize=256)
def _place(kind: KeyKind, kek_id: str, generation: int) -> bytes:
    return parts(kind.encode(), kek_id.encode(), generation.to_bytes(4, "big"))


def check_value(name: str, key: bytes) -> str:
    """Tells whether a key is still the same one; says nothing about a random key."""
    return hashlib.sha256(parts(b"lawsuit-hub/check/1", name.encode(), key)).hexdigest()[:32]
