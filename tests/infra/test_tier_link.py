"""The socket between tiers, and whoever misuses it."""

import os
import secrets
import socket
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from lawsuit_hub.infra import tier_socket
from lawsuit_hub.infra.refusals import TooMany, Unavailable
from lawsuit_hub.infra.tier_link import MOST_BYTES, VERSION, Frame, NotAnswered, TierLink, connection_keys, packed
from lawsuit_hub.infra.tier_socket import SocketTaken, TierSocket
from lawsuit_hub.privacy.tiers import Tier

SECRET = secrets.token_bytes(32)
SECONDS = 0.5


def answer(_tier: Tier, question: Frame) -> Frame | None:
    if question["verb"] == "busy":
        raise TooMany(7)
    if question["verb"] == "stumble":
        raise RuntimeError
    return {"heard": question["said"]} if question["verb"] == "repeat" else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "index.sock"


@pytest.fixture
def listening(path: Path) -> Iterator[TierSocket]:
    made = start(path)
    yield made
    made.close()


def start(path: Path) -> TierSocket:
    made = TierSocket(path, Tier.PUBLIC, SECRET, answer, seconds=SECONDS)
    threading.Thread(target=made.serve, daemon=True).start()
    return made


def link(path: Path, *, tier: Tier = Tier.PUBLIC, secret: bytes = SECRET) -> TierLink:
    return TierLink(path, tier, secret, seconds=2)


def repeats(path: Path) -> bool:
    return link(path).ask("repeat", said="안녕") == {"heard": "안녕"}


def raw(path: Path) -> socket.socket:
    connected = socket.socket(socket.AF_UNIX)
    connected.settimeout(5)
    connected.connect(str(path))
    return connected


def read_to_end(connected: socket.socket) -> bytes:
    got = b""
    try:
        while piece := connected.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got


def frame(body: bytes) -> bytes:
    return len(body).to_bytes(4) + body


def test_a_question_is_answered_and_the_next_one_too(path: Path, listening: TierSocket) -> None:
    assert repeats(path)
    assert repeats(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0


def test_a_refusal_crosses_the_socket(path: Path, listening: TierSocket) -> None:
    with pytest.raises(TooMany) as refused:
        link(path).ask("busy")
    assert refused.value.seconds == 7
    with pytest.raises(NotAnswered):
        link(path).ask("unheard-of")
    with pytest.raises(Unavailable):
        link(path).ask("stumble")
    assert repeats(path), "whoever stumbles over one question answers the next"


@pytest.mark.parametrize(
    "other", [{"secret": bytes(32)}, {"tier": Tier.COUNSEL}, {"tier": Tier.COUNSEL, "secret": bytes(32)}]
)
def test_whoever_does_not_know_the_secret_or_is_another_tier_gets_no_answer(
    path: Path, listening: TierSocket, other: dict[str, object]
) -> None:
    with pytest.raises(Unavailable):
        link(path, **other).ask("repeat", said="")  # type: ignore[arg-type]
    assert repeats(path)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "garbage": b"GET / HTTP/1.1\r\n\r\n" * 10,
    "zeros": bytes(1000),
    "an empty frame": frame(b""),
    "a short frame": frame(b"p"),
    "an unsealed question": frame(b"p" + bytes(32) + b'{"verb": "repeat", "said": ""}'),
    "a frame cut off": (1000).to_bytes(4) + b"p" + bytes(10),
    "a frame too long": (MOST_BYTES + 1).to_bytes(4) + bytes(MOST_BYTES + 1),
    "ten megabytes": (0xFFFFFFFF).to_bytes(4) + bytes(10_000_000),
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_sent_gets_no_answer_and_does_no_harm(path: Path, listening: TierSocket, sent: bytes) -> None:
    with raw(path) as hostile:
        try:
            hostile.sendall(sent)
            hostile.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # hung up on before the end
        assert len(read_to_end(hostile)) in {0, len(VERSION) + 32}, "the greeting at most"
    assert repeats(path)


def test_what_was_heard_once_is_not_answered_again(path: Path, listening: TierSocket) -> None:
    with raw(path) as first:
        greeting = first.recv(len(VERSION) + 32)[len(VERSION) :]
        keys = connection_keys(SECRET, Tier.PUBLIC, greeting, bytes(32))
        said = frame(b"p" + bytes(32) + packed(keys.up, {"verb": "repeat", "said": "x"}))
        first.sendall(said)
        assert len(read_to_end(first)) > 4
    with raw(path) as again:
        again.sendall(said)
        assert len(read_to_end(again)) == len(VERSION) + 32


def test_whoever_dribbles_is_hung_up_on_in_time(path: Path, listening: TierSocket) -> None:
    with raw(path) as slow:
        slow.recv(len(VERSION) + 32)
        with pytest.raises(OSError):
            for _ in range(100):
                slow.sendall(b"\0")
                threading.Event().wait(0.05)
    assert repeats(path)


def test_more_at_once_than_it_takes_are_hung_up_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tier_socket, "AT_ONCE", 4)
    listening = start(path)
    with ExitStack() as open_ones:
        for _ in range(4):
            open_ones.enter_context(raw(path)).recv(len(VERSION) + 32)
        with pytest.raises(Unavailable):
            link(path).ask("repeat", said="")
    deadline = threading.Event()
    for _ in range(50):
        try:
            assert repeats(path)
            break
        except Unavailable:
            deadline.wait(0.1)
    else:
        raise AssertionError("it did not recover")
    listening.close()


def test_many_ask_at_the_same_time(path: Path, listening: TierSocket) -> None:
    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(lambda _: repeats(path), range(100)))


def test_nobody_there_is_unavailable_and_a_new_start_needs_nothing(path: Path) -> None:
    with pytest.raises(Unavailable):
        link(path).ask("repeat", said="")
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))  # a killed process leaves the file
    with pytest.raises(Unavailable):
        link(path).ask("repeat", said="")
    one = start(path)
    assert repeats(path)
    one.close()
    assert not path.exists()
    another = start(path)
    assert repeats(path)
    another.close()


def test_whoever_squats_on_the_path_cannot_answer(path: Path) -> None:
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as squatter:
        squatter.bind(str(path))
        squatter.listen()

        def lie() -> None:
            connected, _ = squatter.accept()
            with connected:
                connected.sendall(VERSION + os.urandom(32))
                connected.recv(65536)
                connected.sendall(frame(b'{"heard": "x"}'))

        threading.Thread(target=lie, daemon=True).start()
        with pytest.raises(Unavailable):
            link(path).ask("repeat", said="x")


def test_a_path_that_is_taken_is_refused(path: Path, listening: TierSocket) -> None:
    with pytest.raises(SocketTaken):
        TierSocket(path, Tier.PUBLIC, SECRET, answer)
    assert repeats(path)
    other = path.with_name("no-socket")
    other.write_text("")
    with pytest.raises(SocketTaken):
        TierSocket(other, Tier.PUBLIC, SECRET, answer)
    assert other.exists()
