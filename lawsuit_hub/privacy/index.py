"""Blind indexes and keyed hashes: equality without reading. Telephone numbers, landlords and buildings come normalised."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from cryptography.hazmat.primitives import hashes, hmac

from lawsuit_hub.privacy.later_keys import INDEX_BYTES, LaterKeys, derive
from lawsuit_hub.privacy.sealed import NotHere, parts, plain_bytes

_INDEX_TAG = b"lawsuit-hub/index/1"
_MAC_TAG = b"lawsuit-hub/mac/1"
_DERIVED_TAG = b"lawsuit-hub/derived/1"
_PURPOSE = re.compile(r"([a-z0-9_]+)\.([a-z0-9_]+)(?:/([a-z0-9_]+))?(?:@([1-9][0-9]{0,3}))?")


def email_form(text: str) -> str:
    """What an e-mail address is indexed as."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def name_form(text: str) -> str:
    """What a person's name is indexed as: no spaces, no punctuation, one case."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


class Indexer(Protocol):
    """Answers blind indexes: the index root in this process, or the way to a process that holds it."""

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        """`purpose` is "table.column", "table.column/use" or either with "@version"; `value` is normalised already.

        `epoch` is what the tables hold now. Raises UnknownKey where its key is not to be had.
        """

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        """The same for pairs of purpose and value, in their order and in one go."""

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        """What an index of one epoch is in a later one."""


class NoIndexRoot:
    """Where nobody is recognised."""

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        raise NotHere("this tier holds no index root")

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        raise NotHere("this tier holds no index root")

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        raise NotHere("this tier holds no index root")


class IndexRoot:
    """The indexes of one root and the keys that came after it. Prekeyed objects are made once and copied for each use."""

    __slots__ = ("_indexes", "_root", "later")

    def __init__(self, root: bytes, later: LaterKeys) -> None:
        self._root = root
        self._indexes: dict[str, hmac.HMAC] = {}
        self.later = later

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        return self.later.lifted(self._first(purpose, value), 1, epoch)

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        return [self.index(purpose, value, epoch) for purpose, value in asked]

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        return self.later.lifted(index, made_with, epoch)

    def _first(self, purpose: str, value: str) -> bytes:
        keyed = self._indexes.get(purpose)
        if keyed is None:
            keyed = self._indexes[purpose] = self._index_of(purpose)
        data = plain_bytes(value)
        if not data:
            raise ValueError("nothing to index: absence is NULL")
        one = keyed.copy()
        one.update(data)
        return one.finalize()[:INDEX_BYTES]

    def _index_of(self, purpose: str) -> hmac.HMAC:
        named = _PURPOSE.fullmatch(purpose)
        if named is None:
            raise ValueError('an index is named "table.column", with "/use" or "@version" after it if need be')
        table, column, use = (part.encode() for part in named.group(1, 2) + (named.group(3) or "equal",))
        version = int(named.group(4) or 1).to_bytes(4, "big")
        keyed = hmac.HMAC(derive(self._root, parts(_INDEX_TAG, table, column, use, version)), hashes.SHA256())
        keyed.update(version)
        return keyed


class KeyedHashes:
    """MACs and derived keys of one root, prekeyed like the indexes. Nothing of the database can be recognised by them."""

    __slots__ = ("_macs", "_root")

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._macs: dict[str, hmac.HMAC] = {}

    def mac(self, purpose: str, value: str | bytes) -> bytes:
        keyed = self._macs.get(purpose)
        if keyed is None:
            if not purpose:
                raise ValueError("a purpose is named")
            key = derive(self._root, parts(_MAC_TAG, purpose.encode()))
            keyed = self._macs[purpose] = hmac.HMAC(key, hashes.SHA256())
        one = keyed.copy()
        one.update(plain_bytes(value))
        return one.finalize()

    def derived(self, purpose: str) -> bytes:
        if not purpose:
            raise ValueError("a purpose is named")
        return derive(self._root, parts(_DERIVED_TAG, purpose.encode()))
