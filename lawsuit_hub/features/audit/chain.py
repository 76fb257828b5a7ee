"""How a line is hashed, version 1: every field as it is stored, each with its length, after the hashes of the line before.

Pure, and frozen: a change is a version 2 beside it. `digest` is a plain SHA-256, so that anyone can follow the chain
to a signed checkpoint; `mac` is keyed, so that nobody without the key adds a line that this instance takes for its own.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

MAC_PURPOSE = "audit-line/1"
FIELDS = (
    "at", "actor_role", "actor_id", "address", "system_user", "deed", "about_kind", "about_id", "reason", "details",
)  # fmt: skip
HASH_BYTES = 32

_PLAIN = (str, int, bool, type(None))  # what a database gives back as it went in
_TAG = b"lawsuit-hub/audit-line/1"

Mac = Callable[[bytes], bytes]
Stored = Sequence[str | None]


class Link(NamedTuple):
    """The end of a chain: the number of its last line and what the next one is hashed after."""

    number: int
    digest: bytes
    mac: bytes


class Broken(Exception):
    """`number` is the first broken line, None where every line is whole."""

    def __init__(self, number: int | None, problem: str) -> None:
        super().__init__(problem)
        self.number = number


START = Link(0, bytes(HASH_BYTES), bytes(HASH_BYTES))


def plain_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """As a database gives them back: text keys in order, lists, no NaN. Raises TypeError, ValueError."""
    if all(type(key) is str and type(value) in _PLAIN for key, value in details.items()):
        return dict(sorted(details.items()))
    once = json.loads(json.dumps(details, allow_nan=False))
    return dict(json.loads(json.dumps(once, sort_keys=True)))


def stored(row: Mapping[str, Any]) -> Stored:
    """A row in the words that lie in the database: moments in UTC with microseconds, ids as hex, details as their text."""
    return [word(row[name]) for name in FIELDS]


def stored_many(same: Mapping[str, Any], each: Iterable[tuple[UUID, Mapping[str, Any]]]) -> Iterator[Stored]:
    """The words of many rows that differ in whom they are about and in their details."""
    words = stored({**same, "about_id": None, "details": {}})
    before, between = words[: FIELDS.index("about_id")], words[FIELDS.index("about_id") + 1 : FIELDS.index("details")]
    for one, details in each:
        yield (*before, one.hex, *between, json.dumps(details))


def word(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(value, UUID):
        return value.hex
    return json.dumps(value)


def form(words: Stored) -> bytes:
    """Absent is a byte of its own, so that it is never taken for empty."""
    made = []
    for word in words:
        if word is None:
            made.append(b"\0")
        else:
            data = word.encode()
            made.append(b"\1" + len(data).to_bytes(4, "big") + data)
    return b"".join(made)


def digest_of(before: Link, formed: bytes) -> bytes:
    number = (before.number + 1).to_bytes(8, "big")
    return hashlib.sha256(b"".join((_TAG, number, before.digest, before.mac, formed))).digest()


def links(before: Link, forms: Iterable[bytes], mac: Mac) -> Iterator[Link]:
    """The link of each line that follows `before`."""
    for formed in forms:
        digest = digest_of(before, formed)
        before = Link(before.number + 1, digest, mac(digest))
        yield before
