"""The web's floor: headers, sizes, hosts, CSRF, where `next` may lead, and what an error tells."""

import io
import logging
import re
import time
from collections.abc import Iterator

import pytest
from flask import Blueprint, g, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import POLICY, allow
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
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

ERRORS = {
    "notyours": (NotYours(), 404),
    "toomany": (TooMany(42), 429),
    "notallowed": (NotAllowed(), 403),
    "reason": (ReasonMissing(), 422),
    "refusal": (Refusal(CANARY_NAME), 400),
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


@pytest.mark.parametrize("path", ["/login", "/staff/login", "/logout", "/trial/write"])
def test_a_form_from_elsewhere_is_refused(client: FlaskClient, world: World, path: str) -> None:
    assert client.post(path, data={"phone": "010-0123-4567"}).status_code == 400
    assert audit_lines(world) == 0


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "\\\\evil.example.com", "http:evil.example.com", "javascript:alert(1)",
        "/\t/evil.example.com", "/\n/evil.example.com", " //evil.example.com", "///evil.example.com", "/%5Cevil", "evil.example.com", "", None, "/\x00/evil",
    ],
)  # fmt: skip
def test_next_leads_nowhere_but_here(target: str | None) -> None:
    led = local_path(target)
    assert led is None or (led.startswith("/") and not re.match(r"^/[/\\]", re.sub(r"[\x00-\x20]", "", led)))


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
