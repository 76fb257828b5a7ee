"""Rosters as PDF and HWPX: locked, the titles on every page, everybody once, opened by others' programs than the ones that wrote them."""

import ctypes
import html
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import pyzipper

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.claims import service as claims
from lawsuit_hub.features.rosters import making, paper, tracing
from lawsuit_hub.features.rosters.columns import COLUMNS, offered
from lawsuit_hub.features.rosters.hwpx import write_hwpx
from lawsuit_hub.features.rosters.locks import Lock
from lawsuit_hub.features.rosters.paper import Paper, paper_of, require_room
from lawsuit_hub.features.rosters.pdf import write_pdf
from lawsuit_hub.features.rosters.types import (
    Purpose,
    RosterRow,
    RowCountDiffers,
    SheetFormat,
    TooLongForPaper,
)
from lawsuit_hub.infra.letters import LettersMissing
from tests.features.rosters.conftest import make_head, make_row
from tests.features.rosters.exports import PASSWORD, Counsel, counsel
from tests.people import caseworker_of
from tests.servers import PREFIX
from tests.world import World

ctypes.CDLL("libfreetype.so.6", ctypes.RTLD_GLOBAL)  # rhwp needs it and does not say so
import rhwp  # noqa: E402

__all__ = ["counsel"]

pytestmark = pytest.mark.either

HOSTILE = "]#panic() $x$ *굵게* <hp:t>&amp;</hp:t> \\u{1F600} '='"


def people(count: int, **facts: Any) -> list[RosterRow]:
    return [make_row(number=n, name=f"홍{n:03d}", phone=f"010-0100-{n:04d}", **facts) for n in range(1, count + 1)]


def paper_for(purpose: Purpose = Purpose.COMPLAINT, count: int = 300, **facts: Any) -> Paper:
    columns = offered(["lease_address", "deposit", "contract_date", "landlord_name"], purpose)
    return paper_of(make_head(count), columns, people(count, **facts), title="별지 원고 목록")


def pages_of(pdf: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(pdf, password=password) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def drawn_of(hwpx: bytes) -> list[str]:
    """The letters of each page, without spaces."""
    document = rhwp.Document.from_bytes(hwpx)
    svg = [document.render_svg(number) for number in range(document.page_count)]
    return [html.unescape(re.sub(r"<[^>]*>|\s", "", page)) for page in svg]


def sheet(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def test_three_hundred_people_stand_on_their_pages_once_under_the_titles() -> None:
    pages = pages_of(write_pdf(paper_for()))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert "순번" in page and "목적물 주소" in page, f"no titles on page {number}"
        assert page.count("X-0087") >= 3, "above, below and across"
        assert f"{number} / {len(pages)}" in page
    names = re.findall(r"홍\d{3}", "\n".join(pages))
    assert names == [f"홍{n:03d}" for n in range(1, 301)]


def test_more_columns_than_fit_across_go_on_in_strips_that_name_everybody_again() -> None:
    made = paper_of(make_head(40), COLUMNS, people(40), title="명단")
    assert len(made.strips) > 2
    for strip in made.strips:
        assert strip.titles[:2] == ("순번", "성명") and len(strip.rows) == 40
    beyond = [title for strip in made.strips for title in strip.titles[2:]]
    assert beyond == [column.header for column in COLUMNS[2:]], "each column once, in order"
    text = sheet(write_pdf(made))
    assert all(header in text.replace("\n", "") for header in ("비고", "청구액(원)", "지연손해금 기산일"))


def test_what_somebody_wrote_is_shown_and_never_read_as_markup() -> None:
    made = paper_for(count=2, landlord_name=HOSTILE, lease_address="x" * 300 + "@" + "y" * 300)
    text = sheet(write_pdf(made)).replace("\u200b", "")
    assert "#panic()" in text and "*굵게*" in text and "&amp;" in text
    drawn = "".join(drawn_of(write_hwpx(made)))
    assert "#panic()" in drawn and "<hp:t>&amp;</hp:t>" in drawn


def test_a_letter_that_the_font_lacks_is_refused_and_not_drawn_as_a_box() -> None:
    made = paper_for(count=2, landlord_name="张伟")
    with pytest.raises(LettersMissing):
        write_pdf(made)
    assert "张伟" in "".join(drawn_of(write_hwpx(made)))


def test_no_word_hangs_over_its_cell() -> None:
    """A long word without a space breaks; else it would be drawn over its neighbour."""
    (page,) = pypdfium2.PdfDocument(write_pdf(paper_for(count=1, lease_address="a" * 400)))
    text = page.get_textpage()
    rights = [text.get_charbox(n)[2] for n in range(text.count_chars()) if text.get_text_range(n, 1) == "a"]
    assert len(rights) >= 400 and max(rights) - min(rights) < page.get_width() / 2
    page.close()


def test_hwpx_opens_elsewhere_with_everybody_and_its_titles_repeat() -> None:
    data = write_hwpx(paper_for())
    drawn = drawn_of(data)
    assert len(drawn) > 5
    (table,) = _tables(data)
    assert 'repeatHeader="1"' in table[: table.index(">")] and table.count('header="1"') == 6
    for number, page in enumerate(drawn, start=1):
        assert "목적물주소" in page and "X-0087" in page, f"no titles or no number on page {number}"
    names = re.findall(r"홍\d{3}", "".join(drawn))
    assert names == [f"홍{n:03d}" for n in range(1, 301)]


def _tables(data: bytes) -> list[str]:
    with pyzipper.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/hwp+zip"
        section = archive.read("Contents/section0.xml").decode()
    return re.findall(r"<hp:tbl\b.*?</hp:tbl>", section, re.DOTALL)


def test_a_paper_has_an_end_and_the_rows_that_were_announced() -> None:
    require_room(SheetFormat.XLSX, 10**6)
    for form in (SheetFormat.PDF, SheetFormat.HWPX):
        require_room(form, paper.MOST_ROWS)
        with pytest.raises(TooLongForPaper):
            require_room(form, paper.MOST_ROWS + 1)
    with pytest.raises(RowCountDiffers):
        paper_of(make_head(3), COLUMNS, people(2), title="명단")


def test_a_locked_pdf_opens_with_its_password_and_lets_nobody_change_it(counsel: Counsel) -> None:
    exported = counsel.export(format=SheetFormat.PDF, purpose=Purpose.COMPLAINT)
    assert exported.file_name == "GS-0001_X-0001.pdf"
    for password in ("", PASSWORD + "x"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(exported.data), password=password)
    with pikepdf.open(io.BytesIO(exported.data), password=PASSWORD) as opened:
        lock = opened.encryption
        assert (lock.R, lock.V, lock.bits) == (6, 5, 256) and "aesv3" in str(lock.stream_method)
        assert not opened.allow.modify_other and opened.allow.print_lowres
        assert "Author" not in opened.docinfo and "CreationDate" not in opened.docinfo
    text = "\n".join(pages_of(exported.data, PASSWORD))
    assert "별지 원고 목록" in text and "김표본" in text and "이표본" in text and "010-0100" not in text
    assert all(name.encode() not in exported.data for name in ("김표본", "이표본"))


def test_a_hwpx_travels_in_a_locked_archive(counsel: Counsel) -> None:
    exported = counsel.export(format=SheetFormat.HWPX)
    assert exported.file_name == "GS-0001_X-0001.zip"
    with pyzipper.AESZipFile(io.BytesIO(exported.data)) as archive:
        (one,) = archive.infolist()
        assert one.filename == "GS-0001_X-0001.hwpx" and one.wz_aes_strength == 3
        with pytest.raises(RuntimeError):
            archive.read(one)
        archive.setpassword(PASSWORD.encode())
        assert "김표본" in "".join(drawn_of(archive.read(one)))


def test_the_claims_table_holds_what_came_back(world: World, counsel: Counsel) -> None:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        alias = claims.of_group(work, counsel.code).members[0].member.alias
        claims.note(work, counsel.code, alias, paid_back=30_000_000, interest_from=date(2024, 1, 1))
    exported = counsel.export(format=SheetFormat.PDF, purpose=Purpose.CLAIMS)
    text = "\n".join(pages_of(exported.data, PASSWORD))
    assert "별지 청구금액표" in text and "205,000,000" in text and "30,000,000" in text and "2024-01-01" in text
    assert "235,000,000" in text, "of the other, all of it"


@pytest.mark.parametrize("form", [SheetFormat.PDF, SheetFormat.HWPX])
def test_a_paper_that_was_changed_is_traced_by_its_number(world: World, counsel: Counsel, form: SheetFormat) -> None:
    counsel.export(format=form)
    exported = counsel.export(format=form)
    if form is SheetFormat.PDF:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(exported.data), password=PASSWORD) as opened:
            opened.save(out)
    else:
        with pyzipper.AESZipFile(io.BytesIO(exported.data)) as archive:
            archive.setpassword(PASSWORD.encode())
            out = io.BytesIO(archive.read(archive.namelist()[0]))
    traced = tracing.trace(world.works, SYSTEM, out.getvalue())
    assert (traced[0].number, traced[0].how) == ("X-0002", tracing.How.NUMBER)
    assert [one.how for one in tracing.trace(world.works, SYSTEM, exported.data)] == [tracing.How.UNTOUCHED]


@pytest.mark.parametrize("form", [SheetFormat.PDF, SheetFormat.HWPX])
def test_a_paper_is_made_in_memory(form: SheetFormat, tmp_path: Path, nothing_on_disk: Callable[[], Any]) -> None:
    """Python's own writing is heard by the fixture; what is written beside it (typst is no Python) would lie in these folders."""
    folders = [tmp_path, Path.cwd(), Path("/dev/shm")]  # noqa: S108 - looked at, not written
    before = [names_in(folder) for folder in folders]
    with nothing_on_disk():
        making.locked(form, make_head(50), offered(None, Purpose.CASE), people(50), Lock(PASSWORD))
    assert [names_in(folder) for folder in folders] == before


def names_in(folder: Path) -> list[str]:
    """But for the servers of this run and of others, which come and go."""
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith((PREFIX, "PostgreSQL.")))
