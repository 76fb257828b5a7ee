"""What a file is, by its own bytes and parts; its name has no say, but must not say another thing. Pure."""

import re
import unicodedata
from pathlib import PurePosixPath

from lawsuit_hub.features.publishing.types import EMPTY, UNKNOWN, Unfit
from lawsuit_hub.values.text import clean

OLE, ZIP = "ole", "zip"
TEXTS = frozenset({"txt", "csv", "md", "tsv"})
PICTURES = frozenset({"jpg", "png", "heic", "gif", "webp"})
# What is taken, by the end of its name; and by what media type it is handed out.
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "hwpx": "application/hwp+zip",
    "hwp": "application/x-hwp",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "zip": "application/zip",
}
ENDINGS = {"jpeg": "jpg"}
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_UNSAFE = re.compile(r"[\\/:*?\"<>|%#&;=+`'$~^{}\[\]\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_BRAND = slice(8, 12)


def sniffed(data: bytes) -> str:
    """By the first bytes; "" for what has none of its own, such as text. Raises Unfit: empty."""
    if not data:
        raise Unfit(EMPTY)
    if data[4:8] == b"ftyp" and data[_BRAND] in _HEIC:
        return "heic"
    if data[:4] == b"RIFF" and data[_BRAND] == b"WEBP":
        return "webp"
    return next((kind for head, kind in _HEADS if data.startswith(head)), "")


def ending(name: str) -> str:
    """What the name says that it is. Raises Unfit: of no kind that is taken."""
    found = PurePosixPath(name).suffix.lstrip(".").lower()
    found = ENDINGS.get(found, found)
    if found not in MEDIA:
        raise Unfit(UNKNOWN)
    return found


def cleaned(name: str, *, longest: int) -> str:
    """A name as it may stand in an address and a header: one line, no path, its ending kept."""
    base = clean(unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1])
    safe = " ".join(_UNSAFE.sub(" ", base).split()).strip(". ")
    stem, dot, end = safe.rpartition(".")
    if not dot:
        return safe[:longest]
    return f"{stem[: longest - len(end) - 1].rstrip('. ') or 'file'}.{end.lower()}"
