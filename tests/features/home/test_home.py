"""The first page, the privacy policy, the choice of language."""

import re

import pytest
from flask.testing import FlaskClient

from tests import people
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def client(world: World) -> FlaskClient:
    return world.app().test_client()


def test_the_first_page_leads_to_registering_and_to_signing_in(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    assert 'href="/register"' in html
    assert 'href="/login"' in html
    assert "대한민국 정부의 공식 누리집이 아닙니다." in html
    assert "저희는 돈을 보내라고 하지 않습니다." in html
    assert html.count("<h1") == 1


def test_the_privacy_policy_holds_the_consents_word_for_word(world: World, client: FlaskClient) -> None:
    people.make_firm(world)
    policy, asked = (
        re.findall(r"<dd>(.*?)</dd>", client.get(path).get_data(as_text=True))
        for path in ("/privacy", "/register/consents")
    )
    assert len(asked) == 14
    assert {re.sub("<[^>]*>", "", line) for line in asked} <= {re.sub("<[^>]*>", "", line) for line in policy}


def test_a_chosen_language_stays(client: FlaskClient) -> None:
    answer = client.get("/language/en?next=/privacy")
    assert answer.location == "/privacy"
    assert '<html lang="en">' in client.get("/privacy").get_data(as_text=True)
    client.get("/language/ko")
    assert '<html lang="ko">' in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_choosing_a_language_leads_to_no_other_site(client: FlaskClient, elsewhere: str) -> None:
    assert client.get("/language/en", query_string={"next": elsewhere}).location == "/"


def test_an_unknown_language_is_no_page(client: FlaskClient) -> None:
    assert client.get("/language/xx").status_code == 404


@pytest.mark.parametrize("path", ["/", "/privacy", "/register", "/register/consents", "/login"])
def test_public_pages_are_neither_kept_nor_indexed(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]
