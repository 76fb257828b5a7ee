"""Several indexes asked in one go."""

from collections.abc import Sequence
from pathlib import Path

from lawsuit_hub.privacy.keyring import Keyring, Keys
from tests.privacy.memory_store import MemoryStore


class Far:
    """An indexer elsewhere that counts how often it is asked."""

    def __init__(self, ring: Keyring) -> None:
        self.ring, self.asked = ring, 0

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        return self.index_many([(purpose, value)], epoch)[0]

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        self.asked += 1
        return self.ring.index_many(asked, epoch)


def test_what_was_asked_in_one_go_is_not_asked_again(key_folder: Path, ring: Keyring, store: MemoryStore) -> None:
    far = Far(ring)
    keys = Keys(Keyring.load_public(key_folder).recognising_by(far), store)
    pairs = [("victims.phone", "+821000000001"), ("victims.name", "카나리아표본"), ("victims.phone", "+821000000001")]
    keys.prefetch_indexes(pairs)
    keys.prefetch_indexes(pairs[:2])
    assert [keys.index(*pair) for pair in pairs] == [ring.index(*pair) for pair in pairs]
    assert far.asked == 1
    assert keys.index("victims.phone", "+821000000002") == ring.index("victims.phone", "+821000000002")
    assert far.asked == 2
