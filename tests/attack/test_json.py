"""Every answer in JSON is described here, and schemathesis asks for each in ways that nobody thought of."""

from functools import partial
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from tests.attack.doorways import Attacker, unsafe
from tests.rules.scene import CASEWORKER, LAWYER, MEMBER, PRIVACY_OFFICER, VISITOR, Scene, make_scene
from tests.world import World

pytestmark = pytest.mark.pages

JSON = "application/json"
EXAMPLES = 8


def answers(schema: dict[str, object], *statuses: int, otherwise: str = "text/html") -> dict[str, object]:
    said = {str(status): {"description": "", "content": {JSON: {"schema": schema}}} for status in statuses}
    return {**said, "default": {"description": "a page", "content": {otherwise: {}}}}


OK = {"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"], "additionalProperties": False}
CHECKPOINTS = {
    "type": "object",
    "required": ["public_key", "checkpoints"],
    "properties": {"public_key": {"type": "string"}, "checkpoints": {"type": "array", "items": {"type": "object"}}},
}
# What static/js/passkeys.js sends and is told; where a proof is due it is told so.
WORDS = {"type": "object", "properties": {"words": {"type": "string"}, "error": {"type": "string"}}}
NEWS = {
    "type": "object",
    "required": ["entries", "last", "more"],
    "properties": {"entries": {"type": "array"}, "last": {"type": "integer"}, "more": {"type": "boolean"}},
}
PROGRESS = {
    "type": "object",
    "required": ["done", "total", "line", "over"],
    "properties": {
        "done": {"type": "integer"},
        "total": {"type": "integer"},
        "line": {"type": "string"},
        "over": {"type": "boolean"},
    },
    "additionalProperties": False,
}
# Public texts that are like what is typed (static/js/near.js).
NEAR = {
    "type": "array",
    "maxItems": 5,
    "items": {
        "type": "object",
        "required": ["title", "snippet", "url"],
        "properties": {name: {"type": "string"} for name in ("title", "snippet", "url")},
        "additionalProperties": False,
    },
}
OPTIONS = {"type": "object", "properties": {"challenge": {"type": "string"}, **WORDS["properties"]}}  # type: ignore[dict-item]
WENT = {"type": "object", "properties": {"next": {"type": "string"}, **WORDS["properties"]}}  # type: ignore[dict-item]
CREDENTIAL = {
    "type": "object",
    "properties": {"credential": {"type": "object"}, "label": {"type": "string"}, "next": {"type": "string"}},
}


def passkey(answer: dict[str, object]) -> dict[str, object]:
    body = {"content": {JSON: {"schema": CREDENTIAL}}}
    return {"requestBody": body, "responses": answers(answer, 200, 401, 422)}


# By method and address: the operation, and who is let in. A copy of one's own data is a file for a person: docs/data-copy.md.
DESCRIBED: dict[str, tuple[dict[str, object], str]] = {
    "GET /healthz": ({"responses": answers(OK, 200)}, VISITOR),
    "GET /readyz": ({"responses": answers(OK, 200, 503)}, VISITOR),
    "POST /officer/audit/checkpoints": (
        {
            "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}},
            "responses": answers(CHECKPOINTS, 200),
        },
        PRIVACY_OFFICER,
    ),
    "GET /desk/groups/<code>/room/messages": ({"responses": answers(NEWS, 200)}, CASEWORKER),
    "GET /desk/mailings/<uuid:mailing>/progress": ({"responses": answers(PROGRESS, 200)}, CASEWORKER),
    "GET /counsel/groups/<code>/room/messages": ({"responses": answers(NEWS, 200)}, LAWYER),
    "POST /questions/near": (
        {
            "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}},
            "responses": answers(NEAR, 200),
        },
        VISITOR,
    ),
    "POST /login/passkey/options": (passkey(OPTIONS), VISITOR),
    "POST /login/passkey": (passkey(WENT), VISITOR),
    "POST /my/passkeys/options": (passkey(OPTIONS), MEMBER),
    "POST /my/passkeys": (passkey(WENT), MEMBER),
    "POST /my/mandate/passkey/options": (passkey(OPTIONS), MEMBER),
    "POST /my/mandate/passkey": (passkey(WENT), MEMBER),
    "POST /staff/login/passkey/options": (passkey(OPTIONS), VISITOR),
    "POST /staff/login/passkey": (passkey(WENT), VISITOR),
    "POST /staff/first/passkey/options": (passkey(OPTIONS), VISITOR),
    "POST /staff/first/passkey": (passkey(WENT), VISITOR),
    "POST /staff/passkeys/options": (passkey(OPTIONS), CASEWORKER),
    "POST /staff/passkeys": (passkey(WENT), CASEWORKER),
    "POST /staff/proof/passkey/options": (passkey(OPTIONS), CASEWORKER),
    "POST /staff/proof/passkey": (passkey(WENT), CASEWORKER),
}

# For who is in a built-in room; a stream says 503 and "ask again" where there can be none: tests/features/rooms.
IN_A_ROOM = {"GET /my/room/stream", "GET /my/room/messages"}


@pytest.fixture
def attacker(world: World) -> Attacker:
    """In a world of her own: what other attacks did in theirs may have cost somebody her place."""
    return Attacker(make_scene(world))


def test_every_answer_in_json_is_described(attacker: Attacker, scene: Scene) -> None:
    found = set()
    for method in ("GET", "POST"):
        for door in unsafe(scene, method):
            look = partial(attacker.client(door.persona).get, door.path, headers={"Accept": JSON})
            with look() if method == "GET" else attacker.send(door.persona, door.path, {}) as answer:
                if answer.mimetype.endswith("json"):
                    found.add(f"{method} {door.call.rule.rule}")
    found -= IN_A_ROOM
    assert not found - set(DESCRIBED), f"describe these in DESCRIBED: {found - set(DESCRIBED)}"
    assert not set(DESCRIBED) - found, f"these answer no JSON any more: {set(DESCRIBED) - found}"


def test_whatever_is_asked_the_answer_is_as_described(attacker: Attacker, scene: Scene) -> None:
    paths: dict[str, dict[str, object]] = {}
    for door, (told, _) in DESCRIBED.items():
        method, _, path = door.partition(" ")
        paths.setdefault(path.replace("<code>", scene.objects["code"]), {})[method.lower()] = told
    described = {"openapi": "3.1.0", "info": {"title": "JSON", "version": "1"}, "paths": paths}
    schema = schemathesis.openapi.from_dict(described)
    schema.app = scene.app
    tried = 0
    for result in schema.get_all_operations():
        operation: Any = result.ok()
        address = operation.path.replace(scene.objects["code"], "<code>")
        persona = DESCRIBED[f"{operation.method.upper()} {address}"][1]
        browser = attacker.browser(persona)
        cookies = {cookie.key: cookie.value for cookie in browser.client._cookies.values()}

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
        @given(operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            nonlocal tried
            tried += 1
            headers = {"X-CSRFToken": browser.token}  # noqa: B023
            case.call_and_validate(
                base_url="http://localhost",
                headers=headers,
                cookies=cookies,  # noqa: B023
                checks=[not_a_server_error, content_type_conformance, response_schema_conformance],
            )

        ask()
    assert tried >= len(DESCRIBED)
