"""What every tier holds: the vault's public key, peer and hint keys, the root of keyed hashes. And, for some, the index root."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy.audit_keys import SIGNER_FILE, SIGNER_ID
from lawsuit_hub.privacy.index import IndexRoot, KeyedHashes
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.sealed import KeyKind
from lawsuit_hub.privacy.subject_keys import check_value

PAIR = 1
PAIR_ID = f"pair-{PAIR:04}"

_KEY = 32


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SharedKeys:
    public: X25519PublicKey
    signer: Ed25519PublicKey
    epochs: Mapping[KeyKind, Mapping[str, AESGCM]]
    active: Mapping[KeyKind, str]
    hashes: KeyedHashes
    checks: Mapping[str, str]
    is_demo: bool


def read_shared(files: KeyFolder) -> SharedKeys | None:
    public, signer = files.read("vault.pub", _KEY), files.read(SIGNER_FILE, _KEY)
    keys: dict[str, bytes | None] = {"session": files.read("session.key", _KEY)}
    kinds = (KeyKind.PEER, KeyKind.HINT)
    for kind in kinds:
        for number, name in files.epochs(f"{kind.value}/"):
            keys[f"{kind.value}-{number:04}"] = files.read(name, _KEY)
    whole = {name: key for name, key in keys.items() if key is not None}
    if public is None or signer is None or len(whole) < len(keys):
        return None
    epochs = {kind: {name: AESGCM(whole[name]) for name in whole if name.startswith(kind.value)} for kind in kinds}
    pairs = {PAIR_ID: public, SIGNER_ID: signer}
    checks = {
        **{name: check_value(name, key) for name, key in pairs.items()},
        **{name: check_value(name, key) for name, key in whole.items()},
    }
    return SharedKeys(
        X25519PublicKey.from_public_bytes(public),
        Ed25519PublicKey.from_public_bytes(signer),
        epochs,
        {kind: max(epochs[kind]) for kind in kinds},
        KeyedHashes(whole["session"]),
        checks,
        files.is_demo,
    )


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class IndexKeys:
    """Whoever holds these and the database can test guesses of telephones and names: not the process that faces the internet."""

    root: IndexRoot
    checks: Mapping[str, str]


def read_index(files: KeyFolder) -> IndexKeys | None:
    root = files.read("index.key", _KEY)
    return None if root is None else IndexKeys(IndexRoot(root), {"index": check_value("index", root)})
