"""Connections that stay open and are only written to: taken over from gunicorn's threads, all served by one thread of the process.

What is sent, and to whom no more, says a `Source`; this knows sockets. A connection costs no thread and no hold on the database.
"""

import selectors
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from weakref import WeakSet

from lawsuit_hub.infra import logs

log = logs.named("streams")

TICK_SECONDS = 0.25
BEAT_SECONDS = 15
BLIND_SECONDS = 1.5  # without an answer to who may still listen, nobody does
MOST_PENDING = 256 * 1024  # of one who does not read; she comes again and gets what she missed
BEAT = b": \n\n"
# What the web server sets down here it must not close: infra/web_server.py looks.
_taken: "WeakSet[socket.socket]" = WeakSet()


@dataclass(frozen=True, slots=True)
class Sent:
    """Bytes for one listener; `over`: the last she gets."""

    listener: Any
    data: bytes
    over: bool = False


Source = Callable[[Sequence[Any]], Iterable[Sent]]


@dataclass(slots=True, eq=False)
class _Stream:
    connection: socket.socket
    listener: Any
    person: UUID
    heard_at: float
    pending: bytearray = field(default_factory=bytearray)
    over: bool = False


def is_taken(connection: socket.socket) -> bool:
    return connection in _taken


class Streams:
    """All of this process. Its thread begins with the first stream, so after every fork."""

    def __init__(self, source: Source, *, most: int, most_each: int) -> None:
        self._source, self._most, self._most_each = source, most, most_each
        self._lock = threading.Lock()
        self._open: dict[int, _Stream] = {}
        self._new: list[_Stream] = []
        self._selector = selectors.DefaultSelector()
        self._awake = threading.Event()
        self._thread: threading.Thread | None = None
        self._answered_at = 0.0

    def has_place_for(self, person: UUID) -> bool:
        with self._lock:
            there = [*self._open.values(), *self._new]
        return len(there) < self._most and Counter(one.person for one in there)[person] < self._most_each

    def take(self, connection: socket.socket, listener: Any, person: UUID) -> None:
        """The connection is ours from here on; its head has been sent."""
        _taken.add(connection)
        with self._lock:
            self._new.append(_Stream(connection, listener, person, time.monotonic()))
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="streams", daemon=True)
                self._thread.start()
        self._awake.set()

    def count(self) -> int:
        with self._lock:
            return len(self._open) + len(self._new)

    def _serve(self) -> None:
        while True:
            began = time.monotonic()
            self._welcome()
            if not self._open:
                self._awake.wait()
                self._awake.clear()
                continue
            try:
                self._send_news()
                self._beat()
                self._listen(until=began + TICK_SECONDS)
            except Exception as error:  # whatever it is, nobody may go on listening unwatched
                log.error("streams ended", exc_info=error)
                for stream in list(self._open.values()):
                    self._close(stream)

    def _welcome(self) -> None:
        with self._lock:
            newcomers, self._new = self._new, []
            for stream in newcomers:
                try:
                    stream.connection.setblocking(False)
                    self._selector.register(stream.connection, selectors.EVENT_READ, stream)
                except (OSError, ValueError):  # she went before she was here
                    continue
                self._open[id(stream)] = stream

    def _send_news(self) -> None:
        streams = {id(one.listener): one for one in self._open.values()}
        try:
            sent = list(self._source([one.listener for one in streams.values()]))
            self._answered_at = time.monotonic()
        except Exception as error:  # whatever the database says: who may not listen is not known
            log.error("the source of streams does not answer", exc_info=error)
            blind = time.monotonic() - self._answered_at > BLIND_SECONDS
            sent = [Sent(one.listener, b"", over=True) for one in streams.values()] if blind else []
        for one in sent:
            self._write(streams[id(one.listener)], one.data, over=one.over)

    def _beat(self) -> None:
        now = time.monotonic()
        for stream in list(self._open.values()):
            if now - stream.heard_at >= BEAT_SECONDS:
                self._write(stream, BEAT)

    def _write(self, stream: _Stream, data: bytes, *, over: bool = False) -> None:
        if id(stream) not in self._open:
            return
        stream.pending += data
        stream.over = stream.over or over
        stream.heard_at = time.monotonic()
        self._flush(stream)
        if stream.over or len(stream.pending) > MOST_PENDING:
            self._close(stream)

    def _flush(self, stream: _Stream) -> None:
        try:
            while stream.pending:
                del stream.pending[: stream.connection.send(stream.pending)]
        except BlockingIOError:
            self._wait_to(stream, selectors.EVENT_READ | selectors.EVENT_WRITE)
        except OSError:
            self._close(stream)
        else:
            self._wait_to(stream, selectors.EVENT_READ)

    def _wait_to(self, stream: _Stream, events: int) -> None:
        if self._selector.get_key(stream.connection).events != events:
            self._selector.modify(stream.connection, events, stream)

    def _listen(self, *, until: float) -> None:
        """Until the next tick: whoever closes is let go, whoever could not take everything gets the rest."""
        while (left := until - time.monotonic()) > 0:
            for key, events in self._selector.select(left):
                if events & selectors.EVENT_WRITE:
                    self._flush(key.data)
                if events & selectors.EVENT_READ and id(key.data) in self._open:
                    self._read(key.data)
            if self._new:
                return

    def _read(self, stream: _Stream) -> None:
        try:
            said = stream.connection.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._close(stream)

    def _close(self, stream: _Stream) -> None:
        with self._lock:
            if self._open.pop(id(stream), None) is None:
                return
        self._selector.unregister(stream.connection)
        try:
            stream.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            log.debug("a listener was gone already")
        stream.connection.close()
