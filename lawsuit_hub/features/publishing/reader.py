"""The process that looks through one file and ends: `python -m lawsuit_hub.features.publishing.reader`. A file in, findings out.

It has no key, no database, no environment and may write no file; its memory and time are bounded. What it tells are kinds, places and
counts: no value of the file leaves it. Whatever a file makes it do, the service says no (looking.py).
"""

import resource
import sys

from lawsuit_hub.features.publishing import bounds, reading
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.passages import Passages
from lawsuit_hub.features.publishing.types import HEAVY, Unfit
from lawsuit_hub.infra import frames


def bind() -> None:
    """For good, and for whatever it starts: before the first byte of a file is looked at."""
    for limit, value in (
        (resource.RLIMIT_AS, bounds.MEMORY_BYTES),
        (resource.RLIMIT_CPU, bounds.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))


def main() -> int:
    bind()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    command = frames.command(source)
    data = frames.take(source, most=command["most"])
    passages = Passages(Offices(tuple(command["numbers"]), tuple(command["mails"])))
    try:
        reading.prepare()
        reading.read(data, command["kind"], passages)
    except Unfit as refusal:
        frames.answer(target, frames.REFUSED, {"why": refusal.why})
    except (MemoryError, RecursionError):
        frames.answer(target, frames.REFUSED, {"why": HEAVY})
    else:
        told = [one.kept() for one in passages.findings()]
        frames.answer(
            target, frames.PAGE, {"findings": told[: bounds.MOST_FINDINGS], "more": told[bounds.MOST_FINDINGS :] != []}
        )
    frames.answer(target, frames.END, {})
    return 0


if __name__ == "__main__":
    sys.exit(main())
