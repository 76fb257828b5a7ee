"""The door to sealing: the names that services and infra import. What stands behind each is in its own module."""

from lawsuit_hub.privacy.carried import open_bytes_with, open_with, seal_with
from lawsuit_hub.privacy.index import Indexer
from lawsuit_hub.privacy.keyfiles import BadKeys, KeysExist
from lawsuit_hub.privacy.keys import KeyExists, Keys
from lawsuit_hub.privacy.ring import Keyring
from lawsuit_hub.privacy.root import RootKey, RootRefused, RootTrouble, RootUnavailable
from lawsuit_hub.privacy.sealed import (
    CannotOpen,
    KeyDestroyed,
    KeyKind,
    NotHere,
    Place,
    Sealed,
    UnknownGeneration,
    UnknownKey,
    UnknownSuite,
    WrongCommitment,
)
from lawsuit_hub.privacy.subject_keys import KeyStore, WrappedKey

__all__ = [
    "BadKeys",
    "CannotOpen",
    "Indexer",
    "KeyDestroyed",
    "KeyExists",
    "KeyKind",
    "KeyStore",
    "Keyring",
    "Keys",
    "KeysExist",
    "NotHere",
    "Place",
    "RootKey",
    "RootRefused",
    "RootTrouble",
    "RootUnavailable",
    "Sealed",
    "UnknownGeneration",
    "UnknownKey",
    "UnknownSuite",
    "WrappedKey",
    "WrongCommitment",
    "open_bytes_with",
    "open_with",
    "seal_with",
]
