"""The page of an invite link: previews and strangers learn nothing, GET consumes nothing, one POST enters once."""

import logging
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.web import HubApp
from tests.features.my.visits import (
    ROOM,
    ROOM_CODE,
    csrf,
    make_invite,
    press,
    set_room,
    visit,
    visit_as_caseworker,
    without_csrf,
)
from tests.people import make_group
from tests.world import World

pytestmark = pytest.mark.pages

SHOUTS = 100
PREVIEW = "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984"


@pytest.fixture
def members(world: World) -> list[VictimId]:
    group_id, members = make_group(world, size=3)
    set_room(world, group_id)
    return members


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


def post(client: FlaskClient, token: str) -> tuple[int, str]:
    answer = press(client, "/my/consents", f"/i/{token}")
    return answer.status_code, without_csrf(answer.get_data(as_text=True))


def test_a_member_enters_once_and_a_reload_shows_nothing_again(
    world: World, members: list[VictimId], app: HubApp
) -> None:
    client = visit(world, app, members[0])
    made = press(client, "/my", "/my/invite")
    assert made.status_code == 303
    path = urlsplit(made.headers["Location"]).path
    entered = press(client, path)
    html = entered.get_data(as_text=True)
    with world.as_system() as work:
        line = groups.membership_of(work, members[0])
    assert entered.status_code == 200 and line is not None
    assert ROOM in html and ROOM_CODE in html and line.alias in html
    assert html.index(line.alias) < html.index(ROOM_CODE) < html.index(f'href="{ROOM}"')
    assert 'rel="noopener noreferrer nofollow"' in html
    assert entered.headers["Cache-Control"] == "no-store" and entered.headers["Referrer-Policy"] == "no-referrer"
    again = client.post(path, data={"csrf_token": csrf(client.get("/my").get_data(as_text=True))})
    assert again.status_code == 410
    assert ROOM not in again.get_data(as_text=True) and ROOM_CODE not in again.get_data(as_text=True)


@pytest.mark.parametrize("agent", [PREVIEW, "Slackbot-LinkExpanding 1.0", "Mozilla/5.0"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_the_link_consumes_nothing(
    world: World, members: list[VictimId], app: HubApp, method: str, agent: str
) -> None:
    token = make_invite(world, members[0])
    for client in (visit(world, app), visit(world, app, members[0]), visit(world, app, members[1])):
        for _ in range(3):
            assert client.open(f"/i/{token}", method=method, headers={"User-Agent": agent}).status_code == 200
    assert post(visit(world, app, members[0]), token)[0] == 200


def test_the_page_of_a_link_is_the_same_for_any_token(world: World, members: list[VictimId], app: HubApp) -> None:
    used, good = make_invite(world, members[1]), make_invite(world, members[0])
    post(visit(world, app, members[1]), used)
    for client in (visit(world, app), visit(world, app, members[0])):
        seen = {
            without_csrf(client.get(f"/i/{token}").get_data(as_text=True)) for token in (used, good, "B" * 43, "가")
        }
        assert len(seen) == 1
        assert ROOM not in next(iter(seen)) and good not in next(iter(seen))


def test_a_preview_tells_nothing(world: World, members: list[VictimId], app: HubApp) -> None:
    answer = visit(world, app).get(f"/i/{make_invite(world, members[0])}", headers={"User-Agent": PREVIEW})
    html = answer.get_data(as_text=True)
    assert '<meta property="og:title" content="공동소송 허브 초대">' in html
    assert "noindex" in html and "noindex" in answer.headers["X-Robots-Tag"]
    assert "GS-0001" not in html and "강서구" not in html


def test_every_void_invite_gets_one_and_the_same_page(world: World, members: list[VictimId], app: HubApp) -> None:
    one, two, three = members
    client = visit(world, app, one)
    answers: dict[str, tuple[int, str]] = {}
    token = make_invite(world, one)
    post(client, token)
    answers["used"] = post(client, token)
    answers["somebody else's"] = post(client, make_invite(world, two))
    answers["unknown"] = post(client, "C" * 43)
    answers["not a token"] = post(client, "x")
    old = make_invite(world, one)
    make_invite(world, one)
    answers["replaced"] = post(client, old)
    token = make_invite(world, one)
    with world.as_system() as work:
        line = groups.membership_of(work, one)
    assert line is not None
    set_room(world, line.group_id, code="512740")
    answers["rotated"] = post(client, token)
    token = make_invite(world, one)
    world.clock.now += timedelta(hours=72)
    client = visit(world, app, one)
    answers["expired"] = post(client, token)
    token = make_invite(world, one)
    with world.as_member(one) as work:
        registration.leave_group(work, one)
    answers["left"] = post(client, token)
    assert {status for status, _ in answers.values()} == {410}
    assert len({html for _, html in answers.values()}) == 1, {name: len(html) for name, (_, html) in answers.items()}
    assert "새로 받" in answers["used"][1]


def test_whoever_is_not_the_member_gets_that_page_too(world: World, members: list[VictimId], app: HubApp) -> None:
    token = make_invite(world, members[0])
    visitor = visit(world, app)
    for data in ({}, {"csrf_token": "wrong"}):
        answer = visitor.post(f"/i/{token}", data=data)
        assert answer.status_code == 410 and "이 링크는 열 수 없습니다" in answer.get_data(as_text=True)
    staff = visit_as_caseworker(world, app)
    assert press(staff, "/staff", f"/i/{token}").status_code == 410
    assert post(visit(world, app, members[0]), token)[0] == 200


def test_a_form_from_elsewhere_consumes_nothing(world: World, members: list[VictimId], app: HubApp) -> None:
    token = make_invite(world, members[0])
    client = visit(world, app, members[0])
    assert client.post(f"/i/{token}").status_code == 410
    assert post(client, token)[0] == 200


def test_a_visitor_is_led_to_sign_in_and_the_token_stays_out_of_the_address(
    world: World, members: list[VictimId], app: HubApp
) -> None:
    token = make_invite(world, members[0])
    client = visit(world, app)
    html = client.get(f"/i/{token}").get_data(as_text=True)
    assert 'href="/login"' in html and token not in html
    assert f'value="/i/{token}"' in client.get("/login").get_data(as_text=True)


def test_no_log_holds_the_token(
    world: World, members: list[VictimId], app: HubApp, caplog: pytest.LogCaptureFixture
) -> None:
    token = make_invite(world, members[0])
    with caplog.at_level(logging.DEBUG):
        visit(world, app).get(f"/i/{token}")
        post(visit(world, app, members[0]), token)
    assert token not in caplog.text


def test_a_group_without_an_open_chat_is_led_into_its_built_in_room(world: World, app: HubApp) -> None:
    _, (one, _two) = make_group(world, size=2)
    client = visit(world, app, one)
    html = client.get("/my").get_data(as_text=True)
    assert 'href="/my/room"' in html and 'action="/my/invite"' not in html
    _, page = post(client, make_invite(world, one))
    assert 'href="/my/room"' in page and "카카오톡" not in page.split("<footer")[0]


def test_of_a_hundred_simultaneous_requests_exactly_one_enters(
    world: World, members: list[VictimId], app: HubApp, live_server: Callable[[Flask], str]
) -> None:
    token = make_invite(world, members[0])
    client = visit(world, app, members[0])
    form = urlencode({"csrf_token": csrf(client.get("/my").get_data(as_text=True))})
    cookie = client.get_cookie("hub")
    assert cookie is not None
    headers = {"Cookie": f"hub={cookie.value}", "Content-Type": "application/x-www-form-urlencoded"}
    at = urlsplit(live_server(app))
    start, answers = threading.Barrier(SHOUTS), []

    def shout() -> None:
        connection = HTTPConnection("localhost", at.port, timeout=60)
        start.wait()
        connection.request("POST", f"/i/{token}", form, headers)
        answer = connection.getresponse()
        answers.append((answer.status, ROOM.encode() in answer.read()))
        connection.close()

    threads = [threading.Thread(target=shout) for _ in range(SHOUTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {(200, True): 1, (410, False): SHOUTS - 1}
