"""The parts, seen by a real browser: nothing inline, nothing too small, nothing that axe finds, in both themes."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Page, Route, expect

from tests.infra.look import ERRORS, PACKAGE, guide_app
from tests.servers import served

NewPage = Callable[..., Page]
TARGET = 44
TOO_SMALL = """least => [...document.querySelectorAll('button, input, select, textarea, summary, a.button, a.place, a.chip, a.back')]
  .filter(part => part.offsetParent && !part.classList.contains('option-input') || part.closest('.option') && part.offsetParent)
  .map(part => [(part.closest('.option') || part).getBoundingClientRect(), part.outerHTML.slice(0, 80)])
  .filter(([box]) => box.height < least || box.width < least).map(([box, html]) => `${box.width}x${box.height} ${html}`)"""
TOO_LOW_LINKS = """() => [...document.querySelectorAll('main a, footer a')].filter(a => a.offsetParent)
  .filter(a => Math.max(a.getBoundingClientRect().height, parseFloat(getComputedStyle(a).lineHeight)) < 24).map(a => a.outerHTML)"""

UNSEEN_FOCUS = """() => {
  const part = document.activeElement;
  const drawn = part.matches('.option-input') ? getComputedStyle(part.nextElementSibling, '::before') : getComputedStyle(part);
  const seen = part === document.body || drawn.outlineStyle === 'solid' && parseFloat(drawn.outlineWidth) >= 3;
  return seen ? '' : part.outerHTML.slice(0, 90);
}"""


@pytest.fixture(scope="module")
def guide() -> Iterator[str]:
    with served(guide_app()) as base:
        yield base


@pytest.fixture
def client() -> FlaskClient:
    return guide_app().test_client()


class Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", ["/", "/?as=staff", "/?clean=1", *(f"/errors/{code}" for code in ERRORS)])
def test_no_page_carries_inline_style_or_script(client: FlaskClient, path: str) -> None:
    inline = Inline()
    inline.feed(client.get(path).get_data(as_text=True))
    assert not inline.found


@pytest.mark.parametrize("path", ["/", "/?clean=1", *(f"/errors/{code}" for code in ERRORS)])
def test_every_page_has_one_h1_and_no_id_twice(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == int(path[-3:] if "errors" in path else 200)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert html.count("<h1") == 1
    assert sorted(ids) == sorted(set(ids))


def test_the_title_says_error_only_when_there_is_one(client: FlaskClient) -> None:
    assert "<title>오류: " in client.get("/").get_data(as_text=True)
    assert "<title>모양 모음" in client.get("/?clean=1").get_data(as_text=True)


def test_an_error_page_reads_out_its_code(client: FlaskClient) -> None:
    assert "E-7K2-940" in client.get("/errors/500").get_data(as_text=True)
    assert "E-7K2-940" not in client.get("/errors/404").get_data(as_text=True)


def test_masks_have_a_spoken_form(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    for mask, spoken in (
        ("홍**", "홍, 나머지 가림"),
        ("010-****-5678", "끝 번호 5678"),
        ("1991-**-**", "1991년, 나머지 가림"),
    ):
        assert f'<span aria-hidden="true">{mask}</span><span class="visually-hidden">{spoken}</span>' in html


def test_sign_out_is_a_form_with_a_csrf_token(client: FlaskClient) -> None:
    assert re.search(
        r'<form method="post" action="/logout"><input type="hidden" name="csrf_token" value="[^"]{20,}">',
        client.get("/").get_data(as_text=True),
    )


def test_the_sheets_fetch_nothing_from_elsewhere() -> None:
    for sheet in (PACKAGE / "static").rglob("*.css"):
        for address in re.findall(r"url\(([^)]+)\)", sheet.read_text("utf-8")):
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_the_font_comes_with_its_licence() -> None:
    folder: Path = PACKAGE / "static/fonts/pretendard"
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")
    assert "Pretendard" in (PACKAGE.parent / "NOTICE").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "width"), [("/", 360), ("/?clean=1", 1280), ("/?as=staff", 1280), ("/errors/500", 360)]
)
def test_axe_finds_nothing(new_page: NewPage, guide: str, path: str, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(guide + path)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}, {"contrast": "more"}])
def test_nothing_scrolls_sideways_at_320_pixels(new_page: NewPage, guide: str, options: dict[str, object]) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, **options)
    page.goto(guide)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_scrolls_sideways_with_letters_of_twice_the_size(new_page: NewPage, guide: str) -> None:
    page = new_page(viewport={"width": 640, "height": 800})
    page.goto(guide)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_what_is_pressed_is_large_enough(new_page: NewPage, guide: str) -> None:
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(guide)
    page.click("[data-menu]")
    assert page.evaluate(TOO_SMALL, TARGET) == []
    assert page.evaluate(TOO_LOW_LINKS) == []


def test_the_error_summary_takes_focus_and_leads_to_the_fields(new_page: NewPage, guide: str) -> None:
    page = new_page()
    page.goto(guide)
    expect(page.locator("#error-summary")).to_be_focused()
    for link in page.locator("#error-summary a").all():
        assert page.locator(str(link.get_attribute("href"))).evaluate("part => part.matches('input, textarea, select')")


def test_focus_is_visible_on_everything_that_takes_it(new_page: NewPage, guide: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(guide + "/?clean=1")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN_FOCUS) == ""


def test_a_copied_code_is_said_aloud(new_page: NewPage, guide: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(guide)
    page.get_by_role("button", name="코드 복사").click()
    expect(page.locator(".once-code [role=status]")).to_have_text("복사했습니다")
    assert page.evaluate("navigator.clipboard.readText()") == "407192"


def test_the_menu_opens_by_its_word_and_closes_by_escape(new_page: NewPage, guide: str) -> None:
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto(guide)
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("button", name="메뉴").click()
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()


def test_without_javascript_the_places_are_there_at_once(new_page: NewPage, guide: str) -> None:
    page = new_page(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page.goto(guide)
    expect(page.locator("#menu a").first).to_be_visible()
    expect(page.locator("[data-menu]")).to_be_hidden()
    expect(page.locator("[data-copy]").first).to_be_hidden()


def test_a_progress_bar_moves_by_itself_and_stops_at_the_end(new_page: NewPage, guide: str) -> None:
    page = new_page()
    page.goto(guide + "/reading")
    expect(page.locator(".progress-line")).to_have_text("3줄 가운데 3줄을 읽었습니다.")
    expect(page.locator("#reading")).not_to_have_attribute("data-poll", "/reading")


def test_a_second_press_sends_nothing_and_the_button_says_so(new_page: NewPage, guide: str) -> None:
    page = new_page()
    page.goto(guide + "/?clean=1")
    sent: list[str] = []

    def stay(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(status=204)  # the page stays as it is, pressed

    page.route("**/slow", stay)
    page.evaluate("document.querySelector('form.form').action = '/slow'")
    button = page.locator("form.form > .actions-stack > .button-primary")
    before = button.bounding_box()
    button.click()
    expect(button).to_have_text("보내는 중")
    button.click(force=True)
    after = button.bounding_box()
    assert before and after and after["width"] >= before["width"]
    assert len(sent) == 1
