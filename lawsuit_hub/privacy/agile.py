"""Office files locked with a password as they are written ([MS-OFFCRYPTO] 2.3.4.10 to 15, agile): AES-256 under a random key
of 256 bits, SHA-512, 100,000 rounds for the password. Nothing of the plaintext is kept beyond one segment of 4,096 bytes.
"""

import hashlib
import hmac
import io
import os
import struct
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from lawsuit_hub.privacy import compound_file
from lawsuit_hub.privacy.compound_file import SECTOR, Entry

ROUNDS = 100_000
SEGMENT = 4_096
_BLOCK = 16
_KEY = 32
_FOR_INPUT, _FOR_HASH, _FOR_KEY = (
    bytes.fromhex(one) for one in ("fea7d2763b4b9e79", "d7aa0f6d3061344e", "146e0be7abacd0d6")
)
_FOR_MAC_KEY, _FOR_MAC = bytes.fromhex("5fb2ad010cb9e1f6"), bytes.fromhex("a0677f02b22c8433")
_SUITE: Final = (
    'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" '
    'cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"'
)
_ENCRYPTION = "http://schemas.microsoft.com/office/2006/encryption"
_PASSWORD = "http://schemas.microsoft.com/office/2006/keyEncryptor/password"  # noqa: S105 - a name of XML


class AgileWriter:
    """Takes the workbook by `write`. The file opens only after `finish`: before it, `out` holds ciphertext without a container."""

    def __init__(self, password: str, out: io.BytesIO) -> None:
        self._password = password
        self._out = out
        self._key, self._salt = os.urandom(_KEY), os.urandom(_BLOCK)
        self._waiting = bytearray()
        self._segments = self._size = 0
        compound_file.begin(out)
        out.write(bytes(8))  # the size, known in the end

    def write(self, data: bytes) -> int:
        self._waiting += data
        self._size += len(data)
        whole = len(self._waiting) // SEGMENT * SEGMENT
        for start in range(0, whole, SEGMENT):
            self._put(bytes(self._waiting[start : start + SEGMENT]))
        del self._waiting[:whole]
        return len(data)

    def flush(self) -> None:
        """What is not a whole segment waits."""

    def finish(self) -> None:
        """Raises compound_file.TooSmall."""
        if self._waiting:
            self._put(bytes(self._waiting) + bytes(-len(self._waiting) % _BLOCK))
        with self._out.getbuffer() as made:
            struct.pack_into("<Q", made, SECTOR, self._size)
        compound_file.finish(self._out, "EncryptedPackage", {**_SPACES, "EncryptionInfo": self._info()}, _ENTRIES)

    def _put(self, segment: bytes) -> None:
        iv = hashlib.sha512(self._salt + struct.pack("<I", self._segments)).digest()
        self._out.write(_encrypted(self._key, iv, segment))
        self._segments += 1

    def _info(self) -> bytes:
        mac_key = os.urandom(64)
        with self._out.getbuffer() as made:
            mac = hmac.digest(mac_key, made[SECTOR:], "sha512")
        integrity = {
            "encryptedHmacKey": self._bound(_FOR_MAC_KEY, mac_key),
            "encryptedHmacValue": self._bound(_FOR_MAC, mac),
        }
        salt, checked = os.urandom(_BLOCK), os.urandom(_BLOCK)
        rounds = _rounds(self._password, salt)
        under = {
            "encryptedVerifierHashInput": (_FOR_INPUT, checked),
            "encryptedVerifierHashValue": (_FOR_HASH, hashlib.sha512(checked).digest()),
            "encryptedKeyValue": (_FOR_KEY, self._key),
        }
        locked = {
            name: _encrypted(hashlib.sha512(rounds + purpose).digest()[:_KEY], salt, data)
            for name, (purpose, data) in under.items()
        }
        said = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="{_ENCRYPTION}" xmlns:p="{_PASSWORD}">'
            f"<keyData {_SUITE}{_attributes({'saltValue': self._salt})}/><dataIntegrity{_attributes(integrity)}/><keyEncryptors>"
            f'<keyEncryptor uri="{_PASSWORD}"><p:encryptedKey spinCount="{ROUNDS}" {_SUITE}'
            f"{_attributes({'saltValue': salt, **locked})}/></keyEncryptor></keyEncryptors></encryption>"
        )
        return struct.pack("<HHI", 4, 4, 0x40) + said.encode()

    def _bound(self, purpose: bytes, data: bytes) -> bytes:
        return _encrypted(self._key, hashlib.sha512(self._salt + purpose).digest(), data)


def _rounds(password: str, salt: bytes) -> bytes:
    sha512, number = hashlib.sha512, struct.Struct("<I").pack
    made = sha512(salt + password.encode("utf-16-le")).digest()
    for turn in range(ROUNDS):
        made = sha512(number(turn) + made).digest()
    return made


def _encrypted(key: bytes, iv: bytes, data: bytes) -> bytes:
    # CBC is what the format asks for; changes are noticed by the MAC over everything.
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv[:_BLOCK])).encryptor()
    return cipher.update(data) + cipher.finalize()


def _attributes(values: dict[str, bytes]) -> str:
    return "".join(f' {name}="{b64encode(value).decode()}"' for name, value in values.items())


def _text(text: str) -> bytes:
    """Its length in bytes, then UTF-16, filled to four."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data)) + data + bytes(-len(data) % 4)


_VERSION_1 = struct.pack("<HHHHHH", 1, 0, 1, 0, 1, 0)
_NAMED = struct.pack("<II", 1, 0) + _text("EncryptedPackage") + _text("StrongEncryptionDataSpace")
_CLASS = _text("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}")
# What an office program reads first: that the package is encrypted, and by what ([MS-OFFCRYPTO] 2.2).
_SPACES = {
    "Version": _text("Microsoft.Container.DataSpaces") + _VERSION_1,
    "DataSpaceMap": struct.pack("<III", 8, 1, len(_NAMED) + 4) + _NAMED,
    "StrongEncryptionDataSpace": struct.pack("<II", 8, 1) + _text("StrongEncryptionTransform"),
    "\x06Primary": struct.pack("<II", len(_CLASS) + 8, 1) + _CLASS + _text("Microsoft.Container.EncryptionTransform") + _VERSION_1
    + struct.pack("<IIII", 0, 0, 0, 4),
}  # fmt: skip
_ENTRIES = (
    Entry("Root Entry", child=2),
    Entry("\x06DataSpaces", child=5, storage=True),
    Entry("EncryptionInfo", left=1, right=3),
    Entry("EncryptedPackage"),
    Entry("Version"),
    Entry("DataSpaceMap", left=4, right=6),
    Entry("DataSpaceInfo", right=7, child=8, storage=True),
    Entry("TransformInfo", child=9, storage=True, red=True),
    Entry("StrongEncryptionDataSpace"),
    Entry("StrongEncryptionTransform", child=10, storage=True),
    Entry("\x06Primary"),
)
