"""A room in real browsers: two neighbours talk without loading a page, one is signed out; nothing complains."""

import os
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rooms import moderation
from lawsuit_hub.infra.web import HubApp
from tests import axe
from tests.features.my.visits import visit
from tests.features.rooms.talks import Talk, make_talk
from tests.features.rosters.exports import make_finished
from tests.people import make_active
from tests.world import World

PICTURES = os.environ.get("ROOM_PICTURES", "")


@pytest.fixture
def talk(world: World) -> Talk:
    return make_talk(world, size=3)


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def come(page: Page, world: World, app: HubApp, url: str, account, role: Role = Role.MEMBER) -> None:
    cookie = visit(world, app, account, role=role).get_cookie("hub")
    page.context.add_cookies([{"name": "hub", "value": cookie.value, "url": url}])


def test_two_neighbours_talk_and_one_is_signed_out(
    world: World, talk: Talk, new_page: Callable[..., Page], live_server: Callable[[Flask], str]
) -> None:
    app = world.app()
    url = live_server(app)
    one, other = new_page(viewport={"width": 360, "height": 800}), new_page(viewport={"width": 1280, "height": 900})
    for page, person in ((one, talk.people[0]), (other, talk.people[1])):
        come(page, world, app, url, person)
        page.goto(f"{url}/my/room")
    one.get_by_label("글 쓰기").fill("제 번호는 010-0123-9999 <b>입니다</b>")
    one.get_by_role("button", name="보내기").click()
    expect(one.locator(".message-mine .hidden-tag")).to_have_text("[전화번호]")
    expect(one.locator("[data-private-words]")).to_contain_text("가리고 보냈습니다")
    expect(one.get_by_label("글 쓰기")).to_have_value("")
    expect(other.locator(".message-text")).to_have_text("제 번호는 [전화번호] <b>입니다</b>")
    other.get_by_label("글 쓰기").fill("반갑습니다")
    other.get_by_label("글 쓰기").press("Enter")
    expect(one.locator(".message-text").nth(1)).to_have_text("반갑습니다")
    expect(one.get_by_role("log")).to_have_attribute("aria-live", "polite")
    assert axe.findings(one) == [] and axe.too_wide(one) == []
    one.route("**/my/room/read", lambda route: route.fulfill(status=204))  # what she has read, told a moment too late
    with world.as_visitor() as work:
        identity.end_all(work, talk.people[0])
    one.get_by_label("글 쓰기").fill("쓰던 글")
    expect(one.locator("[data-room-said]")).to_contain_text("로그아웃되어")
    expect(one.get_by_label("글 쓰기")).to_have_value("쓰던 글")


@pytest.mark.parametrize(
    ("width", "scheme"), [(axe.PHONE, "dark"), pytest.param(axe.DESKTOP, "light", marks=pytest.mark.long)]
)
def test_every_page_of_a_room_is_fit_for_everybody(
    world: World,
    talk: Talk,
    new_page: Callable[..., Page],
    live_server: Callable[[Flask], str],
    width: int,
    scheme: str,
) -> None:
    app = world.app()
    url = live_server(app)
    talk.say(talk.people[0], "위임장은 언제까지 내면 되나요?")
    talk.say(talk.people[1], "감사합니다. 궁금한 건 010-0123-9999로 여쭤보면 되나요?")
    account = talk.opened()
    with world.as_staff(Role.CASEWORKER, account) as work:
        moderation.post(work, talk.code, "위임장 서명은 12월 5일까지입니다.", key=uuid4())
        moderation.pin(work, talk.code, 3, on=True)
    page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    come(page, world, app, url, talk.people[1])
    for name, path in (("room", "/my/room"), ("message", "/my/room/messages/1"), ("my", "/my")):
        page.goto(url + path)
        picture(page, f"{name}-{width}-{scheme}")
        assert (path, axe.findings(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    desk = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    come(desk, world, app, url, make_finished(world, Role.CASEWORKER, "desk@example.com"), Role.CASEWORKER)
    base = f"{url}/desk/groups/{talk.code}/room"
    desk.goto(base)
    picture(desk, f"desk-shut-{width}-{scheme}")
    assert axe.findings(desk) == []
    desk.get_by_label("이유").fill("알린 글을 살펴봅니다")
    desk.get_by_role("button", name="열고 기록 남기기").click()
    desk.locator(".message").first.wait_for()
    member = f"{base}/members/{talk.membership(talk.people[2])}"
    for name, path in (("desk", base), ("desk-message", f"{base}/messages/1"), ("desk-member", member)):
        desk.goto(path)
        picture(desk, f"{name}-{width}-{scheme}")
        assert (path, axe.findings(desk)) == (path, [])
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
    newcomer = make_active(world, name="서새로", phone="010-0777-0001")
    come(page, world, app, url, newcomer)
    page.goto(f"{url}/my/room")
    picture(page, f"door-{width}-{scheme}")
    assert axe.findings(page) == []
