"""What a stranger learns by typing somebody's number: nothing."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.features.victims.types import Channel
from tests import people
from tests.features.registration.conftest import PHONE, Visitor, deliver
from tests.world import World

pytestmark = pytest.mark.pages

NewVisitor = Callable[[], Visitor]
KNOWN, UNKNOWN = PHONE, "010-0765-4567"  # the last four digits stand on the page, for whoever typed them


def bare(answer: TestResponse) -> tuple[int, str | None, list[str], str]:
    """An answer without what is different for everybody: tokens and keys."""
    html = re.sub(r'(name="csrf_token" value=)"[^"]*"', r"\1", answer.get_data(as_text=True))
    headers = sorted(re.sub(r"=[^;]*", "=", f"{key}: {value}") for key, value in answer.headers if key != "Date")
    return answer.status_code, answer.location, headers, html


def rows(world: World) -> list[tuple[object, ...]]:
    with world.engine.connect() as db:
        codes = db.execute(text("select count(*), max(attempts) from phone_codes")).one()
        messages = db.execute(text("select kind, length(sealed), attempts from outbox_messages")).all()
        return [tuple(codes), *map(tuple, messages)]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.FORM])
def test_signing_in_answers_the_same_for_known_and_unknown_numbers(
    world: World, new_visitor: NewVisitor, channel: Channel
) -> None:
    people.make_victim(world, people.make_answer(world, phone=KNOWN), channel=channel)
    seen = []
    for phone in (KNOWN, UNKNOWN):
        one = new_visitor()
        before = rows(world)
        sent = one.send("/login", {"phone": phone})
        wrote = rows(world)[len(before) :]
        seen.append(
            (bare(sent), wrote, bare(one.client.get("/login/code")), bare(one.send("/login/code", {"code": "000000"})))
        )
    assert seen[0] == seen[1]


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.FORM])
def test_registering_answers_the_same_until_the_code_is_proved(
    world: World, new_visitor: NewVisitor, channel: Channel
) -> None:
    people.make_victim(world, people.make_answer(world, phone=KNOWN), channel=channel)
    seen = []
    for phone in (KNOWN, UNKNOWN):
        one = new_visitor()
        one.agree()
        sent = one.send("/register/phone", {"phone": phone})
        seen.append(
            (bare(sent), bare(one.client.get("/register/code")), bare(one.send("/register/code", {"code": "000000"})))
        )
    assert seen[0] == seen[1]


def test_an_unknown_number_gets_no_message_when_signing_in(
    world: World, visitor: Visitor, letters: list[Letter]
) -> None:
    visitor.send("/login", {"phone": UNKNOWN})
    deliver(world, letters)
    assert letters == []


def test_no_code_opens_an_unknown_number(visitor: Visitor) -> None:
    visitor.send("/login", {"phone": UNKNOWN})
    answer = visitor.send("/login/code", {"code": "123456"})
    assert answer.status_code == 422
    assert visitor.client.get("/my").status_code == 302


def test_a_code_of_one_number_opens_no_other(world: World, new_visitor: NewVisitor) -> None:
    people.make_victim(world, people.make_answer(world, phone=KNOWN))
    people.make_victim(world, people.make_answer(world, phone=UNKNOWN))
    mine, other = new_visitor(), new_visitor()
    mine.send("/login", {"phone": KNOWN})
    code = mine.code()
    other.send("/login", {"phone": UNKNOWN})
    assert other.send("/login/code", {"code": code}).status_code == 422
    assert mine.send("/login/code", {"code": code}).location == "/my"
