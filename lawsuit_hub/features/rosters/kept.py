"""Locked files that wait to be fetched: private to the instance, unreadable without a password that nobody here knows.

Before the locked bytes stand the ids of the people in it and the turns of their choices that ask to keep an address (0: none), so that
whoever took back her consent or asked for that meanwhile stops the file.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import UUID

FOLDER = "exports"
_COUNT_BYTES = 8
_ID_BYTES, _TURN_BYTES = 16, 4


def keep(instance: Path, export_id: UUID, people: Mapping[UUID, int], data: bytes) -> None:
    folder = instance / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    opened = os.open(folder / str(export_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(len(people).to_bytes(_COUNT_BYTES))
        file.write(b"".join(one.bytes + turn.to_bytes(_TURN_BYTES) for one, turn in people.items()))
        file.write(data)


def read(instance: Path, export_id: UUID) -> tuple[dict[UUID, int], bytes]:
    """The people and the locked bytes. Raises FileNotFoundError."""
    return parted(whole(instance, export_id))


def whole(instance: Path, export_id: UUID) -> bytes:
    """As it lies there. Raises FileNotFoundError."""
    return (instance / FOLDER / str(export_id)).read_bytes()


def piece(instance: Path, export_id: UUID, start: int, size: int) -> bytes:
    """A part of it, without reading the rest. Raises FileNotFoundError."""
    with (instance / FOLDER / str(export_id)).open("rb") as file:
        file.seek(start)
        return file.read(size)


def parted(file: bytes) -> tuple[dict[UUID, int], bytes]:
    start, each = _COUNT_BYTES, _ID_BYTES + _TURN_BYTES
    end = start + int.from_bytes(file[:start]) * each
    lines = (file[at : at + each] for at in range(start, end, each))
    return {UUID(bytes=line[:_ID_BYTES]): int.from_bytes(line[_ID_BYTES:]) for line in lines}, file[end:]


def destroy(instance: Path, export_id: UUID) -> None:
    with suppress(OSError):  # retiring comes back to what could not be removed now
        (instance / FOLDER / str(export_id)).unlink(missing_ok=True)


def waiting(instance: Path) -> list[UUID]:
    folder = instance / FOLDER
    return [UUID(path.name) for path in _listed(folder)] if folder.is_dir() else []


def _listed(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())
