"""Pages as they stand after something was sent: every step of a registration, refusals, what is shown once, what went wrong."""

from collections.abc import Callable

import pytest

from lawsuit_hub.features.invites import service as invites
from tests.axe import HEIGHT, PHONE
from tests.e2e.conftest import Site
from tests.e2e.hands import press, tick
from tests.e2e.test_every_page import PageOf, look
from tests.features.registration.conftest import LANDLORD, LEASE, PERSON, Visitor

REASON = "계약서 3쪽이 흐려 다시 보내 달라고 전화합니다"
SEND = "main form.form button[type=submit]"

# What is typed wrong on each step; the boxes of the consents stay empty.
WRONG: dict[str, dict[str, str]] = {
    "consents": {},
    "phone": {"phone": "010-12"},
    "code": {"code": "12ab"},
    "person": {"name": "1", "birth_date": "3999-01-01", "email": "not an address"},
    "lease": {"address": "저기", "deposit": "many", "contract_date": "yesterday", "end_date": "32"},
    "landlord": {"birth_date": "when", "number": "123-45-67890"},
}


@pytest.fixture
def newcomer(site: Site) -> Visitor:
    return Visitor(site.story.world, [])


def walk_to(newcomer: Visitor, step: str, phone: str) -> None:
    """Everything before this step is done."""
    done: list[Callable[[], object]] = [
        lambda: newcomer.agree(1),
        lambda: newcomer.send("/register/phone", {"phone": phone}),
        lambda: newcomer.send("/register/code", {"code": newcomer.code()}),
        lambda: newcomer.send("/register/person", dict(PERSON)),
        lambda: newcomer.send("/register/lease", dict(LEASE)),
        lambda: newcomer.send("/register/landlord", dict(LANDLORD)),
    ]
    for send in done[: [*WRONG, "check"].index(step)]:
        send()


@pytest.mark.parametrize("step", list(WRONG))
def test_a_step_of_the_registration_with_and_without_errors(
    site: Site, page_of: PageOf, newcomer: Visitor, step: str
) -> None:
    walk_to(newcomer, step, f"010-0800-000{list(WRONG).index(step)}")
    page = page_of(newcomer.client)
    page.goto(f"{site.base}/register/{step}")
    assert page.url.endswith(f"/register/{step}")
    look(site, page)
    for field, text in WRONG[step].items():
        page.fill(f"#{field}", text)
    page.locator(SEND).first.click()
    page.wait_for_selector("#error-summary")
    assert page.title().startswith("오류: ")
    look(site, page)
    for field, text in WRONG[step].items():
        assert page.input_value(f"#{field}") == text


def test_what_was_typed_is_checked_saved_and_taken_up_again(site: Site, page_of: PageOf, newcomer: Visitor) -> None:
    walk_to(newcomer, "check", "010-0800-0009")
    page = page_of(newcomer.client)
    for path in ("/register/check", "/register/saved", "/register"):
        page.goto(site.base + path)
        assert page.url == site.base + path
        look(site, page)


def test_the_code_of_a_sign_in(site: Site, page_of: PageOf) -> None:
    page = page_of()
    page.goto(f"{site.base}/login")
    press(page, "확인 번호 받기")
    page.wait_for_selector("#error-summary")
    look(site, page)
    page.get_by_label("휴대전화 번호").fill("010-0700-0000")
    press(page, "확인 번호 받기")
    page.wait_for_url("**/login/code")
    look(site, page)


def test_a_confirmation_without_an_answer(site: Site, page_of: PageOf) -> None:
    page = page_of("unconfirmed")
    page.goto(f"{site.base}/confirm")
    page.locator(SEND).first.click()
    page.wait_for_selector("#error-summary")
    look(site, page)


def test_an_invite_before_after_and_once_more(site: Site, page_of: PageOf) -> None:
    with site.story.world.as_member(site.story.people["third"]) as work:
        token = invites.make(work)
    page = page_of("third")
    page.goto(f"{site.base}/i/{token}")
    look(site, page)
    press(page, "대화방 열기")
    page.wait_for_selector("#room-code")
    look(site, page)
    page.goto(f"{site.base}/i/{token}")
    press(page, "대화방 열기")
    page.get_by_role("heading", name="이 링크는 열 수 없습니다").wait_for()
    look(site, page)


def test_a_value_that_was_opened(site: Site, page_of: PageOf) -> None:
    page = page_of("caseworker")
    page.goto(site.address("/desk/people/{member}"))
    press(page, "열고 기록 남기기")
    page.wait_for_selector("#error-summary")
    look(site, page)
    tick(page, "전화번호")
    page.get_by_label("왜 여나요?").fill(REASON)
    press(page, "열고 기록 남기기")
    page.wait_for_selector(".revealed")
    look(site, page)


@pytest.mark.parametrize("wanted", ["홍보람", "없는이름"])
def test_a_search(site: Site, page_of: PageOf, wanted: str) -> None:
    page = page_of("caseworker")
    page.goto(f"{site.base}/desk/people")
    page.get_by_label("전화번호, 이름, 집 주소 또는 번호").fill(wanted)
    press(page, "찾기")
    page.get_by_role("heading", name="찾은 사람").wait_for()
    assert "홍보람" not in page.inner_text("main")
    look(site, page)


@pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/desk/groups/{group}", "대화방 바꾸기"),
        ("/desk/review/{pending}", "새 모임 만들기"),
        ("/desk/people/{unverified}/lease", "정한 대로 남기기"),
        ("/desk/responses", "올리기"),
    ],
)
def test_a_form_of_the_desk_that_was_sent_empty(site: Site, page_of: PageOf, path: str, button: str) -> None:
    page = page_of("caseworker")
    page.goto(site.address(path))
    press(page, button)
    page.wait_for_selector("#error-summary")
    look(site, page)


def test_an_export_refused_and_done(site: Site, page_of: PageOf) -> None:
    page = page_of("lawyer")
    page.goto(site.address("/counsel/groups/{group}/export"))
    page.locator("#export-now").click()
    page.wait_for_selector("#error-summary")
    look(site, page)
    page.get_by_label("3. 이유").fill("위임장과 계약 내용을 맞춰 봅니다")
    page.locator("#export-now").click()
    page.wait_for_selector("#file-password")
    look(site, page)


def test_a_body_that_is_too_large(site: Site, page_of: PageOf) -> None:
    page = page_of()
    page.goto(f"{site.base}/login")
    page.get_by_label("휴대전화 번호").evaluate("field => { field.value = '0'.repeat(700000) }")
    press(page, "확인 번호 받기")
    page.get_by_role("heading", name="보내신 것이 너무 큽니다").wait_for()
    look(site, page)


def test_too_many_codes_asked_for(site: Site, page_of: PageOf) -> None:
    page = page_of()
    page.goto(f"{site.base}/login")
    page.get_by_label("휴대전화 번호").fill("010-0700-0001")
    press(page, "확인 번호 받기")
    for _ in range(20):
        page.wait_for_url("**/login/code**")
        with page.expect_navigation():
            press(page, "새 번호 받기")
        if page.locator("#error-summary").count():
            break
    page.wait_for_selector("#error-summary")
    look(site, page)


def test_a_wrong_password(site: Site, page_of: PageOf) -> None:
    page = page_of()
    page.goto(f"{site.base}/staff/login")
    page.get_by_label("이메일").fill("nobody@example.com")
    page.get_by_label("비밀번호").fill("a wrong one entirely")
    page.locator("main button[type=submit]").click()
    page.wait_for_selector("#error-summary")
    look(site, page)


def test_two_questions_crossed_are_read_on_a_phone_without_pushing_them_aside(site: Site, page_of: PageOf) -> None:
    page = page_of(viewport={"width": PHONE, "height": HEIGHT})
    page.goto(site.address("/surveys/{found}/results"))
    pushed = page.locator(".found-wide").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert page.locator(".found-cross td .cell-label").first.is_visible() and pushed == 0


def test_what_a_first_look_recognises_stands_under_what_it_is_about(site: Site, page_of: PageOf) -> None:
    page = page_of("caseworker")
    page.goto(site.address("/desk/costs/{submitted_cost}"))
    title, field = (page.locator(f".cost-item > {part}").first.bounding_box() for part in ("legend", ".field"))
    assert title and field and title["x"] == field["x"] and title["y"] + title["height"] <= field["y"]
