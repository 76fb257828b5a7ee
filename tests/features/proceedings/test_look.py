"""The pages of a group's life in a real browser: axe finds nothing, and nothing hangs over at 360 px."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.openchats import service as openchats
from lawsuit_hub.features.openchats.types import Item
from lawsuit_hub.features.proceedings.types import Source, State
from lawsuit_hub.features.victims import service as victims
from tests import axe
from tests.features.desk.conftest import Desk
from tests.features.my.visits import press, set_room, visit
from tests.features.proceedings.cases import TODAY, Case
from tests.features.rosters.exports import make_finished
from tests.world import World

OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PICTURES = os.environ.get("LIFE_PICTURES", "")
REASON = "링크가 다른 단체방에 올라왔습니다"


def fill(world: World, case: Case) -> None:
    more = [case.counsel.add(f"{surname}새로", f"010-0300-000{n}") for n, surname in enumerate("송류홍전")]
    set_room(world, case.counsel.group_id)
    case.take(Stage.SETTLED, Stage.GATHERING)
    case.take(Stage.COUNSEL, Stage.SETTLED)
    for one in [*case.counsel.people, *more[:2]]:
        case.state(one, State.RETAINED)
    case.day("distribution_claim", TODAY + timedelta(days=30), source=Source.COURT, once="a")
    case.day(
        "own", TODAY + timedelta(days=5), title="위임장 챙기기", once="b", aliases=(case.alias(case.counsel.people[0]),)
    )
    case.desk(
        lambda work: openchats.look(
            work, case.counsel.group_id, number=1, found={Item.TITLE: True, Item.CODE_ON: False}
        )
    )


def lend(context_page: Page, client: FlaskClient, base: str) -> None:
    cookie = client.get_cookie("hub", domain="localhost")
    assert cookie is not None
    host = urlsplit(base).hostname or ""
    context_page.context.add_cookies([{"name": "hub", "value": cookie.value, "domain": host, "path": "/"}])


def look(page: Page, name: str, width: int) -> None:
    assert page.evaluate(OVERHANG) <= 0, f"{name} hangs over at {width}"
    found = [one["id"] for one in axe.run(page).response["violations"]]
    assert not found, f"{name} at {width}: {found}"
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_every_page_of_a_group_s_life_looks_well(
    world: World, case: Case, live_server: Callable[[Flask], str], new_page: Callable[..., Page], width: int
) -> None:
    fill(world, case)
    app = world.app()
    base = live_server(app)
    desk = Desk(world, app, Role.CASEWORKER, make_finished(world, Role.CASEWORKER, "look@example.com"))
    url = f"/desk/groups/{case.code}"
    page = new_page(viewport={"width": width, "height": 900})
    lend(page, desk.client, base)
    for name, path in {
        "group": url,
        "course": f"/course/{case.code}",
        "rooms": f"{url}/rooms",
        "invites": f"{url}/invites",
        "drill": f"{url}/drill",
    }.items():
        page.goto(base + path)
        for closed in page.locator("details.more > summary").all():
            closed.click()
        look(page, name, width)
    page.goto(f"{base}{url}/invites")
    with world.as_system() as work:
        reference = victims.profile(work, case.counsel.people[0]).reference
    page.locator(f"label[for=pick-{reference}]").click()
    page.get_by_role("button", name="고른 사람 것 인쇄하기").click()
    look(page, "paper", width)
    desk.send(f"{url}/drill", page=f"{url}/drill", drill__reason=REASON)
    page.goto(f"{base}{url}/drill")
    look(page, "drill-going", width)
    page.goto(f"{base}{url}/rooms")
    look(page, "rooms-held", width)


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_every_page_of_a_member_s_case_looks_well(
    world: World, case: Case, live_server: Callable[[Flask], str], new_page: Callable[..., Page], width: int
) -> None:
    fill(world, case)
    app = world.app()
    base = live_server(app)
    page = new_page(viewport={"width": width, "height": 900})
    client = visit(world, app, case.counsel.people[0])
    client.get("/my")
    lend(page, client, base)
    for name, path in {"my": "/my", "case": "/my/case", "enter": "/my/enter"}.items():
        page.goto(base + path)
        look(page, name, width)
    page.goto(f"{base}/my/case")
    page.get_by_role("button", name="달력 주소 만들기").click()
    look(page, "case-calendar", width)
    press(client, "/my/case", "/my/pause")
    page.goto(f"{base}/my/case")
    look(page, "case-paused", width)
