"""Sealing under a secret that only a cookie carries: registration drafts, copies of one's data. Holds no key of its own."""

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import sealed as field
from lawsuit_hub.privacy.later_keys import derive
from lawsuit_hub.privacy.sealed import Place, Sealed, UnknownGeneration

_KEY_TAG = b"lawsuit-hub/carried-key/1"
_FIELD_TAG = b"lawsuit-hub/carried/1"
_KIND = "carried"
_NO_GENERATION = 0  # subjects' keys count from one
_LEAST_SECRET = 16


def seal_with(secret: bytes, value: str | bytes, place: Place) -> Sealed:
    return field.seal_field(_cipher(secret), _NO_GENERATION, field.plain_bytes(value), place, _KIND, tag=_FIELD_TAG)


def open_with(secret: bytes, sealed: Sealed, place: Place) -> str:
    return field.plain_text(open_bytes_with(secret, sealed, place))


def open_bytes_with(secret: bytes, sealed: Sealed, place: Place) -> bytes:
    if field.generation_of(sealed) != _NO_GENERATION:
        raise UnknownGeneration("sealed under a subject's key, not under a carried secret")
    return field.open_field(_cipher(secret), sealed, place, _KIND, tag=_FIELD_TAG)


def _cipher(secret: bytes) -> AESGCM:
    if len(secret) < _LEAST_SECRET:
        raise ValueError("a carried secret has 16 bytes or more")
    return AESGCM(derive(secret, _KEY_TAG))
