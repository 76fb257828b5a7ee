"""Reads the rows of the first visible sheet of an XLSX workbook as the text a CSV of it would hold.

A workbook is refused before it is opened if it would unpack to more than its bounds.
"""

import io
import math
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from xml.etree.ElementTree import ParseError  # only the exception: openpyxl parses through defusedxml

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lawsuit_hub.infra.sheet_cells import MAX_COLUMNS, Damage, NumberCell, bounded
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet

MAX_FILE = 64 * 2**20
MAX_UNPACKED = 512 * 2**20
MAX_RATIO = 100
RATIO_FROM = 16 * 2**20
MAX_PARTS = 2_000
_ENCRYPTED = 0x1
_MAX_ROWS = 2**20
_BATCH = 200
_EXACT_INTEGERS = 10**15
_NOON = 12

# What openpyxl raises on a workbook that is not what it says; everything in it is the file's fault, not ours.
_BROKEN = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError, EOFError,
    NotImplementedError, ParseError, zlib.error, zipfile.BadZipFile, InvalidFileException,
)  # fmt: skip


class DefusedXmlMissing(RuntimeError):
    """openpyxl would read uploaded XML without its guard."""


def xlsx_rows(content: bytes, damage: Damage, unpacked: int = MAX_UNPACKED) -> Iterator[list[str]]:
    if not openpyxl.DEFUSEDXML:
        raise DefusedXmlMissing
    _refuse_bombs(content, unpacked)
    return _rows(_first_sheet(content), damage)


def _refuse_bombs(content: bytes, most: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except _BROKEN as broken:
        raise UnreadableSheet("damaged") from broken
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > min(most, max(RATIO_FROM, MAX_RATIO * len(content))):
        raise UnreadableSheet("too_large")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableSheet("locked")
    if not any(part.filename.startswith("xl/") for part in parts):
        raise UnreadableSheet("not_a_workbook")


def _first_sheet(content: bytes) -> Iterator[tuple[object, ...]]:
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
            if sheet is None:
                raise UnreadableSheet("empty")
            sheet.reset_dimensions()  # what a file says of its own size is not to be believed
            rows: Iterator[tuple[object, ...]] = sheet.iter_rows(max_row=_MAX_ROWS, values_only=True)
            return rows
    except UnreadableSheet:
        raise
    except _BROKEN as broken:
        raise UnreadableSheet("damaged") from broken


def _rows(rows: Iterator[tuple[object, ...]], damage: Damage) -> Iterator[list[str]]:
    while batch := _batch(rows):
        for row in batch:
            yield [bounded(_text(value), damage) if value is not None else "" for value in row[:MAX_COLUMNS]]


def _batch(rows: Iterator[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Without openpyxl's warnings: they quote the values of cells."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return list(islice(rows, _BATCH))
    except _BROKEN as broken:
        raise UnreadableSheet("damaged") from broken


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return NumberCell(value)
        case float():
            return _number(value)
        case datetime():
            return _moment(value)
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _number(value: float) -> str:
    if math.isfinite(value) and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return NumberCell(int(value))
    return NumberCell(value)


def _moment(value: datetime) -> str:
    """A bare date in ISO; with a time, as Google Forms writes it into a CSV, so that both files say the same answer."""
    if value.time() == time():
        return value.date().isoformat()
    half = "오전" if value.hour < _NOON else "오후"
    return f"{value:%Y/%m/%d} {value.hour % _NOON or _NOON}:{value:%M:%S} {half} GMT+9"
