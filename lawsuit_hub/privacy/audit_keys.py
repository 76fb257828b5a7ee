"""The key pair that signs checkpoints of the audit trail: its names, and how a signature is made and checked."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNER_ID = "audit-0001"
SIGNING_FILE = "audit/0001.key"  # wrapped by the root
SIGNER_FILE = "audit/0001.pub"  # in the clear: anyone may check a signature


def is_signed(public: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    try:
        public.verify(signature, data)
    except InvalidSignature:
        return False
    return True
