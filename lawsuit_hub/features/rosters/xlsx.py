"""Writes a roster as a workbook, row by row, without a temporary file; knows nothing of locking.

Every cell is text, a number or a date: there is no formula and no hyperlink in the file, and text cells have
the format '@', so that they stay text when somebody edits them.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, cast

from lawsuit_hub.features.rosters import xlsx_parts
from lawsuit_hub.features.rosters.columns import Column, Value, in_seoul, with_export_id
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers
from lawsuit_hub.features.rosters.xlsx_cells import cell, escaped, text_cell
from lawsuit_hub.features.rosters.xlsx_parts import Style
from lawsuit_hub.features.rosters.xlsx_rows import row_writer
from lawsuit_hub.privacy.one_way import OneWay

_ROWS_A_CHUNK = 64


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
    written = row_writer(columns)
    count = 0
    for count, row in enumerate(rows, start=1):
        chunk.append(written(count + 1, row))
        if len(chunk) >= _ROWS_A_CHUNK:
            part.write("".join(chunk).encode("utf-8"))
            chunk.clear()
    chunk.append(xlsx_parts.roster_end(f"A1:{letters[-1]}{count + 1}", _page_marks(head), turned=head.turned))
    part.write("".join(chunk).encode("utf-8"))
    return count


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
        ("양식", Style.TEXT, head.template),
        *(
            (label, Style.TEXT, text)
            for label, text in (("위에 적은 글", head.above), ("아래에 적은 글", head.below))
            if text
        ),
        ("지켜 주세요", Style.TEXT, xlsx_parts.NOTICE),
    )
    lines = [
        f'<row r="{i}">{text_cell(f"A{i}", Style.HEADER, label)}{cell(f"B{i}", style, value)}</row>'
        for i, (label, style, value) in enumerate(facts, start=1)
    ]
    return xlsx_parts.about_sheet("".join(lines), _page_marks(head))
