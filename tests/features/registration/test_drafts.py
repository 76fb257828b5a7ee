"""A half-filled registration: taken up again by whoever has the cookie, closed to everybody else, gone after a week."""

import base64
import unicodedata

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.features.registration.conftest import PERSON, Visitor, bytes_of
from tests.world import World

pytestmark = pytest.mark.pages

SECRETS = ("홍길동", "gildong.sample", "0123-4567", "01001234567", "1001234567", "표본로 12", "임표본")


def forms_of(word: str) -> list[bytes]:
    return [
        word.encode(),
        unicodedata.normalize("NFD", word).encode(),
        word.encode("utf-16-le"),
        base64.b64encode(word.encode())[:-4],
        word.encode("unicode_escape"),
    ]


def carrying(world: World, visitor: Visitor) -> FlaskClient:
    """Another window of the same browser, later: only the draft's cookie is left."""
    client = world.app().test_client()
    cookie = visitor.client.get_cookie("draft")
    assert cookie is not None
    client.set_cookie("draft", cookie.value)
    return client


def test_what_was_typed_is_there_again_for_seven_days(world: World, visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    visitor.send("/register/person", {**PERSON, "later": "y"})
    world.clock.forward(days=6, hours=23)
    later = carrying(world, visitor)
    assert "이어서 쓰기" in later.get("/register").get_data(as_text=True)
    assert "홍길동" in later.get("/register/person").get_data(as_text=True)
    world.clock.forward(hours=1)
    assert "홍길동" not in later.get("/register/person", follow_redirects=True).get_data(as_text=True)
    assert later.get("/register/person").location == "/register/consents"


def test_saving_for_later_judges_nothing(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    answer = visitor.send("/register/lease", {"deposit": "많이", "later": "y"})
    assert answer.location == "/register/saved"
    assert "저장했습니다" in visitor.page("/register/saved")
    assert "많이" in visitor.page("/register/lease")


def test_every_save_gives_another_seven_days(world: World, visitor: Visitor) -> None:
    visitor.agree()
    world.clock.forward(days=6)
    visitor.agree()
    world.clock.forward(days=6)
    assert visitor.client.get("/register/phone").status_code == 200


def test_without_the_cookie_nobody_reads_a_draft(world: World, visitor: Visitor) -> None:
    visitor.fill()
    stranger = world.app().test_client()
    assert stranger.get("/register/person").location == "/register/consents"
    stranger.set_cookie("draft", "A" * 43)
    assert stranger.get("/register/person").location == "/register/consents"


def test_the_database_holds_nothing_that_was_typed(world: World, visitor: Visitor) -> None:
    visitor.fill()
    stored = bytes_of(world)
    cookie = visitor.client.get_cookie("draft")
    assert cookie is not None
    for word in (*SECRETS, cookie.value):
        assert not [form for form in forms_of(word) if form in stored]


def test_the_cookie_holds_nothing_but_a_random_key(visitor: Visitor) -> None:
    visitor.fill()
    cookie = visitor.client.get_cookie("draft")
    assert cookie is not None
    assert len(cookie.value) == 43
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.max_age == 7 * 24 * 3600


def test_in_production_the_cookie_is_bound_to_the_host_and_to_https(make_world: object) -> None:
    world: World = make_world(production=True, public_base_url="https://localhost")  # type: ignore[operator]
    client = world.app().test_client()
    page = client.get("/register/consents", base_url="https://localhost").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        "/register/consents", data={"csrf_token": token, "later": "y"}, base_url="https://localhost",
        headers={"Referer": "https://localhost/register/consents"},
    )  # fmt: skip
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-draft="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_dropping_a_draft_removes_it_and_its_cookie(world: World, visitor: Visitor) -> None:
    visitor.fill()
    later = carrying(world, visitor)
    visitor.send("/register/drop", page="/register/saved")
    assert visitor.client.get_cookie("draft") is None
    assert later.get("/register/person").location == "/register/consents"
    with world.engine.connect() as db:
        assert db.execute(text("select count(*) from registration_drafts")).scalar_one() == 0


def test_an_old_tab_loses_nothing_when_the_draft_is_gone(visitor: Visitor) -> None:
    visitor.agree()
    visitor.prove()
    token = visitor.token("/register/person")
    visitor.client.delete_cookie("draft")
    answer = visitor.client.post("/register/person", data={"csrf_token": token, **PERSON})
    assert answer.location == "/register/consents"
    visitor.agree()
    visitor.prove()
    assert "홍길동" in visitor.page("/register/person")


def test_the_last_button_of_an_old_tab_says_that_this_registration_is_over(visitor: Visitor) -> None:
    visitor.fill()
    token = visitor.token("/register/check")
    visitor.client.delete_cookie("draft")
    answer = visitor.client.post("/register/check", data={"csrf_token": token})
    assert answer.status_code == 200
    assert "이 등록은 끝났습니다" in answer.get_data(as_text=True)
