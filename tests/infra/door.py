"""A door between a client and a server, as a network is: it passes bytes on, or hangs, or resets, in mid-request too."""

import select
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

HALF_AN_ANSWER = 20


class Door(socketserver.ThreadingTCPServer):
    """`state`: open; hangs (takes the request, never answers); resets (on the request); cut (in the middle of the answer);
    refuses (answers `refusal` itself)."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.behind = port
        self.state = "open"
        self.asked = 0
        self.refusal = b""
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passage(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        door, client = cast(Door, self.server), cast(socket.socket, self.request)
        with socket.create_connection(("127.0.0.1", door.behind)) as server:
            while not door.closing.is_set():
                ready, _, _ = select.select([client, server], [], [], 0.1)
                if not all(self._passed(one, client, server) for one in ready):
                    return

    def _passed(self, ready: socket.socket, client: socket.socket, server: socket.socket) -> bool:
        door = cast(Door, self.server)
        try:
            data = ready.recv(65536)
        except OSError:
            return False
        if not data:
            return False
        if ready is server:
            if door.state == "cut":
                client.sendall(data[:HALF_AN_ANSWER])
                _reset(client)
                return False
            client.sendall(data)
            return True
        door.asked += 1
        if door.state == "hangs":
            door.closing.wait(30)
            return False
        if door.state == "resets":
            _reset(client)
            return False
        if door.state == "refuses":
            client.sendall(door.refusal)
            return False
        server.sendall(data)
        return True


def _reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


@contextmanager
def door_to(port: int) -> Iterator[Door]:
    door = Door(port)
    thread = threading.Thread(target=door.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield door
    finally:
        door.closing.set()
        door.shutdown()
        door.server_close()
        thread.join(5)
