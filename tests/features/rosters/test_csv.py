"""The roster as CSV: a spreadsheet shows it and runs nothing of it."""

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from lawsuit_hub.features.rosters.columns import COLUMNS, chosen
from lawsuit_hub.features.rosters.csv import inert, write_csv
from lawsuit_hub.features.rosters.types import RosterHead, RosterRow, RowCountDiffers

Row = Callable[..., RosterRow]
Head = Callable[..., RosterHead]


def _read(head: RosterHead, rows: list[RosterRow], *keys: str) -> list[list[str]]:
    out = io.BytesIO()
    assert write_csv(out, head, chosen(keys) if keys else COLUMNS, iter(rows)) == len(rows)
    return list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://evil.example","누르기")', "+82 10-0999-1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
     "\t글", "\r글", "\n글", "  =1+1", "\u3000=1", "\u00a0+1", "\u200b=1", "\ufeff=1", "＝1+1", "＋1", "－1", "＠A1", " ＝1", "﹦1", "﹢1", "﹣1", "﹫1", "−1"],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(row: Row, head: Head, text: str) -> None:
    assert _read(head(1), [row(remark=text)], "remark")[1][0] == "'" + text


@pytest.mark.parametrize(
    "text",
    ["010-0999-1234", "0101", "보증금 -1", "a=b", "x@example.com", "'=1", '"', "가,나", "줄\n바꿈", "🏠", "가;=1+1"],
)
def test_a_harmless_cell_is_unchanged(row: Row, head: Head, text: str) -> None:
    assert _read(head(1), [row(remark=text)], "remark")[1][0] == text


def test_a_value_with_a_semicolon_stays_inside_its_quotes(row: Row, head: Head) -> None:
    out = io.BytesIO()
    write_csv(out, head(1), chosen(["remark"]), [row(remark="가;=1+1")])
    assert '"가;=1+1"' in out.getvalue().decode("utf-8-sig")


def test_control_characters_are_shown_and_never_hide_a_formula() -> None:
    assert inert("\x00=1") == "␀=1"
    assert inert("가\x1b나\ud800") == "가␛나�"


def test_dates_are_iso_and_won_plain_integers(row: Row, head: Head) -> None:
    titles, values = _read(head(1), [row(7, birth_date=date(1899, 5, 1))])
    read = dict(zip(titles, values, strict=True))
    assert read["생년월일"] == "1899-05-01"
    assert read["계약일"] == "2021-12-06"
    assert read["제공 동의 일시"] == "2024-01-03 09:41:48"
    assert read["보증금(원)"] == "150000007"
    assert read["월차임(원)"] == "0"
    assert read["비고"] == ""


def test_it_begins_with_a_byte_order_mark_and_ends_its_lines_with_crlf(row: Row, head: Head) -> None:
    out = io.BytesIO()
    made = head(2)
    write_csv(out, made, chosen(["number", "name"]), [row(1), row(2)])
    marks = f'"X-0087","{made.law_firm} {made.lawyer_name}","2026-11-22 10:14:00","기본 양식"'
    assert out.getvalue() == (
        '\ufeff"순번","성명","내보내기 번호","내보낸 변호사","내보낸 때","양식"\r\n'
        f'1,"카나리아 (표본용)",{marks}\r\n2,"카나리아 (표본용)",{marks}\r\n'
    ).encode()  # fmt: skip


def test_a_roster_of_another_length_than_announced_is_refused(row: Row, head: Head) -> None:
    with pytest.raises(RowCountDiffers):
        write_csv(io.BytesIO(), head(3), COLUMNS, [row(1)])


def test_memory_stays_flat_as_rows_grow(row: Row, head: Head) -> None:
    class _Nowhere(io.BytesIO):
        def write(self, data: object, /) -> int:
            return len(data)  # type: ignore[arg-type]

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            write_csv(_Nowhere(), head(count), COLUMNS, (row(i) for i in range(1, count + 1)))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(10_000) < peak(2_000) + 64 * 1024
