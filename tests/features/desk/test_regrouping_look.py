"""Merging, splitting and deciding together in a real browser: pressed through, axe finds nothing, nothing hangs over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits import assignments, groups
from tests import axe
from tests.features.desk.conftest import REASON, Desk
from tests.features.desk.test_look import OVERHANG, signed_in_page
from tests.features.desk.test_regrouping_pages import ELSEWHERE, changed, waiting_together
from tests.people import make_firm, make_group
from tests.world import World


def look(page: Page, name: str, found: dict[str, object]) -> None:
    violations = [one["id"] for one in axe.run(page).response["violations"]]
    hangs = page.evaluate(OVERHANG)
    if violations or hangs > 0:
        found[name] = (violations, hangs)
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_every_step_is_shown_whole(
    world: World, desk: Desk, live_server: Callable[[Flask], str], new_page: Callable[..., Page], width: int
) -> None:
    firm = make_firm(world)
    waiting = waiting_together(world)
    group_id, _ = make_group(
        world,
        size=3,
        first_number=5000,
        landlord="표본주택(주)",
        business_number="123-45-67891",
        address=ELSEWHERE,
        firm_id=firm,
    )
    with world.as_staff(Role.CASEWORKER, desk.account_id) as work:
        invites.set_room(work, group_id, url="https://open.kakao.com/o/gAbc1234", code="abcd12")
        assignments.assign(work, group_id, lawyer_id=identity.lawyers(work)[0].id, reason=REASON)
        invites.owe(work, [one.victim_id for one in groups.members(work, group_id)])
    url, found = live_server(world.app()), {}
    page = signed_in_page(new_page, desk, url, viewport={"width": width, "height": 800})
    page.goto(f"{url}/desk/review")
    look(page, "queue", found)
    page.goto(f"{url}/desk/review/{desk.reference(waiting[0])}")
    look(page, "one who waits", found)
    page.goto(f"{url}/desk/review/{desk.reference(waiting[0])}/building")
    for label in page.locator(".option-label").all()[:2]:
        label.click()
    look(page, "building", found)
    page.locator("#into").fill("GS-0001")
    page.locator("#look").click()
    look(page, "building preview", found)
    page.goto(f"{url}/desk/groups/GS-0001/split")
    page.locator(".option-label").first.click()
    look(page, "split", found)
    page.locator("#look").click()
    look(page, "split preview", found)
    page.locator("#reason").fill(REASON)
    page.locator("#split").click()
    page.goto(f"{url}/desk/groups/GS-0002/merge")
    page.locator("#with").fill("GS-0003")
    page.locator("#look").click()
    look(page, "merge", found)
    page.locator("#reason").fill(REASON)
    page.locator("#merge").click()
    look(page, "group", found)
    page.goto(f"{url}/desk/changes")
    look(page, "changes", found)
    page.goto(f"{url}{changed(world)}")
    look(page, "change", found)
    page.goto(f"{url}/desk/apart")
    look(page, "apart", found)
    page.locator("main .table a").first.click()
    look(page, "apart pair", found)
    assert found == {}
