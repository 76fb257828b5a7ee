"""HPKE (RFC 9180, base mode) to the vault's public key: X25519, HKDF-SHA256, AES-256-GCM, the context bound as info."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from lawsuit_hub.privacy.sealed import CannotOpen

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(public: X25519PublicKey, data: bytes, context: bytes) -> bytes:
    return _SUITE.encrypt(data, public, info=context)


def open_(private: X25519PrivateKey, blob: bytes, context: bytes) -> bytes:
    try:
        return _SUITE.decrypt(blob, private, info=context)
    except InvalidTag:  # too short and no point of the curve included
        raise CannotOpen("does not open: changed, moved, or sealed to another vault") from None
