"""Codes as they are met on the pages: wrong, late, used up, asked for again."""

import pytest

from lawsuit_hub.features.identity import asking
from tests import people
from tests.features.registration.conftest import PHONE, Visitor
from tests.world import World

pytestmark = pytest.mark.pages

WRONG = "번호가 맞지 않거나 시간이 지났습니다."


@pytest.fixture
def waiting(visitor: Visitor) -> Visitor:
    """Consents given, a code sent."""
    visitor.agree()
    visitor.send("/register/phone", {"phone": PHONE})
    return visitor


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_after_five_wrong_codes_the_right_one_opens_nothing(waiting: Visitor) -> None:
    code = waiting.code()
    for _ in range(5):
        answer = waiting.send("/register/code", {"code": other_than(code)})
        assert answer.status_code == 422
        assert answer.get_data(as_text=True).count(WRONG) == 2
    assert waiting.send("/register/code", {"code": code}).status_code == 422
    waiting.send("/register/code/again", page="/register/code")
    assert waiting.send("/register/code", {"code": waiting.code()}).location == "/register/person"


def test_a_code_of_six_minutes_ago_opens_nothing(world: World, waiting: Visitor) -> None:
    code = waiting.code()
    world.clock.forward(minutes=6)
    assert waiting.send("/register/code", {"code": code}).status_code == 422


def test_a_new_code_ends_the_old_one(waiting: Visitor) -> None:
    old = waiting.code()
    assert waiting.send("/register/code/again", page="/register/code").location == "/register/code"
    new = waiting.code()
    if old != new:
        assert waiting.send("/register/code", {"code": old}).status_code == 422
    assert waiting.send("/register/code", {"code": new}).location == "/register/person"


def test_a_code_may_be_typed_with_full_width_digits_and_spaces(waiting: Visitor) -> None:
    code = waiting.code()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert waiting.send("/register/code", {"code": f" {wide[:3]} {wide[3:]} "}).location == "/register/person"


@pytest.mark.parametrize("typed", ["", "12345", "아무거나"])
def test_what_is_no_code_costs_no_attempt(waiting: Visitor, typed: str) -> None:
    for _ in range(6):
        assert waiting.send("/register/code", {"code": typed}).status_code == 422
    assert waiting.send("/register/code", {"code": waiting.code()}).location == "/register/person"


def test_a_telephone_does_not_ring_all_night(waiting: Visitor) -> None:
    token = waiting.token("/register/code")
    allowed = int(asking.PER_NUMBER_AND_BROWSER.split()[0]) - 1
    for _ in range(allowed):
        assert waiting.client.post("/register/code/again", data={"csrf_token": token}).status_code == 303
    refused = waiting.client.post("/register/code/again", data={"csrf_token": token})
    assert refused.status_code == 429
    assert "지금은 번호를 더 보낼 수 없습니다." in refused.get_data(as_text=True)
    again = waiting.send("/register/phone", {"phone": PHONE})
    assert again.status_code == 429
    assert 'value="010-0123-4567"' in again.get_data(as_text=True)


def test_a_member_signs_in_and_goes_where_she_wanted(world: World, visitor: Visitor) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE))
    assert "/login?next=/my" in (visitor.client.get("/my").location or "")
    assert visitor.sign_in(next="/register/known").location == "/register/known"
    assert visitor.client.get("/my").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(world: World, visitor: Visitor, elsewhere: str) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE))
    assert visitor.sign_in(next=elsewhere).location == "/my"


def test_signing_in_starts_a_fresh_session(world: World, visitor: Visitor) -> None:
    people.make_victim(world, people.make_answer(world, phone=PHONE))
    visitor.page("/login")
    with visitor.client.session_transaction() as before:
        before["left by somebody"] = "x"
    visitor.sign_in()
    with visitor.client.session_transaction() as after:
        assert "left by somebody" not in after
    assert visitor.client.get_cookie("sign-in") is None
