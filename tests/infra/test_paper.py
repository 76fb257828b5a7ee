"""Papers for offices: the same words as PDF and HWPX, read by others' programs than the ones that wrote them; pictures that hide."""

import ctypes
import html
import io
import re
import xml.etree.ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from hwpx import HwpxDocument

from lawsuit_hub.infra.bar_picture import picture_of
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.paper import Bar, Bars, Facts, Heading, Letter, NewPage, Paper, Prose, Quote, Remark, Table
from lawsuit_hub.infra.paper_hwpx import hwpx_of
from lawsuit_hub.infra.paper_pdf import pdf_of

ctypes.CDLL("libfreetype.so.6", ctypes.RTLD_GLOBAL)  # rhwp needs it and does not say so
import rhwp  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "]#panic() $x$ *굵게* <hp:t>&amp;</hp:t> \\u{41}"
BARS = Bars("분야별 건의", (Bar("회수 <&>", 0.5, "12건"), Bar("처벌", None, "5명 미만"), Bar("그 밖", 0.0, "0건")))
ROWS = tuple((f"{n}번 주제", f"{n}건") for n in range(1, 81))
LETTER = Letter(
    "보기시", "국회의장", "건의 전달", "보기과-12", "2026. 12. 1.", ("첫째 문단입니다.", "둘째입니다."),
    ("건의서 1부", "자료 1부"), through="보기도", signed="보기시장", contact="전화 02-0000-0000",
)  # fmt: skip
PAPER = Paper(
    "제도 개선 건의",
    "보기시 · 2026년",
    (
        Heading("요약"), Prose(HOSTILE), Facts((("받는 곳", "국회"),)), BARS, Remark("가린 칸이 있습니다."),
        Table("주제", ("이름", "건의"), ROWS, (3, 1), (False, True)), NewPage(), Heading("주제", 2), Quote("돌려받지 못했습니다.", "보기구"),
    ),
    above="보기시 센터", below="D-0001", letter=LETTER,
)  # fmt: skip


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of(PAPER)


@pytest.fixture(scope="module")
def hwpx() -> bytes:
    return hwpx_of(PAPER)


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\u200b", "") for page in document]


def drawn_of(data: bytes) -> list[str]:
    document = rhwp.Document.from_bytes(data)
    return [
        html.unescape(re.sub(r"<[^>]*>|\s", "", document.render_svg(number))) for number in range(document.page_count)
    ]


@pytest.mark.parametrize("lines", range(34, 40))
def test_what_a_remark_says_of_the_next_stands_on_its_page(lines: int) -> None:
    filler = tuple(Prose(f"{number}번째 줄") for number in range(lines))
    blocks = (*filler, Heading("둘째 주제", 2), Remark("작은 글", together=True), Prose("주제의 말"))
    (page,) = (one for one in pages_of(pdf_of(Paper("건의", "", blocks))) if "둘째 주제" in one)
    assert "작은 글" in page and "주제의 말" in page


def test_the_letter_stands_alone_and_the_pages_after_it_are_counted(pdf: bytes, hwpx: bytes) -> None:
    letter, *pages = (" ".join(page.split()) for page in pages_of(pdf))
    for said in (
        "수신",
        "국회의장",
        "(경유)",
        "보기도",
        "1.",
        "2.",
        "붙임",
        "2. 자료 1부. 끝.",
        "보기시장",
        "시행 보기과-12 (2026. 12. 1.)",
    ):
        assert said in letter
    assert "보기시 센터" not in letter and "/ " not in letter
    for number, page in enumerate(pages, start=1):
        assert "보기시 센터" in page and "D-0001" in page and f"{number} / {len(pages)}" in page
    drawn = drawn_of(hwpx)
    first = rhwp.Document.from_bytes(hwpx).render_svg(0)
    edge = min(float(x) for x in re.findall(r'<text x="([\d.]+)"', first))
    assert {float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>[12]<', first)} >= {edge}, "numbers hang out"
    assert "자료1부.끝." in drawn[0] and "보기시센터" not in drawn[0]
    assert all("보기시센터" in page and "D-0001" in page for page in drawn[1:])


def test_both_say_the_same_and_what_was_written_is_no_markup(pdf: bytes, hwpx: bytes) -> None:
    for text in ("".join(pages_of(pdf)), "".join(drawn_of(hwpx))):
        flat = re.sub(r"\s", "", text)
        for said in (
            re.sub(r"\s", "", HOSTILE),
            "받는곳",
            "가린칸이있습니다.",
            "돌려받지못했습니다.",
            "보기구",
            "80번주제",
            "12건",
            "5명미만",
        ):
            assert said in flat, said


def test_titles_stand_again_where_a_table_goes_on(pdf: bytes, hwpx: bytes) -> None:
    for pages in (pages_of(pdf), drawn_of(hwpx)):
        held = [page for page in pages if re.search(r"\d번\s*주제", page)]
        assert len(held) > 1 and all("이름" in page for page in held)
        assert re.findall(r"(\d+)번\s*주제", "\n".join(pages)) == [str(n) for n in range(1, 81)]


def test_a_screen_reader_is_told_the_title_and_the_picture(pdf: bytes, hwpx: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/Title"]) == "제도 개선 건의"
        assert opened.Root.MarkInfo.Marked and str(opened.Root.Lang).startswith("ko")
        said = [str(one.get("/Alt")) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert any("분야별 건의" in one and "처벌: 5명 미만" in one for one in said)
    document = HwpxDocument.open(io.BytesIO(hwpx))
    assert not document.validate().issues
    assert "처벌: 5명 미만" in "".join(document.sections[0].element.itertext())


def test_a_hidden_bar_is_as_wide_as_the_whole_and_its_word_stands_behind_it() -> None:
    drawn = ET.fromstring(picture_of(BARS))  # noqa: S314 - our own
    title, desc = drawn.findtext(f"{SVG}title"), drawn.findtext(f"{SVG}desc")
    assert (drawn.get("role"), title, desc) == ("img", "분야별 건의", "회수 <&>: 12건, 처벌: 5명 미만, 그 밖: 0건")
    half, hidden, none = (float(one.get("width", "")) for one in drawn.iter(f"{SVG}rect"))
    assert (half * 2, none) == (hidden, 0)
    words = {one.text: float(one.get("x", "")) for one in drawn.iter(f"{SVG}text")}
    assert words["5명 미만"] > words["12건"] > words["0건"] > words["처벌"]


def test_a_picture_changes_with_nothing_but_the_word_of_what_is_hidden() -> None:
    one, other = (picture_of(Bars("가", (Bar("나", None, "5명 미만"),))) for _ in range(2))
    assert one == other


def test_a_long_label_is_broken_and_stays_before_the_base_line() -> None:
    drawn = ET.fromstring(picture_of(Bars("가", (Bar("나" * 60, 1, "다 " * 20), Bar("x\x00y", 1, "1")))))  # noqa: S314 - our own
    texts = ["".join(one.itertext()) for one in drawn.iter(f"{SVG}text")]
    assert "xy" in texts and sum(text.count("나") for text in texts) == 60 and max(map(len, texts)) < 20


def test_no_page_tears_an_answer_from_its_question() -> None:
    rows = tuple((f"물음{n}." if not k else "", f"답{n}번", f"{k}명") for n in range(40) for k in range(n % 4 + 2))
    paper = Paper(
        "표", "", (Table("모두", ("물음", "답", "사람"), rows, (5, 5, 2), (False, False, True), joined=True),)
    )
    for pages in (pages_of(pdf_of(paper)), drawn_of(hwpx_of(paper))):
        answered = [set(re.findall(r"답(\d+)번", page)) for page in pages]
        asked = [set(re.findall(r"물음(\d+)\.", page)) for page in pages]
        assert len(pages) > 2 and answered == asked and set().union(*asked) == {str(n) for n in range(40)}
    assert "".join(pages_of(pdf_of(paper))).count("물음7.") == 1, "not again on the next page"


def test_a_caption_stands_over_its_picture_and_a_table_that_says_the_same_comes_once() -> None:
    bars = tuple(Bar(f"{n}번 답", 0.5, "12건") for n in range(5))
    pictures = tuple(Bars(f"그림 {n}.", bars, tabled=n > 0) for n in range(20))
    document = rhwp.Document.from_bytes(hwpx_of(Paper("그림", "", pictures)))
    pages = [document.render_svg(number) for number in range(document.page_count)]
    flat = [html.unescape(re.sub(r"<[^>]*>|\s", "", page)) for page in pages]
    assert len(pages) > 3 and [page.count("<image") for page in pages] == [
        len(re.findall(r"그림\d+\.(?!\(표\))", page)) for page in flat
    ]
    assert "".join(flat).count("(표)") == 1


def test_a_letter_that_the_font_lacks_is_refused() -> None:
    odd = Paper("건의", "", (Bars("가", (Bar("张", 1, "1건"),)),))
    for make in (pdf_of, hwpx_of):
        with pytest.raises(LettersMissing):
            make(odd)
    alone = Letter("보기시", "국회", "건의", "", "2026. 12. 1.", ("한 문단뿐입니다.",))
    assert "한 문단뿐입니다. 끝." in " ".join(pages_of(pdf_of(Paper("건의", "", (), letter=alone)))[0].split())
