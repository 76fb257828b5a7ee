"""The web's floor: headers, sizes, hosts, CSRF, where `next` may lead, and what an error tells."""

import io
import logging
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Blueprint, g, render_template_string, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from werkzeug.test import EnvironBuilder, run_wsgi_app

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import POLICY, allow
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.headers import BARE_POLICY, CONTENT_POLICY
from lawsuit_hub.infra.refusals import NotYours, ReasonMissing, Refusal, TooMany
from lawsuit_hub.infra.sizes import FORM_BYTES
from lawsuit_hub.infra.web import HubApp, UndeclaredView, local_path, require_declared_views
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.keyring import CannotOpen
from lawsuit_hub.values.phone import PhoneNumber
from tests.people import CANARY_NAME, CANARY_PHONE
from tests.world import World

pytestmark = pytest.mark.pages

NOBODY = UUID(int=7)
ERRORS = {
    "notyours": (NotYours(), 404),
    "toomany": (TooMany(42), 429),
    "notallowed": (NotAllowed(), 403),
    "reason": (ReasonMissing(), 422),
    "refusal": (Refusal(CANARY_NAME), 400),
    "away": (OperationalError("select 1", None, Exception(CANARY_PHONE)), 503),
    "vault": (CannotOpen(CANARY_NAME), 503),
    "boom": (ValueError(f"{CANARY_NAME} {CANARY_PHONE}"), 500),
}
PRINTED = {"value": PhoneNumber("+821009991234"), "bytes": b"\x01ciphertext"}

pages = Blueprint("trial", __name__)


@pages.post("/trial/write")
@allow(Permission.SITE_READ)
def write() -> str:
    audit.record(g.work, "a deed")
    return "written"


@pages.post("/trial/write-and-fail")
@allow(Permission.SITE_READ)
def write_and_fail() -> str:
    audit.record(g.work, "a deed")
    g.work.db.flush()
    raise ValueError(CANARY_PHONE)


@pages.post("/trial/json")
@allow(Permission.SITE_READ)
def json_() -> dict[str, bool]:
    return {"read": request.get_json() is not None}


@pages.get("/trial/read")
@allow(Permission.SITE_READ)
def read() -> str:
    return "read"


@pages.get("/trial/fail/<name>")
@allow(Permission.SITE_READ)
def fail(name: str) -> str:
    raise ERRORS[name][0]


@pages.get("/trial/print/<name>")
@allow(Permission.SITE_READ)
def print_(name: str) -> str:
    return render_template_string("{{ it }}", it=PRINTED[name])


@pages.get("/trial/member")
@allow(Permission.OWN_READ)
def member_page() -> str:
    return "hers"


@pages.get("/trial/staff")
@allow(Permission.DESK_READ)
def staff_page() -> str:
    return "theirs"


@pytest.fixture
def app(world: World) -> HubApp:
    made = world.app()
    made.register_blueprint(pages)
    require_declared_views(made)
    return made


@pytest.fixture
def client(app: HubApp) -> Iterator[FlaskClient]:
    with app.test_client() as made:
        yield made


@pytest.fixture
def trusting(app: HubApp) -> FlaskClient:
    """Without the CSRF check, for what lies behind it."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


# Headers

ANSWERS = [
    "/",
    "/healthz",
    "/login",
    "/staff/login",
    "/nowhere",
    "/trial/fail/boom",
    "/trial/fail/vault",
    "/trial/member",
    "/static/css/base.css",
]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    answer.close()
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy == (CONTENT_POLICY if answer.mimetype == "text/html" or path.startswith("/static") else BARE_POLICY)
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert (
        "camera=()" in headers["Permissions-Policy"]
        and "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    )
    assert "Server" not in headers and "X-Powered-By" not in headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    if not path.startswith("/static"):
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "Cookie" in headers["Vary"]


def test_in_production_cookies_are_secure_and_bound_to_the_host(make_world: object) -> None:
    world = make_world(production=True, public_base_url="https://localhost")  # type: ignore[operator]
    answer = world.app().test_client().get("/login", base_url="https://localhost")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
        assert "Domain" not in cookie


def test_in_production_a_form_without_a_referer_passes_since_our_own_policy_takes_it_away(make_world: object) -> None:
    client = make_world(production=True, public_base_url="https://localhost").app().test_client()  # type: ignore[operator]
    page = client.get("/login", base_url="https://localhost").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    answer = client.post(
        "/login", base_url="https://localhost", data={"phone": "010-0123-4567", "csrf_token": token[1]}
    )
    assert answer.status_code == 303


# Sizes


class Refusing(io.RawIOBase):
    """A body that nobody may read."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"]
)
@pytest.mark.parametrize("path", ["/login", "/staff/login", "/trial/write", "/nowhere"])
def test_ten_megabytes_are_refused_without_reading_them(app: HubApp, path: str, kind: str) -> None:
    environ = EnvironBuilder(path, method="POST", content_type=kind).get_environ()
    environ |= {"wsgi.input": Refusing(), "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(10 * 2**20)}
    run_wsgi_app(app, dict(environ))  # the page's template is compiled once
    began = time.perf_counter()
    status = run_wsgi_app(app, environ)[1]
    assert status.startswith("413")
    assert time.perf_counter() - began < 1


def test_a_body_that_does_not_tell_its_length_is_cut_off(app: HubApp) -> None:
    body = io.BytesIO(b"a=" + b"x" * (FORM_BYTES * 8))
    environ = EnvironBuilder("/login", method="POST", content_type="application/x-www-form-urlencoded").get_environ()
    environ.pop("CONTENT_LENGTH", None)
    environ |= {
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "HTTP_TRANSFER_ENCODING": "chunked",
    }
    assert run_wsgi_app(app, environ)[1][:3] in ("400", "413")
    assert body.tell() <= FORM_BYTES + 2**17


def test_a_thousand_fields_are_refused(trusting: FlaskClient) -> None:
    many = "&".join(f"a{number}=1" for number in range(100_000))
    answer = trusting.post("/trial/write", data=many, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


# Hosts


@pytest.mark.parametrize(
    "host", ["evil.example.com", "localhost.evil.example.com", "127.0.0.1.evil.example.com", "hub@evil.example.com"]
)
@pytest.mark.parametrize("path", ["/healthz", "/login", "/nowhere"])
def test_an_unknown_host_is_refused(client: FlaskClient, path: str, host: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


def test_a_known_host_may_name_a_port(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_forwarded_host_or_address_is_believed_from_nobody_unless_proxies_are_set(client: FlaskClient) -> None:
    answer = client.get("/trial/member", headers={"X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "https"})
    assert "evil" not in answer.headers["Location"]


# CSRF and where `next` leads


UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# As to any other void invite; a page that is not there where no secret is set.
IN_ITS_OWN_WORDS = {"invites.enter": 410, "reports.take": 404, "reports.take_by_address": 404}
CHECKS_BY_ITSELF = {
    "desk_library.add_version",
    "dossier_ways.add_file",
    "notice_files.add",
    "topic_files.add",
    "meeting_minutes.add_file",
    "responses.receive",
    "documents.hand_in",
    "own_costs.hand_in",
    "own_papers.hand_in",
    "exhibits.add_common",
    "own_mandate.hand_in",
    "mandates.verify",
    "skill.skill",
}  # uploads, whose token stands in a body that is not read twice; and Kakao's skill, which has a secret instead


def test_every_deed_without_a_token_is_refused(app: HubApp, world: World) -> None:
    client, seen = app.test_client(), set()
    for rule in app.url_map.iter_rules():
        address = re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<uuid:[^>]*>", str(NOBODY), rule.rule))
        address = re.sub(r"<[^>]*>", "0", address)
        for method in UNSAFE & (rule.methods or set()):
            answer = client.open(address, method=method, data={"words": "a"})
            wanted = 403 if rule.endpoint in CHECKS_BY_ITSELF else IN_ITS_OWN_WORDS.get(rule.endpoint, 400)
            assert answer.status_code == wanted, f"{method} {rule.rule}"
            seen.add(rule.endpoint)
    assert len(seen) > 60 and seen > CHECKS_BY_ITSELF
    exempt = {
        name
        for name, view in app.view_functions.items()
        if f"{view.__module__}.{view.__name__}" in app.extensions["csrf"]._exempt_views
    }
    assert exempt == CHECKS_BY_ITSELF | {"reports.take", "reports.take_by_address"}
    assert audit_lines(world) == 0


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)
    assert found is not None
    return found[1]


def test_a_script_may_carry_its_token_in_a_header(client: FlaskClient) -> None:
    token = token_of(client)
    assert client.post("/trial/write", json={}, headers={"X-CSRFToken": token}).status_code == 200
    assert client.post("/trial/write", json={"csrf_token": token}).status_code == 400
    assert client.post("/trial/write", json={}, headers={"X-CSRFToken": token[:-1]}).status_code == 400


def test_a_page_of_before_signing_out_says_so_and_tells_a_code(client: FlaskClient) -> None:
    token = token_of(client)
    client.delete_cookie("hub")
    answer = client.post("/logout", data={"csrf_token": token})
    assert answer.status_code == 400
    assert "오래된 화면에서 보내셨습니다" in answer.text and re.search(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", answer.text)


DEEP = "[" * 30 + "]" * 30


@pytest.mark.parametrize(
    "body", [DEEP, "[" * 100_000, '{"a":' * 25 + "1" + "}" * 25, "{", "\x00", '"\\ud800"', "NaN" * 3]
)
def test_json_that_is_deep_or_broken_is_refused_and_not_an_incident(trusting: FlaskClient, body: str) -> None:
    answer = trusting.post("/trial/json", data=body, content_type="application/json")
    assert answer.status_code in (200, 400) and (body != DEEP or answer.status_code == 400)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [("/" + "a" * 3000, {}, 414), ("/login?" + "a" * 3000, {}, 414), ("/login", {"X-A": "a" * 20_000}, 431)],
)
def test_a_long_address_or_many_headers_are_answered_in_our_words(
    client: FlaskClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert "공동소송 허브" in answer.text and "a" * 20 not in re.sub(r'href="[^"]*"', "", answer.text)


def test_a_database_that_is_slow_or_away_is_answered_with_a_clear_page(client: FlaskClient) -> None:
    answer = client.get("/trial/fail/away")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert re.search(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", answer.text)


def test_while_limits_are_away_what_is_limited_waits_and_the_rest_goes_on(
    trusting: FlaskClient, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    books = make_engine(world.settings.limits_database)

    def rename(before: str, after: str) -> None:
        with books.begin() as db:
            db.execute(text(f"alter table {before} rename to {after}"))

    def ask() -> int:
        return trusting.post("/login", data={"phone": "010-0123-4567"}).status_code

    rename("limit_counters", "elsewhere")
    assert (ask(), trusting.get("/readyz").status_code, trusting.get("/").status_code) == (503, 503, 200)
    assert "limits do not answer" in caplog.text
    rename("elsewhere", "limit_counters")
    assert (ask(), trusting.get("/readyz").status_code) == (303, 200)
    books.dispose()


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/static/nowhere.css",
        "/static/js/",
        "/static/%00",
        "/my",
        "/trial/fail/boom",
        "/trial/fail/vault",
        "/login?a=" + "%" * 9,
    ],
)
def test_an_answer_tells_no_stack_no_place_and_no_version_however_much_the_log_says(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.get(path)
    said = answer.text + str(answer.headers)
    answer.close()
    assert not re.search(r"Traceback|\.py\b|lawsuit_hub|[Ww]erkzeug|[Ff]lask|site-packages|/work|/tmp", said)


# For machines


def test_where_to_tell_of_a_hole_is_said_and_does_not_run_out(client: FlaskClient, world: World) -> None:
    said = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert said["Contact"] == "tel:+82-2-0000-0000" and said["Preferred-Languages"] == "ko, en"
    assert said["Canonical"] == "http://localhost/.well-known/security.txt"
    left = datetime.fromisoformat(said["Expires"]) - world.clock()
    assert timedelta(days=150) < left < timedelta(days=365)


def test_crawlers_are_asked_to_stay_away(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert "Disallow: /\n" in answer.text and "Set-Cookie" not in answer.headers and answer.mimetype == "text/plain"


@pytest.mark.parametrize("path", ["/login", "/staff/login", "/logout", "/trial/write"])
def test_a_form_from_elsewhere_is_refused(client: FlaskClient, world: World, path: str) -> None:
    assert client.post(path, data={"phone": "010-0123-4567"}).status_code == 400
    assert audit_lines(world) == 0


ELSEWHERE = (
    "https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "\\\\evil.example.com", "http:evil.example.com", "javascript:alert(1)",
    "/\t/evil.example.com", "/\n/evil.example.com", " //evil.example.com", "///evil.example.com", "evil.example.com", "", None, "/\x00/evil",
    "/\r\nSet-Cookie:a=b", "/my\r\nLocation: //evil.example.com", "/\u2215/evil.example.com", "/\uff0fevil.example.com", "\uff0f\uff0fevil.example.com",
    "/\u2028/evil.example.com", "@evil.example.com", "/\x7f/evil.example.com", "/my\\..\\evil", "/" + "a" * 5000, "data:text/html,a", "/\x85/evil",
)  # fmt: skip
ODD_BUT_HERE = (
    "/%2f%2fevil.example.com",
    "/%5Cevil",
    "/@evil.example.com",
    "/..//evil.example.com",
    "/;//evil.example.com",
    "/%0d%0aa:b",
)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_next_leads_nowhere_but_here(target: str | None) -> None:
    assert local_path(target) is None


@given(st.one_of(st.text(max_size=40), st.text(alphabet="/\\\t\n\r .:@%2fF5cC?#evil\u2215\uff0f\x00", max_size=20)))
def test_whatever_is_asked_next_is_a_path_of_this_host(target: str) -> None:
    led = local_path(target)
    as_browsers_read = re.sub(r"[\x00-\x20]", "", led or "/").replace("\\", "/")
    assert as_browsers_read.startswith("/") and not as_browsers_read.startswith("//")
    assert led is None or led == target


def test_a_browser_reads_what_is_let_through_as_this_host(page: Page) -> None:
    for target in (*ODD_BUT_HERE, *ELSEWHERE):
        if (led := local_path(target)) is not None:
            assert page.evaluate("led => new URL(led, 'https://hub.example/staff/login').host", led) == "hub.example"


@pytest.mark.parametrize("target", ["/my", "/my?a=b", "/desk/people/P-7K3QX#reveal"])
def test_next_leads_to_pages_of_ours(target: str) -> None:
    assert local_path(target) == target


# Methods


@pytest.mark.parametrize("path", ["/healthz", "/login", "/staff/login", "/trial/read"])
def test_head_and_options_are_answered(client: FlaskClient, path: str) -> None:
    head = client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    options = client.options(path)
    assert options.status_code == 200
    assert "GET" in options.headers["Allow"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open("/login", method=method).status_code in (400, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/i/%FF%FE",
        "/desk/%2e%2e/%2e%2e/etc/passwd",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/" + "a" * 5000,
    ],
)
def test_odd_addresses_are_answered_without_an_incident(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code < 500


# Transactions


def audit_lines(world: World) -> int:
    with world.as_system() as work:
        return int(work.db.execute(select(func.count()).select_from(AuditLine)).scalar_one())


def test_a_view_that_returns_commits_and_one_that_raises_undoes(trusting: FlaskClient, world: World) -> None:
    assert trusting.post("/trial/write").status_code == 200
    assert audit_lines(world) == 1
    assert trusting.post("/trial/write-and-fail").status_code == 500
    assert audit_lines(world) == 1


# Errors


@pytest.mark.parametrize("name", ERRORS)
def test_a_refusal_has_its_status_and_repeats_nothing(
    client: FlaskClient, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client.get(f"/trial/fail/{name}")
    assert answer.status_code == ERRORS[name][1]
    for said in (answer.text, caplog.text):
        assert CANARY_NAME not in said
        assert CANARY_PHONE not in said
    if name == "toomany":
        assert answer.headers["Retry-After"] == "42"


def test_the_page_of_an_error_says_an_incident_s_number_which_the_log_knows_and_nothing_else(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/trial/fail/boom")
    incident = re.search(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b", answer.text)
    assert incident is not None
    assert incident[0] in caplog.text
    assert "ValueError" in caplog.text
    assert not re.search(r"ValueError|Traceback|\.py\b|lawsuit_hub", answer.text)


@pytest.mark.parametrize("name", PRINTED)
def test_a_template_prints_neither_ciphertext_nor_a_personal_value(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/trial/print/{name}")
    assert answer.status_code == 500
    assert b"ciphertext" not in answer.data and "9991234" not in answer.text


# Who is turned away where


def test_a_visitor_is_led_to_the_door_that_is_hers_and_back(client: FlaskClient) -> None:
    for path, door in (("/trial/member", "/login"), ("/trial/staff", "/staff/login")):
        answer = client.get(path)
        assert answer.status_code == 302
        assert (
            answer.headers["Location"] == f"{door}?next={path.replace('/', '%2F')}"
            or answer.headers["Location"] == f"{door}?next={path}"
        )


def test_an_undeclared_view_stops_the_app_from_starting(world: World) -> None:
    app = world.app()
    app.add_url_rule("/open", "trial.open", lambda: "anybody")
    with pytest.raises(UndeclaredView, match=r"trial\.open"):
        require_declared_views(app)


def test_a_view_with_a_permission_that_nobody_decided_about_stops_it_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = world.app()
    require_declared_views(app)
    monkeypatch.delitem(POLICY, Permission.OWN_READ)
    with pytest.raises(UndeclaredView):
        require_declared_views(app)
