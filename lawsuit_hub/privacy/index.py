"""Blind indexes and keyed hashes: equality without reading. Telephone numbers, landlords and buildings come normalised."""

import re
import unicodedata

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lawsuit_hub.privacy.sealed import parts, plain_bytes

INDEX_BYTES = 16

_INDEX_TAG = b"lawsuit-hub/index/1"
_MAC_TAG = b"lawsuit-hub/mac/1"
_DERIVED_TAG = b"lawsuit-hub/derived/1"
_PURPOSE = re.compile(r"([a-z0-9_]+)\.([a-z0-9_]+)(?:/([a-z0-9_]+))?(?:@([1-9][0-9]{0,3}))?")


def derive(root: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=info).derive(root)


def email_form(text: str) -> str:
    """What an e-mail address is indexed as."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def name_form(text: str) -> str:
    """What a person's name is indexed as: no spaces, no punctuation, one case."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


class KeyedHashes:
    """Indexes and MACs of one root each. Prekeyed objects are made once a purpose and copied for each use."""

    __slots__ = ("_index_root", "_indexes", "_mac_root", "_macs")

    def __init__(self, index_root: bytes, mac_root: bytes) -> None:
        self._index_root = index_root
        self._mac_root = mac_root
        self._indexes: dict[str, hmac.HMAC] = {}
        self._macs: dict[str, hmac.HMAC] = {}

    def index(self, purpose: str, value: str) -> bytes:
        """`purpose` is "table.column", "table.column/use" or either with "@version"; `value` is normalised already."""
        keyed = self._indexes.get(purpose)
        if keyed is None:
            keyed = self._indexes[purpose] = self._index_of(purpose)
        data = plain_bytes(value)
        if not data:
            raise ValueError("nothing to index: absence is NULL")
        one = keyed.copy()
        one.update(data)
        return one.finalize()[:INDEX_BYTES]

    def mac(self, purpose: str, value: str | bytes) -> bytes:
        keyed = self._macs.get(purpose)
        if keyed is None:
            if not purpose:
                raise ValueError("a purpose is named")
            key = derive(self._mac_root, parts(_MAC_TAG, purpose.encode()))
            keyed = self._macs[purpose] = hmac.HMAC(key, hashes.SHA256())
        one = keyed.copy()
        one.update(plain_bytes(value))
        return one.finalize()

    def derived(self, purpose: str) -> bytes:
        if not purpose:
            raise ValueError("a purpose is named")
        return derive(self._mac_root, parts(_DERIVED_TAG, purpose.encode()))

    def _index_of(self, purpose: str) -> hmac.HMAC:
        named = _PURPOSE.fullmatch(purpose)
        if named is None:
            raise ValueError('an index is named "table.column", with "/use" or "@version" after it if need be')
        table, column, use = (part.encode() for part in named.group(1, 2) + (named.group(3) or "equal",))
        version = int(named.group(4) or 1).to_bytes(4, "big")
        keyed = hmac.HMAC(derive(self._index_root, parts(_INDEX_TAG, table, column, use, version)), hashes.SHA256())
        keyed.update(version)
        return keyed
