"""Message carriers. The file carrier appends JSON lines; it is for demos and trials and must be allowed by name."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from lawsuit_hub.values.phone import PhoneNumber


class Lettered(Protocol):
    """What a carrier needs to know of a message."""

    @property
    def to(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def key(self) -> str: ...


def file_carrier(path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Callable[[Lettered], None]:
    """Appends `{"to", "kind", "body", "at", "key"}`, one line a message, to a file of mode 0600. Members have numbers, staff addresses."""

    def send(letter: Lettered) -> None:
        line = {
            "to": letter.to if "@" in letter.to else PhoneNumber(letter.to).national,
            "kind": letter.kind,
            "body": letter.body,
            "at": clock().isoformat(),
            "key": letter.key,
        }
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

    return send
