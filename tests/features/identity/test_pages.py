"""The pages of staff sign-in, as a visitor without a script sees them."""

import html
import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import LOGIN, PASSWORD, Visitor, Worker

pytestmark = pytest.mark.pages

NewVisitor = Callable[[], Visitor]
FIRST_PASSWORD = "처음 받은 비밀번호 하나 더"


def words(page: str) -> str:
    """What is read, without what differs from one request to the next."""
    shown = re.sub(r'(name="(?:csrf_token|login)"[^>]*value=")[^"]*', r"\1", page)
    return re.sub(r"\s+", " ", shown)


def secret_on(page: str) -> str:
    shown = re.search(r'id="secret">([^<]+)<', page)
    assert shown, "no secret is shown"
    return shown[1].replace(" ", "")


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.CASEWORKER, "/desk"),
        (Role.LAWYER, "/counsel"),
        (Role.PRIVACY_OFFICER, "/officer"),
        (Role.ADMIN, "/admin/accounts"),
    ],
)
def test_each_role_comes_home(works: Works, clock: Clock, visitor: Visitor, role: Role, home: str) -> None:
    answer = visitor.signs_in(Worker(works, clock, role=role))
    assert (answer.status_code, answer.location) == (303, home)
    assert visitor.get("/staff/login").location == home
    assert visitor.get("/staff").status_code == 200


@pytest.mark.parametrize("role", list(Role)[2:6])
def test_the_account_page_lists_only_what_the_account_may(
    works: Works, clock: Clock, visitor: Visitor, role: Role
) -> None:
    visitor.signs_in(Worker(works, clock, role=role))
    shown = visitor.get("/staff").get_data(as_text=True)
    assert ('<li><a href="/desk">' in shown) is (role is Role.CASEWORKER)
    assert ('<li><a href="/counsel">' in shown) is (role is Role.LAWYER)


def test_every_refusal_is_the_same_page(worker: Worker, new_visitor: NewVisitor, clock: Clock) -> None:
    def refused(**fields: str) -> str:
        answer = new_visitor().post(
            "/staff/login", **{"login": LOGIN, "password": PASSWORD, "totp": "000000", **fields}
        )
        assert answer.status_code == 422
        return words(answer.get_data(as_text=True))

    pages = {
        refused(login="nobody@example.org"),
        refused(password="a wrong one entirely", totp=worker.fresh_code()),
        refused(totp=worker.code(9)),
        refused(totp=""),
    }
    for _ in range(5):
        pages.add(refused(password="a wrong one entirely"))
    pages.add(refused(totp=worker.fresh_code()))
    assert len(pages) == 1


def test_a_refused_attempt_is_counted_though_it_was_refused(worker: Worker, visitor: Visitor) -> None:
    for _ in range(5):
        visitor.post("/staff/login", login=LOGIN, password="a wrong one entirely", totp="000000")
    assert visitor.signs_in(worker).status_code == 422


def test_what_was_typed_stays_but_for_the_password(worker: Worker, visitor: Visitor) -> None:
    shown = visitor.post("/staff/login", login=LOGIN, password="a wrong one entirely", totp="").get_data(as_text=True)
    assert LOGIN in shown
    assert "a wrong one" not in shown
    assert "<title>오류:" in shown


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/desk/people?page=2", "/desk/people?page=2"),
        ("https://evil.example", "/desk"),
        ("//evil.example", "/desk"),
        ("/\\evil.example", "/desk"),
        ("javascript:alert(1)", "/desk"),
        ("", "/desk"),
    ],
)
def test_next_leads_nowhere_else(worker: Worker, visitor: Visitor, wanted: str, reached: str) -> None:
    assert visitor.signs_in(worker, next=wanted).location == reached


def test_a_session_of_before_is_not_taken_over(worker: Worker, visitor: Visitor) -> None:
    visitor.get("/staff/login")
    with visitor.client.session_transaction() as before:
        before["planted"] = "x"
    visitor.signs_in(worker)
    with visitor.client.session_transaction() as after:
        assert "planted" not in after


def test_signing_out_needs_a_post_and_ends_it(worker: Worker, visitor: Visitor) -> None:
    visitor.signs_in(worker)
    stolen = visitor.client.get_cookie("hub")
    assert visitor.get("/logout").status_code == 405
    assert visitor.client.post("/logout").status_code == 400
    assert visitor.get("/staff").status_code == 200
    answer = visitor.post("/logout", page="/staff")
    assert (answer.status_code, answer.location) == (303, "/staff/login")
    assert stolen is not None
    visitor.client.set_cookie("hub", stolen.value)
    assert visitor.get("/staff").status_code == 302, "the row is ended, whoever kept the cookie"


def test_staying_begins_the_idle_time_anew(worker: Worker, works: Works, visitor: Visitor, clock: Clock) -> None:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.staff_idle_minutes, seconds=-1)
    assert visitor.post("/staff/stay", page="/staff", next="/staff").location == "/staff"
    clock.forward(minutes=works.settings.staff_idle_minutes, seconds=-1)
    assert visitor.get("/staff").status_code == 200
    clock.forward(minutes=works.settings.staff_idle_minutes)
    assert visitor.get("/staff").status_code == 302


def test_an_enrolment_link_leads_through_both_steps(works: Works, clock: Clock, visitor: Visitor) -> None:
    with works.open(SYSTEM) as work:
        token = identity.add_staff(work, login=LOGIN, role=Role.CASEWORKER).link_token
    link = f"/staff/enrol/{token}"
    assert [visitor.get(link).status_code for _ in range(2)] == [200, 200]
    assert visitor.client.head(link).status_code == 200
    assert visitor.post(link, password="short", again="short").status_code == 422
    assert visitor.post(link, password=PASSWORD, again=PASSWORD + "x").status_code == 422
    answer = visitor.post(link, password=PASSWORD, again=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/staff/first")
    assert visitor.get(link).status_code == 404
    assert visitor.get("/staff").status_code == 302, "a password alone opens nothing"
    shown = visitor.get("/staff/first").get_data(as_text=True)
    secret = secret_on(shown)
    picture = re.search(r'<img src="(data:image/svg[^"]+)"', shown)
    assert picture
    assert "<svg" in unquote(html.unescape(picture[1]))
    assert visitor.post("/staff/first/factor", page="/staff/first", totp="12345").status_code == 422
    code = pyotp.TOTP(secret).at(clock.now)
    answer = visitor.post("/staff/first/factor", page="/staff/first", totp=code)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert len(set(re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", shown))) == 10, "the recovery codes, once"
    assert 'href="/desk"' in shown
    assert visitor.get("/staff").status_code == 200
    assert visitor.get("/staff/first").status_code == 302
    assert secret not in visitor.get("/staff").get_data(as_text=True)


def test_a_dead_link_is_one_page(works: Works, clock: Clock, new_visitor: NewVisitor) -> None:
    with works.open(SYSTEM) as work:
        used, expired = (
            identity.add_staff(work, login=f"{name}@example.org", role=Role.ADMIN).link_token
            for name in ("used", "expired")
        )
    new_visitor().post(f"/staff/enrol/{used}", password=PASSWORD, again=PASSWORD)
    clock.forward(hours=works.settings.enrolment_hours)
    tokens = [str(used), str(expired), "unknown"]
    answers = [new_visitor().get(f"/staff/enrol/{token}") for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    # The link to the other language leads back to the address; nothing else may differ.
    assert (
        len({answer.get_data(as_text=True).replace(token, "") for token, answer in zip(tokens, answers, strict=True)})
        == 1
    )


def test_a_first_password_opens_only_the_first_steps(works: Works, clock: Clock, visitor: Visitor) -> None:
    with works.open(SYSTEM) as work:
        identity.add_staff(work, login=LOGIN, role=Role.CASEWORKER, password=FIRST_PASSWORD)
    answer = visitor.post("/staff/login", login=LOGIN, password=FIRST_PASSWORD, totp="", next="/desk/people")
    assert answer.location == "/staff/first"
    assert visitor.get("/staff").status_code == 302
    page = "/staff/first"
    assert (
        visitor.post("/staff/first/password", page=page, password=FIRST_PASSWORD, again=FIRST_PASSWORD).status_code
        == 422
    )
    assert visitor.post("/staff/first/factor", page=page, totp="000000").status_code == 422
    assert visitor.get("/staff").status_code == 302
    assert visitor.post("/staff/first/password", page=page, password=PASSWORD, again=PASSWORD).location == page
    secret = secret_on(visitor.get(page).get_data(as_text=True))
    answer = visitor.post("/staff/first/factor", page=page, totp=pyotp.TOTP(secret).at(clock.now))
    assert 'href="/desk/people"' in answer.get_data(as_text=True)


def test_first_steps_without_a_password_lead_to_the_door(visitor: Visitor) -> None:
    assert visitor.get("/staff/first").location == "/staff/login"


def test_a_stranger_is_led_to_the_door_and_back(visitor: Visitor, worker: Worker) -> None:
    answer = visitor.get("/staff")
    place = urlsplit(answer.location)
    assert (answer.status_code, place.path, parse_qs(place.query)) == (302, "/staff/login", {"next": ["/staff"]})
    shown = visitor.get(answer.location).get_data(as_text=True)
    assert '<input type="hidden" name="next" value="/staff">' in shown
    assert visitor.signs_in(worker, next="/staff").location == "/staff"


def test_a_form_without_its_token_is_refused(worker: Worker, visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/staff/login", data={"login": LOGIN, "password": PASSWORD, "totp": worker.fresh_code()}
    )
    assert answer.status_code == 400
    assert visitor.get("/staff").status_code == 302


def test_pages_are_kept_by_nobody(worker: Worker, visitor: Visitor) -> None:
    visitor.signs_in(worker)
    headers = visitor.get("/staff").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Cookie" in headers["Vary"]


def test_nothing_typed_is_logged(worker: Worker, visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    visitor.post("/staff/login", login=LOGIN, password="a wrong one entirely", totp="424242")
    visitor.signs_in(worker)
    for secret in (LOGIN, LOGIN.lower(), PASSWORD, "a wrong one", "424242"):
        assert secret not in caplog.text
