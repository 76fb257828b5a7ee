"""Asks clamd whether bytes are known to be harmful (INSTREAM, clamd(8)). Knows nothing of what they are or whose."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 15.0
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


class Unscanned(Exception):
    """The scanner is not there, or said nothing that tells: nobody knows what is in the bytes."""


def is_harmful(address: str, data: bytes) -> bool:
    """`address`: the path of a socket, or host:port. Raises Unscanned."""
    said = _said(address, _instream(data))
    if said == b"stream: OK":
        return False
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return True
    raise Unscanned("it gave no verdict")  # larger than its StreamMaxLength, or an error of its own


def answers(address: str) -> bool:
    try:
        return _said(address, iter([b"zPING\0"])) == b"PONG"
    except Unscanned:
        return False


def _instream(data: bytes) -> Iterator[bytes]:
    yield b"zINSTREAM\0"
    for at in range(0, len(data), _CHUNK):
        chunk = data[at : at + _CHUNK]
        yield len(chunk).to_bytes(4, "big") + chunk
    yield bytes(4)


def _said(address: str, request: Iterator[bytes]) -> bytes:
    try:
        with _connected(address) as link:
            for part in request:
                link.sendall(part)
            return _answer(link)
    except (OSError, ValueError) as trouble:
        raise Unscanned(type(trouble).__name__) from None


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    if address.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(CONNECT_SECONDS)
        with link:
            link.connect(address)
            link.settimeout(ANSWER_SECONDS)
            yield link
        return
    host, _colon, port = address.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS) as link:
        link.settimeout(ANSWER_SECONDS)
        yield link


def _answer(link: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        part = link.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n")
