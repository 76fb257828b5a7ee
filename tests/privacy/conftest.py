"""One ring for a whole run (making keys is slow next to a test), one store and one Keys for each test."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.privacy.keyring import KeyKind, Keyring, Keys, Place
from tests.privacy.memory_store import MemoryStore


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "keys"
    Keyring.create(folder)
    return folder


@pytest.fixture(scope="session")
def ring(key_folder: Path) -> Keyring:
    return Keyring.load(key_folder)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def keys(ring: Keyring, store: MemoryStore) -> Keys:
    return Keys(ring, store)


@pytest.fixture
def subject(keys: Keys) -> UUID:
    """Somebody who has a key of every kind."""
    subject = uuid4()
    for kind in KeyKind:
        keys.new_subject(subject, kind)
    return subject


@pytest.fixture
def place(subject: UUID) -> Place:
    return Place("victims.phone", subject, subject)
