"""The addresses that the script of passkeys asks: small bodies, tokens, one browser's ceremony, and where they lead."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.web import HubApp
from tests.authenticator import Device
from tests.features.identity.conftest import PASSWORD, Visitor, Worker
from tests.features.identity.keepers import Keeper
from tests.features.my.visits import csrf, press, visit
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def app(world: World) -> HubApp:
    return world.app()


@pytest.fixture
def member(world: World) -> Keeper:
    keeper = Keeper.member(world, make_victim(world))
    keeper.adds()
    return keeper


def send(client: FlaskClient, path: str, body: Any = None, *, page: str = "/login") -> TestResponse:
    token = csrf(client.get(page).get_data(as_text=True))
    return client.post(path, json=body if body is not None else {}, headers={"X-CSRFToken": token})


def signs_in(client: FlaskClient, device: Device, **more: Any) -> TestResponse:
    options = send(client, "/login/passkey/options").get_json()
    return send(client, "/login/passkey", {"credential": device.get(options), **more})


def test_a_member_comes_in_without_typing_anything(member: Keeper, app: HubApp) -> None:
    client = app.test_client()
    answer = signs_in(client, member.device)
    assert answer.get_json() == {"next": "/my"}
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/my").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/my/record", "/my/record"), ("https://evil.example", "/my"), ("//evil.example", "/my"), (7, "/my")],
)
def test_next_leads_nowhere_else(member: Keeper, app: HubApp, wanted: object, reached: str) -> None:
    assert signs_in(app.test_client(), member.device, next=wanted).get_json() == {"next": reached}


def test_whoever_came_with_a_form_confirms_first(world: World, app: HubApp) -> None:
    imported = Keeper.member(world, make_victim(world, channel=Channel.FORM))
    imported.adds()
    assert signs_in(app.test_client(), imported.device, next="/my/record").get_json() == {"next": "/confirm"}


def test_an_answer_of_another_browser_opens_nothing(member: Keeper, app: HubApp) -> None:
    hers, thief = app.test_client(), app.test_client()
    heard = {"credential": member.device.get(send(hers, "/login/passkey/options").get_json())}
    send(thief, "/login/passkey/options")
    assert send(thief, "/login/passkey", heard).status_code == 422
    assert send(hers, "/login/passkey", heard).status_code == 200
    assert send(app.test_client(), "/login/passkey", heard).status_code == 422


def test_a_session_of_before_is_not_taken_over(member: Keeper, app: HubApp) -> None:
    client = app.test_client()
    client.get("/login")
    with client.session_transaction() as before:
        before["planted"] = "x"
    signs_in(client, member.device)
    with client.session_transaction() as after:
        assert "planted" not in after and "passkey" not in after


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"x"', b"{", b"[" * 15_000, b'{"credential": 7}', b'{"credential": {"id": {}}}', b"\xff"],
    ids=str,
)
def test_what_is_no_answer_is_refused_in_words(app: HubApp, body: bytes) -> None:
    client = app.test_client()
    token = csrf(client.get("/login").get_data(as_text=True))
    client.post("/login/passkey/options", json={}, headers={"X-CSRFToken": token})
    answer = client.post("/login/passkey", data=body, content_type="application/json", headers={"X-CSRFToken": token})
    assert (answer.status_code, answer.get_json()) == (
        422,
        {"words": "패스키를 확인하지 못했습니다. 다시 눌러 주세요."},
    )


def test_without_its_token_or_too_large_nothing_is_read(member: Keeper, app: HubApp) -> None:
    client = app.test_client()
    assert client.post("/login/passkey/options", json={}).status_code == 400
    assert send(client, "/login/passkey", {"credential": {"id": "x" * 17_000}}).status_code == 413


def test_her_page_shows_and_changes_what_is_hers(world: World, member: Keeper, app: HubApp) -> None:
    client = visit(world, app, member.owner.id)
    options = send(client, "/my/passkeys/options", page="/my/consents").get_json()
    assert options["user"]["name"].startswith("P-")
    device = Device()
    body = {"credential": device.create(options), "label": "태블릿 <b>"}
    assert send(client, "/my/passkeys", body, page="/my/consents").get_json() == {"next": "/my/passkeys"}
    shown = client.get("/my/passkeys").get_data(as_text=True)
    assert "태블릿 &lt;b&gt;" in shown and "내 휴대전화" in shown
    again = send(client, "/my/passkeys", body, page="/my/consents")
    assert again.status_code == 422, "a second answer to the same ceremony"
    (mine, _) = member.ids()
    elsewhere = visit(world, app, member.owner.id)
    assert press(client, f"/my/passkeys/{mine}", label="").status_code == 422
    assert press(client, f"/my/passkeys/{mine}", label="낡은 전화").location == "/my/passkeys"
    assert "낡은 전화" in client.get("/my/passkeys").get_data(as_text=True)
    assert press(client, f"/my/passkeys/{mine}", f"/my/passkeys/{mine}/remove").location == "/my/passkeys"
    assert client.get(f"/my/passkeys/{mine}").status_code == 404
    assert elsewhere.get("/my").status_code == 302, "whoever has that device may be in there"
    said = client.get("/my/record").get_data(as_text=True)
    assert "패스키를 더했습니다" in said and "패스키를 지웠습니다" in said
    assert "패스키가 지워졌다는 안내" in client.get("/my/record?what=messages").get_data(as_text=True)


def test_staff_go_from_password_to_passkey_to_where_they_wanted(world: World, worker: Worker, visitor: Visitor) -> None:
    keeper = Keeper.staff(world, worker.id)
    keeper.adds()
    client = visitor.client
    answer = visitor.post("/staff/login", login=worker.login, password=PASSWORD, totp="", next="/desk/people")
    assert (answer.status_code, answer.location) == (303, "/staff/login/passkey")
    assert visitor.get("/staff/login/passkey").status_code == 200
    assert visitor.get("/desk").status_code == visitor.get("/staff/passkeys").status_code == 302
    assert visitor.get("/staff/first").location == "/staff/login"
    options = send(client, "/staff/login/passkey/options", page="/staff/login").get_json()
    assert len(options["allowCredentials"]) == 1
    told = {"credential": keeper.device.get(options)}
    assert send(client, "/staff/login/passkey", told, page="/staff/login").get_json() == {"next": "/desk/people"}
    assert visitor.get("/desk").status_code == 200
    shown = visitor.get("/staff/passkeys").get_data(as_text=True)
    assert "내 휴대전화" in shown
