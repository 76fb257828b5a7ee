"""Requests from elsewhere: without a token, with a foreign one, with an address to be led to, with letters that break a header."""

import io
import re
from functools import partial
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import event

from tests.attack.doorways import Attacker, parameters, unsafe
from tests.rules.scene import MEMBER, OUTSIDER, Scene
from tests.rules.test_doors import SAFE, WRITES_ALLOWED, calls

ELSEWHERE = (
    "https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "/%09/evil.example.com", "/%2Fevil.example.com",
    "///evil.example.com", "https:evil.example.com", "/\r\nLocation: https://evil.example.com", "/my@evil.example.com",
)  # fmt: skip
# A link that opens nothing has one page, whyever it does not: no token is one of the reasons.
# A carrier's machine has no browser and no token: its secret is asked for, and without it there is no such page.
OWN_PAGES = {"skill.skill": 403, "invites.enter": 410, "reports.take": 404, "reports.take_by_address": 404}
LETTERS = "/a\r\nX-Evil: 1\r\n\r\n<p>가\u2028\x85é\x00"


def test_every_deed_wants_the_token_of_its_own_browser_and_without_it_nothing_is_written(
    attacker: Attacker, scene: Scene
) -> None:
    written: list[str] = []

    def spy(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        words = statement.lstrip().upper()
        if words.startswith(("INSERT", "UPDATE", "DELETE")) and not statement.startswith(tuple(WRITES_ALLOWED)):
            written.append(f"{door.name} with {what}: {statement[:60]}")

    methods = {call.method for call in calls(scene.app)} - SAFE
    assert methods
    let_in = []
    for turn, door in enumerate(one for method in methods for one in unsafe(scene, method)):
        client = attacker.client(door.persona)
        other = attacker.browser(OUTSIDER if door.persona == MEMBER else MEMBER).token
        senseless = [("an empty one", ""), ("nonsense", "a.b.c")]
        event.listen(scene.world.engine, "before_cursor_execute", spy)
        for what, token in (("none", None), ("a foreign one", other), senseless[turn % 2]):
            fields = {} if token is None else {"csrf_token": token}
            file = (io.BytesIO(b"1,2"), "a.csv")  # the upload asks for the token when it comes to its file
            with client.open(door.path, method=door.call.method, data={**fields, "file": file}) as answer:
                if answer.status_code != OWN_PAGES.get(door.call.rule.endpoint, 400):
                    let_in.append(f"{door.name} with {what}: {answer.status_code}")
        event.remove(scene.world.engine, "before_cursor_execute", spy)
    assert not let_in, "\n" + "\n".join(let_in)
    assert not written, "\n" + "\n".join(written)


def leads_elsewhere(location: str | None, path: str) -> bool:
    if location is None:
        return False
    bare = re.sub(r"[\x00-\x20]", "", location)
    return not bare.startswith("/") or bare.startswith(("//", "/\\")) or bool(urlsplit(bare).netloc) or "evil" in path


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_in_a_request_leads_elsewhere(attacker: Attacker, scene: Scene, method: str) -> None:
    names, led = parameters(), []
    for turn, door in enumerate(unsafe(scene, method)):
        speaks_of_next = door.call.rule.endpoint.startswith(("language.", "identity.", "registration."))
        for target in ELSEWHERE if speaks_of_next else (ELSEWHERE[turn % len(ELSEWHERE)],):
            said = dict.fromkeys(names, target)
            look = method == "GET"
            ask = partial(attacker.client(door.persona).get, door.path, query_string=said)
            with ask() if look else attacker.send(door.persona, door.path, said) as answer:
                if leads_elsewhere(answer.headers.get("Location"), ""):
                    led.append(f"{door.name} with {target!r} leads to {answer.headers['Location']!r}")
    assert not led, "\n" + "\n".join(led)


def test_no_header_repeats_what_would_break_it(attacker: Attacker, scene: Scene) -> None:
    """Line ends and letters beyond ASCII in every parameter, in the language, and in whatever an address may hold."""
    broken = []
    for door in unsafe(scene, "GET"):
        paths = [f"{door.path}?" + "&".join(f"{name}={quote(LETTERS)}" for name in sorted(parameters()))]
        if door.call.rule.arguments:
            paths.append(re.sub(r"[^/]+$", quote(LETTERS[1:], safe=""), door.path))
        for path in paths:
            headers = {"Accept-Language": "ko\x85,e\xe9", "X-Request-ID": "a b\x85", "User-Agent": "\xe9"}
            with attacker.client(door.persona).get(path, headers=headers) as answer:
                for name, value in answer.headers:
                    if not value.isascii() or not value.isprintable() or name.lower() == "x-evil":
                        broken.append(f"{door.name}: {name}: {value!r}")
                if answer.status_code >= 500 and door.call.rule.endpoint != "room.stream":  # where no stream can be had
                    broken.append(f"{door.name}: {answer.status_code}")
    assert not broken, "\n" + "\n".join(broken)
