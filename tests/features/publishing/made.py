"""Files as people hand them round, made here: sheets with what is hidden in them, papers with what was deleted, clean ones."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = [
    "홍길동",
    "김표본",
    "이가상",
    "박예시",
    "최견본",
    "정모형",
    "강시험",
    "조보기",
    "윤공개",
    "장자료",
    "임초안",
    "한문서",
]


def phone(number: int) -> str:
    return f"010-0{number // 10000:03d}-{number % 10000:04d}"


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def sheet(book: Workbook) -> Worksheet:
    made = book.active
    assert isinstance(made, Worksheet)
    return made


def clean_book() -> bytes:
    """What an office puts on its board: programmes, places, sums, its own telephone."""
    book = Workbook()
    page = sheet(book)
    page.title = "지원사업"
    page.append(["사업", "대상", "지원 금액", "기한", "문의", "장소"])
    for number, place in enumerate(("강서구", "양천구", "마포구", "구로구", "성동구", "노원구", "도봉구"), start=1):
        page.append([f"이사비 지원 {number}차", "전세사기 피해자", 1500000 * number, "2026-12-31", "1533-8119", place])
    page.append(["대출 이자", "무주택 세대주", 12_000_000_000, "2027-01-31", "02-0000-0000", "강서구청 5층"])
    return saved(book)


def hidden_column() -> bytes:
    """A visible list of places, and a hidden column of telephone numbers."""
    book = Workbook()
    page = sheet(book)
    page.title = "참석"
    page.append(["순번", "동네", "연락처"])
    for number in range(1, 13):
        page.append([number, "화곡동", phone(1000 + number)])
    page.column_dimensions["C"].hidden = True
    return saved(book)


def noted_book() -> bytes:
    book = Workbook()
    page = sheet(book)
    page["A1"] = "사업"
    page["A1"].comment = Comment(f"홍길동님께 전화 {phone(1)}", "담당")
    return saved(book)


def paper(body: str, **parts: str) -> bytes:
    """A .docx whose body is this XML; `parts`: further parts, by their path with _ for /."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for path, text in parts.items():
            archive.writestr(path, text)
    return target.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tracked_deletion() -> bytes:
    """A clean page, from which somebody deleted a name and a number while changes were tracked."""
    cut = [f"신청인: 홍길동 {phone(2)[:9]}", phone(2)[9:]]
    runs = "".join(f"<w:r><w:delText>{one}</w:delText></w:r>" for one in cut)
    gone = f'<w:del w:author="담당" w:id="1">{runs}</w:del>'
    return paper(
        paragraph("간담회를 12월 5일에 엽니다.") + f"<w:p><w:r><w:t>장소는 구청입니다.</w:t></w:r>{gone}</w:p>"
    )


def clean_paper() -> bytes:
    return paper(paragraph("간담회를 2026년 12월 5일 오후 3시에 엽니다. 문의: 콜센터 1533-8119"))


def packed(**parts: str | bytes) -> bytes:
    """A package of these parts; a path's / is written as __ in the name of an argument."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return target.getvalue()


HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'


def hangul(section: str, *, preview: str = "간담회 안내", creator: str = "강서구청") -> bytes:
    """An .hwpx whose section is this XML."""
    return packed(
        **{
            "mimetype": "application/hwp+zip",
            "Contents/content.hpf": f'<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>'
            f'<opf:meta name="creator" content="text">{creator}</opf:meta></opf:metadata></opf:package>',
            "Contents/section0.xml": f"<hs:sec {HP}>{section}</hs:sec>",
            "Preview/PrvText.txt": preview.encode(),
        }
    )


def hp(text: str) -> str:
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def slides(*texts: str, notes: str = "", hidden: bool = False) -> bytes:
    parts: dict[str, str | bytes] = {"ppt/presentation.xml": f"<p:presentation {A}/>"}
    for number, text in enumerate(texts, start=1):
        show = ' show="0"' if hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = f"<p:sld {A}{show}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = f"<p:notes {A}><a:p><a:r><a:t>{notes}</a:t></a:r></a:p></p:notes>"
    return packed(**parts)
