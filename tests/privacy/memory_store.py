"""A store of wrapped keys in memory that counts what it is asked and refuses what a table would refuse."""

from collections.abc import Iterable
from uuid import UUID

from lawsuit_hub.privacy.keyring import KeyKind, WrappedKey


class Taken(Exception):
    pass


class MemoryStore:
    def __init__(self) -> None:
        self.keys: dict[tuple[UUID, KeyKind], list[WrappedKey]] = {}
        self.reads = 0

    def get(self, subject: UUID, kind: KeyKind) -> list[WrappedKey]:
        self.reads += 1
        return list(self.keys.get((subject, kind), []))

    def get_many(self, subjects: Iterable[UUID], kind: KeyKind) -> dict[UUID, list[WrappedKey]]:
        self.reads += 1
        return {s: list(self.keys[s, kind]) for s in subjects if (s, kind) in self.keys}

    def add(self, key: WrappedKey) -> None:
        lying = self.keys.setdefault((key.subject, key.kind), [])
        if any(one.generation == key.generation for one in lying):
            raise Taken
        lying.append(key)

    def remove(self, subject: UUID) -> None:
        self.keys = {place: keys for place, keys in self.keys.items() if place[0] != subject}

    def index_epoch(self) -> int:
        return 1

    def active(self, kind: str) -> str | None:
        return None

    def change(self, key: WrappedKey) -> None:
        """Puts an altered record in the place of the one of its generation, as somebody with the database might."""
        lying = self.keys[key.subject, key.kind]
        self.keys[key.subject, key.kind] = [key if one.generation == key.generation else one for one in lying]
