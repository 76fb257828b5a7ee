"""A Redis of one test's own, with a password, which it may stop in the middle, hang and start again."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.servers import ServerMissing

PASSWORD = "a-password-of-this-test"
PATIENCE = 20


class OwnRedis:
    def __init__(self, folder: Path) -> None:
        self._socket = folder / "redis.sock"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis+unix://:{PASSWORD}@{self._socket}?db=0"

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise ServerMissing("Redis is not installed: apt-get install redis-server")
        command = [
            program,
            "--port",
            "0",
            "--unixsocket",
            str(self._socket),
            "--requirepass",
            PASSWORD,
            "--save",
            "",
            "--dir",
            str(self._folder),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until, "Redis did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGCONT)
            self._process.kill()
            self._process.wait()
            self._process = None
        self._socket.unlink(missing_ok=True)

    def hang(self) -> None:
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)

    def _answers(self) -> bool:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self._socket))
            connection.sendall(b"PING\r\n")
            return bool(connection.recv(20))  # it wants the password, so it is there
        return False


@pytest.fixture
def own_redis(redis_socket: Path) -> Iterator[OwnRedis]:
    folder = Path(tempfile.mkdtemp(prefix="redis-", dir=redis_socket.parent))
    made = OwnRedis(folder)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder)
