"""Searching the FAQ on its page: it runs the model the bot waits for, so it is counted with what the bot is asked."""

import pytest

from tests.features.faq import samples
from tests.features.my.visits import csrf
from tests.world import World

pytestmark = pytest.mark.pages
TOO_MANY = 429


def test_a_network_that_searches_on_and_on_is_held_and_goes_on_reading(world: World) -> None:
    samples.load(world)
    client = world.app().test_client()
    found = [client.get("/faq", query_string={"q": "링크"}).status_code for _ in range(41)]
    assert found == [200] * 40 + [TOO_MANY]
    assert (
        client.get("/faq").status_code == client.get("/faq?q=+").status_code == client.get("/faq/F3").status_code == 200
    )
    other = client.get("/faq?q=x", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert other.status_code == 200


def test_what_the_bot_is_asked_counts_with_it(world: World) -> None:
    client = world.app().test_client()
    for _ in range(40):
        client.get("/faq?q=x")
    token = csrf(client.get("/faq/ask").get_data(as_text=True))
    assert client.post("/faq/ask", data={"text": "링크", "csrf_token": token}).status_code == TOO_MANY
