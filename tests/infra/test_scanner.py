"""Asking clamd over real sockets: a stand-in speaks its language, is late, talks nonsense, or is not there."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lawsuit_hub.features.documents import decoding
from lawsuit_hub.features.documents.kinds import HARMFUL, UNSCANNED, Unfit
from lawsuit_hub.features.publishing import looking
from lawsuit_hub.features.publishing import types as publishing
from lawsuit_hub.infra import scanner
from lawsuit_hub.settings_check import wrong_in
from tests.features.documents.papers import encoded, lease
from tests.world import World

pytestmark = pytest.mark.either

# The test file of EICAR, in two halves so that this file is none.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STAN" + rb"DARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers one connection after the other; `heard` is what was sent for scanning."""

    def __init__(self, listening: socket.socket, say: Callable[[bytes], bytes]) -> None:
        self.heard: list[bytes] = []
        self._listening, self._say = listening, say
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                link, _address = self._listening.accept()
            except OSError:
                return
            with link, link.makefile("rb") as source:
                command = b""
                while not command.endswith(b"\0"):
                    command += source.read(1)
                if command == b"zPING\0":
                    link.sendall(b"PONG\0")
                    continue
                whole = b""
                while size := int.from_bytes(source.read(4), "big"):
                    whole += source.read(size)
                self.heard.append(whole)
                link.sendall(self._say(whole))


def verdict(data: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"


@pytest.fixture(params=["unix", "tcp"])
def listening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    if request.param == "unix":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(tmp_path / "clamd"))
            made.listen()
            yield made, str(tmp_path / "clamd")
    else:
        with socket.create_server(("127.0.0.1", 0)) as made:
            yield made, f"127.0.0.1:{made.getsockname()[1]}"


def test_what_it_says_is_believed_and_what_says_nothing_is_no_leave(listening: tuple[socket.socket, str]) -> None:
    clamd = Clamd(listening[0], verdict)
    large = bytes(300_000)
    assert not scanner.is_harmful(listening[1], large)
    assert clamd.heard == [large]
    assert scanner.is_harmful(listening[1], EICAR)
    assert scanner.answers(listening[1])


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: FOUND OK\0", b"OK\0"])
def test_an_answer_that_is_no_verdict_is_none(tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "clamd"))
        made.listen()
        Clamd(made, lambda _data: said)
        with pytest.raises(scanner.Unscanned):
            scanner.is_harmful(str(tmp_path / "clamd"), b"x")


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:1", "nowhere.invalid:3310"])
def test_a_scanner_that_is_away_is_no_leave(address: str) -> None:
    assert not scanner.answers(address)
    with pytest.raises(scanner.Unscanned):
        scanner.is_harmful(address, b"x")


def test_no_document_is_read_that_was_not_scanned(world: World, tmp_path: Path) -> None:
    files = [encoded(lease()) + EICAR]
    object.__setattr__(world.settings, "scanner", str(tmp_path / "clamd"))
    with pytest.raises(Unfit) as away:
        decoding.read(world.settings, files)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "clamd"))
        made.listen()
        Clamd(made, verdict)
        with pytest.raises(Unfit) as found:
            decoding.read(world.settings, files)
    assert (away.value.why, found.value.why) == (UNSCANNED, HARMFUL)


@pytest.mark.parametrize(
    ("written", "good"),
    [("", True), ("/run/clamav/clamd.ctl", True), ("127.0.0.1:3310", True), ("clamd", False), ("host:", False)],
)
def test_the_setting_is_a_socket_or_an_address(written: str, good: bool) -> None:
    assert ([one for one in wrong_in({"scanner": written}, []) if one.startswith("scanner must")] == []) is good


def test_nothing_goes_public_that_was_not_scanned(world: World, tmp_path: Path) -> None:
    object.__setattr__(world.settings, "scanner", str(tmp_path / "clamd"))
    with pytest.raises(publishing.Unfit) as away:
        looking.look(world.settings, "안내.txt", b"words")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "clamd"))
        made.listen()
        Clamd(made, verdict)
        with pytest.raises(publishing.Unfit) as found:
            looking.look(world.settings, "안내.txt", EICAR)
        assert looking.look(world.settings, "안내.txt", b"words").findings == ()
    assert (away.value.why, found.value.why) == (publishing.UNSCANNED, publishing.HARMFUL)
