"""Writes a roster as a workbook, row by row, without a temporary file; knows nothing of locking.

Every cell is text, a number or a date: there is no formula and no hyperlink in the file, and text cells have
the format '@', so that they stay text when somebody edits them.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import BinaryIO, cast

from lawsuit_hub.features.rosters import xlsx_parts
from lawsuit_hub.features.rosters.characters import UNSHOWABLE, visible
from lawsuit_hub.features.rosters.columns import Column, Kind, Value, in_seoul, with_export_id
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers
from lawsuit_hub.features.rosters.xlsx_parts import Style
from lawsuit_hub.privacy.one_way import OneWay

LONGEST_TEXT = 32_767  # in UTF-16 units, as Excel counts
CUT_MARK = " …[32,767자에서 잘림]"
FIRST_SERIAL_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February that never was
_EPOCH_DAY = date(1899, 12, 30).toordinal()
_SECONDS_A_DAY = 86_400
_ROWS_A_CHUNK = 64
_STYLES = {
    Kind.TEXT: Style.TEXT,
    Kind.NUMBER: Style.NUMBER,
    Kind.WON: Style.WON,
    Kind.DATE: Style.DATE,
    Kind.DATETIME: Style.DATETIME,
}
_NEEDS_ESCAPE = re.compile(r"[&<>\r]|_(?=x[0-9A-Fa-f]{4}_)")
unusual = re.compile(f"[&<>\\r_{UNSHOWABLE}]").search  # whatever `escaped` may have to change
_SURELY_SHORT = LONGEST_TEXT // 2
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "_": "_x005F_"}


def write_xlsx(out: BinaryIO, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow]) -> int:
    """Write the workbook to `out` as the rows come; memory does not grow with them. Returns their number.

    If anything raises, `out` is left without a directory: half a roster does not open as a whole one.
    """
    columns = with_export_id(columns, head)
    with _archive(out) as archive:
        _add(archive, "[Content_Types].xml", xlsx_parts.CONTENT_TYPES)
        _add(archive, "_rels/.rels", xlsx_parts.PACKAGE_RELATIONS)
        roster = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        roster.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(roster, "w") as part:
            count = _write_rows(cast(BinaryIO, part), head, columns, rows)
        if count != head.row_count:
            raise RowCountDiffers
        _add(archive, "xl/worksheets/sheet2.xml", _about_sheet(head))
        _add(archive, "xl/styles.xml", xlsx_parts.STYLES)
        _add(archive, "xl/workbook.xml", xlsx_parts.workbook(xlsx_parts.letters(len(columns)), count + 1))
        _add(archive, "xl/_rels/workbook.xml.rels", xlsx_parts.WORKBOOK_RELATIONS)
    return count


@contextmanager
def _archive(out: BinaryIO) -> Iterator[zipfile.ZipFile]:
    sink = OneWay(out)
    with zipfile.ZipFile(cast(BinaryIO, sink), "w") as archive:
        try:
            yield archive
        except BaseException:
            sink.cut()
            raise


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    """Stored, not deflated: together these parts keep an empty roster above the size that can be encrypted."""
    archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"))


def _write_rows(part: BinaryIO, head: RosterHead, columns: Sequence[Column], rows: Iterable[RosterRow]) -> int:
    part.write(xlsx_parts.roster_start([column.width for column in columns]).encode("utf-8"))
    letters = [xlsx_parts.letters(i + 1) for i in range(len(columns))]
    titles = "".join(text_cell(f"{at}1", Style.HEADER, c.header) for at, c in zip(letters, columns, strict=True))
    chunk = [f'<row r="1">{titles}</row>']
    writers = [_cell_writer(at, column) for at, column in zip(letters, columns, strict=True)]
    count = 0
    for count, row in enumerate(rows, start=1):
        line = count + 1
        chunk.append(f'<row r="{line}">{"".join([write(line, row) for write in writers])}</row>')
        if len(chunk) >= _ROWS_A_CHUNK:
            part.write("".join(chunk).encode("utf-8"))
            chunk.clear()
    chunk.append(xlsx_parts.roster_end(f"A1:{letters[-1]}{count + 1}", _page_marks(head)))
    part.write("".join(chunk).encode("utf-8"))
    return count


def _cell_writer(at: str, column: Column) -> Callable[[int, RosterRow], str]:
    """What `cell` does for a column of hundreds of thousands: the same letters, without asking each time what it is."""
    read, style = column.value, _STYLES[column.kind]
    start, text_starts = f'<c r="{at}', f'" s="{Style.TEXT}" t="inlineStr"><is><t xml:space="preserve">'
    value_starts = f'" s="{style}"><v>'

    def text(line: int, row: RosterRow) -> str:
        value = read(row)
        if type(value) is not str or len(value) > _SURELY_SHORT or unusual(value):
            return cell(f"{at}{line}", style, value)
        return f"{start}{line}{text_starts}{value}</t></is></c>" if value else ""

    def number(line: int, row: RosterRow) -> str:
        value = read(row)
        if type(value) is not int:
            return cell(f"{at}{line}", style, value)
        return f"{start}{line}{value_starts}{value}</v></c>"

    def day(line: int, row: RosterRow) -> str:
        value = read(row)
        if type(value) is not date or value < FIRST_SERIAL_DAY:
            return cell(f"{at}{line}", style, value)
        return f"{start}{line}{value_starts}{value.toordinal() - _EPOCH_DAY}</v></c>"

    return {Kind.TEXT: text, Kind.NUMBER: number, Kind.WON: number, Kind.DATE: day, Kind.DATETIME: day}[column.kind]


def cell(at: str, style: Style, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return text_cell(at, Style.TEXT, value)
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value:d}</v></c>'
    return _day_cell(at, style, value)


def text_cell(at: str, style: Style, text: str) -> str:
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _day_cell(at: str, style: Style, day: date) -> str:
    moment = in_seoul(day) if isinstance(day, datetime) else None
    day = moment.date() if moment else day
    if day < FIRST_SERIAL_DAY:
        return text_cell(at, Style.TEXT, moment.isoformat(sep=" ") if moment else day.isoformat())
    serial = day.toordinal() - _EPOCH_DAY
    if moment is None:
        return f'<c r="{at}" s="{style}"><v>{serial}</v></c>'
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return f'<c r="{at}" s="{style}"><v>{serial + seconds / _SECONDS_A_DAY:.11f}</v></c>'


def escaped(text: str) -> str:
    """As XML text that a spreadsheet shows letter by letter: `_x0041_` stays seven letters, not an A."""
    text = visible(_cut(text))
    return _NEEDS_ESCAPE.sub(lambda match: _ESCAPES[match.group()], text) if _NEEDS_ESCAPE.search(text) else text


def _cut(text: str) -> str:
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - len(CUT_MARK)) * 2].decode("utf-16-le", "ignore") + CUT_MARK


def _page_marks(head: RosterHead) -> tuple[str, str]:
    """Header and footer of every printed page; '&' starts a code there, so ours is shown full width."""
    made = in_seoul(head.made_at).isoformat(sep=" ", timespec="minutes")
    number = head.export_id[:40].replace("&", "＆")
    group = head.group_code[:40].replace("&", "＆")
    return (
        escaped(f"&L내보내기 번호 {number}&C모임 {group}&R만든 때 {made}"),
        escaped(f"&L내보내기 번호 {number} · 제3자에게 전하지 마세요&R쪽 &P / &N"),
    )


def _about_sheet(head: RosterHead) -> str:
    facts: tuple[tuple[str, Style, Value], ...] = (
        ("내보내기 번호", Style.TEXT, head.export_id),
        ("모임", Style.TEXT, head.group_code),
        ("사람 수", Style.WON, head.row_count),
        ("받는 변호사", Style.TEXT, head.lawyer_name),
        ("소속", Style.TEXT, head.law_firm),
        ("만든 때 (한국 시각)", Style.DATETIME, head.made_at),
        ("쓰임", Style.TEXT, head.purpose),
        ("이유", Style.TEXT, head.reason),
        ("지켜 주세요", Style.TEXT, xlsx_parts.NOTICE),
    )
    lines = [
        f'<row r="{i}">{text_cell(f"A{i}", Style.HEADER, label)}{cell(f"B{i}", style, value)}</row>'
        for i, (label, style, value) in enumerate(facts, start=1)
    ]
    return xlsx_parts.about_sheet("".join(lines), _page_marks(head))
