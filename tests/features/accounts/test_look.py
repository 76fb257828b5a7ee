"""The admin's pages after something was sent, in a real browser: a refused form, the link that is shown once, the list."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page

from lawsuit_hub.access.roles import Role
from tests.axe import complaints
from tests.e2e.conftest import carry_cookies
from tests.features.accounts.admins import Admin, Colleague
from tests.features.rosters.exports import make_finished


def test_an_account_is_made_in_a_browser(
    admin: Admin, live_server: Callable[[Flask], str], new_page: Callable[..., Page]
) -> None:
    Colleague(admin)
    lawyer = make_finished(admin.world, Role.LAWYER, "kim@example.com")
    base = live_server(admin.client.application)
    page = new_page(reduced_motion="reduce")
    carry_cookies(admin.client, page, base)
    page.goto(f"{base}/admin/accounts/new")
    page.fill("#login", "park@example.com")
    page.fill("#networks", "192.0.2.7/24")
    page.click("#make")
    page.wait_for_selector("#error-summary")
    assert page.input_value("#networks") == "192.0.2.7/24"
    assert not complaints(page)
    page.fill("#networks", "192.0.2.0/24")
    page.fill("#reason", "새로 온 담당자입니다")
    page.click("label[for=role-0]")
    page.click("#make")
    page.wait_for_selector("#link")
    assert "/staff/enrol/" in page.inner_text("#link")
    assert not complaints(page)
    for path in ("", f"/{lawyer}", f"/{lawyer}/rights"):
        page.goto(f"{base}/admin/accounts{path}")
        assert not complaints(page)
