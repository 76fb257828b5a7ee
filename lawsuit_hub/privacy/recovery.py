"""The recovery key: what backups are sealed to. Its public part lies with the keys, its private part in a file to be taken away.

Both parts carry a secret of their own besides the X25519 halves: without it nobody makes a backup that this recovery key
takes for one of this instance, so whoever can only write to the place where backups lie cannot slip one in.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from lawsuit_hub.privacy import hpke_wrap, keyfiles
from lawsuit_hub.privacy.keyfiles import BadKeys
from lawsuit_hub.privacy.sealed import parts

PUBLIC_FILE = "recovery.pub"
PRIVATE_FILE = "recovery.key"

_FIRST_LINE = "lawsuit-hub recovery key 1"
_WORDS = """\
# Whoever has this file and a backup has everything. Without it no backup can be restored.
# Keep two copies offline in two places, never on the server and never beside the backups; then delete it here.
"""
_HALF = 32
_ID_LETTERS = 16
_TAG = b"lawsuit-hub/backup-key/1"
_ID_TAG = b"lawsuit-hub/recovery-id/1"


class RecoveryMissing(BadKeys):
    """The recovery key is not where it was looked for."""


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryPublic:
    """What an instance needs to write backups, and not to read them."""

    half: bytes
    secret: bytes

    @property
    def id(self) -> str:
        """Names the pair; says nothing about it."""
        return hashlib.sha256(parts(_ID_TAG, self.half, self.secret)).hexdigest()[:_ID_LETTERS]

    def seal(self, key: bytes, context: bytes) -> bytes:
        return hpke_wrap.seal(X25519PublicKey.from_public_bytes(self.half), key, parts(_TAG, self.secret, context))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises BadKeys; RecoveryMissing where an instance has none yet."""
        if not (folder / PUBLIC_FILE).exists():
            raise RecoveryMissing("this instance has no recovery key: `hub keys recovery` makes one")
        payload = keyfiles.read_one(folder, PUBLIC_FILE, 2 * _HALF)
        return cls(payload[:_HALF], payload[_HALF:])


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryKey:
    """The private part: opens every backup sealed to the pair."""

    private: bytes
    secret: bytes

    @property
    def public(self) -> RecoveryPublic:
        half = X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()
        return RecoveryPublic(half, self.secret)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Raises CannotOpen."""
        private = X25519PrivateKey.from_private_bytes(self.private)
        return hpke_wrap.open_(private, sealed, parts(_TAG, self.secret, context))

    @classmethod
    def read(cls, path: Path) -> Self:
        """From wherever it was kept; modes are not asked, since sticks have none. Raises RecoveryMissing, BadKeys."""
        try:
            text = path.read_text("ascii", errors="replace")
        except FileNotFoundError:
            raise RecoveryMissing(f"no recovery key at {path}") from None
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        if lines[:1] != [_FIRST_LINE]:
            raise BadKeys(f"{path} is no recovery key")
        try:
            payload = base64.b64decode("".join(lines[2:]), validate=True)
        except binascii.Error:
            payload = b""
        key = cls(payload[:_HALF], payload[_HALF:])
        if len(payload) != 2 * _HALF or lines[1:2] != [f"id {key.public.id}"]:
            raise BadKeys(f"{path} is damaged or was typed wrong; take the other copy")
        return key


def make(folder: Path, private_file: Path, *, demo: bool = False) -> RecoveryPublic:
    """A pair: its public part among the keys of `folder`, its private part in a file (0600) that never writes over another.

    Raises KeysExist when there is a public part already.
    """
    if (folder / PUBLIC_FILE).exists():
        raise keyfiles.KeysExist(f"{folder / PUBLIC_FILE} is there already; nothing was changed")
    made = RecoveryKey(X25519PrivateKey.generate().private_bytes_raw(), os.urandom(_HALF))
    text = base64.b64encode(made.private + made.secret).decode()
    handle = os.open(private_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"{_FIRST_LINE}\n{_WORDS}id {made.public.id}\n{text}\n")
        out.flush()
        os.fsync(handle)
    keyfiles.write(folder, PUBLIC_FILE, made.public.half + made.secret, demo=demo)
    return made.public
