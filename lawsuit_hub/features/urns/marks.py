"""Marks of who has cast: a set of short keyed hashes in one value, in the order of their bytes. Pure but for chance."""

import os
from bisect import bisect_left, insort
from uuid import UUID

from lawsuit_hub.privacy.keyring import Keys

MARK = 16  # bytes: two of a hundred thousand people meet once in 10^28 urns


def mark_of(keys: Keys, urn_id: UUID, who: UUID) -> bytes:
    """Another one in every urn: who took part in two of them is not seen without the key."""
    return keys.mac(f"urn {urn_id.hex}", who.bytes)[:MARK]


def split(marks: bytes) -> list[bytes]:
    return [marks[at : at + MARK] for at in range(0, len(marks), MARK)]


def holds(marks: list[bytes], mark: bytes) -> bool:
    at = bisect_left(marks, mark)
    return at < len(marks) and marks[at] == mark


def added(marks: list[bytes], mark: bytes) -> bytes:
    insort(marks, mark)
    return b"".join(marks)


def blurred(marks: list[bytes], gone: set[bytes]) -> bytes:
    """Marks of erased people become chance: how many have cast stays as it was."""
    return b"".join(sorted(os.urandom(MARK) if one in gone else one for one in marks))
