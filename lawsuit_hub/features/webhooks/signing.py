"""Signatures by Standard Webhooks (www.standardwebhooks.com, 2026-11): `v1,` and HMAC-SHA256 over id, time and body. Pure."""

import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from uuid import UUID

SECRET_BYTES = 32
PREFIX = "whsec_"


def new_secret() -> str:
    """As the receiver is told it: the prefix and base64."""
    return PREFIX + b64encode(os.urandom(SECRET_BYTES)).decode()


def key_of(secret: str) -> bytes:
    return b64decode(secret.removeprefix(PREFIX), validate=True)


def message_id(delivery: UUID) -> str:
    return f"msg_{delivery.hex}"


def headers(name: str, at: int, body: bytes, secrets: Iterable[bytes]) -> dict[str, str]:
    """`at`: seconds since 1970, of this attempt. One signature for each secret, between spaces."""
    said = f"{name}.{at}.".encode() + body
    signatures = (b64encode(hmac.digest(one, said, "sha256")).decode() for one in secrets)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }
