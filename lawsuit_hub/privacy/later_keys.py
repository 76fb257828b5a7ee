"""Index keys after the first: index/0002.key, 0003 … Each hashes what the one before it made; needs no plaintext."""

import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.keyfiles import KeyFolder
from lawsuit_hub.privacy.sealed import UnknownKey, parts
from lawsuit_hub.privacy.subject_keys import check_value

INDEX_BYTES = 16

_KEY = 32
_AGAIN_TAG = b"lawsuit-hub/index-again/1"
_STEM = "index/"


def derive(root: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=info).derive(root)


class LaterKeys:
    """Shared by threads. A key that another process made is read when it is first needed; none ever goes."""

    __slots__ = ("_folder", "_keyed")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keyed: dict[int, hmac.HMAC] = {}

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        """What an index of one epoch is in a later one."""
        for number in range(made_with + 1, epoch + 1):
            one = self._of(number).copy()
            one.update(index)
            index = one.finalize()[:INDEX_BYTES]
        return index

    def lifted_all(self, indexes: Iterable[bytes], epoch: int) -> list[bytes]:
        """The same from the epoch before, for many."""
        return [self.lifted(index, epoch - 1, epoch) for index in indexes]

    def newest(self) -> int:
        """The newest key that lies in the folder, in use or not."""
        return max(keyfiles.numbers(self._folder, _STEM), default=1)

    def add(self, *, demo: bool) -> int:
        number = self.newest() + 1
        keyfiles.write(self._folder, _file(number), os.urandom(_KEY), demo=demo)
        return number

    def checks(self) -> dict[str, str]:
        lying = range(2, self.newest() + 1)
        return {
            f"index-{n:04}": check_value(f"index-{n:04}", keyfiles.read_one(self._folder, _file(n), _KEY))
            for n in lying
        }

    def look_over(self, files: KeyFolder) -> None:
        """Notes what is wrong with the files; a gap is a missing key."""
        for number in range(2, self.newest() + 1):
            files.read(_file(number), _KEY)

    def _of(self, number: int) -> hmac.HMAC:
        keyed = self._keyed.get(number)
        if keyed is None:
            if not (self._folder / _file(number)).is_file():
                raise UnknownKey("the index key is not in this ring")
            key = keyfiles.read_one(self._folder, _file(number), _KEY)
            info = parts(_AGAIN_TAG, number.to_bytes(4, "big"))
            keyed = self._keyed[number] = hmac.HMAC(derive(key, info), hashes.SHA256())
        return keyed


def _file(number: int) -> str:
    return keyfiles.numbered(_STEM, number)
