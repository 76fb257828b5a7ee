"""What a found file says of itself: hashes of it and of what is in it, export numbers, its rows. Knows no export and no person.

It may have become anything on its way: saved again, zipped with other things, damaged, or made to be a burden. Bytes and rows are bounded.
"""

import csv
import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msoffcrypto
import openpyxl
import pypdfium2
import pyzipper
from defusedxml import ElementTree
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.privacy import age_lock

LARGEST = 200 * 2**20  # bytes of it and of all that is unpacked from it, together
MOST_ROWS, MOST_KEPT = 300_000, 2_000
_MOST_MEMBERS, _DEEPEST, _LONGEST_CELL = 100, 2, 1_000
_NUMBER = re.compile(r"(?<![A-Za-z0-9])X-(\d{4,9})(?![0-9])")
_OFFICE = b"\xd0\xcf\x11\xe0"  # a compound file: an encrypted workbook, or an old document
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "cp949")  # as Excel in Korea saves again; utf-16 says so itself
Row = tuple[str, ...]


class Locked(Refusal):
    """The file is locked, is not one of ours as it left, and no password that opens it was given."""


class Unreadable(Refusal):
    """It is no file that a roster could have become."""


class _Enough(Exception):
    """More than is looked at."""


# What the readers of others raise for what is no file of their kind, or a damaged one.
_BROKEN = (
    FileFormatError, ParseError, zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error, struct.error, csv.Error,
    pypdfium2.PdfiumError, ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip


@dataclass(slots=True, repr=False)
class Found:
    """`hashes`: of the file, then of what was in it. `numbers`: how often each export number stands in it. `rows`: the first ones.

    `trouble`: why nothing of it could be read, where nothing could.
    """

    hashes: list[str] = field(default_factory=list)
    numbers: Counter[int] = field(default_factory=Counter)
    rows: list[Row] = field(default_factory=list)
    trouble: Refusal | None = None

    def __repr__(self) -> str:
        return "<found>"


def read(data: bytes, password: str | None) -> Found:
    """Workbooks, CSV and other text, PDF, HWPX, and archives of them; locked ones with their password."""
    reader = _Reader(password)
    try:
        reader.take(data, depth=0)
    except (Locked, Unreadable) as trouble:
        reader.found.trouble = trouble
    except _Enough:
        pass
    return reader.found


class _Reader:
    def __init__(self, password: str | None) -> None:
        self.password, self.found = password, Found()
        self.left, self.rows = LARGEST, 0

    def take(self, data: bytes, *, depth: int) -> None:
        self._spend(len(data))
        self.found.hashes.append(hashlib.sha256(data).hexdigest())
        try:
            self._read(data, depth)
        except _BROKEN:
            raise Unreadable from None

    def _read(self, data: bytes, depth: int) -> None:
        if data.startswith(age_lock.STARTS):
            raise Locked  # with a key that only its lawyer holds; its hash is noted
        if data.startswith(_OFFICE):
            self._read(self._unlocked(data), depth)
        elif zipfile.is_zipfile(io.BytesIO(data)):
            self._package(data, depth)
        elif data.startswith(b"%PDF"):
            self._add(tuple(line.split()) for page in self._pages(data) for line in page.splitlines())
        else:
            self._add(_lines(_text(data)))

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Unreadable

    def _add(self, rows: Iterable[Row], *, count: bool = True) -> None:
        for row in rows:
            cells = tuple(cell[:_LONGEST_CELL] for cell in row if cell)
            if not cells:
                continue
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise _Enough
            if count:
                self._count(cells)
            if len(self.found.rows) < MOST_KEPT:
                self.found.rows.append(cells)

    def _count(self, texts: Iterable[str]) -> None:
        self.found.numbers.update(int(number) for text in texts for number in _NUMBER.findall(text))

    def _unlocked(self, data: bytes) -> bytes:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            raise Unreadable
        if self.password is None:
            raise Locked
        out = io.BytesIO()
        try:
            office.load_key(password=self.password)
            office.decrypt(out)
        except (InvalidKeyError, DecryptionError):
            raise Locked from None
        self._spend(out.tell())
        return out.getvalue()

    def _package(self, data: bytes, depth: int) -> None:
        with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                self._workbook(data, archive)
            elif "mimetype" in names:
                self._hwpx(archive)
            else:
                self._members(archive, depth)

    def _members(self, archive: pyzipper.AESZipFile, depth: int) -> None:
        """What cannot be read beside what can is passed over, as a Mac's own notes are."""
        refused: list[type[Refusal]] = []
        if depth == _DEEPEST:
            raise Unreadable
        some = [one for one in archive.infolist() if not one.is_dir()][:_MOST_MEMBERS]
        for one in some:
            try:
                self.take(self._content(archive, one), depth=depth + 1)
            except (Locked, Unreadable) as refusal:
                refused.append(type(refusal))
        if len(refused) == len(some):
            raise Locked if Locked in refused else Unreadable

    def _content(self, archive: pyzipper.AESZipFile, one: zipfile.ZipInfo) -> bytes:
        self._spend(one.file_size)
        if one.flag_bits & 1:
            if self.password is None:
                raise Locked
            archive.setpassword(self.password.encode())
        try:
            content: bytes = archive.read(one)
        except RuntimeError:  # another password
            raise Locked from None
        except _BROKEN:
            raise Unreadable from None
        return content

    def _workbook(self, data: bytes, archive: pyzipper.AESZipFile) -> None:
        self._spend(sum(one.file_size for one in archive.infolist()))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its own size is not believed
            self._add(tuple(str(cell) for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True))
        book.close()
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                text = archive.read(name).decode("utf-8", "replace")
                if (at := text.find("<headerFooter")) >= 0:
                    self._count([text[at : at + _LONGEST_CELL]])

    def _hwpx(self, archive: pyzipper.AESZipFile) -> None:
        for one in archive.infolist():
            if one.filename.startswith("Contents/section"):
                content = self._content(archive, one)
                self._count([content.decode("utf-8", "replace")])
                self._add(_table_rows(content), count=False)

    def _pages(self, content: bytes) -> Iterator[str]:
        try:
            paper = pypdfium2.PdfDocument(content, password=self.password)
        except pypdfium2.PdfiumError as error:
            raise (Locked if "password" in str(error).lower() else Unreadable) from None
        with paper:
            for page in paper:
                yield page.get_textpage().get_text_bounded()


def _table_rows(section: bytes) -> Iterator[Row]:
    for _event, element in ElementTree.iterparse(io.BytesIO(section), events=("end",)):
        if element.tag.endswith("}tr"):
            yield tuple("".join(cell.itertext()) for cell in element if cell.tag.endswith("}tc"))
            element.clear()


def _lines(text: str) -> Iterator[Row]:
    try:
        separators = csv.Sniffer().sniff(text[:4096], delimiters=",;\t").delimiter
    except csv.Error:
        separators = ","
    for row in csv.reader(io.StringIO(text), delimiter=separators):
        yield tuple(row)


def _text(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(_UTF16) else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable
