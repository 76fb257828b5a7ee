"""Every door of the service with somebody who is let in, and the fields that it reads: what the tests of this folder aim at."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from tests.attack.forms import TOKEN, Form, forms_of, links_of
from tests.rules.doors import DOORS, FORBIDDEN, MISSING, TURNED_AWAY
from tests.rules.scene import PERSONAS, Scene
from tests.rules.source import modules
from tests.rules.test_doors import Browser, Call, address, calls

# Where a deed ends the one who does it, or what she is asked about: attacked last.
LAST = ("my.withdraw", "my.leave", "session.logout", "rights.stop", "invites.enter")


@dataclass
class Doorway:
    """`fields`: what its forms carry, with the values they stand with."""

    call: Call
    path: str
    persona: str
    fields: dict[str, str | list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.call.name} as {self.persona}"


def unsafe(scene: Scene, method: str = "POST") -> Iterator[Doorway]:
    """One persona for each door: the last who is let in, since hers are the objects."""
    here = [call for call in calls(scene.app) if call.method == method]
    for call in sorted(here, key=lambda one: one.rule.endpoint in LAST):
        let_in = [one for one in PERSONAS if DOORS[call.name][one] not in (TURNED_AWAY, MISSING)]
        knocks = [one for one in PERSONAS if DOORS[call.name][one] != TURNED_AWAY]  # where nobody here has such a thing
        yield Doorway(call, address(scene, call.rule), (let_in or knocks)[-1])


def pages_of(scene: Scene, persona: str, client: FlaskClient, most: int = 45) -> Iterator[tuple[str, str]]:
    """Every page that the persona comes to: those of the door list, and what they link to."""
    looks = [call for call in calls(scene.app) if call.method == "GET" and DOORS[call.name][persona] != TURNED_AWAY]
    todo, seen = [address(scene, call.rule) for call in looks], set[str]()
    while todo and len(seen) < most:
        path = todo.pop(0)
        if path in seen or path.startswith(("/static", "/language")):
            continue
        seen.add(path)
        with client.get(path) as answer:
            if answer.mimetype != "text/html":
                continue
            html = answer.get_data(as_text=True)
        todo += links_of(html, path)
        yield path, html


def forms_for(scene: Scene, persona: str, client: FlaskClient) -> list[Form]:
    """One of each kind of form that she is given, wherever it stands."""
    found: dict[object, Form] = {}
    for path, html in pages_of(scene, persona, client):
        for form in forms_of(html, path):
            found.setdefault(form.kind, form)
    return list(found.values())


def endpoint_of(scene: Scene, form: Form) -> str | None:
    """The view that a form is sent to."""
    urls = scene.app.url_map.bind("localhost")
    try:
        endpoint, _ = urls.match(urlsplit(form.action).path, "POST" if form.posts else "GET")
    except (HTTPException, RequestRedirect):
        return None
    return str(endpoint)


def fields_of(scene: Scene, endpoint: str, forms: list[Form]) -> dict[str, str | list[str]]:
    """What the pages send there, and what the forms of the view's module know, shown or not."""
    module = sys.modules[scene.app.view_functions[endpoint].__module__]
    declared = {
        name: ""
        for one in vars(module).values()
        if inspect.isclass(one) and issubclass(one, FlaskForm) and one is not FlaskForm
        for name in dir(one)
        if hasattr(getattr(one, name), "field_class")
    }
    shown = [form for form in forms if endpoint_of(scene, form) == endpoint]
    carried = {name: value for form in shown for name, value in {**form.buttons, **form.fields}.items()}
    return {name: value for name, value in {**declared, **carried}.items() if not TOKEN.search(name)}


@cache
def parameters() -> frozenset[str]:
    """The names that any view reads out of an address: `request.args` in the source, and whatever a page links to."""
    found = set()
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("request.args.get", "request.values.get"):
                name = node.args[0]
                found.add(name.value if isinstance(name, ast.Constant) else "next")
    return frozenset(str(name) for name in found)


@dataclass
class Attacker:
    """Browsers of all personas, with valid tokens of their own."""

    scene: Scene
    browsers: dict[str, Browser] = field(default_factory=dict)
    shown: dict[str, list[Form]] = field(default_factory=dict)

    def forms(self, persona: str) -> list[Form]:
        if persona not in self.shown:
            self.shown[persona] = forms_for(self.scene, persona, self.client(persona))
        return self.shown[persona]

    def browser(self, persona: str) -> Browser:
        if persona not in self.browsers:
            self.browsers[persona] = Browser(self.scene, persona)
        return self.browsers[persona]

    def client(self, persona: str) -> FlaskClient:
        return self.browser(persona).client

    def send(self, persona: str, path: str, fields: Mapping[str, object]) -> TestResponse:
        """A form with every token it may want. Whose session has ended meanwhile comes in again and sends it once more."""
        answer = self._sent(persona, path, fields)
        if answer.status_code == FORBIDDEN:
            self.browser(persona).enter()
            answer = self._sent(persona, path, fields)
        if "Set-Cookie" in answer.headers:  # signed in or out, perhaps
            self.browser(persona).enter()
        return answer

    def _sent(self, persona: str, path: str, fields: Mapping[str, object]) -> TestResponse:
        browser = self.browser(persona)
        prefixes = {name.split("-")[0] for name in fields if "-" in name}
        tokens = {f"{one}-csrf_token": browser.token for one in prefixes} | {"csrf_token": browser.token}
        answer = browser.client.post(path, data={**fields, **tokens}, content_type="multipart/form-data")
        answer.request.environ["wsgi.input"].close()  # a file, where a form is long
        return answer
