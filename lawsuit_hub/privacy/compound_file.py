"""The container around an encrypted office file ([MS-CFB] version 3): one large stream, written first as it comes, then small ones.

Knows nothing of keys. What stands in the header, where everything lies, is written last: a container that was not finished is none.
"""

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SECTOR = 512
LEAST = 4_096  # a stream below that lies elsewhere
_MINI = 64
_IN_HEADER = 109
_NUMBERS = SECTOR // 4
_FREE, _END, _FAT, _DIFAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


class TooSmall(ValueError):
    """The large stream is too small to be one; no workbook of ours is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`left`, `right`, `child`: the numbers of other entries, sorted by length and letters of their names."""

    name: str
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    storage: bool = False
    red: bool = False


def begin(out: io.BytesIO) -> None:
    """Room for the header; the large stream follows."""
    out.write(bytes(SECTOR))


def finish(out: io.BytesIO, large: str, small: Mapping[str, bytes], entries: Sequence[Entry]) -> None:
    """After the large stream, which takes at least LEAST bytes (TooSmall). The first entry is the root; streams have names of their own."""
    size = out.seek(0, io.SEEK_END) - SECTOR
    if size < LEAST:
        raise TooSmall
    _fill(out, SECTOR)
    fat = _chain(0, _sectors(size))
    places: dict[str, tuple[int, int]] = {large: (0, size)}
    mini = bytearray()
    mini_fat: list[int] = []
    for name, data in small.items():
        places[name] = (len(mini) // _MINI, len(data))
        mini_fat += _chain(len(mini_fat), -(-len(data) // _MINI))
        mini += data + bytes(-len(data) % _MINI)
    root = _append(out, fat, bytes(mini))
    mini_fat_at = _append(out, fat, _numbers(mini_fat))
    places[entries[0].name] = (root, len(mini))
    directory = b"".join(_entry(one, places.get(one.name, (0, 0)), root=one is entries[0]) for one in entries)
    empty = struct.pack("<64x H B B III 16x I 8x 8x I Q", 0, 0, 0, _NONE, _NONE, _NONE, 0, 0, 0)
    room = -len(entries) % (SECTOR // 128)
    directory_at = _append(out, fat, directory + empty * room)
    fat_at, difat_at = _write_fat(out, fat)
    out.seek(0)
    out.write(_header(fat_at, difat_at, directory_at, mini_fat_at, _sectors(4 * len(mini_fat))))


def _write_fat(out: io.BytesIO, fat: list[int]) -> tuple[range, range]:
    """The table of sectors counts its own sectors, and those that list it beyond what the header holds."""
    tables = lists = 0
    while True:
        needed = _sectors(4 * (len(fat) + tables + lists))
        more = -(-max(0, needed - _IN_HEADER) // (_NUMBERS - 1))
        if (needed, more) == (tables, lists):
            break
        tables, lists = needed, more
    fat_at = range(len(fat), len(fat) + tables)
    difat_at = range(fat_at.stop, fat_at.stop + lists)
    out.write(_numbers([*fat, *[_FAT] * tables, *[_DIFAT] * lists]))
    beyond = fat_at[_IN_HEADER:]
    for place in range(lists):
        some = list(beyond[place * (_NUMBERS - 1) : (place + 1) * (_NUMBERS - 1)])
        following = difat_at[place + 1] if place + 1 < lists else _END
        out.write(struct.pack(f"<{_NUMBERS}I", *some, *[_FREE] * (_NUMBERS - 1 - len(some)), following))
    return fat_at, difat_at


def _header(fat_at: range, difat_at: range, directory_at: int, mini_fat_at: int, mini_fats: int) -> bytes:
    listed = [*fat_at[:_IN_HEADER], *[_FREE] * max(0, _IN_HEADER - len(fat_at))]
    return struct.pack(
        f"<8s 16x HHHHH 6x IIIIIIIII {_IN_HEADER}I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        0x3E, 3, 0xFFFE, 9, 6,  # versions, byte order, sectors of 512 and of 64 bytes
        0, len(fat_at), directory_at, 0, LEAST, mini_fat_at, mini_fats,
        difat_at[0] if difat_at else _END, len(difat_at),
        *listed,
    )  # fmt: skip


def _entry(one: Entry, place: tuple[int, int], *, root: bool) -> bytes:
    name = one.name.encode("utf-16-le")
    kind = _ROOT if root else _STORAGE if one.storage else _STREAM
    color = _RED if one.red else _BLACK
    return struct.pack(
        "<64s H B B III 16x I 8x 8x I Q", name, len(name) + 2, kind, color, one.left, one.right, one.child, 0, *place
    )


def _append(out: io.BytesIO, fat: list[int], data: bytes) -> int:
    """As sectors of a chain of their own; the number of the first."""
    first = len(fat)
    out.write(data)
    _fill(out, SECTOR)
    fat += _chain(first, _sectors(len(data)))
    return first


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _numbers(values: Sequence[int]) -> bytes:
    room = -len(values) % _NUMBERS
    return struct.pack(f"<{len(values) + room}I", *values, *[_FREE] * room)


def _sectors(size: int) -> int:
    return -(-size // SECTOR)


def _fill(out: io.BytesIO, step: int) -> None:
    out.write(bytes(-out.tell() % step))
