"""What the finance office says of a list: pasted or as a file, CSV or XLSX, read whole or not at all."""

import io
import zipfile
from datetime import datetime, timedelta

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.costs import results
from lawsuit_hub.features.costs.types import BadResult, BadWords, SaidTwice, State, UnfitResult
from lawsuit_hub.privacy.file_lock import lock_xlsx
from lawsuit_hub.privacy.passwords import make_password
from tests.features.costs.made import Costs
from tests.features.costs.test_deciding import PAID, listed, settled
from tests.features.desk.conftest import Desk
from tests.features.rosters.exports import make_finished
from tests.infra.test_sheet import repacked, workbook

TITLES = ("신청 번호", "결과", "지급일")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("신청 번호,결과,지급일\r\nC-12,지급,2026-03-02\r\nC-13,실패,\r\n".encode("cp949"), [(12, PAID), (13, None)]),
        ('\ufeff"C-12";"지급";"2026-03-02"\n\n'.encode(), [(12, PAID)]),
        (b"C-13\tfailed\n", [(13, None)]),
    ],
)
def test_the_finance_office_s_file_is_read_as_its_program_saved_it(file: bytes, said: object) -> None:
    assert results.read_file(file) == said


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04 a workbook",
        "신청 번호,결과\n".encode(),
        "C-1,지급,2026-03-02\n제목,결과,날\n".encode(),
        b'"C-1',
        b'"' + b"a" * 150_000,
    ],
)
def test_a_file_that_is_none_changes_nothing(file: bytes) -> None:
    with pytest.raises((BadResult, BadWords)):
        results.read_file(file)


def test_what_was_pasted_and_a_file_at_once_are_one_too_many() -> None:
    for text, file in (("", b""), ("C-1 x", b"C-1,failed")):
        with pytest.raises(BadWords):
            results.of_form(text, file)


@pytest.mark.parametrize("text", ["", "C-1", "C-1\t모름", "C-1\t지급", "C-1\t지급\t어제", "홍길동\t지급\t2026-03-02"])
def test_what_the_finance_office_says_is_read_whole_or_not_at_all(text: str) -> None:
    with pytest.raises(BadResult):
        results.read(text)


def test_what_the_finance_office_says() -> None:
    said = results.read("C-12\t지급\t2026-03-02\n\n c-13 , 실패 \n15;완료;2026.3.2".replace("15;", "C-15;"))
    assert said == [(12, PAID), (13, None), (15, PAID)]


@pytest.mark.parametrize("day", [PAID, datetime(2026, 3, 2), "2026-03-02", "2026. 3. 2."], ids=str)  # noqa: DTZ001 - as sheets hold it
def test_a_workbook_says_what_the_csv_of_it_says(day: object) -> None:
    rows = [("C-12", "지급", day), (), ("C-13", "실패", None)]
    said = [(12, PAID), (13, None)]
    assert results.read_file(workbook([TITLES, *rows])) == said
    assert results.read_file(workbook(list(rows))) == said, "headings need not be there"


def test_a_formula_counts_as_what_its_program_saved_and_without_that_nothing_is_read() -> None:
    sheet = workbook([TITLES, ("C-12", "지급", PAID), ("C-13", "=1&2", None)])
    with pytest.raises(BadResult) as refused:
        results.read_file(sheet)
    assert refused.value.line == 3, "openpyxl saves no value beside a formula"

    def saved(data: bytes) -> bytes:
        cell = b'<c r="B3"><f>1&amp;2</f><v />'
        assert cell in data
        return data.replace(cell, '<c r="B3" t="str"><f>1&amp;2</f><v>실패</v>'.encode())

    assert results.read_file(repacked(sheet, "xl/worksheets/sheet1.xml", saved)) == [(12, PAID), (13, None)]


def test_a_bomb_a_locked_file_and_one_of_too_many_lines_are_refused_with_what_to_do() -> None:
    small = workbook([("C-12", "지급", PAID)])
    bomb = repacked(small, "xl/worksheets/sheet1.xml", lambda data: data + b" " * 9_000_000)
    assert len(bomb) < results.LONGEST_TEXT
    locked = io.BytesIO()
    lock_xlsx(io.BytesIO(small), make_password(), locked)
    long = workbook([(f"C-{n}", "실패", None) for n in range(1, 2_200)])
    assert len(long) < results.LONGEST_TEXT
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    for file, why in (
        (bomb, "large"),
        (locked.getvalue(), "locked"),
        (long, "large"),
        (b"C-1,failed\n" * 30_000, "large"),
        (other.getvalue(), "sheet"),
        (b"PK\x03\x04 a workbook", "sheet"),
    ):
        with pytest.raises(BadWords) as refused:
            results.read_file(file)
        assert (refused.value.why, refused.value.field) == (why, "file")


def test_a_quote_that_is_never_closed_swallows_no_payment() -> None:
    with pytest.raises(BadResult):
        results.read_file('C-12,지급,2026-03-02\nC-13,실패,"\nC-14,실패,\n'.encode())


@pytest.mark.parametrize("second", ["C-1,지급,2026-03-03", "C-1,실패"])
def test_two_lines_that_say_different_things_of_one_payment_are_refused_by_their_lines(second: str) -> None:
    """The last would count, and nobody would know of the other."""
    said = f"C-1,지급,2026-03-02\nC-2,실패\n{second}\n"
    for deed in (lambda: results.read(said), lambda: results.read_file(said.encode())):
        with pytest.raises(SaidTwice) as refused:
            deed()
        assert (refused.value.number, refused.value.lines) == (1, (1, 3))


def test_a_line_that_comes_twice_is_one_result() -> None:
    assert results.read("C-1,지급,2026-03-02\nC-2,실패\nc1 , 완료 , 2026.3.2") == [(1, PAID), (2, None)]


@pytest.mark.either
def test_another_day_than_was_noted_is_no_result_that_was_noted_before(costs: Costs) -> None:
    number, today = costs.granted(costs.person(1)), costs.world.clock.now.date()
    batch = listed(costs).number
    costs.world.clock.forward(days=1)
    with pytest.raises(UnfitResult):
        settled(costs, batch, (number, today), (number, today + timedelta(days=1)))
    assert costs.one(number).state is State.HANDED
    assert settled(costs, batch, (number, today)) == 1
    assert settled(costs, batch, (number, today)) == 0
    with pytest.raises(UnfitResult):
        settled(costs, batch, (number, today + timedelta(days=1)))


@pytest.mark.pages
def test_a_list_takes_the_file_on_its_page_and_a_text_in_its_place_is_no_fault(costs: Costs) -> None:
    number = costs.granted(costs.person(1))
    page = f"/desk/costs/payments/{listed(costs).number}"
    desk = Desk(
        costs.world, costs.world.app(), Role.CASEWORKER, make_finished(costs.world, Role.CASEWORKER, "pays@example.com")
    )
    day = costs.world.clock.now.date()
    file = (io.BytesIO(f"C-{number},지급,{day}\n".encode()), "results.csv")
    asked = desk.send(f"{page}/results", page=page, results__text="", results__file="not a file")
    assert asked.status_code == 422
    both = desk.send(f"{page}/results", page=page, results__text=f"C-{number}\t실패", results__file=file)
    assert "하나만 해 주세요" in both.get_data(as_text=True)
    file = (io.BytesIO(f"C-{number},지급,{day}\n".encode()), "results.csv")
    assert desk.send(f"{page}/results", page=page, results__text="", results__file=file).status_code == 303
    assert costs.one(number).state is State.PAID
    other = costs.granted(costs.person(2))
    page = f"/desk/costs/payments/{listed(costs, once='b').number}"
    sheet = (io.BytesIO(workbook([TITLES, (f"C-{other}", "지급", day)])), "results.xlsx")
    assert desk.send(f"{page}/results", page=page, results__text="", results__file=sheet).status_code == 303
    assert costs.one(other).state is State.PAID
    unfit = (io.BytesIO(workbook([(f"C-{number}", "실패", None)])), "results.xlsx")
    said = desk.send(f"{page}/results", page=page, results__text="", results__file=unfit).get_data(as_text=True)
    assert f"C-{number}의 결과가 이 목록에 맞지 않습니다" in said
    twice = desk.send(f"{page}/results", page=page, results__text=f"C-{other}\t지급\t{day}\nC-{other}\t실패")
    assert f"C-{other}의 결과가 1번째 줄과 2번째 줄에 다르게" in twice.get_data(as_text=True)
    large = (io.BytesIO(b"C-1,failed\n" * 40_000), "large.csv")
    assert desk.send(f"{page}/results", page=page, results__text="", results__file=large).status_code == 413
