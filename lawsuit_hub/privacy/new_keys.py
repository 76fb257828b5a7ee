"""The keys of a new instance, and those that an older one lacks: drawn, wrapped by the root where they must be, written."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.audit_keys import SIGNER_FILE
from lawsuit_hub.privacy.root import ROOT_FILE, FileRoot, RootKey
from lawsuit_hub.privacy.vault_keys import PRIVATE_FILE, PUBLIC_FILE, add_signer, make_signer

_KEY = 32
_INNER_FILE = "inner.key"
_PLAIN = ("peer/0001.key", "hint/0001.key", "index.key", _INNER_FILE, "session.key")


def make(folder: Path, *, root: RootKey | None, demo: bool) -> None:
    """Without a root of another machine it gets a file. Raises KeysExist, or RootTrouble, before anything is written."""
    keyfiles.refuse_existing(folder)
    private, (signing, signer) = X25519PrivateKey.generate(), make_signer()
    secrets = {"kek/vault-0001.key": os.urandom(_KEY), PRIVATE_FILE: private.private_bytes_raw(), **signing}
    wrapped = {name: root.wrap(name, key) for name, key in secrets.items()} if root else {}
    keyfiles.make_private(folder)
    if root is None:
        keyfiles.write(folder, ROOT_FILE, os.urandom(_KEY), demo=demo)
        wrapped = {name: FileRoot(folder).wrap(name, key) for name, key in secrets.items()}
    plain = {name: os.urandom(_KEY) for name in _PLAIN}
    public = {PUBLIC_FILE: private.public_key().public_bytes_raw(), **signer}
    for name, payload in (wrapped | plain | public).items():
        keyfiles.write(folder, name, payload, demo=demo)


def complete(folder: Path, root: RootKey | None) -> None:
    """The keys that came later, for an instance older than the audit chain. Raises RootTrouble."""
    if not (folder / SIGNER_FILE).exists():
        add_signer(folder, root)
    if not (folder / _INNER_FILE).exists():
        keyfiles.write(folder, _INNER_FILE, os.urandom(_KEY), demo=keyfiles.is_demo(folder, PUBLIC_FILE))
