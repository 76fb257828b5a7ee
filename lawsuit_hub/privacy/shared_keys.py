"""What every tier holds: the vault's public key, peer or hint keys, the root of keyed hashes. And what only the inner one does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.audit_keys import SIGNER_FILE, SIGNER_ID
from lawsuit_hub.privacy.epochs import Epochs, file_of, lying_or_first
from lawsuit_hub.privacy.held import Seconds
from lawsuit_hub.privacy.index import IndexRoot, KeyedHashes
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.later_keys import LaterKeys
from lawsuit_hub.privacy.sealed import KeyKind
from lawsuit_hub.privacy.subject_keys import check_value

PAIR = 1
PAIR_ID = f"pair-{PAIR:04}"

_KEY = 32


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class SharedKeys:
    public: X25519PublicKey
    signer: Ed25519PublicKey
    epochs: Mapping[KeyKind, Epochs]
    hashes: KeyedHashes
    fixed_checks: Mapping[str, str]
    is_demo: bool

    def checks(self) -> dict[str, str]:
        return {**self.fixed_checks, **{name: v for one in self.epochs.values() for name, v in one.checks().items()}}


def read_shared(
    files: KeyFolder, *, clock: Seconds, kinds: Iterable[KeyKind] = (KeyKind.PEER, KeyKind.HINT)
) -> SharedKeys | None:
    public, signer = files.read("vault.pub", _KEY), files.read(SIGNER_FILE, _KEY)
    session = files.read("session.key", _KEY)
    kinds = tuple(kinds)
    lying = [file_of(kek_id) for kind in kinds for kek_id in lying_or_first(files.folder, kind)]
    whole = [files.read(name, _KEY) is not None for name in lying]
    if public is None or signer is None or session is None or not all(whole):
        return None
    folder, fixed = files.folder, {PAIR_ID: public, SIGNER_ID: signer, "session": session}

    def fetch(_kek_id: str, name: str) -> bytes:
        return keyfiles.read_one(folder, name, _KEY)

    return SharedKeys(
        X25519PublicKey.from_public_bytes(public),
        Ed25519PublicKey.from_public_bytes(signer),
        {kind: Epochs(folder, kind, fetch, inf, clock) for kind in kinds},
        KeyedHashes(session),
        {name: check_value(name, key) for name, key in fixed.items()},
        files.is_demo,
    )


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class IndexKeys:
    """Whoever holds these and the database can test guesses of telephones and names: not the process that faces the internet."""

    root: IndexRoot
    first_check: str

    def checks(self) -> dict[str, str]:
        return {"index": self.first_check, **self.root.later.checks()}


def read_index(files: KeyFolder) -> IndexKeys | None:
    root, later = files.read("index.key", _KEY), LaterKeys(files.folder)
    later.look_over(files)
    return None if root is None else IndexKeys(IndexRoot(root, later), check_value("index", root))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OwnKey:
    """What the inner tier alone makes and believes: cookies of staff, tasks of the worker."""

    hashes: KeyedHashes
    check: str


def read_own(files: KeyFolder) -> OwnKey | None:
    own = files.read("inner.key", _KEY)
    return None if own is None else OwnKey(KeyedHashes(own), check_value("inner", own))
