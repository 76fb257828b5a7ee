"""What the bot did not know: nobody fills it for others, and the desk's page takes no longer the more there is."""

from uuid import UUID

import pytest

from lawsuit_hub.features.faqbot import unanswered
from lawsuit_hub.features.faqbot.types import Channel, NoSuchUtterance
from lawsuit_hub.features.search import similar
from lawsuit_hub.infra.db import new_id
from tests.features.faq import samples
from tests.features.my.visits import csrf, visit_as_caseworker
from tests.world import World

HERE, THERE = "192.0.2.0/24", "198.51.100.0/24"
SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
)


def other_words(number: int) -> str:
    """Unlike those of any other number."""
    first, second = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[first]}{SYLLABLES[second]}{SYLLABLES[first]}"


def keep(world: World, *numbers: int, channel: Channel = Channel.WEB, network: str = "") -> int:
    with world.as_visitor() as work:
        return sum(unanswered.keep(work, other_words(one), channel, network=network) for one in numbers)


def kept(world: World) -> set[str]:
    with world.as_system() as work:
        return {words for one in unanswered.waiting(work) for words in one.words}


@pytest.mark.either
def test_a_network_fills_nothing_for_others(world: World) -> None:
    assert keep(world, *range(30), network=HERE) == 20
    assert keep(world, 40, network=THERE) == keep(world, 41, channel=Channel.KAKAO) == 1


def test_what_the_website_gets_in_a_day_leaves_kakao_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "A_DAY", "3 per day")
    assert keep(world, *range(5)) == 3 and keep(world, *range(10, 15), channel=Channel.KAKAO) == 3


@pytest.mark.either
def test_where_it_is_full_the_oldest_goes_with_its_key(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "MOST_KEPT", 3)
    for number in range(4):
        assert keep(world, number) == 1
        world.clock.forward(days=1)
    assert kept(world) == {other_words(one) for one in (1, 2, 3)}


def test_the_desk_compares_a_bounded_number_and_shows_the_rest_afterwards(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unanswered, "LOOKED_AT", 10)
    for number in range(25):
        keep(world, number)
        if number % 10 == 4:
            world.clock.forward(days=1)
    compared: list[int] = []
    alike = similar.alike

    def counted(one: frozenset[str], other: frozenset[str]) -> float:
        compared.append(1)
        return alike(one, other)

    monkeypatch.setattr(similar, "alike", counted)
    assert kept(world) == {other_words(one) for one in range(15, 25)} and len(compared) <= 45
    with world.as_system() as work:
        unanswered.settle(work, [one for group in unanswered.waiting(work) for one in group.ids], because="dismissed")
    assert kept(world) == {other_words(one) for one in range(5, 15)}


def test_one_that_newer_ones_pushed_from_the_list_is_still_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unanswered, "LOOKED_AT", 1)
    keep(world, 1)
    with world.as_system() as work:
        (old,) = unanswered.waiting(work)[0].ids
    world.clock.forward(days=1)
    keep(world, 2)
    with world.as_system() as work:
        assert unanswered.group_of(work, old).words == (other_words(1),)
        with pytest.raises(NoSuchUtterance):
            unanswered.group_of(work, UUID(int=new_id().int))


@pytest.mark.pages
def test_the_website_counts_by_network(world: World) -> None:
    samples.load(world)
    client = world.app().test_client()
    token = csrf(client.get("/faq/ask").get_data(as_text=True))
    for number in range(25):
        assert client.post("/faq/ask", data={"text": other_words(number), "csrf_token": token}).status_code == 200
    with world.as_system() as work:
        assert unanswered.count(work) == 20


@pytest.mark.pages
def test_the_page_says_how_many_older_ones_wait_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(world, 1, 2, 3)
    client = visit_as_caseworker(world, world.app())
    assert "더 오래된 말" not in client.get("/desk/faq/unanswered").get_data(as_text=True)
    monkeypatch.setattr(unanswered, "LOOKED_AT", 2)
    assert "더 오래된 말 1개" in client.get("/desk/faq/unanswered").get_data(as_text=True)
