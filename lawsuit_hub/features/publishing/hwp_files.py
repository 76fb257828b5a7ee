"""Hangul's older files (.hwp, HWP 5): the text of every paragraph, the preview, properties, pictures. Runs in the reading process only.

한글문서파일형식 5.0, revision 1.3: streams of records, most of them deflated.
"""

import io
import struct
import zlib
from collections.abc import Iterator

import olefile

from lawsuit_hub.features.publishing import detecting, markup, pictures
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import BROKEN, HEAVY, LEFT_OVER, LOCKED, MACROS, NAMES, OLD, Unfit

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _LOCKED = 0x1, 0x2 | 0x4 | 0x100  # by a password, for distribution, by a certificate
_FLAGS_AT = 36
_PARA_TEXT = 67
_LONG_SIZE = 0xFFF
# A control of these is one letter long; the others take eight, with something in between that is no text.
_ONE_LETTER = frozenset({0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31})
_PLAIN_SCRIPT = 64  # bytes of Scripts/DefaultJScript in a paper that has no macro
_TROUBLE = (OSError, ValueError, struct.error, IndexError, KeyError, TypeError, AttributeError, zlib.error)


def read(data: bytes, passages: Passages) -> None:
    """Raises Unfit: not one of these, locked, broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as opened:
            _read(opened, passages)
    except _TROUBLE:
        raise Unfit(BROKEN) from None


def _read(opened: olefile.OleFileIO, passages: Passages) -> None:
    if opened.exists("EncryptedPackage"):
        raise Unfit(LOCKED)
    if not opened.exists("FileHeader"):
        raise Unfit(OLD)
    head = opened.openstream("FileHeader").read()
    if not head.startswith(_SIGNATURE):
        raise Unfit(OLD)
    (flags,) = struct.unpack_from("<I", head, _FLAGS_AT)
    if flags & _LOCKED:
        raise Unfit(LOCKED)
    for path in opened.listdir():
        _stream("/".join(path), opened.openstream(path).read(), passages, packed=bool(flags & _COMPRESSED))
    properties = opened.getproperties("\x05HwpSummaryInformation") if opened.exists("\x05HwpSummaryInformation") else {}
    for value in properties.values():
        passages.author(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _stream(path: str, data: bytes, passages: Passages, *, packed: bool) -> None:
    if path == "PrvText":
        passages.text(data.decode("utf-16-le", "replace"), "preview")
    elif path.startswith("BodyText/"):
        _section(_plain(data, passages) if packed else data, passages)
    elif path.startswith("BinData/"):
        whole = _plain(data, passages) if packed else data
        if path.lower().endswith((".ole", ".bin")):
            passages.unread("embedded", path)
        else:
            pictures.read(whole, passages, path)
    elif path.startswith("DocHistory/"):
        passages.add(LEFT_OVER, "deleted", path)
    elif path.startswith("Scripts/") and len(_plain(data, passages) if packed else data) > _PLAIN_SCRIPT * 4:
        raise Unfit(MACROS)
    elif path != "PrvImage" and not path.startswith("\x05"):
        markup.binary(_plain(data, passages) if packed and path == "DocInfo" else data, passages, "part", path)


def _plain(data: bytes, passages: Passages) -> bytes:
    inflater = zlib.decompressobj(-15)
    whole = inflater.decompress(data, max(1, passages.left_bytes))
    passages.left_bytes -= len(whole)
    if inflater.unconsumed_tail or passages.left_bytes < 0:
        raise Unfit(HEAVY)
    return whole


def _section(data: bytes, passages: Passages) -> None:
    texts = []
    for tag, record in _records(data):
        if tag == _PARA_TEXT:
            texts.append(_letters(record))
        else:
            markup.binary(record, passages, "part")
    passages.text("\n".join(texts), "body")
    names = detecting.columns_of(
        [[one] for one in texts if one.strip()], passages.offices
    )  # cells stand one after another
    passages.add(NAMES, "body", times=sum(one.counts[NAMES] for one in names))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, at)
        at += 4
        size = head >> 20
        if size == _LONG_SIZE:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if at + size > len(data):
            raise Unfit(BROKEN)
        yield head & 0x3FF, data[at : at + size]
        at += size


def _letters(record: bytes) -> str:
    units = struct.unpack(f"<{len(record) // 2}H", record[: len(record) // 2 * 2])
    kept: list[int] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:  # noqa: PLR2004 - below are controls
            kept.append(unit)
            at += 1
        else:
            kept.append(32)
            at += 1 if unit in _ONE_LETTER else 8
    return struct.pack(f"<{len(kept)}H", *kept).decode("utf-16-le", "replace")
