"""The file carrier appends JSON lines. It is for demos and trials and must be allowed by name."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lawsuit_hub.infra.carriers import TAKEN, Lettered, Outcome, Verdict, each
from lawsuit_hub.values.phone import PhoneNumber


class FileCarrier:
    """Appends `{"to", "kind", "body", "at", "key"}`, one line a message, to a file of mode 0600. Members have numbers, staff
    addresses. What does not stand in the file was not taken: nobody else writes there."""

    name, most = "file", 100
    absent_after: timedelta | None = timedelta(0)

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path, self._clock = path, clock

    def send(self, letters: Sequence[Lettered]) -> Sequence[Outcome]:
        return each(letters, self._append)

    def find(self, letters: Sequence[Lettered], *, since: datetime) -> Sequence[Outcome]:
        there = self._keys()
        return each(letters, lambda one: TAKEN if one.key in there else Outcome(Verdict.LATER))

    def check(self) -> str:
        return f"messages are written to {self._path}"

    def close(self) -> None:
        """Nothing is kept open."""

    def _append(self, letter: Lettered) -> Outcome:
        line = {
            "to": letter.to if "@" in letter.to else PhoneNumber(letter.to).national,
            "kind": letter.kind,
            "body": letter.body,
            "at": self._clock().isoformat(),
            "key": letter.key,
        }
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        return TAKEN

    def _keys(self) -> set[str]:
        if not self._path.exists():
            return set()
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            return {_key(line) for line in lines}


def _key(line: str) -> str:
    try:
        return str(json.loads(line).get("key", ""))
    except (ValueError, AttributeError):  # a line that a crash cut off
        return ""
