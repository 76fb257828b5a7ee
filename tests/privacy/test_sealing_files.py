"""Files sealed in chunks: whatever is cut, moved, repeated or mixed is noticed."""

import io
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.privacy.chunks import CHUNK_BYTES
from lawsuit_hub.privacy.keyring import CannotOpen, Keyring, Keys, NotHere, Sealed, UnknownSuite
from tests.privacy.memory_store import MemoryStore

CONTEXT = "uploads.file_key"
HEADER, BLOCK = 5, CHUNK_BYTES + 16
ROW = UUID("6a0f3b1e-64a0-4e2f-8b7a-1f7f0c3a9d21")
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]


def pattern(size: int) -> bytes:
    return (b"%07d\n" * (size // 8 + 1) % tuple(range(size // 8 + 1)))[:size]


def seal_file(keys: Keys, data: bytes) -> tuple[bytes, Sealed]:
    target = io.BytesIO()
    writer = keys.file_writer(target, CONTEXT, ROW).take(io.BytesIO(data))
    writer.finish()
    return target.getvalue(), writer.sealed_key


def open_file(keys: Keys, sealed: bytes, key: Sealed) -> bytes:
    return b"".join(keys.file_chunks(io.BytesIO(sealed), key, CONTEXT, ROW))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(keys: Keys, size: int) -> None:
    data = pattern(size)
    sealed, key = seal_file(keys, data)
    assert open_file(keys, sealed, key) == data
    assert len(sealed) == HEADER + size + 16 * max(1, -(-size // CHUNK_BYTES))


def test_how_it_arrives_does_not_matter(keys: Keys) -> None:
    data = pattern(2 * CHUNK_BYTES + 100)
    target = io.BytesIO()
    writer = keys.file_writer(target, CONTEXT, ROW)
    for start in range(0, len(data), 1009):
        assert writer.write(data[start : start + 1009]) == len(data[start : start + 1009])
    writer.finish()
    writer.finish()
    assert writer.size == len(data)
    assert open_file(keys, target.getvalue(), writer.sealed_key) == data


def test_a_source_that_gives_little_at_a_time_is_read_whole(keys: Keys) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 1000, 1000))

    data = pattern(CHUNK_BYTES + 5000)
    sealed, key = seal_file(keys, data)
    assert b"".join(keys.file_chunks(Slow(sealed), key, CONTEXT, ROW)) == data


def test_no_plaintext_reaches_the_file(keys: Keys) -> None:
    sealed, key = seal_file(keys, pattern(3 * CHUNK_BYTES))
    assert b"0000100" not in sealed
    assert repr(key) == "<sealed>"


def test_equal_files_never_look_equal(keys: Keys) -> None:
    assert seal_file(keys, b"same")[0][HEADER:] != seal_file(keys, b"same")[0][HEADER:]


def test_an_unfinished_file_does_not_open(keys: Keys) -> None:
    target = io.BytesIO()
    writer = keys.file_writer(target, CONTEXT, ROW)
    writer.write(pattern(2 * CHUNK_BYTES + 1))
    with pytest.raises(CannotOpen):
        open_file(keys, target.getvalue(), writer.sealed_key)


def test_nothing_is_written_behind_the_end(keys: Keys) -> None:
    writer = keys.file_writer(io.BytesIO(), CONTEXT, ROW)
    writer.finish()
    with pytest.raises(ValueError, match="finished"):
        writer.write(b"more")


def test_cut_moved_repeated_and_joined_chunks_are_noticed(keys: Keys) -> None:
    sealed, key = seal_file(keys, pattern(3 * CHUNK_BYTES))
    other, _ = seal_file(keys, pattern(3 * CHUNK_BYTES))
    head, one, two, three = sealed[:HEADER], *(sealed[HEADER + n * BLOCK : HEADER + (n + 1) * BLOCK] for n in range(3))
    wrong = [
        head,
        head + one,
        head + one + two,
        head + two + three,
        head + two + one + three,
        head + one + one + two + three,
        head + one + two + three + three,
        head + one + other[HEADER + BLOCK : HEADER + 2 * BLOCK] + three,
        sealed + b"\0",
        sealed + sealed,
        sealed[:-1],
        sealed[: HEADER + BLOCK - 1],
        other,
    ]
    for file in wrong:
        with pytest.raises(CannotOpen):
            open_file(keys, file, key)


def test_no_flipped_bit_of_a_short_file_opens(keys: Keys) -> None:
    sealed, key = seal_file(keys, b"a roster")
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(CannotOpen):
            open_file(keys, bytes(changed), key)


def test_a_plain_file_is_not_passed_through(keys: Keys) -> None:
    _, key = seal_file(keys, b"")
    for plain in (b"", b"PK\3\4 a workbook", b"name,phone\n"):
        with pytest.raises(UnknownSuite):
            open_file(keys, plain, key)


def test_the_file_key_opens_for_its_own_row_only(keys: Keys) -> None:
    sealed, key = seal_file(keys, b"a roster")
    for context, row in (("uploads.other", ROW), (CONTEXT, uuid4())):
        with pytest.raises(CannotOpen):
            b"".join(keys.file_chunks(io.BytesIO(sealed), key, context, row))


def test_the_public_tier_takes_files_and_reads_none(ring: Keyring, keys: Keys) -> None:
    public = Keys(ring.public(), MemoryStore())
    sealed, key = seal_file(public, b"a roster")
    with pytest.raises(NotHere):
        open_file(public, sealed, key)
    assert open_file(keys, sealed, key) == b"a roster"
