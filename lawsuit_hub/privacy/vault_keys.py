"""The vault's keys: KEKs, the private key and what signs checkpoints, wrapped by the root. Only the tier that opens identities holds them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.audit_keys import SIGNER_FILE, SIGNING_FILE
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.sealed import parts
from lawsuit_hub.privacy.subject_keys import check_value

_KEY = 32
_NONCE = 12
_WRAPPED = _NONCE + _KEY + 16
_ROOT_TAG = b"lawsuit-hub/root/1"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class VaultKeys:
    keks: Mapping[str, AESGCM]
    active: str
    private: X25519PrivateKey
    signing: Ed25519PrivateKey
    checks: Mapping[str, str]


def under_root(root: bytes, name: str, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(root).encrypt(nonce, key, parts(_ROOT_TAG, name.encode()))


def write_signer(folder: Path, root: bytes, *, demo: bool) -> None:
    """The pair that signs checkpoints of the audit trail: its public half lies in the clear."""
    signing = Ed25519PrivateKey.generate()
    keyfiles.write(folder, SIGNING_FILE, under_root(root, SIGNING_FILE, signing.private_bytes_raw()), demo=demo)
    keyfiles.write(folder, SIGNER_FILE, signing.public_key().public_bytes_raw(), demo=demo)


def add_signer(folder: Path) -> None:
    """For an instance that was made before checkpoints were signed. BadKeys when the root cannot be used."""
    files = KeyFolder(folder)
    root = files.read("root.key", _KEY)
    files.refuse_if_wrong()
    if root is not None:
        write_signer(folder, root, demo=files.is_demo)


def _read_under_root(files: KeyFolder, root: bytes | None, name: str) -> bytes | None:
    blob = files.read(name, _WRAPPED)
    if blob is None or root is None:
        return None
    try:
        return AESGCM(root).decrypt(blob[:_NONCE], blob[_NONCE:], parts(_ROOT_TAG, name.encode()))
    except InvalidTag:
        files.wrong(name, keyfiles.NOT_OF_THIS_SET)
        return None


def read_vault(files: KeyFolder) -> VaultKeys | None:
    """The root itself is let go: it wraps only what is unwrapped here."""
    root = files.read("root.key", _KEY)
    named = [(f"vault-{number:04}", name) for number, name in files.epochs("kek/vault-")]
    keks = {kek_id: _read_under_root(files, root, name) for kek_id, name in named}
    private = _read_under_root(files, root, "vault.key")
    signing = _read_under_root(files, root, SIGNING_FILE)
    whole = {kek_id: kek for kek_id, kek in keks.items() if kek is not None}
    if root is None or private is None or signing is None or len(whole) < len(keks):
        return None
    checks = {"root": check_value("root", root), **{name: check_value(name, kek) for name, kek in whole.items()}}
    ciphers = {kek_id: AESGCM(kek) for kek_id, kek in whole.items()}
    return VaultKeys(
        ciphers,
        max(ciphers),
        X25519PrivateKey.from_private_bytes(private),
        Ed25519PrivateKey.from_private_bytes(signing),
        checks,
    )
