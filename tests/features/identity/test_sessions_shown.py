"""Sessions of staff as she sees them: told of at once, ended with one press, and cookies that are worthless afterwards."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.features.identity.open_sessions import handle
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import Visitor, Worker
from tests.world import World

pytestmark = pytest.mark.pages

NewVisitor = Callable[[], Visitor]
NOTE = "이 계정이 다른 곳에서도 열려 있습니다"


def page(visitor: Visitor, path: str = "/staff") -> str:
    answer = visitor.get(path)
    return answer.get_data(as_text=True) if answer.status_code == 200 else ""


@pytest.fixture
def two(worker: Worker, new_visitor: NewVisitor) -> tuple[Visitor, Visitor]:
    first, second = new_visitor(), new_visitor()
    first.signs_in(worker)
    second.signs_in(worker)
    return first, second


def test_a_second_sign_in_is_told_at_once_in_both_places(two: tuple[Visitor, Visitor], new_visitor: NewVisitor) -> None:
    for visitor in two:
        for path in ("/desk", "/staff"):
            assert NOTE in page(visitor, path)
            assert "127.0.0.1" in page(visitor, path)


def test_one_press_ends_the_other_session(two: tuple[Visitor, Visitor], works: Works) -> None:
    first, second = two
    answer = second.post("/staff/sessions/end-others", page="/staff", next="/desk")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert first.get("/staff").status_code == 302
    assert NOTE not in page(second)
    with works.open(SYSTEM, read_only=True) as work:
        line = work.db.scalars(select(AuditLine).where(AuditLine.deed == "staff:session-ended")).one()
        assert line.details["count"] == 1


def test_what_she_calls_her_own_is_not_told_again_but_the_next_is(
    two: tuple[Visitor, Visitor], new_visitor: NewVisitor, worker: Worker
) -> None:
    _first, second = two
    second.post("/staff/sessions/mine", page="/staff", next="/staff")
    assert NOTE not in page(second)
    new_visitor().signs_in(worker)
    assert NOTE in page(second)


def test_the_page_shows_each_session_and_ends_one(two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    shown = page(second, "/staff/sessions")
    assert shown.count("이 브라우저") == 1
    (handle,) = set(re.findall(r'name="which" value="([0-9a-f]{32})"', shown))
    second.post("/staff/sessions/end", page="/staff/sessions", which=handle)
    assert first.get("/staff").status_code == 302
    assert second.get("/staff").status_code == 200


def test_nobody_ends_or_sees_another_accounts_session(
    two: tuple[Visitor, Visitor], new_visitor: NewVisitor, works: Works, clock: Clock
) -> None:
    stranger = new_visitor()
    stranger.signs_in(Worker(works, clock, login="other@example.org"))
    assert NOTE not in page(stranger)
    with works.open(SYSTEM, read_only=True) as work:
        ids = list(work.db.scalars(select(SignIn.id).order_by(SignIn.started_at)))[:2]
        handles = [handle(work, session_id) for session_id in ids]
    for named in (*map(str, ids), *handles):
        assert named not in page(stranger, "/staff/sessions")
        stranger.post("/staff/sessions/end", page="/staff/sessions", which=named)
    stranger.post("/staff/sessions/end-others", page="/staff/sessions")
    assert all(visitor.get("/staff").status_code == 200 for visitor in two)


def test_next_leads_nowhere_else_after_a_press(two: tuple[Visitor, Visitor]) -> None:
    answer = two[0].post("/staff/sessions/mine", page="/staff", next="//evil.example")
    assert answer.location == "/staff/sessions"


def cookie(visitor: Visitor) -> str:
    kept = visitor.client.get_cookie("hub")
    assert kept is not None
    return kept.value


def test_a_cookie_given_before_signing_in_is_worthless_after_it(
    worker: Worker, new_visitor: NewVisitor, visitor: Visitor
) -> None:
    attacker = new_visitor()
    attacker.get("/staff/login")
    planted = cookie(attacker)
    visitor.client.set_cookie("hub", planted)
    visitor.signs_in(worker)
    assert cookie(visitor) != planted
    assert visitor.get("/staff").status_code == 200
    assert attacker.get("/staff").status_code == 302
    attacker.client.set_cookie("hub", planted)
    assert attacker.get("/staff").status_code == 302


def test_signing_in_over_a_session_ends_the_old_one(worker: Worker, visitor: Visitor, new_visitor: NewVisitor) -> None:
    visitor.signs_in(worker)
    old = cookie(visitor)
    visitor.client.post(
        "/staff/login",
        data={
            "csrf_token": re.findall(r'name="csrf_token" value="([^"]+)"', page(visitor))[0],
            "login": worker.login,
            "password": "노을 사다리 오렌지 17",
            "totp": worker.fresh_code(),
        },
    )
    thief = new_visitor()
    thief.client.set_cookie("hub", old)
    assert thief.get("/staff").status_code == 302
    assert visitor.get("/staff").status_code == 200


@pytest.mark.parametrize("change", [{"role": "privacy_officer"}, {"closed": True}])
def test_changed_rights_take_effect_on_the_next_request(
    worker: Worker, works: Works, visitor: Visitor, change: dict[str, object]
) -> None:
    visitor.signs_in(worker)
    assert visitor.get("/desk").status_code == 200
    with works.open(SYSTEM) as work:
        if "closed" in change:
            identity.close_account(work, worker.id)
        else:
            work.db.execute(update(StaffAccount).values(**change))
    assert visitor.get("/desk").status_code == 302
    assert visitor.get("/staff").status_code == 302


def test_the_cookie_carries_ids_and_nothing_else(worker: Worker, visitor: Visitor) -> None:
    visitor.signs_in(worker)
    with visitor.client.session_transaction() as kept:
        assert set(kept) <= {"_user_id", "_fresh", "_id", "csrf_token", "language"}
        assert worker.login.lower() not in repr(dict(kept)).lower()


def test_the_cookies_of_a_service_in_use_go_to_this_host_over_tls_and_to_no_script(
    make_world: Callable[..., World],
) -> None:
    world = make_world(production=True, public_base_url="https://localhost")
    visitor, worker = Visitor(world.app()), Worker(world.works, world.clock)
    visitor.client.environ_base["wsgi.url_scheme"] = "https"
    answer = visitor.signs_in(worker)
    given = answer.headers.getlist("Set-Cookie")
    assert {one.partition("=")[0] for one in given} == {"__Host-hub", "__Host-browser"}
    for one in given:
        said = {part.strip().lower() for part in one.split(";")[1:]}
        assert {"secure", "httponly", "path=/", "samesite=lax"} <= said
        assert not any(part.startswith("domain") for part in said)
