"""The epochs of one kind of key: numbered files, followed while they change. Makes new ones, destroys old ones."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.held import Held, Seconds
from lawsuit_hub.privacy.keyfiles import BadKeys
from lawsuit_hub.privacy.sealed import KeyKind, UnknownKey
from lawsuit_hub.privacy.subject_keys import check_value

# Two changes within a tick of the disk's clock leave one time: a folder that changed just now is read once more.
_FRESH_NS = 2_000_000_000

STEMS = {KeyKind.VAULT: "kek/vault-", KeyKind.PEER: "peer/", KeyKind.HINT: "hint/"}


def file_of(kek_id: str) -> str:
    """Where a key lies in a key folder."""
    kind, _, number = kek_id.rpartition("-")
    return keyfiles.numbered(STEMS[KeyKind(kind)], int(number))


def lying(folder: Path, kind: KeyKind) -> list[str]:
    """The keys of a kind in a key folder, in use or not, the oldest first."""
    return [f"{kind.value}-{number:04}" for number in keyfiles.numbers(folder, STEMS[kind])]


def lying_or_first(folder: Path, kind: KeyKind) -> list[str]:
    """The same; where none lies there, the first is missed."""
    return lying(folder, kind) or [f"{kind.value}-0001"]


class KeyInUse(BadKeys):
    """The newest key of a kind is not destroyed: new subject keys are wrapped under it."""


class Epochs:
    """Shared by threads. A file that is made or gone counts from the next use on, whichever process did it."""

    def __init__(
        self, folder: Path, kind: KeyKind, fetch: Callable[[str, str], bytes], life: float, clock: Seconds
    ) -> None:
        """`fetch` takes a key's id and its file's name; what it gives is held for `life` seconds."""
        self._folder = folder
        self._kind = kind
        self._fetch = fetch
        self._life = life
        self._clock = clock
        self._where = os.fspath(folder / STEMS[kind].rpartition("/")[0])
        self._stamp = -1
        self._held: dict[str, Held[AESGCM]] = {}

    def names(self) -> dict[str, str]:
        """The file of each key that lies there, by the key's id; oldest first."""
        return {kek_id: file_of(kek_id) for kek_id in lying(self._folder, self._kind)}

    def newest(self) -> str:
        held = self._now()
        if not held:
            raise BadKeys(f"no key of the kind {self._kind.value} lies in {self._where}")
        return max(held)

    def cipher(self, kek_id: str) -> AESGCM:
        """Raises UnknownKey where there is no such key (any more)."""
        held = self._now().get(kek_id)
        if held is None:
            raise UnknownKey("the wrapping key is not in this ring")
        return held.get()

    def checks(self) -> dict[str, str]:
        """The check value of each key, fetched anew: what is held came from the files as they were then."""
        return {kek_id: check_value(kek_id, self._fetch(kek_id, name)) for kek_id, name in self.names().items()}

    def let_go(self) -> None:
        for held in self._now().values():
            held.let_go()

    def make_ready(self) -> None:
        for held in self._now().values():
            held.make_ready()

    def add(self, payload: Callable[[str], bytes], *, demo: bool) -> str:
        """Writes the next file; `payload` gives what lies in it, for its name. Raises KeysExist if another came first."""
        kek_id = f"{self._kind.value}-{max(keyfiles.numbers(self._folder, STEMS[self._kind]), default=0) + 1:04}"
        name = file_of(kek_id)
        keyfiles.write(self._folder, name, payload(name), demo=demo)
        return kek_id

    def retire(self, kek_id: str) -> None:
        """Destroys the file: what the key wraps opens nowhere any more. Raises UnknownKey or KeyInUse."""
        names = self.names()
        if kek_id not in names:
            raise UnknownKey("the wrapping key is not in this ring")
        if kek_id == max(names):
            raise KeyInUse(f"{kek_id} is the newest key of its kind and wraps new ones: make another first")
        keyfiles.destroy(self._folder / names[kek_id])

    def _now(self) -> dict[str, Held[AESGCM]]:
        try:
            stamp = os.stat(self._where).st_mtime_ns  # noqa: PTH116 - at each use: a Path costs more than the call
        except OSError:
            stamp = 0
        if stamp != self._stamp:
            self._held = {kek_id: self._held.get(kek_id) or self._one(kek_id, n) for kek_id, n in self.names().items()}
            self._stamp = -1 if time.time_ns() - stamp < _FRESH_NS else stamp
        return self._held

    def _one(self, kek_id: str, name: str) -> Held[AESGCM]:
        return Held(lambda: AESGCM(self._fetch(kek_id, name)), self._life, self._clock)
