"""Compound files (MS-CFB), as old office programs write them: the smallest that hold some streams. Storages are one deep."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096


def compound(streams: dict[str, bytes]) -> bytes:
    """`streams` by path. Streams shorter than 4,096 bytes lie in the mini stream."""
    entries = _entries(streams)
    body, fat, mini_start = _streams(entries, streams)
    directory = b"".join(map(_entry, entries))
    directory_start, body, fat = _put(directory, body, fat)
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    at = len(fat)
    fat += [FAT] * fat_sectors
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_start, 0, _LEAST, mini_start, mini_start != END, END, 0)
    head += struct.pack(f"<{fat_sectors}I", *range(at, at + fat_sectors))
    return head.ljust(SECTOR, b"\xff") + body + table


def _entries(streams: dict[str, bytes]) -> list[dict]:
    storages = sorted({path.split("/")[0] for path in streams if "/" in path})
    entries: list[dict] = [{"name": "Root Entry", "kind": 5}]
    top = [{"name": name, "kind": 1} for name in storages]
    top += [{"name": path, "kind": 2, "path": path} for path in streams if "/" not in path]
    entries += top
    for one in top[: len(storages)]:
        first = len(entries)
        inner = [path for path in streams if path.startswith(one["name"] + "/")]
        entries += [{"name": path.split("/")[1], "kind": 2, "path": path} for path in inner]
        one["child"] = _chain(entries, [*range(first, len(entries))])
    entries[0]["child"] = _chain(entries, [*range(1, 1 + len(top))])
    return entries


def _streams(entries: list[dict], streams: dict[str, bytes]) -> tuple[bytes, list[int], int]:
    """Where each lies; the sectors so far, their table, and where the table of the mini stream begins."""
    mini, mini_fat, body, fat = b"", [], b"", []
    for one in entries:
        data = streams.get(one.get("path", ""), b"")
        one["size"] = len(data)
        if len(data) >= _LEAST:
            one["start"], body, fat = _put(data, body, fat)
        elif data:
            one["start"], count = len(mini_fat), -(-len(data) // 64)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
            mini += data.ljust(count * 64, b"\0")
    if not mini:
        return body, fat, END
    entries[0]["size"] = len(mini)
    entries[0]["start"], body, fat = _put(mini, body, fat)
    packed = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_start, body, fat = _put(packed.ljust(-(-len(packed) // SECTOR) * SECTOR, b"\xff"), body, fat)
    return body, fat, mini_start


def _put(data: bytes, body: bytes, fat: list[int]) -> tuple[int, bytes, list[int]]:
    start, count = len(fat), -(-len(data) // SECTOR)
    return start, body + data.ljust(count * SECTOR, b"\0"), [*fat, *range(start + 1, start + count), END]


def _chain(entries: list[dict], numbers: list[int]) -> int:
    """A tree that leans to the right: readers walk it like any other, names in their order (by length, then letters)."""
    ordered = sorted(numbers, key=lambda one: (len(entries[one]["name"]), entries[one]["name"].upper()))
    for one, following in zip(ordered, [*ordered[1:], FREE], strict=True):
        entries[one]["right"] = following
    return ordered[0] if ordered else FREE


def _entry(one: dict) -> bytes:
    name = one["name"].encode("utf-16-le")
    said = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, one["kind"], 1)
    said += struct.pack("<III", FREE, one.get("right", FREE), one.get("child", FREE)) + bytes(16 + 4 + 16)
    return said + struct.pack("<IQ", one.get("start", 0), one.get("size", 0))
