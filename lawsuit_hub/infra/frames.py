"""What goes through the pipes between the service and a process that reads files: lengths first, then bytes. Pure.

To it: a command and files. From it: answers (a few facts as JSON, and bytes), or one refusal, then an end.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from typing import IO, Any

PAGE, REFUSED, END = b"P", b"R", b"."
_LENGTH = struct.Struct(">I")
_COMMAND_BYTES = 4096


class CutOff(Exception):
    """The other side ended in the middle, or said more than it may."""


def put(target: IO[bytes], data: bytes) -> None:
    target.write(_LENGTH.pack(len(data)))
    target.write(data)


def take(source: IO[bytes], *, most: int) -> bytes:
    (size,) = _LENGTH.unpack(_exactly(source, _LENGTH.size))
    if size > most:
        raise CutOff
    return _exactly(source, size)


def _exactly(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise CutOff
    return data


def ask(target: IO[bytes], command: dict[str, Any], files: Iterable[bytes]) -> None:
    put(target, json.dumps(command).encode())
    for data in files:
        put(target, data)
    target.flush()


def command(source: IO[bytes]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(take(source, most=_COMMAND_BYTES))
    return read


def answer(target: IO[bytes], kind: bytes, facts: dict[str, Any], picture: bytes = b"") -> None:
    target.write(kind)
    put(target, json.dumps(facts).encode())
    put(target, picture)
    target.flush()


def answers(source: IO[bytes], *, most: int) -> Iterator[tuple[bytes, dict[str, Any], bytes]]:
    """Until the end was said. Raises CutOff."""
    while True:
        kind = _exactly(source, 1)
        facts, picture = json.loads(take(source, most=most)), take(source, most=most)
        if kind == END:
            return
        yield kind, facts, picture
