"""Passkeys in a real Chromium, with a virtual authenticator: a member and a caseworker make one, sign out and come back with it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from tests import axe
from tests.e2e.hands import hire, member_signs_in, press, staff_signs_in
from tests.e2e.passkey_site import Authenticator, serve_at_localhost
from tests.e2e.story import PASSWORD
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages

CANCELLED = "지문, 얼굴, 화면 잠금"
PHONE = "010-0123-4567"


def look(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url  # type: ignore[index]
    found = axe.run(page).response["violations"]
    assert not found, [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-passkey-said]")).to_contain_text(words)


def test_a_member_makes_a_passkey_and_comes_back_with_it(
    live_server: Callable[[Any], str], make_world: Callable[..., World], new_page: Callable[..., Page]
) -> None:
    world, base = serve_at_localhost(live_server, make_world)
    make_victim(world, phone=PHONE)
    page = new_page(viewport={"width": 360, "height": 800})
    device = Authenticator.of(page)
    member_signs_in(page, base, world, PHONE)
    page.goto(f"{base}/my/passkeys")
    device.set_verified(False)
    press(page, "이 기기에 패스키 만들기")
    says(page, CANCELLED)
    assert device.kept() == []
    device.set_verified(True)
    page.get_by_label("패스키 이름").fill("내 휴대전화")
    press(page, "이 기기에 패스키 만들기")
    expect(page.locator(".record")).to_contain_text("내 휴대전화")
    look(page)
    assert len(device.kept()) == 1
    press(page, "이 기기에 패스키 만들기")
    says(page, "이미 패스키가 있습니다")
    page.context.clear_cookies()
    page.goto(f"{base}/login?next=/my/record")
    look(page)
    device.set_verified(False)
    press(page, "패스키로 로그인하기")
    says(page, CANCELLED)
    device.set_verified(True)
    press(page, "패스키로 로그인하기")
    expect(page).to_have_url(f"{base}/my/record")
    page.goto(f"{base}/my/passkeys")
    page.locator(".record a").click()
    look(page)
    page.locator("#remove").click()
    expect(page.locator("main")).to_contain_text("패스키를 지웠습니다")
    assert len(device.kept()) == 1, "the device knows nothing of it"


def test_a_caseworker_adds_a_passkey_and_signs_in_with_password_and_passkey(
    live_server: Callable[[Any], str], make_world: Callable[..., World], new_page: Callable[..., Page]
) -> None:
    world, base = serve_at_localhost(live_server, make_world)
    secret = hire(world, Role.CASEWORKER)
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    device = Authenticator.of(page)
    staff_signs_in(page, base, world, Role.CASEWORKER, secret)
    page.goto(f"{base}/staff/passkeys")
    page.get_by_label("패스키 이름").fill("사무실 컴퓨터")
    press(page, "이 기기에 패스키 만들기")
    expect(page.locator(".record")).to_contain_text("사무실 컴퓨터")
    look(page)
    press(page, "로그아웃")
    page.goto(f"{base}/staff/login?next=/staff")
    page.get_by_label("이메일").fill("caseworker@example.com")
    page.get_by_label("비밀번호").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(f"{base}/staff/login/passkey")
    look(page)
    page.goto(f"{base}/desk")
    expect(page).to_have_url(re.compile("/staff/login"))
    page.goto(f"{base}/staff/login/passkey")
    device.set_verified(False)
    press(page, "패스키로 로그인하기")
    says(page, CANCELLED)
    device.set_verified(True)
    press(page, "패스키로 로그인하기")
    expect(page).to_have_url(f"{base}/staff")


def test_a_new_account_is_finished_with_a_passkey_alone(
    live_server: Callable[[Any], str], make_world: Callable[..., World], new_page: Callable[..., Page]
) -> None:
    world, base = serve_at_localhost(live_server, make_world)
    with world.works.open(SYSTEM) as work:
        token = identity.add_staff(work, login="new@example.org", role=Role.ADMIN).link_token
    page = new_page(viewport={"width": 360, "height": 800})
    Authenticator.of(page)
    page.goto(f"{base}/staff/enrol/{token}")
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(f"{base}/staff/first")
    look(page)
    press(page, "이 기기에 패스키 만들기")
    expect(page).to_have_url(f"{base}/staff#recovery")  # codes for the day it is lost


def test_without_a_script_or_under_another_address_the_pages_go_on_working(
    live_server: Callable[[Any], str], make_world: Callable[..., World], new_page: Callable[..., Page]
) -> None:
    world, base = serve_at_localhost(live_server, make_world)
    make_victim(world, phone=PHONE)
    for page, start in (
        (new_page(java_script_enabled=False), base),
        (new_page(), base.replace("localhost", "127.0.0.1")),
    ):
        world.clock.forward(minutes=1)  # of two codes of one moment none is the newest
        page.goto(f"{start}/login")
        expect(page.get_by_role("button", name="패스키로 로그인하기")).to_have_count(0)
        member_signs_in(page, start, world, PHONE)
        page.goto(f"{start}/my/passkeys")
        expect(page.locator("[data-passkey-cannot]")).to_be_visible()
        expect(page.get_by_role("button", name="이 기기에 패스키 만들기")).to_have_count(0)
