"""Markdown of our own people: nothing that runs, nothing from elsewhere, Korean particles behind stars, in bounded time."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.infra.markdown import to_html, to_plain

ALLOWED = {
    "a": {"href", "rel"},
    "ol": {"start"},
    **dict.fromkeys(
        ["blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "p", "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
        set(),
    ),
}  # fmt: skip
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://evil.example/x.png)",
    "![x](https://evil.example/x.png \"onerror=alert(1)\")",
    "![<img src=x onerror=alert(1)>](x)",
    "[![x](https://evil.example/x.png)](https://ok.example)",
    "[x](https://ok.example \"\\\" onmouseover=alert(1) \\\"\")",
    "[x](https://ok.example\" onmouseover=\"alert(1))",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "# <script>alert(1)</script>",
    "| <script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | `<b>` |",
    "| a |\n|:-:|\n| b |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "\u2028<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<div style='background:url(javascript:alert(1))'>",
    "<form action=https://evil.example><input name=phone></form>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example>",
    "<object data=https://evil.example></object>",
    "1. <b onclick=alert(1)>x</b>",
    "~~<script>alert(1)</script>~~",
]  # fmt: skip


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ALLOWED.get(tag)
        if allowed is None:
            self.bad.append(tag)
            return
        for name, value in attrs:
            if name not in allowed:
                self.bad.append(f"{tag} {name}")
            if name == "href" and ":" in (value or "").split("/")[0]:
                scheme = (value or "").split(":")[0].strip().lower()
                if scheme not in {"http", "https", "mailto", "tel"}:
                    self.bad.append(f"href {scheme}")
        if tag == "a" and dict(attrs).get("rel") != "nofollow noopener noreferrer":
            self.bad.append("a link without rel")

    def handle_comment(self, data: str) -> None:
        self.bad.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.bad.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.bad.append("instruction")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(str(to_html(text)))
    parser.close()
    return parser


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_comes_out_but_words_and_links(text: str) -> None:
    assert seen(text).bad == []


@pytest.mark.parametrize("text", ATTACKS)
def test_nor_when_it_is_nested_in_other_marks(text: str) -> None:
    for shape in ("> {}", "- {}\n  - {}", "**{}**", "[{}](https://ok.example)", "| {} |\n|---|\n| {} |", "# {}"):
        assert seen(shape.format(text, text)).bad == []


@given(st.text(alphabet=st.sampled_from(list("<>\"'`*_[]()!&#;:/=|~-\\ \n\tabjavscript가나")), max_size=200))
def test_nothing_comes_out_of_anything(text: str) -> None:
    assert seen(text).bad == []


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*" * 20_000, ">" * 20_000, "![" * 10_000, "`" * 20_000, "- " * 10_000, "[a](" * 5_000, "*a_ " * 5_000, "<" * 20_000,
     "|a" * 10_000 + "\n" + "|-" * 10_000, "a**b" * 5_000, "[a]: b\n" * 2_500, "&" * 20_000, "~~" * 10_000],
)  # fmt: skip
def test_whatever_is_as_long_as_a_notice_takes_less_than_seconds(text: str) -> None:
    begun = time.process_time()
    to_html(text)
    to_plain(text)
    assert time.process_time() - begun < 5


def test_stars_close_before_a_particle_too() -> None:
    assert "<strong>신청 (무료)</strong>는" in to_html("**신청 (무료)**는 내일까지")
    assert "말<strong>“급함”</strong>입니다" in to_html("말**“급함”**입니다")
    assert "<em>기울임</em>과 <em><strong>둘 다</strong></em>" in to_html("*기울임*과 ***둘 다***")
    assert "2 * 3 * 4" in to_html("2 * 3 * 4") and "<em>" not in to_html("2 * 3 * 4")


def test_headings_stand_below_the_page_s_title_and_a_picture_is_words() -> None:
    assert to_html("# 하나\n\n###### 여섯") == "<h2>하나</h2>\n<h3>여섯</h3>\n"
    assert to_html("### 셋\n\n# 하나\n\n### 셋") == "<h2>셋</h2>\n<h2>하나</h2>\n<h3>셋</h3>\n"
    assert to_html("![지도](https://elsewhere.example/map.png)") == "<p>지도</p>\n"


def test_words_alone_a_block_a_line_and_where_links_lead_if_asked() -> None:
    text = "## 언제\n\n**12월**부터\n구청에서\n\n- [안내](https://ok.example)\n\n| 가 | 나 |\n|---|---|\n| 1 | 2 |"
    assert to_plain(text) == "언제\n12월부터\n구청에서\n안내\n가\n나\n1\n2"
    assert "안내 (https://ok.example)" in to_plain(text, links=True)
    assert to_plain("010-**0123-4567**") == "010-0123-4567"


def test_a_link_says_no_more_than_a_gate_reads() -> None:
    assert "010-0000-0001" not in to_html('[자료](https://example.go.kr "담당 010-0000-0001")')
