"""Posts to addresses that an admin chose: to the machine that was looked up and judged, nowhere else, in bounded time and size.

The name is looked up once and the connection goes to that very address, so that a name that points elsewhere a moment later leads
nowhere. No redirect is followed, no proxy of the environment is asked, of the answer only the status counts.
"""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from lawsuit_hub.values.webhook_url import WebhookUrl

CONNECT_SECONDS = 5
SECONDS = 10  # from the connection to the end of the answer
MOST_ADDRESSES = 4
MOST_ANSWER = 4096


class NotReached(Exception):
    """`why`: lookup, inside, connect, tls, timeout, answer. Never what the other side said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def tls(ca_file: str = "") -> ssl.SSLContext:
    """The machine's own trust, and an office's own authority beside it."""
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def post(
    url: WebhookUrl, body: bytes, headers: Mapping[str, str], *, context: ssl.SSLContext, seconds: float = SECONDS
) -> tuple[int, str]:
    """The status of the answer, and its Retry-After. Raises NotReached."""
    raw = _connected(url)
    try:
        with _ending(raw, seconds) as over:
            try:
                answer = _asked(url, _wrapped(url, raw, context), body, headers)
            except ssl.SSLCertVerificationError:
                raise NotReached("tls") from None
            except (OSError, HTTPException, ValueError):
                raise NotReached("timeout" if over.is_set() else "answer") from None
            if over.is_set():  # cut off in its headers it reads like an answer
                raise NotReached("timeout")
            return answer
    finally:
        raw.close()


def _connected(url: WebhookUrl) -> socket.socket:
    try:
        found = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached("lookup") from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not addresses or not all(url.may_reach(one) for one in addresses):
        raise NotReached("inside")
    for address in addresses[:MOST_ADDRESSES]:
        try:
            return socket.create_connection((address, url.port), timeout=CONNECT_SECONDS)
        except OSError:
            continue
    raise NotReached("connect")


@contextmanager
def _ending(raw: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Ends the conversation after so long, however slowly the other side goes on: a socket's own timeout begins anew with each byte."""
    over, line = threading.Event(), raw.dup()

    def end() -> None:
        over.set()
        with _already_closed():
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()
        timer.join()
        line.close()


@contextmanager
def _already_closed() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


def _wrapped(url: WebhookUrl, raw: socket.socket, context: ssl.SSLContext) -> socket.socket:
    raw.settimeout(SECONDS)
    if not url.secure:
        return raw
    try:
        return context.wrap_socket(raw, server_hostname=url.host)
    except ssl.SSLCertVerificationError:
        raise
    except ssl.SSLError:
        raise NotReached("tls") from None


def _asked(url: WebhookUrl, line: socket.socket, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    connection = HTTPConnection(url.host, url.port)
    connection.sock = line
    try:
        connection.request("POST", url.target, body=body, headers={**headers, "Connection": "close"})
        answer = connection.getresponse()
        answer.read(MOST_ANSWER)
        return answer.status, answer.headers.get("Retry-After", "")
    finally:
        connection.close()
