"""The web's floor: one transaction a request, the access table at the door, headers, errors. Knows no capability."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask.ctx import RequestContext
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import ImmutableDict
from werkzeug.routing import IntegerConverter, Map

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import FRESH, POLICY, may
from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra import errors, headers, request_log, sizes
from lawsuit_hub.infra.named_parts import FormRequest
from lawsuit_hub.infra.proxies import OwnProxies
from lawsuit_hub.infra.sizes import FORM_BYTES
from lawsuit_hub.infra.streams import Streams
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.tiers import is_outside
from lawsuit_hub.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A second slash or a backslash begins another host; browsers drop tabs and newlines, and read some letters as others.
_LOCAL = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")
MOST_NUMBER = 2**31 - 1
# Views that must open identities before anybody is signed in: the second factor's secret.
VAULT_PERMISSIONS = frozenset({Permission.STAFF_SIGN_IN})


class UndeclaredView(Exception):
    """A view without @allow: nobody has said who may call it, so the app does not start."""


class Number(IntegerConverter):
    """`<int:number>` in an address: what no column of a table holds is no address."""

    def __init__(self, url_map: Map, fixed_digits: int = 0, min: int | None = None, max: int = MOST_NUMBER) -> None:
        super().__init__(url_map, fixed_digits, min, max)


class NumberedMap(Map):
    default_converters = ImmutableDict({**Map.default_converters, "int": Number})


class HubApp(Flask):
    """Flask, with one Work around every view. Where members and staff sign in, whoever fits the pages on says (doors.py).

    `ask_proof` stands before what reveals, exports, erases or changes rights when the last proof of identity is too old: it
    takes a proof that came with the request and answers None, or answers the page that asks for one.
    """

    request_class = FormRequest
    url_map_class = NumberedMap
    works: Works
    hub: Settings
    members_door: str
    staff_door: str
    streams: Streams
    shelves: Mapping[Any, Callable[[Work], Sequence[Any]]]
    topic_papers: Callable[[Work, int], Sequence[Any]]
    ask_proof: Callable[[], ResponseReturnValue | None]

    def request_context(self, environ: dict[str, Any]) -> RequestContext:
        # gunicorn says that its input ends by itself; then a form that was cut off in the middle would pass for a whole one.
        if environ.get("CONTENT_LENGTH"):
            environ.pop("wsgi.input_terminated", None)
        return super().request_context(environ)

    def dispatch_request(self) -> ResponseReturnValue:
        if request.routing_exception is not None:
            self.raise_routing_exception(request)
        view = self.view_functions[request.endpoint or ""]
        permission = getattr(view, "permission", None)
        if permission is None:  # static files
            return super().dispatch_request()
        actor = actor_of_request()
        if not may(actor, permission):
            return _turn_away(actor, permission)
        read_only = request.method in SAFE_METHODS
        if permission in FRESH and not read_only and not current_user.is_proved:
            asked = self.ask_proof()
            if asked is not None:
                return asked
        if getattr(view, "opens_own_works", False):
            return super().dispatch_request()
        with self.works.open(actor, read_only=read_only, vault=permission in VAULT_PERMISSIONS) as work:
            g.work = work
            return super().dispatch_request()

    def process_response(self, response: Response) -> Response:
        answer = super().process_response(response)
        if request.endpoint == "static":
            answer.vary.discard(
                "Cookie"
            )  # of flask-login, which looks into every session: letters would be asked for anew
        return answer


V = TypeVar("V", bound=Callable[..., Any])


def opens_own_works(view: V) -> V:
    """For a deed of several transactions: the first leaves its mark even if a later one fails. The view finds no `g.work`."""
    view.opens_own_works = True  # type: ignore[attr-defined]
    return view


def actor_of_request() -> Actor:
    return current_user.actor if current_user.is_authenticated else VISITOR


def _turn_away(actor: Actor, permission: Permission) -> ResponseReturnValue:
    if actor.role is not Role.VISITOR or request.method not in SAFE_METHODS:
        abort(403)
    app = cast(HubApp, current_app)
    door = app.members_door if Role.MEMBER in POLICY.get(permission, frozenset()) else app.staff_door
    return redirect(url_for(door, next=request.path))


def prepare(app: HubApp, settings: Settings, works: Works, load_user: Callable[[str], Any]) -> None:
    """Wires the floor into an app: call before blueprints; `require_declared_views` after them."""
    app.hub, app.works = settings, works
    app.config.update(
        SECRET_KEY=_cookie_secret(works, settings),
        SESSION_COOKIE_NAME="__Host-hub" if settings.production else "hub",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=settings.upload_mb * 1024 * 1024 + FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, and our own policy keeps browsers from sending one
        PREFERRED_URL_SCHEME="https" if settings.production else "http",
    )
    app.wsgi_app = OwnProxies(app.wsgi_app, proxies=settings.proxies, networks=settings.proxy_networks)  # type: ignore[method-assign]
    app.jinja_env.finalize = refuse_to_print
    request_log.prepare(app)
    sizes.prepare(app)  # before CSRFProtect, which reads the form
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.session_protection = None  # sessions are rows that we end ourselves; addresses of phones change
    manager.user_loader(load_user)
    app.after_request(headers.add)
    errors.prepare(app)


def _cookie_secret(works: Works, settings: Settings) -> bytes:
    """Cookies of the tier that opens identities are made under a key that no tier outside holds."""
    return works.ring.session_secret() if is_outside(settings.tier) else works.ring.inner_secret("session")


def refuse_to_print(value: Any) -> Any:
    """Jinja's guard: what a template may print. Ciphertext and values with a silent repr never reach a page."""
    module = type(value).__module__
    if isinstance(value, bytes | bytearray) or module.startswith(("lawsuit_hub.privacy", "lawsuit_hub.values")):
        raise TypeError(f"a template was given {type(value).__name__}")
    return value


def require_declared_views(app: HubApp) -> None:
    """Deny by default at boot: raises UndeclaredView naming every view without @allow or with an unknown permission."""
    bare = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and getattr(view, "permission", None) not in POLICY
    )
    if bare:
        raise UndeclaredView("no @allow on: " + ", ".join(bare))


def local_path(target: str | None) -> str | None:
    """A path on this site, or None: where `next` may lead. Paths of ours are short and plain, so whatever else is refused."""
    return target if target and _LOCAL.fullmatch(target) else None


def start_session(values: dict[str, str]) -> None:
    """A fresh cookie session: whatever an earlier visitor left in it is gone, the language excepted."""
    language = session.get("language")
    session.clear()
    session.update(values)
    if language:
        session["language"] = language
