"""Files of answers as they come: encodings, delimiters, workbooks, damage and hostility."""

import io
import unicodedata
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from lawsuit_hub.infra.sheet import Sheet, UnreadableSheet, open_sheet
from lawsuit_hub.infra.sheet_cells import MAX_CELL, NumberCell

HEADER = ["타임스탬프", "성명", "휴대전화 번호", "하고 싶은 말씀"]
ROWS = [
    ["2024/01/03 9:41:48 오전 GMT+9", "표본하나", "010-0123-4567", '"대항력"을\n잘 모릅니다, 안내 부탁; 감사'],
    ["2024/01/03 10:31:51 오전 GMT+9", "표본둘", "010-0123-4568", ""],
]


class Dribble(io.RawIOBase):
    """A stream of decrypted chunks: it does not seek, and gives less than asked for."""

    def __init__(self, content: bytes, chunk: int) -> None:
        self.rest = content
        self.chunk = chunk

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = self.chunk if size < 0 else min(size, self.chunk)
        block, self.rest = self.rest[:size], self.rest[size:]
        return block

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation("seek")


def csv_text(rows: list[list[str]], delimiter: str = ",", newline: str = "\r\n") -> str:
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return newline.join(quoted) + newline


def opened(content: bytes, *, chunk: int = 2**16, name: str | None = None) -> Sheet:
    return open_sheet(Dribble(content, chunk), name)  # type: ignore[arg-type]


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook_with_shared_strings(texts: list[str]) -> bytes:
    """As spreadsheets write it: one column, its texts in the table of shared strings."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in range(1, len(texts) + 1))
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    content = repacked(workbook([["x"]]), "[Content_Types].xml", lambda data: data.replace(b"</Types>", override))
    sheet = f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>".encode()
    out = io.BytesIO(repacked(content, "xl/worksheets/sheet1.xml", lambda _: sheet))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?><sst {main}>{items}</sst>')
    return out.getvalue()


def repacked(content: bytes, part: str, change: object) -> bytes:
    """A workbook with one part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)  # type: ignore[operator]
    return out.getvalue()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"], ids=str)
@pytest.mark.parametrize("chunk", [1, 7, 2**16])
def test_every_encoding_of_a_form_is_read_from_a_stream_that_cannot_seek(codec: str, chunk: int) -> None:
    sheet = opened(csv_text([HEADER, *ROWS]).encode(codec), chunk=chunk)
    assert sheet.header == HEADER
    assert list(sheet) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiters_and_line_ends_are_told_by_the_content(delimiter: str, newline: str) -> None:
    sheet = opened(csv_text([HEADER, *ROWS], delimiter, newline).encode())
    assert sheet.header == HEADER
    assert list(sheet) == ROWS


def test_lines_that_end_in_a_lone_carriage_return_may_hold_newlines() -> None:
    sheet = opened('성명,말\r표본하나,첫째 줄\n둘째 줄\r표본둘,"쉼표, 줄\n바꿈"\r'.encode(), chunk=3)
    assert [[cell.splitlines() for cell in row] for row in sheet] == [
        [["표본하나"], ["첫째 줄", "둘째 줄"]],
        [["표본둘"], ["쉼표, 줄", "바꿈"]],
    ]


def test_a_delimiter_line_of_a_spreadsheet_is_obeyed() -> None:
    sheet = opened("\ufeffsep=;\r\n성명, 본명;전화\r\n표본하나;010-0123-4567\r\n".encode())
    assert sheet.header == ["성명, 본명", "전화"]
    assert list(sheet) == [["표본하나", "010-0123-4567"]]


def test_cp949_is_found_after_many_rows_of_ascii() -> None:
    ascii_rows = "".join(f"{n},sample\n" for n in range(20_000))
    sheet = opened(f"no,name\n{ascii_rows}1,표본하나\n".encode("cp949"), chunk=1000)
    assert list(sheet)[-1] == ["1", "표본하나"]


def test_one_broken_byte_spoils_only_its_own_cell() -> None:
    content = csv_text([HEADER, *ROWS]).encode().replace("표본둘".encode(), b"\xff" + "표본둘".encode())
    rows = list(opened(content))
    assert rows[0] == ROWS[0]
    assert rows[1][1] == "\ufffd표본둘"


def test_blank_lines_and_trailing_empty_rows_are_no_rows() -> None:
    content = "\n\n성명,전화\n표본하나,1\n\n   \n표본둘,2\n,\n,\n\n"
    assert list(opened(content.encode())) == [["표본하나", "1"], ["표본둘", "2"]]
    assert list(opened(workbook([["성명", "전화"], ["표본하나", "1"], [None, None], ["표본둘", "2"], ["", " "]]))) == [
        ["표본하나", "1"],
        ["표본둘", "2"],
    ]


def test_ragged_rows_keep_the_cells_they_have() -> None:
    assert list(opened("가,나,다\n1\n1,2,3,4\n1,2,3".encode())) == [["1"], ["1", "2", "3", "4"], ["1", "2", "3"]]


def test_zero_bytes_are_left_out() -> None:
    assert list(opened("성명,전화\n표\0본하나,010\0\n".encode())) == [["표본하나", "010"]]


def test_a_quote_inside_an_unquoted_cell_is_a_character() -> None:
    assert list(opened('가,나\n5" 못,"x"y\n끝,"a""b"\n'.encode())) == [['5" 못', "xy"], ["끝", 'a"b']]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_megabytes_is_cut_and_counted_and_the_next_row_is_whole(quote: str) -> None:
    long = "가" * 3_000_000
    sheet = opened(f"성명,말\n표본하나,{quote}{long}{quote}\n표본둘,짧다\n".encode())
    assert list(sheet) == [["표본하나", "가" * MAX_CELL], ["표본둘", "짧다"]]
    assert sheet.cut_cells == 1


def test_a_cell_of_the_greatest_length_is_not_cut() -> None:
    sheet = opened(("말,x\n" + "a" * MAX_CELL + ",1\n").encode())
    assert len(next(iter(sheet))[0]) == MAX_CELL
    assert sheet.cut_cells == 0


def test_a_line_of_countless_commas_ends() -> None:
    assert [len(row) for row in opened(b"a,b\n1" + b"," * 200_000 + b"\n1,2\n")] == [500, 2]


def test_a_quote_that_is_never_closed_is_reported() -> None:
    sheet = opened('성명,말\n표본하나,"열고\n표본둘,닫지 않음\n'.encode())
    assert list(sheet) == [["표본하나", "열고\n표본둘,닫지 않음\n"]]
    assert sheet.unclosed_quote
    healthy = opened(csv_text([HEADER, *ROWS]).encode())
    assert list(healthy)
    assert not healthy.unclosed_quote


def test_a_workbook_says_what_the_csv_of_it_says() -> None:
    sheet = opened(
        workbook(
            [
                ["타임스탬프", "전화", "보증금", "계약일", "확정일자", "말", "동의", "비율"],
                [datetime(2024, 1, 3, 0, 5, 9), 1001234567, 150000000.0, date(2022, 6, 13), None, "=1+1", True, 0.5],  # noqa: DTZ001
                [datetime(2024, 1, 3, 13, 35, 11), "010-0123-4567", "2억", "2022.6.13", "", "x", "동의합니다", 3],  # noqa: DTZ001
            ]
        ),
        name="answers.csv",
    )
    first, second = sheet
    assert first == ["2024/01/03 12:05:09 오전 GMT+9", "1001234567", "150000000", "2022-06-13", "", "", "TRUE", "0.5"]
    assert isinstance(first[1], NumberCell)
    assert second[:4] == ["2024/01/03 1:35:11 오후 GMT+9", "010-0123-4567", "2억", "2022.6.13"]
    assert not isinstance(second[1], NumberCell)


def test_shared_strings_are_read() -> None:
    sheet = opened(workbook_with_shared_strings(["성명", "표본하나", "가" * (MAX_CELL + 1)]))
    assert sheet.header == ["성명"]
    assert list(sheet) == [["표본하나"], ["가" * MAX_CELL]]
    assert sheet.cut_cells == 1


def test_decomposed_hangul_passes_as_it_is() -> None:
    decomposed = unicodedata.normalize("NFD", "표본하나")
    assert list(opened(f"성명,x\n{decomposed},1\n".encode())) == [[decomposed, "1"]]


def test_a_hidden_first_sheet_is_not_the_answers() -> None:
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["숨김"])
    book.create_sheet("응답").append(["성명"])
    out = io.BytesIO()
    book.save(out)
    assert opened(out.getvalue()).header == ["성명"]


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", None, "empty"),
        (b"\xef\xbb\xbf\r\n\r\n,,,\r\n", None, "empty"),
        (bytes(range(256)) * 300, "x.csv", "not_text"),
        (b"%PDF-1.7\n1 0 obj\n", "x.csv", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "x.xlsx", "old_workbook"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "x.xls", "old_workbook"),
        (b"PK\x03\x04 and then nothing of an archive", "x.xlsx", "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "x.xlsx", "not_a_workbook"),
    ],
    ids=["nothing", "blank", "noise", "pdf", "old-office", "html-as-xls", "broken-zip", "empty-zip"],
)
def test_what_is_no_sheet_is_refused_with_a_reason(content: bytes, name: str | None, why: str) -> None:
    with pytest.raises(UnreadableSheet) as refused:
        opened(content, name=name)
    assert refused.value.why == why


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableSheet) as refused:
        opened(out.getvalue())
    assert refused.value.why == "not_a_workbook"


def test_a_workbook_that_unpacks_to_far_more_than_its_size_is_not_opened() -> None:
    bomb = repacked(workbook([["성명"]]), "xl/worksheets/sheet1.xml", lambda data: data + b" " * 64_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableSheet) as refused:
        opened(bomb)
    assert refused.value.why == "too_large"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_in_a_workbook_are_never_expanded(part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    def with_entities(data: bytes) -> bytes:
        declaration, bracket, rest = data.partition(b"?>")
        return declaration + bracket + laughs + rest if bracket else laughs + data

    with pytest.raises(UnreadableSheet) as refused:
        list(opened(repacked(workbook_with_shared_strings(["성명", "표본하나"]), part, with_entities)))
    assert refused.value.why == "damaged"


def test_a_workbook_broken_in_the_middle_gives_a_reason_and_no_traceback_of_a_parser() -> None:
    rows: list[list[object]] = [["성명"], *([f"표본{n}"] for n in range(3000))]
    broken = repacked(workbook(rows), "xl/worksheets/sheet1.xml", lambda data: data[: len(data) * 2 // 3])
    sheet = opened(broken)
    with pytest.raises(UnreadableSheet) as refused:
        list(sheet)
    assert refused.value.why == "damaged"


def test_a_lying_size_and_a_far_away_row_do_not_swell_a_workbook() -> None:
    def lie(data: bytes) -> bytes:
        data = data.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
        return data.replace(b'<row r="2"', b'<row r="99999999999"').replace(b'r="A2"', b'r="A99999999999"')

    content = repacked(workbook([["성명"], ["표본하나"]]), "xl/worksheets/sheet1.xml", lie)
    sheet = opened(content)
    assert sheet.header == ["성명"]
    assert list(sheet) == []


def test_a_value_out_of_the_range_of_dates_is_not_quoted_in_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    book = openpyxl.Workbook()
    book.active.append(["전화"])
    book.active.append([1001234567])
    book.active["A2"].number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    list(opened(out.getvalue()))
    assert not [warning for warning in recwarn if "1001234567" in str(warning.message)]
