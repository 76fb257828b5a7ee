"""The root key: what wraps the vault's keys and nothing else. A file here; services of other machines are adapters in infra."""

import os
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.keyfiles import BadKeys
from lawsuit_hub.privacy.sealed import parts
from lawsuit_hub.privacy.subject_keys import check_value

ROOT_FILE = "root.key"

_KEY = 32
_NONCE = 12
_ROOT_TAG = b"lawsuit-hub/root/1"


class RootTrouble(Exception):
    """The root key is not to be had, so the vault stays closed. Nothing is lost; the message names no key and no value."""


class RootUnavailable(RootTrouble):
    """Down, too slow, or cut off while it was asked. It will be asked again."""


class RootRefused(RootTrouble):
    """It answered no: this process may not use it, or not for this."""


class NotUnderRoot(RootRefused):
    """It is certain that what lies in the file `name` is not what it wrapped under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} {keyfiles.NOT_OF_THIS_SET}")
        self.name = name


class RootKey(Protocol):
    """`name` is bound to what is wrapped: bytes of one name never unwrap under another. All raise RootTrouble."""

    def wrap(self, name: str, key: bytes) -> bytes: ...

    def unwrap(self, name: str, blob: bytes) -> bytes: ...

    def check(self) -> str | None:
        """A value that changes with the root key; None where only its service knows the key."""


class FileRoot:
    """root.key beside the other keys, read at each use: it stays no longer in memory than a wrapping takes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def wrap(self, name: str, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + AESGCM(self._key()).encrypt(nonce, key, _context(name))

    def unwrap(self, name: str, blob: bytes) -> bytes:
        cipher = AESGCM(self._key())
        try:
            return cipher.decrypt(blob[:_NONCE], blob[_NONCE:], _context(name))
        except (InvalidTag, ValueError):  # ValueError: too short for a nonce
            raise NotUnderRoot(name) from None

    def check(self) -> str | None:
        return check_value("root", self._key())

    def _key(self) -> bytes:
        try:
            return keyfiles.read_one(self._folder, ROOT_FILE, _KEY)
        except BadKeys as bad:
            raise RootUnavailable(str(bad)) from None


def _context(name: str) -> bytes:
    return parts(_ROOT_TAG, name.encode())
