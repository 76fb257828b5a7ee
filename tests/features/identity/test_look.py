"""Identity's pages in a real browser: nothing wider than a phone, nothing that axe finds, a whole enrolment by hand."""

from collections.abc import Callable

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from tests import axe
from tests.features.identity.conftest import PASSWORD, Worker
from tests.features.identity.keepers import Keeper
from tests.world import World

SEND = "main button[type=submit]"


def look(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url  # type: ignore[index]
    found = axe.run(page).response["violations"]
    assert not found, [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), pytest.param(1280, "dark", marks=pytest.mark.long)])
def test_an_enrolment_from_link_to_home(
    world: World, live_server: Callable[[Flask], str], new_page: Callable[..., Page], width: int, scheme: str
) -> None:
    with world.works.open(SYSTEM) as work:
        token = identity.add_staff(work, login="new@example.org", role=Role.ADMIN).link_token
    base = live_server(world.app())
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{base}/staff/login")
    look(page)
    page.fill("#login", "nobody@example.org")
    page.fill("#password", "a wrong one entirely")
    page.click(SEND)
    page.wait_for_selector("#error-summary")
    look(page)
    page.goto(f"{base}/staff/enrol/{token}")
    look(page)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click(SEND)
    page.wait_for_url("**/staff/first")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 100, (
        "the QR code is drawn under our own CSP"
    )
    look(page)
    secret = page.inner_text("#secret").replace(" ", "")
    page.fill("#totp", pyotp.TOTP(secret).at(world.clock.now))
    page.click(SEND)
    page.wait_for_selector("#codes")
    look(page)
    page.click("main a.button-primary")
    page.wait_for_url("**/admin/accounts")
    look(page)
    page.goto(f"{base}/staff")
    page.click("text=지금 열려 있는 곳 보기")
    page.wait_for_url("**/staff/sessions")
    look(page)
    page.goto(f"{base}/staff/enrol/{token}")
    look(page)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), pytest.param(1280, "light", marks=pytest.mark.long)])
def test_a_new_password_and_a_new_app_by_hand(
    world: World,
    worker: Worker,
    live_server: Callable[[Flask], str],
    new_page: Callable[..., Page],
    width: int,
    scheme: str,
) -> None:
    Keeper.staff(world, worker.id).adds("사무실 책상 서랍에 둔 보안 키")
    base = live_server(world.app())
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{base}/staff/login?next=/staff")
    page.fill("#login", worker.login)
    page.fill("#password", PASSWORD)
    page.fill("#totp", worker.fresh_code())
    page.click(SEND)
    page.wait_for_url("**/staff")
    look(page)
    page.click("text=내 패스키 보기")
    page.wait_for_url("**/staff/passkeys")
    look(page)
    page.goto(f"{base}/staff/password")
    page.fill("#present", "a wrong one entirely")
    page.fill("#password", f"{PASSWORD} 2")
    page.fill("#again", f"{PASSWORD} 2")
    page.click(SEND)
    page.wait_for_selector("#error-summary")
    look(page)
    page.fill("#present", PASSWORD)
    page.fill("#password", f"{PASSWORD} 2")
    page.fill("#again", f"{PASSWORD} 2")
    page.click(SEND)
    page.wait_for_url("**/staff")
    look(page)
    page.click("text=인증 앱 바꾸기")
    page.wait_for_url("**/staff/app")
    look(page)
    page.click(SEND)
    page.wait_for_selector("#secret")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 100
    look(page)
    page.fill("#totp", pyotp.TOTP(page.inner_text("#secret").replace(" ", "")).at(world.clock.now))
    page.click(SEND)
    page.wait_for_url("**/staff")
    assert "새 인증 앱을 이었습니다" in page.inner_text("body")
