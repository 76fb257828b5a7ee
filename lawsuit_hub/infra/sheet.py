"""Opens a sheet, CSV or XLSX, as a stream of rows of text. Knows no question and no person."""

from collections.abc import Iterator
from typing import BinaryIO

from lawsuit_hub.infra.csv_sheet import csv_rows
from lawsuit_hub.infra.sheet_cells import Damage
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet
from lawsuit_hub.infra.xlsx_sheet import MAX_FILE, MAX_UNPACKED, xlsx_rows

__all__ = ["Sheet", "UnreadableSheet", "open_sheet"]

_BLOCK = 2**16
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF-"
_WORKBOOK_NAMES = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".hwp", ".hwpx")


class Sheet:
    """A header and, once, its rows: as long as they are in the file, without those in which every cell is empty."""

    def __init__(self, rows: Iterator[list[str]], damage: Damage) -> None:
        self._rows = filter(_says_something, rows)
        self._damage = damage
        header = next(self._rows, None)
        if header is None:
            raise UnreadableSheet("empty")
        while not header[-1].strip():
            header.pop()
        self.header: list[str] = header

    def __iter__(self) -> Iterator[list[str]]:
        return self._rows

    @property
    def cut_cells(self) -> int:
        """How many cells read so far were longer than what is kept of one."""
        return self._damage.cut_cells

    @property
    def unclosed_quote(self) -> bool:
        """Whether, read to its end, the file ended inside a quoted cell, which then swallowed the rows after it."""
        return self._damage.unclosed_quote


def open_sheet(stream: BinaryIO, filename: str | None = None, *, unpacked: int = MAX_UNPACKED) -> Sheet:
    """The content decides what the file is; its name only helps to say what is wrong. The stream need not seek. `unpacked`: to how many
    bytes a workbook may unpack at most."""
    head = _first_block(stream)
    damage = Damage()
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return Sheet(xlsx_rows(_whole(stream, head), damage, unpacked), damage)
    if head.startswith(_OLD_OFFICE):
        raise UnreadableSheet("old_workbook")
    if head.startswith(_PDF):
        raise UnreadableSheet("not_text")
    sheet = Sheet(csv_rows(_blocks(stream, head), damage), damage)
    if len(sheet.header) == 1 and (filename or "").lower().endswith(_WORKBOOK_NAMES):
        raise UnreadableSheet("old_workbook")
    return sheet


def _says_something(row: list[str]) -> bool:
    return any(cell and not cell.isspace() for cell in row)


def _first_block(stream: BinaryIO) -> bytes:
    """A stream of decrypted chunks may give less than asked for; the encoding is told by a whole block."""
    head = b""
    while len(head) < _BLOCK and (more := stream.read(_BLOCK - len(head))):
        head += more
    return head


def _blocks(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    yield head
    while block := stream.read(_BLOCK):
        yield block


def _whole(stream: BinaryIO, head: bytes) -> bytes:
    content = bytearray(head)
    while block := stream.read(_BLOCK):
        content += block
        if len(content) > MAX_FILE:
            raise UnreadableSheet("too_large")
    return bytes(content)
