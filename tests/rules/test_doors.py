"""Every route as every persona, with objects of somebody else in the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import url_for
from sqlalchemy import event
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import POLICY, allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.infra.web import HubApp, UndeclaredView, require_declared_views
from tests.features.my.visits import csrf
from tests.rules.doors import (
    DOORS,
    FORBIDDEN,
    FOUND,
    NOT_THEIRS,
    OK,
    OWN_AND_ANOTHERS,
    TURNED_AWAY,
    UNPROCESSABLE,
    at_the_staff_door,
    everybody,
    told,
)
from tests.rules.scene import PERSONAS, VISITOR, Scene, make_scene
from tests.rules.source import ROOT
from tests.world import World

SAFE = {"GET", "HEAD", "OPTIONS"}

# What a GET may write, and why. A session that was used stays alive; nothing about a person changes.
WRITES_ALLOWED = {
    "UPDATE sign_ins SET seen_at": "a used session stays alive",
    "UPDATE public_files SET downloads": "how often a file for everybody was fetched, by nobody",
}


@dataclass(frozen=True)
class Call:
    method: str
    rule: Rule

    @property
    def name(self) -> str:
        return f"{self.method} {self.rule.endpoint}"


def calls(app: HubApp) -> Iterator[Call]:
    """Looks first, then deeds, so that what is looked at is still there."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    found = [Call(method, rule) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}]
    return iter(sorted(found, key=lambda call: (call.method not in SAFE, call.name, call.rule.rule)))


def address(scene: Scene, rule: Rule) -> str:
    objects = dict(scene.objects)
    if rule.endpoint.startswith("identity."):
        objects["token"] = objects["enrolment"]
    missing = rule.arguments - set(objects) - set(rule.defaults or {})
    assert not missing, f"{rule.rule}: give Scene.objects a real object for {', '.join(missing)}"
    with scene.app.test_request_context("/", base_url="http://localhost"):
        return url_for(
            rule.endpoint,
            **{name: objects[name] for name in rule.arguments if name in objects},
            **(rule.defaults or {}),
        )


def compare_with_the_list(app: HubApp) -> None:
    there = {call.name for call in calls(app)}
    assert not there - set(DOORS), f"add to DOORS in tests/rules/doors.py: {', '.join(sorted(there - set(DOORS)))}"
    assert not set(DOORS) - there, f"DOORS lists what is gone: {', '.join(sorted(set(DOORS) - there))}"


def test_every_route_is_on_the_list_and_nothing_else(world: World) -> None:
    compare_with_the_list(world.app())


def test_a_view_that_loses_its_allow_stops_the_app_whichever_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = world.app()
    views = {name: view for name, view in app.view_functions.items() if name != "static"}
    assert len(views) > 100
    for endpoint, view in views.items():
        with monkeypatch.context() as one:
            one.delattr(view, "permission")
            with pytest.raises(UndeclaredView, match=re.escape(endpoint)):
                require_declared_views(app)
    require_declared_views(app)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_route_that_is_on_no_list_fails_declared_or_not(world: World, method: str) -> None:
    app = world.app()
    name = f"{method} trial.view"
    app.add_url_rule("/trial", "trial.view", allow(Permission.SITE_READ)(lambda: "anybody"), methods=[method])
    require_declared_views(app)
    with pytest.raises(AssertionError, match=name):
        compare_with_the_list(app)


# What an address may hold that is nobody's own: a language, a step of a form, a kind of file, a version of one's own firm.
OF_NOBODY = {
    "locale",
    "step",
    "form",
    "pile",
    "listed",
    "purpose",
    "version",
    "kind",
    "sheet",
    "entry",
    "utterance",
    "file_key",
    "file_name",
    "public_file",
    "topic_no",
    "manual",
    "manual_version",
    "cost_programme",
    "release_id",
}


def of_somebody(app: HubApp) -> list[Call]:
    return [call for call in calls(app) if call.rule.arguments - OF_NOBODY]


def test_what_is_another_s_is_there_for_no_member_and_no_lawyer(world: World) -> None:
    """The list itself: whoever has the role, and not the thing, is turned away or finds nothing. Walking it is the next test."""
    wrong = [
        f"{call.name}: {DOORS[call.name][another]} for another's, {DOORS[call.name][own]} for her own"
        for call in of_somebody(world.app())
        for own, another in OWN_AND_ANOTHERS.values()
        if DOORS[call.name][another] not in NOT_THEIRS and DOORS[call.name] not in ALIKE
    ]
    assert not wrong, "\n" + "\n".join(wrong)


# Links whose page is the same for whoever opens it, and for any token.
ALIKE = [everybody(OK), at_the_staff_door(OK), at_the_staff_door(UNPROCESSABLE)]


def test_the_paper_tells_the_list_in_numbers(world: World) -> None:
    line = told(len(of_somebody(world.app())))
    assert line in (ROOT / "docs" / "attacks.md").read_text("utf-8"), f"docs/attacks.md should say: {line}"


def test_every_view_says_who_may_call_it(world: World) -> None:
    app = world.app()
    for endpoint, view in app.view_functions.items():
        assert endpoint == "static" or getattr(view, "permission", None) in POLICY, (
            f"{endpoint}: put @allow(Permission.…) on it"
        )


@dataclass
class Browser:
    """A persona's browser with a valid token, so that a door and not a missing token turns somebody away."""

    scene: Scene
    persona: str

    def __post_init__(self) -> None:
        self.enter()

    def enter(self) -> None:
        self.client = self.scene.client(self.persona)
        account = self.scene.accounts[self.persona]
        page = "/login" if account is None else "/my" if account[0] is Role.MEMBER else "/staff"
        self.token = csrf(self.client.get(page).get_data(as_text=True))

    def call(self, method: str, path: str) -> TestResponse:
        if method == "GET":
            return self.client.get(path)
        answer = self.client.open(path, method=method, data={"csrf_token": self.token})
        if "Set-Cookie" in answer.headers:  # signed out, perhaps
            self.enter()
        return answer


@pytest.mark.pages
def test_every_door_opens_to_those_it_is_for_and_to_nobody_else(world: World) -> None:
    scene = make_scene(world)
    browsers = {persona: Browser(scene, persona) for persona in PERSONAS}
    wrong = []
    # What is there once comes first: a member's own door stops the file, and a caseworker's voids the invite.
    once = {"POST rosters.fetch", "POST invites.enter"}
    for call in sorted(calls(scene.app), key=lambda one: one.name not in once):
        path = address(scene, call.rule)
        for persona in PERSONAS:
            expected = DOORS[call.name][persona]
            turned_away = expected == TURNED_AWAY
            if turned_away:
                expected = FOUND if persona == VISITOR and call.method == "GET" else FORBIDDEN
            with browsers[persona].call(call.method, path) as answer:
                if answer.status_code != expected:
                    wrong.append(f"{call.name} as {persona}: {answer.status_code}, not {expected}")
                if turned_away and not answer.headers.get("Location", "/login").startswith(("/login", "/staff/login")):
                    wrong.append(f"{call.name} leads the {persona} to {answer.headers['Location']}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.either  # what it looks at is sent to the database, whichever that is
def test_looking_changes_nothing(world: World) -> None:
    scene = make_scene(world)
    world.clock.forward(minutes=2)  # a session is touched once a minute
    written: list[str] = []

    def spy(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        writes = statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"))
        if writes and not any(statement.startswith(allowed) for allowed in WRITES_ALLOWED):
            written.append(f"{current}: {statement[:90]}")

    for persona in PERSONAS:
        client = scene.client(persona)
        event.listen(world.engine, "before_cursor_execute", spy)
        for call in calls(scene.app):
            if call.method == "GET":
                current = f"{call.name} as {persona}"
                client.get(address(scene, call.rule)).close()
        event.remove(world.engine, "before_cursor_execute", spy)
    assert not written, "a GET writes; do it in a POST, or list it in WRITES_ALLOWED with a reason:\n" + "\n".join(
        sorted(set(written))
    )
