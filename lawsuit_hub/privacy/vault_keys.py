"""The vault's keys: KEKs and the private key, wrapped by the root. Only the tier that opens identities holds them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import keyfiles
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
    checks: Mapping[str, str]


def under_root(root: bytes, name: str, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(root).encrypt(nonce, key, parts(_ROOT_TAG, name.encode()))


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
    whole = {kek_id: kek for kek_id, kek in keks.items() if kek is not None}
    if root is None or private is None or len(whole) < len(keks):
        return None
    checks = {"root": check_value("root", root), **{name: check_value(name, kek) for name, kek in whole.items()}}
    ciphers = {kek_id: AESGCM(kek) for kek_id, kek in whole.items()}
    return VaultKeys(ciphers, max(ciphers), X25519PrivateKey.from_private_bytes(private), checks)
