"""The keyring: the keys a process holds, by tier. Wraps, unwraps, indexes; knows no subject's key and no database."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn, Self
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import hpke_wrap, keyfiles, subject_keys
from lawsuit_hub.privacy.audit_keys import SIGNER_FILE, SIGNER_ID, is_signed
from lawsuit_hub.privacy.index import Indexer
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.sealed import (
    KeyKind,
    NotHere,
    Sealed,
    UnknownKey,
    UnknownSuite,
    pad,
    parts,
    unpad,
)
from lawsuit_hub.privacy.shared_keys import PAIR, PAIR_ID, SharedKeys, read_index, read_shared
from lawsuit_hub.privacy.subject_keys import HPKE_SUITE, KEK_SUITE, WrappedKey
from lawsuit_hub.privacy.vault_keys import VaultKeys, read_vault, under_root, write_signer

VAULT_SUITE = 2  # a value sealed to the vault: suite byte, u32 number of the vault's key pair, HPKE
_KEY = 32
_TO_VAULT_TAG = b"lawsuit-hub/to-vault/1"
_VAULT_HEADER = bytes([VAULT_SUITE]) + PAIR.to_bytes(4, "big")


@dataclass(frozen=True, repr=False, eq=False)
class Keyring:
    """Shared by all threads of a process; nothing in it changes but the hashes prepared once a purpose."""

    _shared: SharedKeys
    _indexer: Indexer
    _index_checks: Mapping[str, str] = field(default_factory=dict)
    _vault: VaultKeys | None = field(default=None)

    @classmethod
    def create(cls, folder: Path, *, demo: bool = False) -> Self:
        """Makes the keys of a new instance. Refuses a folder in which any key lies."""
        keyfiles.refuse_existing(folder)
        keyfiles.make_private(folder)
        root, private = os.urandom(_KEY), X25519PrivateKey.generate()
        plain = {name: os.urandom(_KEY) for name in ("peer/0001.key", "hint/0001.key", "index.key", "session.key")}
        wrapped = {"kek/vault-0001.key": os.urandom(_KEY), "vault.key": private.private_bytes_raw()}
        keyfiles.write(folder, "root.key", root, demo=demo)
        for name, key in wrapped.items():
            keyfiles.write(folder, name, under_root(root, name, key), demo=demo)
        for name, key in plain.items():
            keyfiles.write(folder, name, key, demo=demo)
        keyfiles.write(folder, "vault.pub", private.public_key().public_bytes_raw(), demo=demo)
        write_signer(folder, root, demo=demo)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Everything, for the tier that opens identities. BadKeys names all that is wrong."""
        files = KeyFolder(folder)
        vault = read_vault(files)
        index = read_index(files)
        shared = read_shared(files)  # last: it notes whether any file was a demo's
        if vault and shared and vault.private.public_key().public_bytes_raw() != shared.public.public_bytes_raw():
            files.wrong("vault.pub", keyfiles.NOT_OF_THIS_SET)
        if vault and shared and vault.signing.public_key().public_bytes_raw() != shared.signer.public_bytes_raw():
            files.wrong(SIGNER_FILE, keyfiles.NOT_OF_THIS_SET)
        files.refuse_if_wrong()
        if vault is None or shared is None or index is None:
            raise AssertionError("a key is lacking and no problem was noted")
        return cls(shared, index.root, index.checks, vault)

    @classmethod
    def load_public(cls, folder: Path, indexer: Indexer) -> Self:
        """What the internet-facing tier holds, from a folder that need not have the rest. `indexer` recognises for it."""
        files = KeyFolder(folder)
        shared = read_shared(files)
        files.refuse_if_wrong()
        if shared is None:
            raise AssertionError("a key is lacking and no problem was noted")
        return cls(shared, indexer)

    def public(self) -> "Keyring":
        """A ring from which neither root key, KEK nor private key can be reached. It seals identities and opens none."""
        return self._public

    @cached_property
    def _public(self) -> "Keyring":
        return Keyring(self._shared, self._indexer, self._index_checks)

    @property
    def is_demo(self) -> bool:
        return self._shared.is_demo

    def check_values(self) -> dict[str, str]:
        """A value for each key held, to notice a changed one at start-up. The tiers agree on those they share."""
        return {**self._shared.checks, **self._index_checks, **(self._vault.checks if self._vault else {})}

    def holds(self, kind: KeyKind) -> bool:
        return kind is not KeyKind.VAULT or self._vault is not None

    def session_secret(self) -> bytes:
        return self.derived("session")

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose (signing cookies, CSRF), unrelated to those of any other."""
        return self._shared.hashes.derived(purpose)

    def index(self, purpose: str, value: str) -> bytes:
        return self._indexer.index(purpose, value)

    def index_many(self, asked: Sequence[tuple[str, str]]) -> list[bytes]:
        return self._indexer.index_many(asked)

    def mac(self, purpose: str, value: str | bytes) -> bytes:
        return self._shared.hashes.mac(purpose, value)

    def sign(self, data: bytes) -> tuple[str, bytes]:
        """The signing key's id, and an Ed25519 signature that anyone can check with `audit/0001.pub`."""
        if self._vault is None:
            raise NotHere("this tier signs no checkpoints")
        return SIGNER_ID, self._vault.signing.sign(data)

    def is_signed(self, key_id: str, signature: bytes, data: bytes) -> bool:
        return key_id == SIGNER_ID and is_signed(self._shared.signer, signature, data)

    def wrapped_by(self, kind: KeyKind) -> str:
        """The kind of key that wraps here: a vault key where no KEK is held goes to the vault's key pair."""
        return "pair" if kind is KeyKind.VAULT and self._vault is None else kind.value

    def newest(self) -> dict[str, str]:
        """The newest wrapping key of each kind that is held."""
        held = [kind for kind in KeyKind if self.holds(kind)]
        return {"pair": PAIR_ID, **{kind.value: self._keks(kind)[1] for kind in held}}

    def wrap(self, subject: UUID, kind: KeyKind, generation: int, key: bytes, under: str | None = None) -> WrappedKey:
        """Under the key that is named, else under the newest of the kind. UnknownKey when the named one is not held."""
        if self.wrapped_by(kind) == "pair":
            if under not in {None, PAIR_ID}:
                raise UnknownKey("the vault's key pair is not in this ring")
            return subject_keys.wrap_to_public(self._shared.public, PAIR_ID, subject, kind, generation, key=key)
        keks, active = self._keks(kind)
        under = under or active
        if under not in keks:
            raise UnknownKey("the wrapping key is not in this ring")
        return subject_keys.wrap_with_kek(keks[under], under, subject, kind, generation, key=key)

    def rewrap(self, wrapped: WrappedKey, under: str) -> WrappedKey:
        """The same key under another wrapping key of its kind. It must open here."""
        return self.wrap(wrapped.subject, wrapped.kind, wrapped.generation, self.unwrap(wrapped), under)

    def unwrap(self, wrapped: WrappedKey) -> bytes:
        if not self.holds(wrapped.kind):
            raise NotHere("this tier opens no keys of the vault")
        if wrapped.suite == KEK_SUITE:
            keks, _ = self._keks(wrapped.kind)
            if wrapped.kek_id not in keks:
                raise UnknownKey("the wrapping key is not in this ring")
            return subject_keys.unwrap_with_kek(keks[wrapped.kek_id], wrapped)
        if wrapped.suite == HPKE_SUITE and wrapped.kind is KeyKind.VAULT:
            if wrapped.kek_id != PAIR_ID:
                raise UnknownKey("the vault's key pair is not in this ring")
            return subject_keys.unwrap_with_private(self._private(), wrapped)
        raise UnknownSuite("not a known way of wrapping a key of this kind")

    def seal_to_vault(self, data: bytes, context: str, row: UUID) -> Sealed:
        info = parts(_VAULT_HEADER, _TO_VAULT_TAG, context.encode(), row.bytes)
        return Sealed(_VAULT_HEADER + hpke_wrap.seal(self._shared.public, pad(data), info))

    def open_from_vault(self, sealed: Sealed, context: str, row: UUID) -> bytes:
        private, data = self._private(), sealed.data
        if data[:1] != _VAULT_HEADER[:1]:
            raise UnknownSuite("not a value sealed to the vault")
        if data[: len(_VAULT_HEADER)] != _VAULT_HEADER:
            raise UnknownKey("the vault's key pair is not in this ring")
        info = parts(_VAULT_HEADER, _TO_VAULT_TAG, context.encode(), row.bytes)
        return unpad(hpke_wrap.open_(private, data[len(_VAULT_HEADER) :], info))

    def _keks(self, kind: KeyKind) -> tuple[Mapping[str, AESGCM], str]:
        if kind is not KeyKind.VAULT:
            return self._shared.epochs[kind], self._shared.active[kind]
        if self._vault is None:
            raise NotHere("this tier holds no key of the vault")
        return self._vault.keks, self._vault.active

    def _private(self) -> X25519PrivateKey:
        if self._vault is None:
            raise NotHere("this tier opens nothing sealed to the vault")
        return self._vault.private

    def __repr__(self) -> str:
        return "<keyring>" if self._vault else "<public keyring>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a keyring is not pickled")
