"""The keyring: the keys a process holds, by tier. Wraps, unwraps, indexes; knows no subject's key and no database."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import NoReturn, Self
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lawsuit_hub.privacy import new_keys, subject_keys, to_vault
from lawsuit_hub.privacy.audit_keys import SIGNER_ID, is_signed
from lawsuit_hub.privacy.epochs import Epochs
from lawsuit_hub.privacy.held import Seconds
from lawsuit_hub.privacy.index import Indexer, NoIndexRoot
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.later_keys import LaterKeys
from lawsuit_hub.privacy.root import ROOT_FILE, FileRoot, RootKey
from lawsuit_hub.privacy.sealed import KeyKind, NotHere, Sealed, UnknownKey, UnknownSuite
from lawsuit_hub.privacy.shared_keys import PAIR_ID, IndexKeys, OwnKey, SharedKeys, read_index, read_own, read_shared
from lawsuit_hub.privacy.subject_keys import HPKE_SUITE, KEK_SUITE, WrappedKey
from lawsuit_hub.privacy.vault_keys import VaultKeys

LONGEST_LIFE = 15 * 60.0  # seconds that an unwrapped key of the vault is held
_KEY = 32


@dataclass(frozen=True, repr=False, eq=False)
class Keyring:
    """Shared by all threads of a process; it follows the key folder as keys are made and destroyed there."""

    _shared: SharedKeys
    _indexer: Indexer
    _index: IndexKeys | None = field(default=None)
    _own: OwnKey | None = field(default=None)
    _vault: VaultKeys | None = field(default=None)

    @classmethod
    def create(cls, folder: Path, *, root: RootKey | None = None, demo: bool = False) -> Self:
        """Makes the keys of a new instance and loads them. Raises KeysExist, RootTrouble."""
        new_keys.make(folder, root=root, demo=demo)
        return cls.load(folder, root)

    @classmethod
    def load(
        cls, folder: Path, root: RootKey | None = None, *, life: float = LONGEST_LIFE, clock: Seconds = time.monotonic
    ) -> Self:
        """Everything, for the tier that opens identities. BadKeys names all that is wrong.

        What the root wraps is held for `life` seconds at a time. A root of another machine may be down now.
        """
        files = KeyFolder(folder)
        if root is None:
            root = FileRoot(folder)
            files.read(ROOT_FILE, _KEY)
        vault = VaultKeys(folder, root, life=life, clock=clock)
        vault.look_over(files)
        index, own = read_index(files), read_own(files)
        shared = read_shared(files, clock=clock)  # last: it notes whether any file was a demo's
        files.refuse_if_wrong()
        if shared is None or index is None or own is None:
            raise AssertionError("a key is lacking and no problem was noted")
        return cls(shared, index.root, index, own, vault)

    @classmethod
    def load_public(cls, folder: Path, kinds: Iterable[KeyKind] = (KeyKind.PEER, KeyKind.HINT)) -> Self:
        """What a tier outside holds, from a folder that need not have the rest. It recognises nobody (`recognising_by`)."""
        files = KeyFolder(folder)
        shared = read_shared(files, clock=time.monotonic, kinds=kinds)
        files.refuse_if_wrong()
        if shared is None:
            raise AssertionError("a key is lacking and no problem was noted")
        return cls(shared, NoIndexRoot())

    def recognising_by(self, indexer: Indexer) -> "Keyring":
        """The same keys; another process answers the blind indexes."""
        return replace(self, _indexer=indexer)

    def public(self) -> "Keyring":
        """A ring from which neither root key, KEK nor private key can be reached. It seals identities and opens none."""
        return self._public

    @cached_property
    def _public(self) -> "Keyring":
        return Keyring(self._shared, self._indexer, self._index)

    @property
    def is_demo(self) -> bool:
        return self._shared.is_demo

    def check_values(self) -> dict[str, str]:
        """A value for each key held, to notice a changed one. The tiers agree on those they share. Raises RootTrouble."""
        return {**self.checks_without_root(), **(self._vault.checks() if self._vault else {})}

    def checks_without_root(self) -> dict[str, str]:
        index, own = self._index.checks() if self._index else {}, {"inner": self._own.check} if self._own else {}
        return {**self._shared.checks(), **index, **own}

    def asked_of_root(self) -> frozenset[str]:
        """Names of the check values that need the root key."""
        return frozenset({"root", *self._vault.epochs.names()}) if self._vault else frozenset()

    def expect(self, noted: Mapping[str, str]) -> None:
        """The check values of the database: the vault's keys are held against them whenever the root gives one."""
        if self._vault is not None:
            self._vault.expect(noted)

    def make_ready(self) -> None:
        """Asks the root for what ran out, before a transaction begins: within one, nobody should wait for it."""
        if self._vault is not None:
            self._vault.make_ready()

    def let_go(self) -> None:
        """Drops what was held for its time, so that it does not lie in a process that asks for nothing any more."""
        if self._vault is not None:
            self._vault.let_go()

    def add_epoch(self, kind: KeyKind) -> str:
        """A new key that wraps from now on, in every process from its next use on. Raises RootTrouble, KeysExist.

        Its check value is for the caller to note in the database.
        """
        vault, key = self._vault_for(kind), os.urandom(_KEY)
        return self._epochs(kind).add(lambda name: vault.wrap(name, key) if vault else key, demo=self.is_demo)

    def retire_epoch(self, kind: KeyKind, kek_id: str) -> None:
        """Destroys a key that wraps nothing any more, in every process from its next use on.

        Its check value leaves the database first: keys that are noted and missing stop the service.
        Raises UnknownKey, or KeyInUse for the newest.
        """
        self._epochs(kind).retire(kek_id)

    def holds(self, kind: KeyKind) -> bool:
        return kind in self._shared.epochs if kind is not KeyKind.VAULT else self._vault is not None

    def session_secret(self) -> bytes:
        return self.derived("session")

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose (signing cookies, CSRF), unrelated to those of any other."""
        return self._shared.hashes.derived(purpose)

    def inner_secret(self, purpose: str) -> bytes:
        """The same, for what only the inner tier makes and believes: a tier outside could make none of it."""
        if self._own is None:
            raise NotHere("this tier holds no secret of the inner one")
        return self._own.hashes.derived(purpose)

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        return self._indexer.index(purpose, value, epoch)

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        return self._indexer.index_many(asked, epoch)

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        return self._indexer.lifted(index, made_with, epoch)

    def later_indexes(self) -> LaterKeys:
        """The index keys after the first. NotHere where this tier recognises nobody by itself."""
        if self._index is None:
            raise NotHere("this tier holds no index key")
        return self._index.root.later

    def mac(self, purpose: str, value: str | bytes) -> bytes:
        return self._shared.hashes.mac(purpose, value)

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature that anyone can check with `audit/0001.pub`. Raises NotHere, RootTrouble."""
        if self._vault is None:
            raise NotHere("this tier signs no checkpoints")
        return self._vault.signing().sign(data)

    def signer(self) -> tuple[str, bytes]:
        """The id of the pair that signs, and its public half, raw."""
        return SIGNER_ID, self._shared.signer.public_bytes_raw()

    def is_signed(self, key_id: str, signature: bytes, data: bytes) -> bool:
        return key_id == SIGNER_ID and is_signed(self._shared.signer, signature, data)

    def wrapped_by(self, kind: KeyKind) -> str:
        """The kind of key that wraps here: a vault key where no KEK is held goes to the vault's key pair."""
        return "pair" if kind is KeyKind.VAULT and self._vault is None else kind.value

    def newest(self) -> dict[str, str]:
        """The newest wrapping key of each kind that is held."""
        return {"pair": PAIR_ID, **{kind.value: self._epochs(kind).newest() for kind in KeyKind if self.holds(kind)}}

    def wrap(self, subject: UUID, kind: KeyKind, generation: int, key: bytes, under: str | None = None) -> WrappedKey:
        """Under the key that is named, else under the newest of the kind. UnknownKey when the named one is not held."""
        if self.wrapped_by(kind) == "pair":
            if under not in {None, PAIR_ID}:
                raise UnknownKey("the vault's key pair is not in this ring")
            return subject_keys.wrap_to_public(self._shared.public, PAIR_ID, subject, kind, generation, key=key)
        under = under or self._epochs(kind).newest()
        return subject_keys.wrap_with_kek(self._epochs(kind).cipher(under), under, subject, kind, generation, key=key)

    def rewrap(self, wrapped: Iterable[WrappedKey], under: str) -> list[tuple[WrappedKey, WrappedKey]]:
        """The same keys under another wrapping key of their kind, each beside the old one; what does not open is left out."""
        return subject_keys.rewrap_all(wrapped, self.opener, lambda kind: self._epochs(kind).cipher(under), under)

    def unwrap(self, wrapped: WrappedKey) -> bytes:
        return self.opener(wrapped)(wrapped)

    def opener(self, wrapped: WrappedKey) -> Callable[[WrappedKey], bytes]:
        if not self.holds(wrapped.kind):
            raise NotHere("this tier opens no keys of the vault")
        if wrapped.suite == KEK_SUITE:
            return partial(subject_keys.unwrap_with_kek, self._epochs(wrapped.kind).cipher(wrapped.kek_id))
        if wrapped.suite == HPKE_SUITE and wrapped.kind is KeyKind.VAULT:
            if wrapped.kek_id != PAIR_ID:
                raise UnknownKey("the vault's key pair is not in this ring")
            return partial(subject_keys.unwrap_with_private, self._private())
        raise UnknownSuite("not a known way of wrapping a key of this kind")

    def seal_to_vault(self, data: bytes, context: str, row: UUID) -> Sealed:
        return to_vault.seal(self._shared.public, data, context, row)

    def open_from_vault(self, sealed: Sealed, context: str, row: UUID) -> bytes:
        return to_vault.open_(self._private(), sealed, context, row)

    def _epochs(self, kind: KeyKind) -> Epochs:
        vault = self._vault_for(kind)
        if vault is not None:
            return vault.epochs
        if kind not in self._shared.epochs:
            raise NotHere("this tier holds no keys of this kind")
        return self._shared.epochs[kind]

    def _vault_for(self, kind: KeyKind) -> VaultKeys | None:
        """None for the kinds that need no vault."""
        if kind is not KeyKind.VAULT:
            return None
        if self._vault is None:
            raise NotHere("this tier holds no key of the vault")
        return self._vault

    def _private(self) -> X25519PrivateKey:
        if self._vault is None:
            raise NotHere("this tier opens nothing sealed to the vault")
        return self._vault.private()

    def __repr__(self) -> str:
        return "<keyring>" if self._vault else "<public keyring>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a keyring is not pickled")
