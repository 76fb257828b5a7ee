"""A real gunicorn, started as `scripts/serve` starts it: what never reaches the app, what is slow, what its log says."""

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lawsuit_hub.infra import web_server
from lawsuit_hub.infra.web_server import Patience
from lawsuit_hub.instance import make_instance
from lawsuit_hub.serve import web_command
from lawsuit_hub.settings import INSTANCE_VARIABLE, Settings

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (
    'production = false\nallow_file_carrier = true\nworkers = 1\nproxies = 1\nproxy_networks = ["127.0.0.1/32"]\n'
)
PATIENCE = 60
PHONE = "010-0123-4567"


@dataclass
class Served:
    port: int
    log: Path

    def say(self, *pieces: bytes, pause: float = 0.0, seconds: float = PATIENCE) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            said = b""
            while got := connection.recv(65536):
                said += got
            return said.decode()

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served") / "instance"
    instance = make_instance(folder, text=SETTINGS)
    instance.engine.dispose()
    instance.works.limits.close()
    made = Served(free_port(), folder.parent / "log")
    environment = {**os.environ, INSTANCE_VARIABLE: str(folder)}
    environment.pop("DATABASE_URL", None)
    with made.log.open("w") as log:
        process = subprocess.Popen(web_command(instance.settings, made.port), env=environment, cwd=ROOT, stderr=log)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            made.say(get("/healthz"))
            break
        except OSError:
            assert time.monotonic() < until and process.poll() is None, made.log.read_text()
            time.sleep(0.2)
    yield made
    process.terminate()
    process.wait(PATIENCE)


def get(path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path: str, body: bytes, length: int, kind: str = "application/x-www-form-urlencoded") -> bytes:
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        f"Content-Type: {kind}",
        f"Content-Length: {length}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


BROKEN = {
    "a long address": (get("/" + "a" * 5000), "414"),
    "an address too long for us only": (get("/" + "a" * 3000), "414"),
    "a long header": (get("/", "X-A: " + "a" * 9000), "431"),
    "many headers": (get("/", *(f"X-{number}: a" for number in range(80))), "431"),
    "headers of much together": (get("/", *(f"X-{number}: {'a' * 4000}" for number in range(6))), "431"),
    "no request at all": (f"{PHONE}\r\n\r\n".encode(), "400"),
    "a method that is none": (f"G({PHONE}) / HTTP/1.1\r\n\r\n".encode(), "400"),
    "a header without a name": (get("/", f": {PHONE}"), "400"),
    "two lengths": (get("/", "Content-Length: 1", "Content-Length: 2"), "400"),
    "a length and pieces": (get("/", "Content-Length: 5", "Transfer-Encoding: chunked"), "400"),
    "a length that is none": (get("/", f"Content-Length: {PHONE}"), "400"),
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n", "400"),
    "a large body": (post("/login", b"", 10 * 2**20), "413"),
    "a body of pieces without sense": (
        get("/login", "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked").replace(
            b"GET", b"POST"
        )
        + f"{PHONE}\r\n".encode(),
        "400",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_too_large_or_broken_is_answered_in_our_words_and_repeats_nothing(served: Served, name: str) -> None:
    sent, status = BROKEN[name]
    said = served.say(sent)
    head, _, body = said.partition("\r\n\r\n")
    assert said.split()[1] == status, said[:300]
    assert "gunicorn" not in said.lower() and "Server:" not in head and "Traceback" not in body
    assert PHONE not in said and "a" * 20 not in re.sub(r'href="[^"]*"', "", body)
    assert "no-store" in head and "nosniff" in head


def test_a_line_says_what_was_asked_for_and_nobody_who_asked(served: Served) -> None:
    for sent, _ in BROKEN.values():
        served.say(sent)
    before = len(served.lines())
    served.say(
        get(f"/i/{'t' * 43}?phone={PHONE}", "X-Forwarded-For: 198.51.100.9, 203.0.113.9", "X-Request-Id: " + "0f" * 16)
    )
    lines = [line for line in served.lines()[before:] if line.get("event") == "request"]
    assert [(line["route"], line["proxy_request"], line["role"]) for line in lines] == [
        ("/i/<token>", "0f" * 16, "visitor")
    ]
    said = served.log.read_text(encoding="utf-8")
    assert not re.search(rf"203\.0\.113|198\.51|tttt|{PHONE}|a{{20}}", said)
    assert "refused before the app" in said and all("event" in line and "level" in line for line in served.lines())


def test_who_is_late_is_read_no_further_and_what_waits_goes_on() -> None:
    patience, (ours, hers) = Patience(), socket.socketpair()
    patience.start()
    ours.settimeout(PATIENCE)
    with ours, hers:
        patience.wait(ours, 0.01)
        assert ours.recv(10) == b"", "the reading ends, without a word of hers"
        ours.sendall(b"408")
        assert hers.recv(10) == b"408", "and she is still told"


@pytest.mark.long
def test_a_body_that_drips_is_answered_408_and_headers_that_drip_are_let_go(served: Served) -> None:
    began = time.monotonic()
    drips = [post("/login", b"a", 100), *[b"a"] * (web_server.BODY_SECONDS + 10)]
    try:
        said = served.say(*drips, pause=1)
    except ConnectionError:
        said = ""
    assert said == "" or said.split()[1] == "408"
    assert time.monotonic() - began < 2 * web_server.BODY_SECONDS
    assert served.say(b"GET / HTTP/1.1\r\n", seconds=2 * web_server.HEAD_SECONDS) == ""


def test_a_body_that_ends_too_early_is_answered_408(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(post("/login", b"phone=1", 100))
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(65536).split()[1] == b"408"


def test_the_server_trusts_the_proxies_of_the_settings_and_no_other(tmp_path: Path) -> None:
    for text, trusted in (("", ""), (SETTINGS, "127.0.0.1/32")):
        command = web_command(Settings.of(tmp_path, text, {}), 8000)
        assert command[command.index("--forwarded-allow-ips") + 1] == trusted
