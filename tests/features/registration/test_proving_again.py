"""A member proves again who she is before she erases herself or takes her copy out: by a code to her own telephone."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.destruction.models import ErasureRequest
from tests.features.registration.conftest import PHONE, Visitor
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages

OTHER = "010-0765-4321"
AGAIN = "/login?next=/my/withdraw&amp;again=yes"


def wishes(world: World) -> int:
    with world.works.open(SYSTEM, read_only=True) as work:
        return len(work.db.scalars(select(ErasureRequest.id)).all())


def test_before_she_erases_herself_her_telephone_is_asked_again_and_leads_back(
    world: World, new_visitor: Callable[[], Visitor]
) -> None:
    make_victim(world, name="한가온", phone=OTHER)
    visitor = new_visitor()
    visitor.register()
    world.clock.forward(minutes=world.settings.proof_minutes)
    refused = visitor.send("/my/withdraw")
    assert refused.status_code == 401
    assert AGAIN in refused.get_data(as_text=True)
    assert wishes(world) == 0

    assert 'name="phone"' in visitor.page(AGAIN.replace("&amp;", "&")), "the door is open to her though she is in"
    visitor.send("/login", {"phone": OTHER, "next": "/my/withdraw"}, page=AGAIN.replace("&amp;", "&"))
    answer = visitor.send("/login/code", {"code": visitor.code()})
    assert answer.status_code == 422, "another person's telephone is a wrong code"
    assert visitor.send("/my/withdraw").status_code == 401

    world.clock.forward(minutes=1)
    visitor.send("/login", {"phone": PHONE, "next": "/my/withdraw"}, page=AGAIN.replace("&amp;", "&"))
    answer = visitor.send("/login/code", {"code": visitor.code()})
    assert (answer.status_code, answer.location) == (303, "/my/withdraw")
    assert visitor.send("/my/withdraw").status_code == 303
    assert wishes(world) == 1


def test_her_copy_is_fetched_and_asked_for_with_a_fresh_proof_only(world: World, visitor: Visitor) -> None:
    visitor.register()
    world.clock.forward(minutes=world.settings.proof_minutes)
    for answer in (visitor.send("/my/record/copy/pdf", page="/my/record/copy"), visitor.send("/my/record/copy")):
        assert answer.status_code == 401
        assert "next=/my/record/copy" in answer.get_data(as_text=True)
    assert visitor.client.get("/my/record/copy").status_code == 200
    assert visitor.send("/my/record/stop").status_code == 303, "what she can take back asks for nothing"
