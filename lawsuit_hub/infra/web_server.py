"""gunicorn as we run it: lines of our own, a word of our own where a request never reached the app, and no patience without end.

A thread waits for a slow view as long as the database lets it (infra/db.py); here is what a slow or a rude browser meets.
"""

import socket
import threading
import time
from typing import Any

from gunicorn import glogging
from gunicorn.http import errors as http_errors
from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from lawsuit_hub.infra import logs, streams

log = logs.named("server")

HEAD_SECONDS = 15
BODY_SECONDS = 30
BYTES_A_SECOND = 32 * 1024  # a telephone in a cellar; slower than that nobody uploads
STUCK_SECONDS = 30
STATUS = {
    http_errors.LimitRequestLine: "414 URI Too Long",
    http_errors.LimitRequestHeaders: "431 Request Header Fields Too Large",
}
BAD, FAILED = "400 Bad Request", "500 Internal Server Error"
WORDS = "이 요청은 받을 수 없습니다.\nThis request cannot be taken.\n"


class Lines(glogging.Logger):
    """Its handlers are ours: JSON, cleaned. It keeps no line of requests, we write one of our own."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        logs.start()
        for one in (self.error_log, self.access_log):
            one.handlers.clear()
            one.propagate = True

    def access(self, *_of_a_request: Any) -> None:
        pass


class Answer(wsgi.Response):
    """Does not say which program serves."""

    def is_chunked(self) -> bool:
        """A stream of events goes on in other hands and has no end that this could write."""
        events = any(
            name.lower() == "content-type" and value.startswith("text/event-stream") for name, value in self.headers
        )
        return False if events else bool(super().is_chunked())

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class Patience:
    """Connections that have to be read by a moment; who is late is read no further, and what waits for her goes on."""

    def __init__(self) -> None:
        self._until: dict[socket.socket, float] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        threading.Thread(target=self._watch, name="patience", daemon=True).start()

    def wait(self, connection: socket.socket, seconds: float) -> None:
        with self._lock:
            self._until[connection] = time.monotonic() + seconds

    def end(self, connection: socket.socket) -> None:
        with self._lock:
            self._until.pop(connection, None)

    def _watch(self) -> None:
        while True:
            time.sleep(0.5)
            with self._lock:
                late = [one for one, until in self._until.items() if until < time.monotonic()]
                for connection in late:
                    del self._until[connection]
                    try:
                        connection.shutdown(socket.SHUT_RD)
                    except OSError:  # it is gone already
                        continue


class GivenAway:
    """In the place of a connection that somebody else serves now: whoever closes this closes nothing."""

    def setblocking(self, _blocks: bool) -> None:
        pass

    def shutdown(self, _how: int) -> None:
        raise OSError("given away")

    def close(self) -> None:
        pass


class Worker(ThreadWorker):
    def init_process(self) -> None:
        wsgi.Response = Answer
        self.patience = Patience()
        self.patience.start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        connection = conn.sock
        self.patience.wait(connection, HEAD_SECONDS)
        try:
            return super().handle(conn)
        finally:
            self.patience.end(connection)

    def handle_request(self, req: Any, conn: Any) -> Any:
        length = next((value for name, value in req.headers if name.upper() == "CONTENT-LENGTH"), "")
        chunked = any(name.upper() == "TRANSFER-ENCODING" for name, _ in req.headers)
        if chunked or length.isdigit() and int(length):
            self.patience.wait(conn.sock, BODY_SECONDS + int(length or 0) / BYTES_A_SECOND)
        else:
            self.patience.end(conn.sock)
        conn.sock.settimeout(STUCK_SECONDS)
        try:
            return super().handle_request(req, conn)
        finally:
            if streams.is_taken(conn.sock):
                conn.sock = GivenAway()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """What gunicorn says here repeats what was sent, to whoever asks and to the log."""
        ours = not type(exc).__module__.startswith("gunicorn.http.errors")
        status = FAILED if ours else STATUS.get(type(exc), BAD)
        log.log(40 if ours else 30, "refused before the app", status=int(status[:3]), because=exc)
        body = WORDS.encode()
        head = (
            f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
            "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Robots-Tag: noindex, nofollow, noarchive\r\n"
            "Referrer-Policy: no-referrer\r\nX-Frame-Options: DENY\r\nContent-Security-Policy: default-src 'none'; sandbox\r\n\r\n"
        )
        try:
            client.settimeout(1)
            client.sendall(head.encode() + body)
        except OSError:
            log.debug("nobody waited for the answer")
