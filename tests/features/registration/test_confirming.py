"""An imported person who proved her number: sees herself masked, is asked the consents, then belongs."""

from uuid import UUID

import pytest

from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Channel, Profile
from tests import people
from tests.features.registration.conftest import PHONE, Visitor
from tests.world import World


@pytest.fixture
def imported(world: World) -> UUID:
    people.make_firm(world)
    return people.make_victim(world, people.make_answer(world, phone=PHONE, joins=False), channel=Channel.FORM)


def profile_of(world: World, victim_id: UUID) -> Profile:
    with world.as_system() as work:
        return victims.profile(work, victim_id)


def test_she_comes_to_the_page_that_asks_her(imported: UUID, visitor: Visitor) -> None:
    assert visitor.sign_in(next="/my").location == "/confirm"
    html = visitor.page("/confirm")
    for shown in ("홍*동", "010-****-4567", "표본로 ***", "2억 3,500만 원"):
        assert shown in html
    for hidden in ("홍길동", "0123-4567", "301호"):
        assert hidden not in html
    assert list(visitor.boxes("/confirm").values()) == [False, False, False]


def test_she_confirms_with_her_own_consents(world: World, imported: UUID, visitor: Visitor) -> None:
    visitor.sign_in()
    boxes = list(visitor.boxes("/confirm"))
    answer = visitor.send("/confirm", {boxes[0]: "y", boxes[2]: "y", "joins": "yes"})
    assert answer.location == "/my"
    mine = profile_of(world, imported)
    assert mine.confirmed_at is not None
    assert mine.joins
    assert mine.consents.collect
    assert not mine.consents.share_card
    assert len(mine.consents.firms) == 1
    assert visitor.client.get("/confirm").location == "/my"


def test_without_the_required_consent_or_an_answer_nothing_is_confirmed(
    world: World, imported: UUID, visitor: Visitor
) -> None:
    visitor.sign_in()
    boxes = list(visitor.boxes("/confirm"))
    for data in ({boxes[1]: "y", "joins": "yes"}, {boxes[0]: "y"}):
        answer = visitor.send("/confirm", data)
        assert answer.status_code == 422
        assert "<title>오류: " in answer.get_data(as_text=True)
        assert answer.get_data(as_text=True).count(" checked") == len(data)
    assert profile_of(world, imported).confirmed_at is None


def test_nobody_confirms_without_signing_in(imported: UUID, visitor: Visitor) -> None:
    assert visitor.client.get("/confirm").location == "/login?next=/confirm"
    assert visitor.send("/confirm", page="/login").status_code == 403
