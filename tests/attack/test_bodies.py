"""Oversized and malformed bodies at every door: refused in so many words, never an error of ours, and memory stays where it was."""

import io
import tracemalloc
from collections.abc import Iterator
from itertools import count
from urllib.parse import quote

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.attack.doorways import Attacker, Doorway, fields_of, parameters, unsafe
from tests.rules.scene import Scene
from tests.rules.test_doors import Browser, calls

MEGABYTE = 2**20
BROKEN = 500
THIRD = 3
SPREAD = 8  # the suite takes every eighth kind at each door, another at the next; --long takes all
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=xx"
# In UTF-8 a half of a surrogate pair and a byte that begins nothing; decoded by the rules of HTML they are other letters.
VALUES = {
    "NUL": "\x00", "text with a NUL": "표본\x00로", "NFD": "홍길동", "quotes": "'\"`;--%s{{7*7}}${7*7}", "figures": "9" * 400,
    "a number below": "-1", "no number": "1e309", "a day that is not": "9999-99-99", "an id of nobody": "0" * 32,
    "an emoji": "👩‍👩‍👧", "turned around": "\u202e\u2066", "very long": "가" * 20_000, "empty": "", "lines": "a\r\nb\tc",
}  # fmt: skip


def bodies(token: str, names: list[str]) -> Iterator[tuple[str, str, bytes]]:
    """What it is, its content type, and the body, with a valid token wherever the form is one."""
    start = f"csrf_token={quote(token)}".encode()
    fields = [quote(name).encode() for name in names] or [b"anything"]
    yield "JSON", "application/json", b'{"csrf_token": "%s"}' % token.encode()
    yield "deep JSON", "application/json", b'{"a":' * 20_000
    yield "half a surrogate in JSON", "application/json", b'{"a": "\\ud800"}'
    yield (
        "XML",
        "application/xml",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    )
    yield "no type", "", start
    yield "a type of nonsense", "multipart/;;=\x7f", start
    yield "no boundary", "multipart/form-data", b"--xx\r\n"
    yield (
        "a part without an end",
        MULTIPART,
        b'--xx\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode(),
    )
    yield "a part without a name", MULTIPART, b"--xx\r\nContent-Disposition: form-data\r\n\r\na\r\n--xx--\r\n"
    yield "a part with a wild head", MULTIPART, b"--xx\r\n\xff\x00: \xfe\r\n\r\na\r\n--xx--\r\n"
    yield "invalid UTF-8", URLENCODED, start + b"".join(b"&%s=%%ff%%fe%%80" % name for name in fields)
    yield "half a surrogate", URLENCODED, start + b"".join(b"&%s=%%ed%%a0%%80" % name for name in fields)
    yield "raw bytes", URLENCODED, start + b"".join(b"&%s=\xff\x00" % name for name in fields)
    yield "names that are none", URLENCODED, start + b"&%00=1&%ff=2&=3&a[b][c]=4&__proto__=5&&&=&%"
    yield (
        "every field three times",
        URLENCODED,
        start + b"".join(b"&%s=a&%s=b&%s=c" % (name, name, name) for name in fields),
    )
    yield "ten thousand fields", URLENCODED, start + b"".join(b"&f%d=1" % number for number in range(10_000))
    yield "deep names", URLENCODED, start + b"&a" + b"[b]" * 20_000 + b"=1"


def send(browser: Browser, door: Doorway, kind: str, body: bytes) -> int:
    with browser.client.post(door.path, data=body, content_type=kind or None) as answer:
        if "Set-Cookie" in answer.headers:
            browser.enter()
        return answer.status_code


def break_doors(attacker: Attacker, *, every: bool) -> None:
    scene, wrong = attacker.scene, []
    for turn, door in enumerate(unsafe(scene)):
        browser = attacker.browser(door.persona)
        for number, (what, kind, body) in enumerate(
            bodies(browser.token, list(fields_of(scene, door.call.rule.endpoint, [])))
        ):
            if not every and (turn + number) % SPREAD:
                continue
            status = send(browser, door, kind, body)
            if status >= BROKEN:
                wrong.append(f"{door.name}: {status} for {what}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_malformed_body_breaks_a_door(attacker: Attacker) -> None:
    break_doors(attacker, every=False)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_malformed_body_breaks_any_door(attacker: Attacker) -> None:
    break_doors(attacker, every=True)


def hostile(doors: list[Doorway], *, every: bool) -> Iterator[tuple[Doorway, str, dict[str, object]]]:
    """Each field in its turn holds each value, the others what they stand with; or every third field one value, so that all come up."""
    turns = count()
    for door in doors:
        for name in (*door.fields, None):
            turn = next(turns)
            for number, what in enumerate(VALUES):
                if every or (turn % THIRD == 0 and number == turn // THIRD % len(VALUES)):
                    changed = dict.fromkeys(door.fields, VALUES[what]) if name is None else {name: VALUES[what]}
                    yield door, f"{name or 'every field'} with {what}", {**door.fields, **changed}


def break_fields(attacker: Attacker, *, every: bool) -> None:
    scene, wrong = attacker.scene, []
    doors = list(unsafe(scene))
    for door in doors:
        door.fields = fields_of(scene, door.call.rule.endpoint, attacker.forms(door.persona))
    for door, what, fields in hostile(doors, every=every):
        with attacker.send(door.persona, door.path, fields) as answer:
            if answer.status_code >= BROKEN:
                wrong.append(f"{door.name}: {answer.status_code} for {what}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_value_of_a_field_breaks_a_door(attacker: Attacker) -> None:
    break_fields(attacker, every=False)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_value_of_any_field_breaks_a_door(attacker: Attacker) -> None:
    break_fields(attacker, every=True)


def break_pages(attacker: Attacker, *, every: bool) -> None:
    names, wrong = parameters(), []
    assert {"page", "next"} <= names
    for turn, door in enumerate(unsafe(attacker.scene, "GET")):
        for number, (what, value) in enumerate(VALUES.items()):
            if not every and (turn + number) % SPREAD:
                continue
            query = "&".join(f"{name}={quote(value[:2000])}" for name in names)
            with attacker.client(door.persona).get(f"{door.path}?{query}") as answer:
                if answer.status_code >= BROKEN:
                    wrong.append(f"{door.name}: {answer.status_code} for {what}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_parameter_of_an_address_breaks_a_page(attacker: Attacker) -> None:
    break_pages(attacker, every=False)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_no_parameter_of_any_address_breaks_a_page(attacker: Attacker) -> None:
    break_pages(attacker, every=True)


class Endless(io.RawIOBase):
    """Ten megabytes of nothing in particular, made as they are read; knows how many were."""

    def __init__(self, size: int) -> None:
        self.left = self.size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self.left)
        buffer[:count] = b"a" * count
        self.left -= count
        return count


def test_ten_megabytes_are_refused_at_every_door_and_memory_stays(scene: Scene) -> None:
    app, wrong = scene.app, []
    doors = [call for call in calls(app) if call.method == "POST"]
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for turn, call in enumerate(doors):
        limit = getattr(app.view_functions[call.rule.endpoint], "max_bytes", 0)
        kind = (URLENCODED, MULTIPART, "application/json", "application/octet-stream")[turn % 4]
        for told in (True, False):
            body = Endless(max(10 * MEGABYTE, limit + MEGABYTE) if told else 10 * MEGABYTE)
            environ = EnvironBuilder(_any_address(call.rule), method="POST").get_environ()
            environ |= {"CONTENT_TYPE": kind, "wsgi.input": body, "CONTENT_LENGTH": str(body.size) if told else ""}
            if not told:
                environ |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
            status = int(run_wsgi_app(app, environ)[1][:3])
            if status >= BROKEN or (told and status != 413) or (not limit and body.size - body.left > MEGABYTE):
                wrong.append(
                    f"{call.name}: {status} for {kind}, {body.size - body.left} bytes read, length told: {told}"
                )
    grown = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert not wrong, "\n" + "\n".join(wrong)
    assert grown < 60 * MEGABYTE


def _any_address(rule: object) -> str:
    return "/".join("00000000-0000-4000-8000-000000000000" if "<" in part else part for part in str(rule).split("/"))
