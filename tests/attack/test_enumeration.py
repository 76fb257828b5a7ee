"""Whoever types a number learns nothing: bytes, headers, and what the database was asked are the same for known and unknown."""

import pytest
from sqlalchemy import event

from tests import people
from tests.features.registration.conftest import PHONE, Visitor
from tests.features.registration.test_strangers import UNKNOWN, bare
from tests.world import World

WAYS = {
    "signing in": ("/login", "/login/code"),
    "registering": ("/register/phone", "/register/code"),
}


def asked(world: World, way: str, phone: str) -> tuple[list[object], list[str]]:
    """The answers to a number and to a wrong code, and the statements that led to them."""
    one, statements = Visitor(world, []), list[str]()
    if way == "registering":
        one.agree()
    number, code = WAYS[way]
    tokens = [one.token(number)]

    def spy(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(world.engine, "before_cursor_execute", spy)
    answers = [bare(one.client.post(number, data={"csrf_token": tokens[0], "phone": phone}))]
    answers.append(bare(one.client.get(code)))
    answers.append(bare(one.client.post(code, data={"csrf_token": tokens[0], "code": "000000"})))
    event.remove(world.engine, "before_cursor_execute", spy)
    return answers, statements


@pytest.mark.parametrize("way", WAYS)
def test_a_known_number_asks_the_database_nothing_that_an_unknown_does_not(world: World, way: str) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE))
    asked(world, way, "010-0765-9999")  # what is kept after a first time is kept for both
    assert asked(world, way, PHONE) == asked(world, way, UNKNOWN)
