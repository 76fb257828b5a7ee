"""The roster workbook: what a spreadsheet makes of it, and what it never makes of it."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from lawsuit_hub.features.rosters.columns import COLUMNS, UnknownColumn, chosen
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers
from lawsuit_hub.features.rosters.xlsx import write_xlsx
from lawsuit_hub.features.rosters.xlsx_cells import CUT_MARK, LONGEST_TEXT

Row = Callable[..., RosterRow]
Head = Callable[..., RosterHead]

HOSTILE = [
    '=HYPERLINK("http://evil.example","누르기")',
    "+82 10-0999-1234",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "  =1+1",
    "0101",
    " 앞 빈칸",
    "https://example.com/a?b=1&c=2",
    "<b>&amp;</b>",
    "🏠 집",
    "줄\n바꿈",
    "]]>",
    "'=1",
]


def _written(head: RosterHead, rows: list[RosterRow], *keys: str) -> io.BytesIO:
    out = io.BytesIO()
    assert write_xlsx(out, head, chosen(keys) if keys else COLUMNS, iter(rows)) == len(rows)
    return out


def _parts(workbook: io.BytesIO) -> dict[str, str]:
    with zipfile.ZipFile(workbook) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def _remark_as_read(row: Row, head: Head, text: str) -> object:
    workbook = openpyxl.load_workbook(_written(head(1), [row(remark=text)], "remark"))
    return workbook["명단"]["A2"].value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_stays_the_text_it_was(row: Row, head: Head, text: str) -> None:
    workbook = openpyxl.load_workbook(_written(head(1), [row(remark=text)], "remark"))
    cell = workbook["명단"]["A2"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert cell.hyperlink is None


def test_no_part_holds_a_formula_or_a_link_to_the_outside(row: Row, head: Head) -> None:
    rows = [row(i, name=text, remark=text, situation=text) for i, text in enumerate(HOSTILE, start=1)]
    parts = _parts(_written(head(len(rows), reason=HOSTILE[0], lawyer_name=HOSTILE[1]), rows))
    for text in parts.values():
        assert not re.search(r"<(\w+:)?f[ >/]|<hyperlink|TargetMode|externalLink", text)


def test_control_characters_are_shown_as_pictures(row: Row, head: Head) -> None:
    assert _remark_as_read(row, head, "가\x00나\x1b다\x7f라\x85마\ufffe바\ud800사") == "가␀나␛다␡라�마�바�사"


@pytest.mark.parametrize("text", ["_x0041_", "_x000D_끝", "_x0041_x0042_", "__x00e9__", "_x005F_x0041_"])
def test_letters_that_spell_an_escape_stay_letters(row: Row, head: Head, text: str) -> None:
    read = _remark_as_read(row, head, text)
    assert isinstance(read, str)
    as_excel_shows_it = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), read)
    assert as_excel_shows_it == text


def test_a_text_that_only_looks_like_an_escape_is_left_alone(row: Row, head: Head) -> None:
    assert _remark_as_read(row, head, "_x00_ a_b _xyz_") == "_x00_ a_b _xyz_"


@pytest.mark.parametrize("letter", ["가", "🏠"])
def test_a_text_beyond_the_limit_ends_in_a_visible_mark(row: Row, head: Head, letter: str) -> None:
    read = _remark_as_read(row, head, letter * 40_000)
    assert isinstance(read, str)
    assert read.endswith(CUT_MARK)
    assert set(read.removesuffix(CUT_MARK)) == {letter}
    assert LONGEST_TEXT - 1 <= len(read.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_a_text_of_exactly_the_limit_is_whole(row: Row, head: Head) -> None:
    assert _remark_as_read(row, head, "가" * LONGEST_TEXT) == "가" * LONGEST_TEXT


def test_dates_and_won_are_real_and_read_back_as_such(row: Row, head: Head) -> None:
    sheet = openpyxl.load_workbook(_written(head(1), [row(7)]))["명단"]
    read = {sheet.cell(1, i).value: sheet.cell(2, i) for i in range(1, sheet.max_column + 1)}
    assert read["계약일"].value == datetime(2021, 12, 6)  # noqa: DTZ001 - spreadsheets know no zones
    assert read["계약일"].number_format == r"yyyy\-mm\-dd"
    assert read["보증금(원)"].value == 150_000_007
    assert type(read["보증금(원)"].value) is int
    assert read["보증금(원)"].number_format == "#,##0"
    assert read["월차임(원)"].value == 0
    assert read["순번"].value == 7
    assert read["제공 동의 일시"].value == datetime(2024, 1, 3, 9, 41, 48)  # noqa: DTZ001
    assert read["연락처"].value == "010-0999-1234"
    assert read["비고"].value is None


@pytest.mark.parametrize("day", [date(1900, 2, 28), date(1899, 12, 31), date(1, 1, 1)])
def test_a_day_before_march_1900_is_written_as_text(row: Row, head: Head, day: date) -> None:
    sheet = openpyxl.load_workbook(_written(head(1), [row(birth_date=day)], "birth_date"))["명단"]
    assert sheet["A2"].value == day.isoformat()


@pytest.mark.parametrize("day", [date(1900, 3, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_a_day_from_march_1900_on_is_a_date(row: Row, head: Head, day: date) -> None:
    sheet = openpyxl.load_workbook(_written(head(1), [row(birth_date=day)], "birth_date"))["명단"]
    assert sheet["A2"].value == datetime(day.year, day.month, day.day)  # noqa: DTZ001


def test_every_second_of_a_day_survives(row: Row, head: Head) -> None:
    moments = [datetime(2026, 11, 22, h, m, s, tzinfo=UTC) for h in (0, 11, 23) for m in (0, 59) for s in range(60)]
    rows = [row(consented_at=moment) for moment in moments]
    sheet = openpyxl.load_workbook(_written(head(len(rows)), rows, "consented_at"))["명단"]
    read = [line[0].replace(tzinfo=None) for line in sheet.iter_rows(min_row=2, max_col=1, values_only=True)]
    assert read == [datetime.fromtimestamp(m.timestamp() + 9 * 3600, UTC).replace(tzinfo=None) for m in moments]


def test_the_header_is_bold_frozen_and_filters(row: Row, head: Head) -> None:
    workbook = openpyxl.load_workbook(_written(head(3), [row(i) for i in (1, 2, 3)]))
    sheet = workbook["명단"]
    assert workbook.sheetnames == ["명단", "내보내기 정보"]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS] + ["내보내기 번호"]
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(4, len(COLUMNS) + 1).coordinate}"
    assert sheet.print_title_rows == "$1:$1"


def test_every_row_and_every_page_names_the_export(row: Row, head: Head) -> None:
    sheet = openpyxl.load_workbook(_written(head(3), [row(i) for i in (1, 2, 3)], "name"))["명단"]
    assert [sheet.cell(i, 2).value for i in (2, 3, 4)] == ["X-0087"] * 3
    assert sheet.oddHeader.left.text == "내보내기 번호 X-0087"
    assert "X-0087" in sheet.oddFooter.left.text


def test_the_second_sheet_tells_for_whom_when_and_why(row: Row, head: Head) -> None:
    sheet = openpyxl.load_workbook(_written(head(1), [row()]))["내보내기 정보"]
    told = dict(sheet.iter_rows(values_only=True))
    assert told["내보내기 번호"] == "X-0087"
    assert told["모임"] == "GS-0012"
    assert told["사람 수"] == 1
    assert told["받는 변호사"] == "표본변호사"
    assert told["소속"] == "법무법인 나란히"
    assert told["만든 때 (한국 시각)"] == datetime(2026, 11, 22, 10, 14)  # noqa: DTZ001
    assert told["쓰임"] == "위임 서류 준비"
    assert told["이유"] == "위임장과 계약 내용을 맞춰 봅니다."


def test_a_group_code_with_an_ampersand_does_not_become_a_page_code(row: Row, head: Head) -> None:
    sheet = openpyxl.load_workbook(_written(head(1, group_code="A&R"), [row()], "name"))["명단"]
    assert sheet.oddHeader.center.text == "모임 A＆R"
    assert sheet.oddHeader.right.text == "만든 때 2026-11-22 10:14"


def test_only_the_chosen_columns_are_written_in_the_order_of_the_table(row: Row, head: Head) -> None:
    workbook = _written(head(1), [row()], "phone", "name")
    assert [cell.value for cell in openpyxl.load_workbook(workbook)["명단"][1]] == ["성명", "연락처", "내보내기 번호"]
    assert "1991" not in _parts(workbook)["xl/worksheets/sheet1.xml"]


def test_a_column_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(UnknownColumn):
        chosen(["name", "resident_number"])


def test_every_part_is_well_formed_typed_and_reachable(row: Row, head: Head) -> None:
    rows = [row(i, remark=text) for i, text in enumerate(HOSTILE, start=1)]
    parts = _parts(_written(head(len(rows)), rows))
    trees = {name: ET.fromstring(text) for name, text in parts.items()}  # noqa: S314 - we wrote it
    assert next(iter(parts)) == "[Content_Types].xml"
    typed = {n.get("PartName", "")[1:] for n in trees["[Content_Types].xml"] if n.tag.endswith("Override")}
    linked = {"xl/" + n.get("Target", "") for n in trees["xl/_rels/workbook.xml.rels"]}
    linked |= {n.get("Target", "") for n in trees["_rels/.rels"]}
    assert typed == linked == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}


def test_sheet_elements_come_in_the_order_the_schema_asks(row: Row, head: Head) -> None:
    order = [
        "sheetPr",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "autoFilter",
        "pageMargins",
        "pageSetup",
        "headerFooter",
    ]
    parts = _parts(_written(head(1), [row()]))
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        tags = [n.tag.split("}")[1] for n in ET.fromstring(parts[name])]  # noqa: S314 - we wrote it
        assert tags == [tag for tag in order if tag in tags]


def test_every_style_that_a_cell_names_exists(row: Row, head: Head) -> None:
    parts = _parts(_written(head(1), [row()]))
    styles = ET.fromstring(parts["xl/styles.xml"])  # noqa: S314 - we wrote it
    for counted in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"):
        group = next(n for n in styles if n.tag.endswith("}" + counted))
        assert int(group.get("count", "-1")) == len(group)
    known = len(next(n for n in styles if n.tag.endswith("}cellXfs")))
    used = {int(n) for name in ("1", "2") for n in re.findall(r' s="(\d+)"', parts[f"xl/worksheets/sheet{name}.xml"])}
    assert used == {1, 2, 3, 4, 5, 6}
    assert max(used) < known


def test_an_empty_roster_is_a_workbook_large_enough_to_lock(head: Head) -> None:
    workbook = _written(head(0), [], "name")
    assert len(workbook.getvalue()) > 4_200
    assert openpyxl.load_workbook(workbook)["명단"].max_row == 1


def test_rows_are_compressed_as_they_go(row: Row, head: Head) -> None:
    workbook = _written(head(500), [row(i) for i in range(1, 501)])
    assert len(workbook.getvalue()) < len(_parts(workbook)["xl/worksheets/sheet1.xml"].encode()) / 5


def test_memory_stays_flat_as_rows_grow(row: Row, head: Head) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            write_xlsx(_Nowhere(), head(count), COLUMNS, (row(i) for i in range(1, count + 1)))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(10_000) < peak(2_000) + 256 * 1024


def test_an_interrupted_roster_opens_nowhere(row: Row, head: Head) -> None:
    class _Torn(Exception):
        pass

    def torn() -> Iterator[RosterRow]:
        yield from (row(i) for i in range(1, 500))
        raise _Torn

    out = io.BytesIO()
    with pytest.raises(_Torn):
        write_xlsx(out, head(1000), COLUMNS, torn())
    assert not zipfile.is_zipfile(out)


@pytest.mark.parametrize("announced", [1, 3])
def test_a_roster_of_another_length_than_announced_is_refused(row: Row, head: Head, announced: int) -> None:
    out = io.BytesIO()
    with pytest.raises(RowCountDiffers):
        write_xlsx(out, head(announced), COLUMNS, [row(1), row(2)])
    assert not zipfile.is_zipfile(out)


def test_rows_and_heads_print_nobody(row: Row, head: Head) -> None:
    assert f"{row()!r}{row()}{[row()]}" == "<roster row><roster row>[<roster row>]"
    assert f"{head(1)!r}" == "<roster head X-0087>"


class _Nowhere(io.BytesIO):
    """Keeps nothing."""

    def write(self, data: object, /) -> int:
        return len(data)  # type: ignore[arg-type]
