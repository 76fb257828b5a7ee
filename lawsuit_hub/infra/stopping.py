"""When a process is told to stop: SIGTERM and SIGINT end what it waits for, not what it is doing."""

import signal
import threading
from types import FrameType


def told() -> threading.Event:
    """Set once the process was told; to be asked for in the main thread."""
    asked = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, ask)
    return asked
