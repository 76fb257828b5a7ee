"""Every route as every persona, with objects of somebody else in the address."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import event
from werkzeug.routing import Rule

from lawsuit_hub.access.policy import POLICY
from lawsuit_hub.infra.web import HubApp
from tests.rules.doors import DOORS, FORBIDDEN, FOUND, TURNED_AWAY
from tests.rules.scene import PERSONAS, VISITOR, Scene, make_scene
from tests.world import World

SAFE = {"GET", "HEAD", "OPTIONS"}

# What a GET may write, and why. A session that was used stays alive; nothing about a person changes.
WRITES_ALLOWED = {"UPDATE sign_ins SET seen_at": "a used session stays alive"}

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
        return url_for(rule.endpoint, **{name: objects[name] for name in rule.arguments if name in objects}, **(rule.defaults or {}))


def test_every_route_is_on_the_list_and_nothing_else(world: World) -> None:
    there = {call.name for call in calls(world.app())}
    assert not there - set(DOORS), f"add to DOORS in tests/rules/doors.py: {', '.join(sorted(there - set(DOORS)))}"
    assert not set(DOORS) - there, f"DOORS lists what is gone: {', '.join(sorted(set(DOORS) - there))}"


def test_every_view_says_who_may_call_it(world: World) -> None:
    app = world.app()
    for endpoint, view in app.view_functions.items():
        assert endpoint == "static" or getattr(view, "permission", None) in POLICY, f"{endpoint}: put @allow(Permission.…) on it"


def test_every_door_opens_to_those_it_is_for_and_to_nobody_else(world: World) -> None:
    scene = make_scene(world)
    scene.app.config["WTF_CSRF_ENABLED"] = False  # so that a door, not a missing token, turns somebody away
    clients = {persona: scene.client(persona) for persona in PERSONAS}
    wrong = []
    for call in calls(scene.app):
        path = address(scene, call.rule)
        for persona in PERSONAS:
            answer = clients[persona].open(path, method=call.method, data={} if call.method == "POST" else None)
            expected = DOORS[call.name][persona]
            if expected == TURNED_AWAY:
                expected = FOUND if persona == VISITOR and call.method == "GET" else FORBIDDEN
                led = answer.headers.get("Location", "/login")
                if not led.startswith(("/login", "/staff/login")):
                    wrong.append(f"{call.name} leads the {persona} to {led}")
            if answer.status_code != expected:
                wrong.append(f"{call.name} as {persona}: {answer.status_code}, not {expected}")
            answer.close()
            if "Set-Cookie" in answer.headers:
                clients[persona] = scene.client(persona)
    assert not wrong, "\n" + "\n".join(wrong)


def test_looking_changes_nothing(world: World) -> None:
    scene = make_scene(world)
    world.clock.forward(minutes=2)  # a session is touched once a minute
    written: list[str] = []

    def spy(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE")):
            if not any(statement.startswith(allowed) for allowed in WRITES_ALLOWED):
                written.append(f"{current}: {statement[:90]}")

    for persona in PERSONAS:
        client = scene.client(persona)
        event.listen(world.engine, "before_cursor_execute", spy)
        for call in calls(scene.app):
            if call.method == "GET":
                current = f"{call.name} as {persona}"
                client.get(address(scene, call.rule)).close()
        event.remove(world.engine, "before_cursor_execute", spy)
    assert not written, "a GET writes; do it in a POST, or list it in WRITES_ALLOWED with a reason:\n" + "\n".join(sorted(set(written)))
