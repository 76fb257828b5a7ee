"""Questions from one tier to another over a Unix socket: framing, secrecy, bounds. Knows no question and no answer.

The answering side greets with its version and fresh random bytes. The asking side sends one frame: who it is, random bytes
of its own, and the question under keys for this connection alone. One answer comes back under another key, and that was
it. So what was heard cannot be sent again, and whoever squats on the socket's path can answer nothing.
"""

import json
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lawsuit_hub.infra.refusals import TooMany, Unavailable
from lawsuit_hub.privacy.later_keys import derive
from lawsuit_hub.privacy.sealed import parts
from lawsuit_hub.privacy.tiers import Tier

VERSION = b"lawsuit-hub tiers 1\n"
MOST_BYTES = 64 * 1024
SECONDS = 5.0

_RANDOM = 32
_LENGTH = 4
_TAG = b"lawsuit-hub/tier-link/1"
_ONLY_ONE = bytes(12)  # a key seals one frame
_MARKS = {Tier.PUBLIC: b"p", Tier.COUNSEL: b"c"}

Frame = dict[str, Any]


class BadFrame(Exception):
    """What came over the socket is none of ours: too long, cut off, garbled, or under another secret."""


class NotAnswered(Exception):
    """The other side does not answer such questions from this tier: a mistake in the code, or a part of another version."""


@dataclass(frozen=True, slots=True, repr=False)
class _Keys:
    up: AESGCM
    down: AESGCM


def connection_keys(secret: bytes, tier: Tier, greeting: bytes, own: bytes) -> _Keys:
    up, down = (derive(secret, parts(_TAG, tier.encode(), greeting, own, way)) for way in (b"up", b"down"))
    return _Keys(AESGCM(up), AESGCM(down))


class Wire:
    """One connection with one deadline for everything: whoever dribbles byte after byte gets no longer."""

    def __init__(self, connected: socket.socket, seconds: float = SECONDS) -> None:
        self._socket = connected
        self._until = time.monotonic() + seconds

    def send(self, data: bytes) -> None:
        self._wait()
        self._socket.sendall(data)

    def send_frame(self, body: bytes) -> None:
        self.send(len(body).to_bytes(_LENGTH) + body)

    def exactly(self, size: int) -> bytes:
        whole = bytearray()
        while len(whole) < size:
            self._wait()
            piece = self._socket.recv(size - len(whole))
            if not piece:
                raise BadFrame("cut off")
            whole += piece
        return bytes(whole)

    def frame(self) -> bytes:
        size = int.from_bytes(self.exactly(_LENGTH))
        if size > MOST_BYTES:
            raise BadFrame("too long")
        return self.exactly(size)

    def _wait(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)


def packed(key: AESGCM, said: Frame) -> bytes:
    return key.encrypt(_ONLY_ONE, json.dumps(said).encode(), VERSION)


def unpacked(key: AESGCM, body: bytes) -> Frame:
    try:
        said = json.loads(key.decrypt(_ONLY_ONE, body, VERSION))
    except (InvalidTag, ValueError, RecursionError):
        raise BadFrame("does not open") from None
    if not isinstance(said, dict):
        raise BadFrame("not a question")
    return said


def greet(wire: Wire) -> bytes:
    greeting = os.urandom(_RANDOM)
    wire.send(VERSION + greeting)
    return greeting


def heard(wire: Wire, secrets: dict[Tier, bytes], greeting: bytes) -> tuple[Tier, Frame, AESGCM]:
    """Who asks what, and the key to answer with. Raises BadFrame, OSError."""
    body = wire.frame()
    tier = next((one for one in secrets if body[:1] == _MARKS[one]), None)
    if tier is None:
        raise BadFrame("nobody who may ask here")
    keys = connection_keys(secrets[tier], tier, greeting, body[1 : 1 + _RANDOM])
    return tier, unpacked(keys.up, body[1 + _RANDOM :]), keys.down


class TierLink:
    """The asking side. A connection a question: nothing has to be mended when the other side was started anew."""

    def __init__(self, path: Path, tier: Tier, secret: bytes, *, seconds: float = SECONDS) -> None:
        self._path = path
        self._tier = tier
        self._secret = secret
        self._seconds = seconds

    def ask(self, verb: str, **said: Any) -> Frame:
        """Raises Unavailable when nobody answers there or it is not the other tier, TooMany, NotAnswered."""
        try:
            answer = self._asked({"verb": verb, **said})
        except (OSError, BadFrame):
            raise Unavailable from None
        refused = answer.get("refused")
        if refused == "too many":
            raise TooMany(int(answer.get("seconds", 60)))
        if refused:
            raise NotAnswered(verb)
        return answer

    def _asked(self, question: Frame) -> Frame:
        with socket.socket(socket.AF_UNIX) as connected:
            connected.settimeout(self._seconds)
            connected.connect(str(self._path))
            wire = Wire(connected, self._seconds)
            if wire.exactly(len(VERSION)) != VERSION:
                raise BadFrame("another version")
            greeting, own = wire.exactly(_RANDOM), os.urandom(_RANDOM)
            keys = connection_keys(self._secret, self._tier, greeting, own)
            wire.send_frame(_MARKS[self._tier] + own + packed(keys.up, question))
            return unpacked(keys.down, wire.frame())

    def __repr__(self) -> str:
        return f"<link of {self._tier}>"
