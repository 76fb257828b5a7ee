"""Whole ways through the service, walked in a browser as people walk them."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msoffcrypto
import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.victims import service as victims
from tests.e2e.hands import hire, member_signs_in, newest_code, press, staff_signs_in, tick
from tests.e2e.story import ANSWERS, ROOM, ROOM_CODE
from tests.people import FIRM, caseworker_of, make_active, make_victim
from tests.world import World

LiveServer = Callable[[Flask], str]
NewPage = Callable[..., Page]
PHONE = {"viewport": {"width": 360, "height": 740}}
REASON = "계약서 3쪽이 흐려 다시 보내 달라고 전화합니다"


@pytest.mark.walk
def test_a_newcomer_registers_without_javascript_leaving_and_coming_back(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    base = live_server(world.app())
    page = new_page(java_script_enabled=False, **PHONE)
    page.goto(base)
    press(page, "등록 시작하기")
    press(page, "등록 시작하기")
    tick(page, "동의합니다")
    press(page, "다음")
    page.get_by_label("휴대전화 번호").fill("010-0123-4567")
    press(page, "확인 번호 받기")
    page.get_by_label("문자로 받은 여섯 자리 번호").fill(newest_code(world))
    press(page, "확인하기")
    page.get_by_label("이름").fill("홍보람")
    press(page, "다음")
    page.get_by_label("피해 주택 주소").fill("서울 강서구 표본로 12, 301호")
    page.get_by_role("textbox", name="보증금").fill("2억 3,500만 원")
    press(page, "저장하고 나중에 쓰기")
    expect(page.locator("h1")).to_have_text("저장했습니다")

    page.goto(base)
    press(page, "등록 시작하기")
    expect(page.locator("h1")).to_have_text("쓰던 등록이 있습니다")
    press(page, "이어서 쓰기")
    if page.url.endswith("/lease"):
        expect(page.get_by_role("textbox", name="보증금")).to_have_value("2억 3,500만 원")
        press(page, "다음")
    tick(page, "개인")
    page.get_by_label("임대인 이름이나 회사 이름").fill("임표본")
    tick(page, "네, 함께하겠습니다")
    press(page, "다음")
    expect(page.locator("h1")).to_have_text("적은 내용을 확인해 주세요")
    assert "홍보람" not in page.inner_text("main")
    press(page, "등록하기")
    expect(page).to_have_url(f"{base}/my")
    expect(page.locator("main")).to_contain_text("등록했습니다")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_registration_begins_with_the_keyboard_alone_and_errors_take_the_focus(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    base = live_server(world.app())
    page = new_page()
    page.goto(f"{base}/register/consents")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    tab_to(page, "button", "다음")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab") if page.locator(":focus").count() == 0 else None
    expect(page.locator(":focus")).to_have_attribute("type", "checkbox")
    page.keyboard.press("Space")
    tab_to(page, "button", "다음")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}/register/phone")
    tab_to(page, "input", "")
    page.keyboard.type("010-12")
    page.keyboard.press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("오류: ")
    expect(page.get_by_label("휴대전화 번호")).to_have_value("010-12")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("휴대전화 번호")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("010-0123-4567")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}/register/code")


def tab_to(page: Page, tag: str, words: str) -> None:
    """Tabs on until a part of this kind that says this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("() => [document.activeElement?.tagName ?? '', document.activeElement?.innerText ?? '']")
        if found[0].lower() == tag and words in found[1]:
            return
    pytest.fail(f"no {tag} that says {words} is reached by Tab")


def test_a_caseworker_checks_a_lease_and_opens_a_number_and_the_member_reads_why(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    secret = hire(world, Role.CASEWORKER)
    victim_id = make_victim(world, phone="010-0123-4567")
    base = live_server(world.app())
    page = new_page()
    staff_signs_in(page, base, world, Role.CASEWORKER, secret)
    expect(page).to_have_url(f"{base}/desk")
    page.get_by_label("전화번호, 이름, 집 주소 또는 번호").fill("010-0123-4567")
    press(page, "찾기")
    press(page, reference(world, victim_id))
    assert "010-0123-4567" not in page.content()
    press(page, "계약서 확인하기")
    page.get_by_text("물어보고 받아 적기").click()
    tick(page, "아무 관계도 없습니다")
    press(page, "받아 적은 대로 남기기")
    tick(page, "창구에서 원본을 보았습니다")
    for point in page.locator(".point").all():
        point.locator("label.option-label", has_text="예").first.click()
    tick(page, "확인했습니다")
    page.locator("#lease-check textarea").fill("계약서 원본을 창구에서 보았습니다")
    press(page, "정한 대로 남기기")
    expect(page.locator("main")).to_contain_text("계약서를 확인했다고 남겼습니다")
    tick(page, "전화번호")
    page.get_by_label("왜 여나요?").fill(REASON)
    press(page, "열고 기록 남기기")
    expect(page.locator(".revealed")).to_contain_text("010-0123-4567")
    page.goto(page.url)
    assert "010-0123-4567" not in page.content()

    own = new_page(**PHONE)
    member_signs_in(own, base, world, "010-0123-4567")
    own.goto(f"{base}/my/record")
    expect(own.locator("main")).to_contain_text(REASON)
    expect(own.locator("main")).to_contain_text("전화번호")


def reference(world: World, victim_id: UUID) -> str:
    with world.as_system() as work:
        return victims.profile(work, victim_id).reference


def group_code(world: World, victim_id: UUID) -> tuple[UUID, str]:
    with world.as_system() as work:
        line = groups.membership_of(work, victim_id)
        assert line is not None
        return line.group_id, groups.get(work, line.group_id).code


@pytest.mark.walk
def test_a_member_enters_by_her_invite_and_the_page_shows_it_once(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    first = make_active(world, phone="010-0123-4567")
    make_active(world, name="김가람", phone="010-0123-4568")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_code(world, first)[0], url=ROOM, code=ROOM_CODE)
    base = live_server(world.app())
    page = new_page(**PHONE)
    member_signs_in(page, base, world, "010-0123-4567")
    press(page, "초대 받기")
    expect(page.locator("h1")).to_have_text("대화방 초대입니다")
    assert ROOM not in page.content()
    link = page.url
    press(page, "대화방 열기")
    expect(page.locator("#room-code")).to_have_text(ROOM_CODE)
    expect(page.locator("#alias")).to_have_text(re.compile(r"\S+ \S+ \d+"))
    expect(page.get_by_role("link", name="카카오톡으로 열기")).to_have_attribute("href", ROOM)
    page.goto(link)
    press(page, "대화방 열기")
    expect(page.locator("h1")).to_have_text("이 링크는 열 수 없습니다")
    assert ROOM not in page.content() and ROOM_CODE not in page.content()
    press(page, "내 모임에서 새로 받기")
    expect(page).to_have_url(f"{base}/my")


def test_a_lawyer_exports_her_roster_and_opens_it_with_the_password_she_was_shown(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    secret = hire(world, Role.LAWYER)
    with world.as_system() as work:
        firm_id = next(one.id for one in identity.firms(work) if one.name == FIRM)
        lawyer_id = identity.staff_by_login(work, "lawyer@example.com").id
    agrees = make_active(world, name="홍보람", phone="010-0123-4567", firm_id=firm_id)
    make_active(world, name="김가람", phone="010-0123-4568", firm_id=firm_id)
    make_active(world, name="이나래", phone="010-0123-4569")
    group_id, code = group_code(world, agrees)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assignments.assign(work, group_id, lawyer_id=lawyer_id)
    base = live_server(world.app())
    page = new_page()
    staff_signs_in(page, base, world, Role.LAWYER, secret)
    press(page, code)
    press(page, "명단 내보내기")
    page.get_by_label("3. 이유").fill("위임장과 계약 내용을 맞춰 봅니다")
    press(page, "2명 내보내기")
    password = page.locator("#file-password").inner_text()
    with page.expect_download() as arriving:
        press(page, "파일 받기")
    assert names_in(Path(arriving.value.path()).read_bytes(), password) == {"홍보람", "김가람"}

    own = new_page(**PHONE)
    member_signs_in(own, base, world, "010-0123-4567")
    expect(own.locator("main")).to_contain_text("명단을 내보냈습니다")
    expect(own.locator("main")).to_contain_text("위임장과 계약 내용을 맞춰 봅니다")


def names_in(data: bytes, password: str) -> set[str]:
    file, plain = msoffcrypto.OfficeFile(io.BytesIO(data)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(plain, verify_integrity=True)
    titles, *rows = openpyxl.load_workbook(plain)["명단"].iter_rows(values_only=True)
    return {str(row[titles.index("성명")]) for row in rows}


def test_a_caseworker_uploads_a_form_watches_it_being_read_and_takes_the_report(
    world: World, live_server: LiveServer, new_page: NewPage
) -> None:
    secret = hire(world, Role.CASEWORKER)
    base = live_server(world.app())
    page = new_page()
    staff_signs_in(page, base, world, Role.CASEWORKER, secret)
    page.goto(f"{base}/desk/responses")
    page.locator("input[type=file]").set_input_files(ANSWERS)
    press(page, "올리기")
    expect(page.locator("progress")).to_be_visible()
    uploads.work_off(world.works)
    expect(page.locator("main")).to_contain_text("다 읽었습니다", timeout=30_000)
    rows = len([line for line in ANSWERS.read_text("utf-8").splitlines() if line.startswith("20")])
    with page.expect_download() as arriving:
        press(page, "표로 받기 (CSV)")
    report = Path(arriving.value.path()).read_text("utf-8-sig").splitlines()
    assert len(report) == rows + 1
    assert not any(word in line for line in report for word in ("표본하나", "010-0123"))
