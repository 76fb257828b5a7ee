"""What a found file says of itself: its hash, export numbers in it, its cells row by row. Knows no export and no person."""

import csv
import hashlib
import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import msoffcrypto
import openpyxl
import pypdfium2
import pyzipper
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from lawsuit_hub.infra.refusals import Refusal

LARGEST = 200 * 2**20
_NUMBER = re.compile(r"(?<![A-Za-z0-9])X-(\d{4,9})(?![0-9])")
_TABLE_ROW = re.compile(r"<hp:tr\b.*?</hp:tr>", re.DOTALL)
_CELL = re.compile(r"<hp:tc\b.*?</hp:tc>", re.DOTALL)
_TEXT = re.compile(r"<hp:t>([^<]*)</hp:t>")
_ENCODINGS = ("utf-8-sig", "cp949")  # as Excel in Korea saves again; utf-16 says so itself
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OFFICE = b"\xd0\xcf\x11\xe0"  # a compound file: an encrypted workbook
Row = tuple[str, ...]


class Locked(Refusal):
    """The file is locked, is not one of ours as it left, and no password that opens it was given."""


class Unreadable(Refusal):
    """It is no file that a roster could have become."""


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """`numbers`: how often each export number stands in it."""

    sha256: str
    numbers: Counter[int] = field(default_factory=Counter)
    rows: tuple[Row, ...] = ()

    def __repr__(self) -> str:
        return "<found>"


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(data: bytes, password: str | None) -> Found:
    """Workbooks, CSV and other text, PDF, and archives of them; locked ones with their password. Raises Locked, Unreadable."""
    rows, texts = [], []
    for content in _opened(data, password):
        rows += (part := list(_rows(content, password)))
        texts += [cell for row in part for cell in row]
        texts += _marks(content)
    numbers = Counter(int(number) for text in texts for number in _NUMBER.findall(text))
    return Found(hash_of(data), numbers, tuple(rows))


def _opened(data: bytes, password: str | None) -> Iterator[bytes]:
    if data.startswith(_OFFICE):
        yield _unlocked(data, password)
    elif zipfile.is_zipfile(io.BytesIO(data)) and not _is_document(data):
        yield from _members(data, password)
    else:
        yield data


def _is_document(data: bytes) -> bool:
    """A workbook or HWPX, which are archives themselves."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())


def _unlocked(data: bytes, password: str | None) -> bytes:
    if password is None:
        raise Locked
    out = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        office.load_key(password=password)
        office.decrypt(out)
    except (InvalidKeyError, DecryptionError):
        raise Locked from None
    except (FileFormatError, ParseError, OSError, ValueError):
        raise Unreadable from None
    return out.getvalue()


def _members(data: bytes, password: str | None) -> Iterator[bytes]:
    with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
        if password is not None:
            archive.setpassword(password.encode("utf-8"))
        _bound(archive)
        for one in archive.infolist():
            try:
                yield archive.read(one)
            except RuntimeError:  # no password, or another
                raise Locked from None
            except (pyzipper.BadZipFile, OSError):
                raise Unreadable from None


def _bound(archive: zipfile.ZipFile) -> None:
    if sum(one.file_size for one in archive.infolist()) > LARGEST:
        raise Unreadable


def _rows(content: bytes, password: str | None) -> Iterator[Row]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield from _sheets(content) if _is_workbook(content) else _tables(content)
    elif content.startswith(b"%PDF"):
        for page in _pages(content, password):
            yield from (tuple(line.split()) for line in page.splitlines())
    else:
        yield from _lines(_text(content))


def _is_workbook(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _bound(archive)
        return "xl/workbook.xml" in archive.namelist()


def _sheets(content: bytes) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                yield tuple(str(cell) for cell in row if cell is not None)
        book.close()
    except (KeyError, ValueError, SyntaxError, zipfile.BadZipFile, OSError):  # XML that is none is a SyntaxError
        raise Unreadable from None


def _lines(text: str) -> Iterator[Row]:
    try:
        separators = csv.Sniffer().sniff(text[:4096], delimiters=",;\t").delimiter
    except csv.Error:
        separators = ","
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separators):
            yield tuple(row)
    except csv.Error:
        raise Unreadable from None


def _text(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(_UTF16) else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable


def _pages(content: bytes, password: str | None) -> Iterator[str]:
    try:
        with pypdfium2.PdfDocument(content, password=password) as paper:
            for page in paper:
                yield page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError as error:
        raise (Locked if "password" in str(error).lower() else Unreadable) from None


def _tables(content: bytes) -> Iterator[Row]:
    """Rows of the tables of a HWPX."""
    for part in _parts_of(content, "section"):
        for row in _TABLE_ROW.findall(part):
            yield tuple(html.unescape("".join(_TEXT.findall(cell))) for cell in _CELL.findall(row))


def _parts_of(content: bytes, name: str) -> Iterator[str]:
    """XML of a document, of parts whose name holds this."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _bound(archive)
        for one in archive.infolist():
            if name in one.filename and one.filename.endswith((".xml", ".rels", ".hpf")):
                yield archive.read(one).decode("utf-8", "replace")


def _marks(content: bytes) -> Iterator[str]:
    """Headers, footers and properties of a document, which are in no cell."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield from _parts_of(content, "")
