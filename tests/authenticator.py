"""A device that keeps passkeys, in software: makes and uses them as a browser with a finger on it would, or as a forger."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

ES256, EDDSA = -7, -8
PRESENT, VERIFIED, ATTESTED = 1, 4, 64
ORIGIN = "http://localhost"


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Credential:
    """One passkey: its secret never leaves here."""

    rp_id: str
    handle: str
    algorithm: int
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    count: int = 0

    def __post_init__(self) -> None:
        self.key: Any = Ed25519PrivateKey.generate() if self.algorithm == EDDSA else generate_private_key(SECP256R1())

    def cose(self) -> bytes:
        if self.algorithm == EDDSA:
            return cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: self.key.public_key().public_bytes_raw()})
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: ES256, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)})

    def sign(self, data: bytes) -> bytes:
        signed: bytes = self.key.sign(data) if self.algorithm == EDDSA else self.key.sign(data, ECDSA(SHA256()))
        return signed


@dataclass
class Device:
    """`verified=False`: nobody showed a finger. `counts`: a security key counts its uses, a synced passkey does not."""

    origin: str = ORIGIN
    algorithm: int = ES256
    verified: bool = True
    counts: bool = True
    kept: list[Credential] = field(default_factory=list)

    def create(
        self,
        options: dict[str, Any],
        *,
        rp_id: str | None = None,
        origin: str | None = None,
        credential_id: bytes | None = None,
    ) -> dict[str, Any]:
        """What the browser sends of a new passkey. It stays in `kept`."""
        algorithms = [one["alg"] for one in options["pubKeyCredParams"]]
        assert self.algorithm in algorithms
        made = Credential(rp_id or options["rp"]["id"], options["user"]["id"], self.algorithm)
        made.id = credential_id or made.id
        self.kept.append(made)
        attested = bytes(16) + len(made.id).to_bytes(2) + made.id + made.cose()
        data = self._data(made, ATTESTED) + attested
        said = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        told = _client_data("webauthn.create", options["challenge"], origin or self.origin)
        return _answer(made, {"clientDataJSON": encoded(told), "attestationObject": encoded(said)})

    def get(
        self, options: dict[str, Any], *, which: int = -1, origin: str | None = None, **changed: Any
    ) -> dict[str, Any]:
        """What the browser sends of a used one."""
        used = self.kept[which]
        used.count += self.counts
        data = self._data(used, 0)
        told = _client_data("webauthn.get", options["challenge"], origin or self.origin, **changed)
        signature = used.sign(data + hashlib.sha256(told).digest())
        response = {
            "clientDataJSON": encoded(told),
            "authenticatorData": encoded(data),
            "signature": encoded(signature),
            "userHandle": used.handle,
        }
        return _answer(used, response)

    def id_of(self, which: int) -> str:
        return encoded(self.kept[which].id)

    def _data(self, one: Credential, more: int) -> bytes:
        flags = PRESENT | (VERIFIED if self.verified else 0) | more
        return hashlib.sha256(one.rp_id.encode()).digest() + bytes([flags]) + one.count.to_bytes(4)


def _client_data(kind: str, challenge: str, origin: str, **changed: Any) -> bytes:
    return json.dumps(
        {"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False, **changed}
    ).encode()


def _answer(one: Credential, response: dict[str, str]) -> dict[str, Any]:
    return {
        "id": encoded(one.id),
        "rawId": encoded(one.id),
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {},
    }
