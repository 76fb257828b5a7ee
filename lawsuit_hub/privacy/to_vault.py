"""A value sealed to the vault's public key, which whoever may open nothing can make: suite byte, u32 number of the pair, HPKE."""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from lawsuit_hub.privacy import hpke_wrap
from lawsuit_hub.privacy.sealed import Sealed, UnknownKey, UnknownSuite, pad, parts, unpad
from lawsuit_hub.privacy.shared_keys import PAIR

VAULT_SUITE = 2
_TAG = b"lawsuit-hub/to-vault/1"
_HEADER = bytes([VAULT_SUITE]) + PAIR.to_bytes(4, "big")


def seal(public: X25519PublicKey, data: bytes, context: str, row: UUID) -> Sealed:
    return Sealed(_HEADER + hpke_wrap.seal(public, pad(data), _info(context, row)))


def open_(private: X25519PrivateKey, sealed: Sealed, context: str, row: UUID) -> bytes:
    data = sealed.data
    if data[:1] != _HEADER[:1]:
        raise UnknownSuite("not a value sealed to the vault")
    if data[: len(_HEADER)] != _HEADER:
        raise UnknownKey("the vault's key pair is not in this ring")
    return unpad(hpke_wrap.open_(private, data[len(_HEADER) :], _info(context, row)))


def _info(context: str, row: UUID) -> bytes:
    return parts(_HEADER, _TAG, context.encode(), row.bytes)
