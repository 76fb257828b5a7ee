"""Streams: sockets that one thread serves, told by a source what to send and when it is over."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import uuid4

import pytest

from lawsuit_hub.infra import streams as under_test
from lawsuit_hub.infra.streams import BLIND_SECONDS, Sent, Streams, is_taken


class Spring:
    """A source that a test fills."""

    def __init__(self) -> None:
        self.waiting: list[Sent] = []
        self.fails = False

    def __call__(self, _listeners: object) -> list[Sent]:
        if self.fails:
            raise OSError("the database is away")
        given, self.waiting = self.waiting, []
        return given


@pytest.fixture
def spring() -> Spring:
    return Spring()


@pytest.fixture
def streams(spring: Spring) -> Streams:
    return Streams(spring, most=3, most_each=2)


@pytest.fixture
def pairs() -> Iterator[Callable[[], tuple[socket.socket, socket.socket]]]:
    made: list[socket.socket] = []

    def make() -> tuple[socket.socket, socket.socket]:
        ours, theirs = socket.socketpair()
        theirs.settimeout(5)
        made.extend((ours, theirs))
        return ours, theirs

    yield make
    for one in made:
        if not is_taken(one):  # what was taken is closed by who took it: its number may be another's by now
            with suppress(OSError):
                one.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_each_listener_gets_her_own_and_the_last_word_closes(streams, spring, pairs) -> None:
    (ours, theirs), (others, elsewhere) = pairs(), pairs()
    one, other = object(), object()
    streams.take(ours, one, uuid4())
    streams.take(others, other, uuid4())
    assert is_taken(ours)
    spring.waiting = [Sent(one, b"one"), Sent(other, b"other", over=True)]
    assert theirs.recv(100) == b"one"
    assert elsewhere.recv(100) == b"other"
    assert elsewhere.recv(100) == b"", "closed"
    until(lambda: streams.count() == 1)


def test_whoever_goes_leaves_her_place(streams, pairs) -> None:
    ours, theirs = pairs()
    streams.take(ours, object(), uuid4())
    theirs.close()
    until(lambda: streams.count() == 0)


def test_places_are_counted_for_all_and_for_each_person(streams, pairs) -> None:
    person = uuid4()
    for _ in range(2):
        streams.take(pairs()[0], object(), person)
    assert not streams.has_place_for(person)
    assert streams.has_place_for(uuid4())
    streams.take(pairs()[0], object(), uuid4())
    assert not streams.has_place_for(uuid4())


def test_one_who_does_not_read_holds_nobody_up_and_is_let_go(streams, spring, pairs, monkeypatch) -> None:
    monkeypatch.setattr(under_test, "MOST_PENDING", 1000)
    (deaf, _never_read), (ours, theirs) = pairs(), pairs()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    silent, hears = object(), object()
    streams.take(deaf, silent, uuid4())
    streams.take(ours, hears, uuid4())
    spring.waiting = [Sent(silent, b"x" * 2_000_000), Sent(hears, b"still here")]
    assert theirs.recv(100) == b"still here"
    until(lambda: streams.count() == 1)


def test_what_one_could_not_take_at_once_comes_whole_and_in_order(streams, spring, pairs) -> None:
    ours, theirs = pairs()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    listener = object()
    streams.take(ours, listener, uuid4())
    sent = b"".join(b"%06d" % number for number in range(30_000))
    spring.waiting = [Sent(listener, sent)]
    got = b""
    while len(got) < len(sent):
        got += theirs.recv(65536)
    assert got == sent


def test_while_nobody_can_say_who_may_listen_nobody_does(streams, spring, pairs) -> None:
    ours, theirs = pairs()
    listener = object()
    streams.take(ours, listener, uuid4())
    spring.waiting = [Sent(listener, b"before")]
    assert theirs.recv(100) == b"before"
    spring.fails = True
    began = time.monotonic()
    assert theirs.recv(100) == b""
    assert BLIND_SECONDS - 0.5 < time.monotonic() - began < 2


def test_a_quiet_stream_has_a_heartbeat(streams, pairs, monkeypatch) -> None:
    monkeypatch.setattr(under_test, "BEAT_SECONDS", 0.1)
    ours, theirs = pairs()
    streams.take(ours, object(), uuid4())
    assert theirs.recv(100).startswith(b": ")
