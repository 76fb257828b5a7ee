"""What a file is, by its own bytes: never by its name or by what a browser says of it. Pure."""

from enum import StrEnum


class FileKind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"


class Unfit(Exception):
    """The file is not taken; `why` is one of WHYS, and words.py has a sentence for each."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


# Everything that a document is refused for.
EMPTY, UNKNOWN, FOREIGN, LARGE, SEVERAL = "empty", "unknown", "foreign", "large", "several"
LOCKED, PAGES, BROKEN, HEAVY, BUSY = "locked", "pages", "broken", "heavy", "busy"
HARMFUL, UNSCANNED = "harmful", "unscanned"
WHYS = (EMPTY, UNKNOWN, FOREIGN, LARGE, SEVERAL, LOCKED, PAGES, BROKEN, HEAVY, BUSY, HARMFUL, UNSCANNED)

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
# Brands of still pictures in an HEIF container (ISO/IEC 23008-12); sequences ("hevc", "msf1") are films.
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
# What readers of other formats look for: a PDF reader within the first kilobyte, a browser that guesses, an unpacker at the end.
_HEAD = 1024
_MARKUP = (b"<html", b"<!doctype html", b"<script", b"<svg", b"<?php")
_ZIP_END, _ZIP_END_BYTES, _ZIP_COMMENT = b"PK\x05\x06", 22, 65535
_PDF_END = b"%%EOF"


def kind_of(data: bytes) -> FileKind:
    """Raises Unfit: empty, of no kind that is taken, or two kinds in one."""
    if not data:
        raise Unfit(EMPTY)
    kind = _by_first_bytes(data)
    if kind is None:
        raise Unfit(UNKNOWN)
    head = data[:_HEAD].lower()
    if any(mark in head for mark in _MARKUP) or (kind is not FileKind.PDF and _PDF.lower() in head):
        raise Unfit(FOREIGN)
    if _ends_as_zip(data) or (kind is FileKind.PDF and _goes_on_after_its_end(data)):
        raise Unfit(FOREIGN)
    return kind


def _by_first_bytes(data: bytes) -> FileKind | None:
    if data.startswith(_PDF):
        return FileKind.PDF
    if data.startswith(_JPEG):
        return FileKind.JPEG
    if data.startswith(_PNG):
        return FileKind.PNG
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return FileKind.HEIC
    return None


def _ends_as_zip(data: bytes) -> bool:
    """An unpacker reads from the end: its last record says how long the comment behind it is."""
    start = max(0, len(data) - _ZIP_END_BYTES - _ZIP_COMMENT)
    at = data.find(_ZIP_END, start)
    while at != -1:
        if at + _ZIP_END_BYTES + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            return True
        at = data.find(_ZIP_END, at + 1)
    return False


def _goes_on_after_its_end(data: bytes) -> bool:
    """Something else hangs behind the last end of the PDF. Scanners leave spaces and zeros there; one without an end is for the reader to judge."""
    at = data.rfind(_PDF_END)
    return at != -1 and bool(data[at + len(_PDF_END) :].strip(b"\0 \t\r\n\x0c\x1a"))
