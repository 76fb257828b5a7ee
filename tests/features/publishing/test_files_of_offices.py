"""Files of every kind that offices hand round: where something is hidden in them it is found, and clean ones are clean."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, ImageDraw, ImageFont
from PIL.TiffImagePlugin import IFDRational

from lawsuit_hub.features.publishing import bounds, looking, types
from lawsuit_hub.features.publishing.types import Finding, Unfit
from lawsuit_hub.infra import confined
from lawsuit_hub.settings import REPOSITORY, Settings
from tests.features.publishing import made
from tests.features.publishing.made import hangul, hp, packed, paper, paragraph, phone, saved, sheet
from tests.hub_command import hub

pytestmark = pytest.mark.either

NUMBER = "900101-1" + "234567"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(instance=tmp_path_factory.mktemp("looking"), database_url="sqlite://")


def found(settings: Settings, name: str, data: bytes) -> dict[str, set[str]]:
    """Codes of places, and which kinds were found there."""
    told: dict[str, set[str]] = {}
    for one in looking.look(settings, name, data).findings:
        told.setdefault(one.place.code, set()).add(one.kind)
    return told


def why(settings: Settings, name: str, data: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        looking.look(settings, name, data)
    return refused.value.why


# Sheets


def book(change: Callable[[Workbook], object]) -> bytes:
    made_book = Workbook()
    sheet(made_book)["A1"] = "사업"
    change(made_book)
    return saved(made_book)


def hidden_sheet(state: str) -> Callable[[Workbook], None]:
    def change(one: Workbook) -> None:
        more = one.create_sheet("명단")
        more.sheet_state = state
        more.append(["성명", "연락처"])
        for number, name in enumerate(made.NAMES):
            more.append([name, phone(number)])

    return change


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_by_column(settings: Settings, state: str) -> None:
    told = looking.look(settings, "사업.xlsx", book(hidden_sheet(state))).findings
    assert {(one.kind, one.place.name, one.place.column, one.place.hidden, one.count) for one in told} == {
        (types.NAMES, "명단", "A", True, 12),
        (types.PHONE, "명단", "B", True, 12),
    }


def hide_rows(one: Workbook) -> None:
    page = sheet(one)
    page["A2"], page["A3"] = "연락처", phone(3)
    page.row_dimensions[3].hidden = True


def numbers_without_their_zero(one: Workbook) -> None:
    page = sheet(one)
    page["B1"] = "휴대폰"
    for number in range(2, 6):
        page.cell(number, 2, 1001234560 + number)


def far_away(one: Workbook) -> None:
    sheet(one)["XFD1048576"] = phone(5)


def header(one: Workbook) -> None:
    sheet(one).oddHeader.center.text = f"담당 {phone(6)}"


def defined(one: Workbook) -> None:
    one.defined_names["연락"] = DefinedName("연락", attr_text=f'"{phone(7)}"')


def formula(one: Workbook) -> None:
    sheet(one)["A2"] = f'=IF(1=2,"{phone(8)}","-")'


def link(one: Workbook) -> None:
    sheet(one)["A2"].hyperlink = f"tel:{phone(9)}"


def unseen_format(one: Workbook) -> None:
    sheet(one)["A2"] = phone(10)
    sheet(one)["A2"].number_format = ";;;"


def author(one: Workbook) -> None:
    one.properties.creator = "홍길동"
    one.properties.lastModifiedBy = "김표본"


@pytest.mark.parametrize(
    ("change", "code", "kind"),
    [
        (hide_rows, "sheet_hidden", types.PHONE),
        (numbers_without_their_zero, "sheet", types.PHONE),
        (far_away, "sheet", types.PHONE),
        (header, "sheet_text", types.PHONE),
        (defined, "defined_name", types.PHONE),
        (formula, "sheet_text", types.PHONE),
        (link, "sheet_text", types.PHONE),
        (unseen_format, "sheet", types.PHONE),
        (author, "properties", types.AUTHOR),
    ],
)
def test_wherever_a_workbook_holds_it(
    settings: Settings, change: Callable[[Workbook], None], code: str, kind: str
) -> None:
    assert kind in found(settings, "사업.xlsx", book(change)).get(code, set())


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", "pivot"),
        ("xl/externalLinks/externalLink1.xml", "link"),
        ("xl/threadedComments/threadedComment1.xml", "comment"),
        ("xl/drawings/drawing1.xml", "drawing"),
        ("xl/unheard/of.xml", "part"),
    ],
)
def test_other_parts_of_a_workbook_are_read(settings: Settings, part: str, code: str) -> None:
    target = io.BytesIO(made.clean_book())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(part, f'<r><s v="{phone(11)}"/><text>x {phone(12)}</text></r>')
    assert found(settings, "사업.xlsx", target.getvalue()) == {code: {types.PHONE}}


def test_a_list_without_headings_is_known_by_its_names(settings: Settings) -> None:
    def names(one: Workbook) -> None:
        for number, name in enumerate(made.NAMES, start=2):
            sheet(one).cell(number, 3, name)

    assert found(settings, "사업.xlsx", book(names)) == {"sheet": {types.NAMES}}


def test_an_empty_form_is_no_find(settings: Settings) -> None:
    def form(one: Workbook) -> None:
        sheet(one).append(["성명", "연락처", "생년월일", "주소", "계좌번호"])
        sheet(one).append(["", "010-", "", "", ""])

    assert found(settings, "양식.xlsx", book(form)) == {}


def test_a_letter_that_excel_writes_as_its_number(settings: Settings) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.hidden_column())) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(b"010-0000-", b"_x0030_10-0000-"))
    assert types.PHONE in found(settings, "참석.xlsx", target.getvalue())["sheet_hidden"]


def test_a_part_that_nobody_knows_is_said_to_be_unread(settings: Settings) -> None:
    chunk = made.paper(paragraph("안내"), **{"word/chunk.mht": "Content-Transfer-Encoding: base64"})
    assert found(settings, "안내.docx", chunk) == {"part": {types.UNREAD}}


# Papers


def test_a_tracked_deletion_is_found_with_its_name_and_its_number_cut_in_two(settings: Settings) -> None:
    told = found(settings, "안내.docx", made.tracked_deletion())
    assert told == {"deleted": {types.NAME, types.PHONE, types.LEFT_OVER}}


def test_a_number_of_which_a_half_was_deleted(settings: Settings) -> None:
    whole = phone(2)
    body = f"<w:p><w:r><w:t>{whole[:9]}</w:t></w:r><w:del><w:r><w:delText>{whole[9:]}</w:delText></w:r></w:del></w:p>"
    assert types.PHONE in found(settings, "안내.docx", paper(body))["deleted"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/comments.xml": f'<w:comments xmlns:w="{made.W}"><w:comment>{paragraph(phone(1))}</w:comment></w:comments>'}, "comment"),
        ({"word/header1.xml": f'<w:hdr xmlns:w="{made.W}">{paragraph(phone(1))}</w:hdr>'}, "header"),
        ({"word/footnotes.xml": f'<w:footnotes xmlns:w="{made.W}">{paragraph(phone(1))}</w:footnotes>'}, "footnote"),
        ({"docProps/custom.xml": f"<p><v>{phone(1)}</v></p>"}, "properties"),
        ({"customXml/item1.xml": f"<p><v>{phone(1)}</v></p>"}, "properties"),
        ({"word/unheard.bin": "\0\1 " + phone(1) + " \0"}, "part"),
    ],
)  # fmt: skip
def test_wherever_a_paper_holds_it(settings: Settings, parts: dict[str, str], code: str) -> None:
    assert types.PHONE in found(settings, "안내.docx", paper(paragraph("안내"), **parts)).get(code, set())


def test_hidden_text_and_a_table_in_a_paper(settings: Settings) -> None:
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{phone(4)}</w:t></w:r></w:p>"
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(one)}</w:tc><w:tc>{paragraph('화곡동')}</w:tc></w:tr>" for one in ("성명", *made.NAMES)
    )
    told = found(settings, "안내.docx", paper(f"{hidden}<w:tbl>{rows}</w:tbl>"))
    assert told == {"hidden_text": {types.PHONE}, "body": {types.NAMES}}


def test_a_sheet_inside_a_paper_is_read(settings: Settings) -> None:
    target = io.BytesIO(made.clean_paper())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/embeddings/sheet1.xlsx", made.hidden_column())
    [one] = looking.look(settings, "안내.docx", target.getvalue()).findings
    assert (one.kind, one.place.code, one.count) == (types.PHONE, "sheet_hidden", 12)
    assert one.place.inside


MEMO = f'<hp:p><hp:run><hp:ctrl><hp:fieldBegin type="MEMO"><hp:subList>{hp(phone(5))}</hp:subList></hp:fieldBegin></hp:ctrl></hp:run></hp:p>'
DELETED = (
    f'<hp:p><hp:run><hp:t>안내<hp:deleteBegin Id="1"/>{phone(6)}<hp:deleteEnd Id="1"/>입니다</hp:t></hp:run></hp:p>'
)


@pytest.mark.parametrize(
    ("section", "preview", "code"),
    [
        (hp(phone(1)), "", "body"),
        (MEMO, "", "comment"),
        (DELETED, "", "deleted"),
        (
            f"<hp:p><hp:run><hp:ctrl><hp:header><hp:subList>{hp(phone(2))}</hp:subList></hp:header></hp:ctrl></hp:run></hp:p>",
            "",
            "header",
        ),
        (
            f"<hp:p><hp:run><hp:ctrl><hp:hiddenComment>{hp(phone(2))}</hp:hiddenComment></hp:ctrl></hp:run></hp:p>",
            "",
            "hidden_text",
        ),
        (hp("안내"), f"홍길동님 {phone(3)}", "preview"),
    ],
)
def test_wherever_a_hangul_file_holds_it(settings: Settings, section: str, preview: str, code: str) -> None:
    assert types.PHONE in found(settings, "안내.hwpx", hangul(section, preview=preview)).get(code, set())


def test_who_made_a_hangul_file(settings: Settings) -> None:
    assert found(settings, "안내.hwpx", hangul(hp("안내"), creator="홍길동")) == {"properties": {types.AUTHOR}}
    assert found(settings, "안내.hwpx", hangul(hp("안내"))) == {}


def test_slides_their_notes_and_hidden_ones(settings: Settings) -> None:
    told = found(settings, "발표.pptx", made.slides("안내", phone(1), notes=f"성명: 홍길동 {phone(2)}"))
    assert told == {"slide": {types.PHONE}, "slide_notes": {types.PHONE, types.NAME}}
    [one] = looking.look(settings, "발표.pptx", made.slides(phone(3), hidden=True)).findings
    assert one.place.hidden


# PDF


FONT = str(REPOSITORY / "lawsuit_hub" / "static" / "fonts")


def pdf(*lines: str, hidden: str = "", picture: Image.Image | None = None) -> FPDF:
    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    for line in lines:
        page.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    if hidden:
        with page.local_context(text_mode="INVISIBLE"):
            page.cell(text=hidden)
    if picture is not None:
        page.image(picture, x=10, y=60, w=190)
    return page


LINES = ("Support programmes of the district, 2026", "Call 1533-8119 on weekdays from nine to six", "Room 301")


def test_a_clean_pdf_is_clean(settings: Settings) -> None:
    assert found(settings, "guide.pdf", bytes(pdf(*LINES).output())) == {}


def test_text_that_no_eye_sees_in_a_pdf(settings: Settings) -> None:
    assert found(settings, "guide.pdf", bytes(pdf(*LINES, hidden=phone(1)).output())) == {"page": {types.PHONE}}


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(target)
    return target.getvalue()


def annotate(document: pikepdf.Pdf) -> None:
    note = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=phone(2), Rect=[0, 0, 1, 1])
    )
    document.pages[0].Annots = pikepdf.Array([note])


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["명단.csv"] = f"성명,연락처\n홍길동,{phone(3)}\n".encode()


def fill_in(document: pikepdf.Pdf) -> None:
    filled = document.make_stream(f"<data><tel>{phone(4)}</tel></data>".encode())
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Array(["datasets", filled]))


def name_author(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = "홍길동"


@pytest.mark.parametrize(
    ("change", "code", "kind"),
    [
        (annotate, "annotation", types.PHONE),
        (attach, "table", types.PHONE),
        (fill_in, "field", types.PHONE),
        (name_author, "properties", types.AUTHOR),
    ],
)
def test_wherever_a_pdf_holds_it(
    settings: Settings, change: Callable[[pikepdf.Pdf], object], code: str, kind: str
) -> None:
    assert kind in found(settings, "guide.pdf", changed(bytes(pdf(*LINES).output()), change)).get(code, set())


def test_what_an_earlier_save_of_a_pdf_left(settings: Settings) -> None:
    """The page was replaced in a later save: its old text lies in the file still."""
    before = bytes(pdf(*LINES, phone(4)).output())
    after = later_save(before)
    assert found(settings, "guide.pdf", after).get("page_hidden") == {types.PHONE}


def later_save(data: bytes) -> bytes:
    """Appends a revision in which the page's contents are empty, as an editor that saves quickly does."""
    with pikepdf.open(io.BytesIO(data)) as document:
        contents = document.pages[0].Contents.objgen
        root, size = document.Root.objgen, len(document.objects) + 1
    start = data.rfind(b"startxref")
    before = int(data[start + 9 :].split()[0])
    at = len(data) + 1
    made_object = b"%d %d obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n" % contents
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d %d R /Prev %d>>\n" % (
        contents[0], at, size, *root, before,
    )  # fmt: skip
    return data + b"\n" + made_object + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(made_object))


# Pictures


def picture(*lines: str) -> Image.Image:
    drawn = Image.new("RGB", (1400, 120 + 90 * len(lines)), "white")
    draw = ImageDraw.Draw(drawn)
    for number, line in enumerate(lines):
        draw.text((60, 60 + 90 * number), line, fill="black", font=ImageFont.load_default(48))
    return drawn


def encoded(drawn: Image.Image, form: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    drawn.save(target, form, **options)
    return target.getvalue()


def test_a_machine_reads_a_picture_and_a_scanned_page(settings: Settings) -> None:
    shown = picture("Tenant list", f"call {phone(1)}")
    assert found(settings, "notice.png", encoded(shown)) == {"picture": {types.PHONE}}
    assert found(settings, "scan.pdf", bytes(pdf(picture=shown).output())) == {"page": {types.PHONE}}
    assert found(settings, "notice.png", encoded(picture("Support programmes", "open on weekdays"))) == {}


def test_a_number_in_a_picture_is_refused(settings: Settings) -> None:
    assert why(settings, "notice.png", encoded(picture(f"number {NUMBER}"))) == types.NUMBER


def test_a_picture_that_says_where_it_was_taken(settings: Settings) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(37), IFDRational(33), IFDRational(0))})
    exif[0x013B] = "HONG"
    told = found(settings, "photo.jpg", encoded(picture("building"), "JPEG", exif=exif))
    assert types.PLACE_OF_PICTURE in told["properties"]


def test_a_picture_that_nobody_could_read_is_said_to_be_unread(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "PATH", "/nowhere")
    assert found(settings, "notice.png", encoded(picture("Tenants"))) == {"picture": {types.UNREAD}}
    assert found(settings, "scan.pdf", bytes(pdf(picture=picture("Tenants")).output())) == {"page": {types.UNREAD}}


# Old Hangul files


def test_an_old_office_file_is_refused_in_plain_words(settings: Settings) -> None:
    for name in ("옛.xls", "옛.doc"):
        assert why(settings, name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) == types.UNKNOWN
    assert why(settings, "옛.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) == types.BROKEN


# Text, archives, and what is not taken


def test_tables_as_text_in_what_korean_windows_writes(settings: Settings) -> None:
    rows = "성명,연락처\n" + "".join(f"{name},{phone(n)}\n" for n, name in enumerate(made.NAMES))
    for encoding in ("utf-8", "cp949", "utf-16"):
        told = looking.look(settings, "명단.csv", rows.encode(encoding)).findings
        assert {(one.kind, one.place.column, one.count) for one in told} == {
            (types.NAMES, "A", 12),
            (types.PHONE, "B", 12),
        }, encoding


def test_archives_are_read_to_a_depth_and_no_deeper(settings: Settings) -> None:
    data, name = made.hidden_column(), "참석.xlsx"
    for depth in range(3):
        assert types.PHONE in found(settings, name, data)["sheet_hidden"]
        data, name = packed(**{name: data}), f"묶음{depth}.zip"
    assert types.PHONE in found(settings, name, data)["sheet_hidden"]
    assert why(settings, "묶음.zip", packed(**{name: data})) == types.HEAVY


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("긴글.txt", b"0" * (64 * 1024 * 1024))
    return target.getvalue()


def encrypted_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(bytes(pdf(*LINES).output()))) as document:
        document.save(target, encryption=pikepdf.Encryption(user="x", owner="y"))
    return target.getvalue()


def with_entities() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY a "0101234"><!ENTITY b "&a;&a;">]>'
    return packed(**{"word/document.xml": f'{head}<w:document xmlns:w="{made.W}">{paragraph("&b;")}</w:document>'})


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("빈.txt", lambda: b"", types.EMPTY),
        ("그림.exe", lambda: b"MZ" + bytes(100), types.UNKNOWN),
        ("문서.docx", lambda: b"PK\x03\x04" + bytes(50), types.BROKEN),
        ("문서.docx", made.clean_book, types.UNKNOWN),
        ("문서.pdf", made.clean_book, types.UNKNOWN),
        ("묶음.zip", bomb, types.HEAVY),
        ("안내.pdf", encrypted_pdf, types.LOCKED),
        ("안내.docx", with_entities, types.BROKEN),
        ("안내.docx", lambda: paper(paragraph("x"), **{"word/vbaProject.bin": "x"}), types.MACROS),
        ("안내.docx", lambda: paper(paragraph(NUMBER)), types.NUMBER),
        ("안내.docx", lambda: made.clean_paper() + made.clean_paper(), types.BROKEN),
        ("안내.docx", lambda: b"%PDF-1.4 " + made.clean_paper(), types.UNKNOWN),
        ("묶음.zip", lambda: packed(**{"옛.xls": b"\xd0\xcf\x11\xe0"}), types.UNKNOWN),
        ("글.txt", lambda: b"\0\1\2\3" * 20, types.BROKEN),
    ],
)
def test_what_nobody_can_look_through_is_refused(
    settings: Settings, name: str, make: Callable[[], bytes], reason: str
) -> None:
    assert why(settings, name, make()) == reason


def test_a_reader_that_is_killed_refuses(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "WALL_SECONDS", 0.05)
    assert why(settings, "사업.xlsx", made.clean_book()) == types.HEAVY


def test_the_reader_has_no_key_and_no_environment(settings: Settings) -> None:
    assert set(confined.environment()) == {"PYTHONPATH", "PATH", "LANG", "OMP_THREAD_LIMIT", "MALLOC_ARENA_MAX"}
    assert looking.reader().module == looking.MODULE


def test_a_name_of_a_file_gives_nobody_away_and_leads_nowhere(settings: Settings) -> None:
    assert looking.look(settings, f"../../홍길동님 {phone(1)}.TXT", b"x").name == "[이름]님 [전화번호].txt"
    assert why(settings, f"{NUMBER}.txt", b"x") == types.NUMBER


SEEDS = {
    "xlsx": made.hidden_column(),
    "docx": made.tracked_deletion(),
    "hwpx": hangul(hp(phone(1))),
    "pdf": bytes(pdf(*LINES, phone(1)).output()),
}


@pytest.mark.parametrize("kind", sorted(SEEDS))
@given(data=st.data())
def test_broken_files_are_never_clean_and_never_a_crash(settings: Settings, kind: str, data: st.DataObject) -> None:
    """A seed that holds a number, damaged: either the number is found, or the file is refused. Read in this process: a thousand
    processes would take the suite's time; bounds are the other tests'."""
    broken = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        told = read_here(bytes(broken), kind)
    except Unfit:
        return
    assert told or not still_holds(bytes(broken), kind)


def read_here(data: bytes, kind: str) -> list[Finding]:
    from lawsuit_hub.features.publishing import reading  # noqa: PLC0415 - of the reading process
    from lawsuit_hub.features.publishing.offices import Offices  # noqa: PLC0415
    from lawsuit_hub.features.publishing.passages import Passages  # noqa: PLC0415

    passages = Passages(Offices())
    reading.prepare()
    reading.read(data, kind, passages)
    return passages.findings()


def still_holds(data: bytes, kind: str) -> bool:
    """Whether the number survived the damage, asked of another reader than ours."""
    if kind == "pdf":
        return phone(1).encode() in data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            whole = b"".join(archive.read(name) for name in archive.namelist())
    except Exception:
        return False
    return phone(1).encode() in whole or phone(1001).encode() in whole or phone(2)[:9].encode() in whole


def test_the_three_files_as_an_operator_reads_it(tmp_path: Path) -> None:
    """A hidden column of telephone numbers, a tracked deletion with a name and a number, and a clean one."""
    files = {"참석.xlsx": made.hidden_column(), "안내.docx": made.tracked_deletion(), "사업.xlsx": made.clean_book()}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = hub(tmp_path, "scan", *(tmp_path / name for name in files))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "참석.xlsx: 개인정보로 보이는 곳 1군데",
        "  전화번호: 시트 ‘참석’의 숨긴 칸 C열, 12건",
        "안내.docx: 개인정보로 보이는 곳 3군데",
        "  전화번호: 변경 내용 추적의 지운 글, 1건",
        "  사람 이름: 변경 내용 추적의 지운 글, 1건",
        "  지운 글이나 메모가 남아 있음: 변경 내용 추적의 지운 글, 1건",
        "사업.xlsx: 개인정보로 보이는 것 없음",
    ]
    assert hub(tmp_path, "scan", tmp_path / "사업.xlsx", "--json").returncode == 0


def test_ten_megabytes_of_a_workbook_are_read_in_time(settings: Settings) -> None:
    data = large_book()
    assert len(data) > 10_000_000
    began = time.monotonic()
    told = looking.look(settings, "명단.xlsx", data).findings
    took = time.monotonic() - began
    print(f"a workbook of {len(data):,} bytes: {took:.1f} s")  # noqa: T201 - a figure
    assert took < bounds.WALL_SECONDS
    assert {(one.kind, one.place.column) for one in told} == {(types.PHONE, "D")}


def large_book() -> bytes:
    """As Excel writes it, without Excel: openpyxl takes minutes."""
    rows = []
    for number in range(1, 320_001):
        cells = [number * 7919 % 1_000_003, number * 104_729 % 9_999_991, number % 97, number * 31 % 8191]
        texts = "".join(
            f'<c r="{column}{number}"><v>{cell}</v></c>' for column, cell in zip("ABCE", cells, strict=True)
        )
        tel = f'<c r="D{number}" t="inlineStr"><is><t>{phone(number)}</t></is></c>' if number % 1000 == 0 else ""
        rows.append(f'<row r="{number}">{texts}{tel}</row>')
    template = io.BytesIO(made.clean_book())
    target = io.BytesIO()
    with (
        zipfile.ZipFile(template) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made_book,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = ("<worksheet><sheetData>" + "".join(rows) + "</sheetData></worksheet>").encode()
            made_book.writestr(name, part)
    return target.getvalue()


# Numbers in several cells


def rows(*given: list[object]) -> bytes:
    return book(lambda one: [sheet(one).append(row) for row in given])


@pytest.mark.parametrize(
    "data", [rows(["900101", "1" + "234567"]), rows([900101, "-", 1234567]), rows(["주민등록번호"], [900101])]
)
def test_a_resident_number_that_is_cut_into_cells_is_refused(settings: Settings, data: bytes) -> None:
    assert why(settings, "명단.xlsx", data) == types.NUMBER


def test_a_number_that_is_cut_into_cells_is_found_in_every_kind_of_table(settings: Settings) -> None:
    cut = ["010", "0123", "4567"]
    cells = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in cut)
    halves = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in ("900101", "1234567"))
    assert found(settings, "가.csv", ",".join(cut).encode())["table"] == {types.PHONE}
    assert found(settings, "가.xlsx", rows(["연락"], cut))["sheet"] == {types.PHONE}
    assert found(settings, "가.xlsx", rows(["연락처"], [10, 1234, 5678]))["sheet"] == {types.PHONE}
    assert types.PHONE in found(settings, "가.docx", paper(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))["body"]
    assert why(settings, "가.csv", b"a,b\n900101,1234567\n") == types.NUMBER
    assert why(settings, "가.docx", paper(f"<w:tbl><w:tr>{halves}</w:tr></w:tbl>")) == types.NUMBER


def test_one_number_without_its_zero_is_found_under_any_heading(settings: Settings) -> None:
    assert found(settings, "가.xlsx", rows(["비고"], ["없음"], [1012345678]))["sheet"] == {types.PHONE}


def test_sums_and_days_beside_one_another_are_nobody_s(settings: Settings) -> None:
    data = rows([1, "2026-12-01", 120131, 1500000], [2, "2026", 12, 31], [3, 250000, 7654321], [10, 1234, 5678])
    assert found(settings, "사업.xlsx", data) == {}


def test_a_note_is_a_leftover_whatever_it_says_and_names_who_wrote_it(settings: Settings) -> None:
    def note(one: Workbook) -> None:
        sheet(one)["A1"].comment = Comment("다시 볼 것", "홍길동")

    told = found(settings, "사업.xlsx", book(note))
    assert told["note"] == {types.LEFT_OVER} and types.AUTHOR in told["properties"]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/persons/person.xml", '<personList><person displayName="홍길동" id="{1}"/></personList>'),
        ("docProps/app.xml", "<Properties><Manager>홍길동</Manager></Properties>"),
    ],
)
def test_who_wrote_in_a_workbook_is_told(settings: Settings, part: str, text: str) -> None:
    data = io.BytesIO(made.clean_book())
    with zipfile.ZipFile(data) as whole:
        parts: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    assert found(settings, "사업.xlsx", packed(**{**parts, part: text}))["properties"] == {types.AUTHOR}


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("신청서_김표본.txt", True),
        ("서식(최견본).txt", True),
        ("간담회 공고문.txt", False),
        ("배당요구_안내문.txt", False),
    ],
)
def test_a_person_s_name_in_the_name_of_a_file_is_found(settings: Settings, name: str, is_found: bool) -> None:
    assert (found(settings, name, "안내".encode()).get("file_name") == {types.NAME}) is is_found


def with_a_small_picture(*lines: str) -> bytes:
    page = pdf(*LINES)
    page.image(picture(*lines), x=20, y=150, w=70)
    return bytes(page.output())


def test_a_small_picture_on_a_page_of_text_is_read_or_said_to_be_unread(settings: Settings) -> None:
    assert found(settings, "guide.pdf", with_a_small_picture("Tenant list", f"call {phone(1)}")) == {
        "page": {types.PHONE}
    }
    assert found(settings, "guide.pdf", with_a_small_picture()) == {"page": {types.UNREAD}}


def test_what_a_signature_in_a_pdf_says_is_read(settings: Settings) -> None:
    def sign(document: pikepdf.Pdf) -> None:
        said = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ContactInfo=phone(2), Name="김표본")
        document.Root.Signed = document.make_indirect(said)

    told = found(settings, "guide.pdf", changed(bytes(pdf(*LINES).output()), sign))
    assert told == {"annotation": {types.PHONE}, "properties": {types.AUTHOR}}
