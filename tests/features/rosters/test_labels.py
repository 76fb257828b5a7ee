"""Sheets of labels: each text within its label, nothing cut without a mark, a name never; and what each new purpose holds in every format."""

import io
from typing import Any

import pypdfium2
import pyrage
import pytest
import pyzipper

from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import Where
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.labels import NO_ADDRESS, write_labels
from lawsuit_hub.features.rosters.types import Purpose, RosterRow, RowCountDiffers, SheetFormat, UnknownSheet
from lawsuit_hub.values.label_sheets import PAGE, SHEETS, LabelSheet
from tests.features.rosters.conftest import make_head, make_row
from tests.features.rosters.exports import PASSWORD, Counsel, counsel, open_xlsx
from tests.world import World

__all__ = ["counsel"]

HOUSE = "서울특별시 강서구 화곡로 302, 402호 (화곡동, 표본빌라)"
POINTS = 72 / 25.4
CUT = "[잘림]"


def people(count: int, **facts: Any) -> list[RosterRow]:
    said = {"postcode": "07788", "service_address": HOUSE}
    return [make_row(n, name=f"홍{n:03d}", **(said | facts)) for n in range(1, count + 1)]


def outside(pdf: bytes, sheet: LabelSheet) -> list[str]:
    """Letters that stand in no label and in none of the strips above and below."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            for n in range(text.count_chars()):
                letter, (left, foot, right, head) = text.get_text_range(n, 1), text.get_charbox(n)
                if letter.strip() and not _within(
                    sheet, left / POINTS, PAGE[1] - head / POINTS, right / POINTS, PAGE[1] - foot / POINTS
                ):
                    found.append(letter)
    return found


def _within(sheet: LabelSheet, left: float, top: float, right: float, foot: float) -> bool:
    if foot < sheet.top or top > sheet.top + sheet.step_y * (sheet.down - 1) + sheet.height:
        return True
    x, y = (left - sheet.left) % sheet.step_x, (top - sheet.top) % sheet.step_y
    return x + right - left <= sheet.width and y + foot - top <= sheet.height and left >= sheet.left


def said(pdf: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(pdf, password=password) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "") for page in document]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.across}x{sheet.down}")
def test_every_letter_lies_in_its_label_and_the_number_stands_on_every_page(sheet: LabelSheet) -> None:
    rows = people(sheet.on_one + 1)
    rows[3:6] = [
        make_row(4, name="가" * 60, service_address="x" * 200),
        make_row(5, name="긴이름끝", service_address=HOUSE * 28),
        make_row(6, name="없음이", service_address=None),
    ]
    pdf = write_labels(make_head(len(rows)), sheet, rows)
    assert outside(pdf, sheet) == []
    pages = said(pdf)
    assert len(pages) == 2 and all(page.count("X-0087") == 2 for page in pages)
    whole = "".join(pages)
    assert whole.replace("\u200b", "").count("가") >= 60 and "긴이름끝" in whole.replace("\u200b", ""), (
        "names are whole"
    )
    assert whole.count(CUT) == 1 and NO_ADDRESS in whole and whole.count("07788") == len(rows) - 3


def test_labels_are_as_many_as_people() -> None:
    with pytest.raises(RowCountDiffers):
        write_labels(make_head(3), SHEETS[0], people(2))


def test_each_new_purpose_holds_its_fields_alone_in_every_format(world: World, counsel: Counsel) -> None:
    elsewhere, why = "01234 부산광역시 해운대구 남의집로 7, 701호", "무서운 까닭"
    with world.as_member(counsel.people[0]) as work:
        addresses.choose(work, Where.OTHER, address=elsewhere, protected=True, reason=why, seen=0)
    never = ("010-0100", "010 0100", "235000000", "235,000,000", "화곡로", why, "강서구")
    for purpose in (Purpose.ADDRESSES, Purpose.LABELS):
        for form in SheetFormat:
            exported = counsel.export(purpose=purpose, format=form)
            content = text_of(exported.data, form)
            assert "김표본" in content and "남의집로" in content and exported.number in content, (purpose, form)
            assert [word for word in never if word in content] == [], (purpose, form)
            assert ("보호 신청" in content) == (purpose is Purpose.ADDRESSES)
            assert "김표본".encode() not in exported.data


def text_of(data: bytes, form: SheetFormat) -> str:
    if form is SheetFormat.XLSX:
        book = open_xlsx(data)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if form is SheetFormat.PDF:
        return "".join(said(data, PASSWORD)).replace("\u200b", "")
    with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
        archive.setpassword(PASSWORD.encode())
        inner = archive.read(archive.namelist()[0])
    if form is SheetFormat.CSV:
        return inner.decode()
    with pyzipper.ZipFile(io.BytesIO(inner)) as package:
        return package.read("Contents/section0.xml").decode()


def test_a_sheet_that_nobody_sells_is_refused(counsel: Counsel) -> None:
    with pytest.raises(UnknownSheet):
        counsel.export(purpose=Purpose.LABELS, format=SheetFormat.PDF, sheet="9×9")
    exported = counsel.export(purpose=Purpose.LABELS, format=SheetFormat.PDF, sheet=SHEETS[3].name)
    assert SHEETS[3].name in said(exported.data, PASSWORD)[0]


@pytest.mark.either
def test_labels_that_the_worker_makes_lie_on_the_sheet_she_chose_under_her_key(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = pyrage.x25519.Identity.generate()
    with world.works.open(counsel.actor) as work:
        rosters.keep_key(work, str(key.to_public()))
    monkeypatch.setattr(rosters, "MOST_AT_ONCE", 0)
    chosen = SHEETS[-1]
    asked = counsel.export(
        purpose=Purpose.LABELS, format=SheetFormat.PDF, sheet=chosen.name, password=None, by_key=True, keep=True
    )
    assert rosters.prepare_asked(world.works) == 1
    with world.works.open(counsel.actor) as work:
        fetched = rosters.fetch(work, asked.id)
    assert fetched.file_name.endswith(".pdf.age")
    (page,) = said(pyrage.decrypt(fetched.data, [key]))
    assert chosen.name in page and "김표본" in page.replace("\u200b", "") and NO_ADDRESS in page
