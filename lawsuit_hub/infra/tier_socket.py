"""The answering side of the link between tiers: listens, bounds, lets a handler answer. Knows no question."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.tier_link import SECONDS, BadFrame, Frame, Wire, greet, heard, packed
from lawsuit_hub.privacy.tiers import Tier

log = logging.getLogger("lawsuit_hub.tiers")

AT_ONCE = 64
MODE = 0o660  # who may reach it, the folder it lies in decides

Answer = Callable[[Tier, Frame], Frame | None]


class SocketTaken(Exception):
    """Another process answers at this path, or something that is no socket lies there."""


class TierSocket:
    """Listens at one path for one tier. More than AT_ONCE connections are hung up on: the asking side says "not running"."""

    def __init__(self, path: Path, tier: Tier, secret: bytes, answer: Answer, *, seconds: float = SECONDS) -> None:
        """Raises SocketTaken."""
        self._secrets = {tier: secret}
        self._answer = answer
        self._seconds = seconds
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._path = path
        self._listening = _listen(path)

    def serve(self) -> None:
        """Until `close` is called from another thread."""
        while True:
            try:
                connected, _ = self._listening.accept()
            except OSError:
                return
            if not self._free.acquire(blocking=False):
                connected.close()
                log.warning("too many questions at once")
                continue
            threading.Thread(target=self._talk, args=[connected], daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._path.unlink(missing_ok=True)

    def _talk(self, connected: socket.socket) -> None:
        try:
            with connected:
                self._answered(Wire(connected, self._seconds))
        except (OSError, BadFrame) as error:
            log.warning(
                "a question was not heard to its end: %s",
                str(error) if isinstance(error, BadFrame) else type(error).__name__,
            )
        except Exception as error:  # whatever a handler stumbles over, the next question is answered
            log.error("a question was not answered: %s", type(error).__name__)
        finally:
            self._free.release()

    def _answered(self, wire: Wire) -> None:
        tier, question, key = heard(wire, self._secrets, greet(wire))
        try:
            answer = self._answer(tier, question)
        except TooMany as refusal:
            answer = {"refused": "too many", "seconds": refusal.seconds}
        wire.send_frame(packed(key, {"refused": "question"} if answer is None else answer))


def _listen(path: Path) -> socket.socket:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_socket() and not _answers(path):
        path.unlink()  # left behind by a process that was killed
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind(str(path))
        path.chmod(MODE)
        listening.listen(AT_ONCE)
    except OSError as error:
        listening.close()
        raise SocketTaken(f"{path}: {os.strerror(error.errno or 0)}") from None
    return listening


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as trying:
        return trying.connect_ex(str(path)) == 0
