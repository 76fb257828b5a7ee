"""A system that listens, over real HTTP: checks each signature as docs/webhooks.md tells a receiver to, and can fail in every way."""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.rules.source import ROOT

PAPER = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
_EXAMPLE = re.search(r"```python\n(.*?)```", PAPER, re.S)
assert _EXAMPLE is not None
EXAMPLE = _EXAMPLE[1]


def verifier(now: Callable[[], float]) -> Callable[[str, dict[str, str], bytes], bool]:
    """The ten lines of the paper themselves, with a clock that tests set."""
    names: dict[str, Any] = {}
    exec(EXAMPLE, names)  # noqa: S102 - what is tested is the text of the paper
    names["time"] = type("Time", (), {"time": staticmethod(now)})
    return names["verified"]


@dataclass
class Receiver:
    """`answers`: what the next posts are answered with, in order: a status, or a word for a way to break; then 200."""

    port: int = 0
    answers: list[int | str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hooks?of=hub"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]

    @property
    def kinds(self) -> list[str]:
        return [one["type"] for one in self.bodies]


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver
    over: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        answer = self.receiver.answers.pop(0) if self.receiver.answers else 200
        if isinstance(answer, str):
            {"drip": self._drip, "garbage": self._garbage, "large": self._large, "close": self._close}[answer]()
            return
        self.send_response(answer)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        """Each byte in time, the answer never."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not self.over.wait(0.1):
            try:
                self.wfile.write(b"x")
            except OSError:
                return

    def _garbage(self) -> None:
        self.wfile.write(b"\x00\xff not http\r\n\r\n")

    def _large(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000_000 + b"\r\n\r\n")

    def _close(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_said: object) -> None:
        pass


@contextmanager
def listening(
    receiver: Receiver, *, wrap: Callable[[socket.socket], socket.socket] | None = None
) -> Iterator[Receiver]:
    over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver, "over": over}))
    server.daemon_threads = True
    server.handle_error = lambda *_of: None  # type: ignore[method-assign] # the other side hangs up: that is the test
    if wrap is not None:
        server.socket = wrap(server.socket)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
