"""Known and unknown numbers are answered by the same statements and in the same time; nothing waits for a carrier."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter, thread_time

import pytest
from flask.testing import FlaskClient
from limits.storage import MemoryStorage

from lawsuit_hub.app import app_of
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.outbox import delivering
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.instance import Instance
from tests.carriers import to
from tests.equivalence import FEWEST, Equivalence, tost, trimmed
from tests.features.my.visits import csrf, make_invite, set_room, visit
from tests.features.registration.conftest import PHONE, Visitor
from tests.people import make_answer, make_group, make_victim
from tests.world import World, statements

pytestmark = pytest.mark.either

MARGIN_MS = 2.0
KNOWN, UNKNOWN = PHONE, "010-0765-4567"
Statements = list[str]


def asked_of(world: World, one: Visitor, path: str, *, page: str = "", **fields: object) -> Statements:
    token = one.token(page or path)
    with statements(world.engine) as seen:
        one.client.post(path, data={"csrf_token": token, **fields})
    return [re.sub(r"\s+", " ", statement) for statement in seen]


@pytest.fixture
def members(world: World) -> World:
    make_victim(world, make_answer(world, phone=KNOWN))
    return world


def test_signing_in_asks_the_database_the_same_for_a_known_and_an_unknown_number(
    members: World, new_visitor: Callable[[], Visitor]
) -> None:
    seen = []
    for phone in (KNOWN, UNKNOWN):
        one = new_visitor()
        asked = asked_of(members, one, "/login", phone=phone)
        wrong = asked_of(members, one, "/login/code", code="123456")
        again = asked_of(members, one, "/login/code/again", page="/login/code")
        seen.append((asked, wrong, again))
    assert seen[0] == seen[1]
    assert all(len(part) > 3 for part in seen[0])


def test_registering_asks_the_database_the_same_until_the_code_is_proved(
    members: World, new_visitor: Callable[[], Visitor]
) -> None:
    seen = []
    for phone in (KNOWN, UNKNOWN):
        one = new_visitor()
        one.agree()
        asked = asked_of(members, one, "/register/phone", phone=phone)
        seen.append((asked, asked_of(members, one, "/register/code", code="123456")))
    assert seen[0] == seen[1]


def test_a_code_of_another_browser_and_none_at_all_are_told_apart_by_no_statement(
    members: World, new_visitor: Callable[[], Visitor]
) -> None:
    here, there = new_visitor(), new_visitor()
    here.send("/login", {"phone": KNOWN})
    there.send("/login", {"phone": UNKNOWN})
    code = here.code()
    right_elsewhere = asked_of(members, there, "/login/code", code=code)
    assert right_elsewhere == asked_of(members, here, "/login/code", code="000000" if code != "000000" else "000001")
    answer = there.send("/login/code", {"code": code})
    assert answer.status_code == 422
    assert "번호가 맞지 않거나 시간이 지났습니다." in answer.get_data(as_text=True)
    assert here.send("/login/code", {"code": code}).status_code == 303


def test_another_s_invite_and_none_at_all_are_answered_alike(world: World) -> None:
    group, mine = make_group(world, size=3)
    set_room(world, group)
    app, token = world.app(), make_invite(world, mine[0])
    outsider = make_group(world, size=3, first_number=5000, landlord="박표본")[1][0]
    client, seen, pages = visit(world, app, outsider), [], []
    for path in (f"/i/{token}", f"/i/{'A' * len(token)}"):
        form = csrf(client.get(path).get_data(as_text=True))
        with statements(world.engine) as asked:
            answer = client.post(path, data={"csrf_token": form})
        seen.append(asked)
        pages.append((answer.status_code, re.sub(r'value="[^"]+"', "", answer.get_data(as_text=True))))
    assert seen[0] == seen[1]
    assert pages[0] == pages[1]
    with world.as_member(mine[0]) as work:
        assert invites.enter(work, token).url


def test_confirming_is_a_page_for_who_proved_a_number_and_for_nobody_else(
    members: World, new_visitor: Callable[[], Visitor]
) -> None:
    seen = []
    for phone in (KNOWN, UNKNOWN):
        one = new_visitor()
        one.send("/login", {"phone": phone})
        answer = one.client.get("/confirm")
        seen.append((answer.status_code, answer.location))
    assert seen[0] == seen[1] == (302, "/login?next=/confirm")


def test_a_carrier_that_hangs_holds_nobody_up(members: World, visitor: Visitor) -> None:
    """Asked while a worker is in the middle of sending, in the very moment that the carrier does not answer."""
    answers: list[int] = []

    def hangs(_letter: Letter) -> None:
        other = Visitor(members, [])
        answers.append(other.send("/login", {"phone": UNKNOWN}).status_code)

    assert visitor.send("/login", {"phone": KNOWN}).status_code == 303
    delivering.deliver_due(members.works, write=lambda _work, _message: None, carriers=to(hangs))
    assert answers == [303]


def test_a_known_and_an_unknown_number_cost_the_same_work(make_world: Callable[..., World]) -> None:
    """The short form goes by the processor's time, which other processes do not lengthen; what the statements say is sharper."""
    _, work = measured(make_world(clock=None), pairs=FEWEST + 6, sizes=10)
    assert abs(work.difference) < max(MARGIN_MS, work.high - work.low), work


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_two_thousand_pairs_are_equal_within_two_milliseconds(
    make_world: Callable[..., World], capsys: pytest.CaptureFixture[str]
) -> None:
    """On a machine with nothing else to do: where many wait for the processor, times of any code are too far apart to tell."""
    waited, work = measured(make_world(clock=None), pairs=2000, sizes=200)
    with capsys.disabled():
        sys.stdout.write(
            f"\nPOST /login, 2,000 interleaved pairs, margin {MARGIN_MS} ms, milliseconds by the clock: {waited}\n"
        )
        sys.stdout.write(f"and of the processor: {work}\n")
    assert work.p < 0.05
    assert waited.p < 0.05


def measured(world: World, *, pairs: int, sizes: int) -> tuple[Equivalence, Equivalence]:
    """By the clock, and of the processor. Of each pair one number is known and one is not, now this first and now that; each
    comes from a browser of its own.

    Limits count as always, in a store of memory and with budgets no number reaches: numbers take turns, and every pair comes
    from an address of its own.
    """
    known = [f"010-01{n // 100:02}-{n % 100:02}11" for n in range(sizes)]
    for phone in known:
        make_victim(world, make_answer(world, phone=phone))
    app = app_without_ends(world)
    times: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for n in range(-20, pairs):
        address = f"10.{n % 200}.{n // 200 % 200}.7"
        for is_known in (True, False) if n % 2 else (False, True):
            phone = known[n % sizes] if is_known else f"010-02{n % sizes // 100:02}-{n % 100:02}11"
            took = posted(app.test_client(), phone, address)
            if n >= 0:  # the first ones warm up
                times[is_known].append(took)
    by_clock, of_processor = (
        tost(*(trimmed([both[which] for both in times[is_known]]) for is_known in (True, False)), margin=MARGIN_MS)
        for which in (0, 1)
    )
    return by_clock, of_processor


def posted(client: FlaskClient, phone: str, address: str) -> tuple[float, float]:
    """Milliseconds of one POST /login: by the clock, and of the processor."""
    token = csrf(client.get("/login", environ_base={"REMOTE_ADDR": address}).get_data(as_text=True))
    began, worked = perf_counter(), thread_time()
    answer = client.post("/login", data={"csrf_token": token, "phone": phone}, environ_base={"REMOTE_ADDR": address})
    took = (perf_counter() - began) * 1000, (thread_time() - worked) * 1000
    assert answer.status_code == 303
    return took


def app_without_ends(world: World) -> HubApp:
    settings = replace(world.settings, codes_per_number=10**6, codes_per_address=10**6, codes_per_day=10**9)
    works = replace(world.works, settings=settings, limits=Limits(MemoryStorage()))
    made = app_of(Instance(settings, world.engine, works))
    made.testing = False
    return made
