"""How far an export is, told as its rows are written: how many of how many, never who."""

import time
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.rosters import asked as requests
from lawsuit_hub.features.rosters.types import RosterRow
from lawsuit_hub.infra.work import Works

Tell = Callable[[int, int], None]
"""Takes how many people are in the file by now, and how many will be. What it raises ends the export."""

EVERY = 100  # rows
SECONDS = 2.0  # between two notes of the worker


def to_nobody(_done: int, _people: int) -> None:
    """Nobody hears how far it is."""


def told(rows: Iterable[RosterRow], people: int, tell: Tell) -> Iterator[RosterRow]:
    tell(0, people)
    for done, row in enumerate(rows, start=1):
        yield row
        if not done % EVERY:
            tell(done, people)
    tell(people, people)


def to_asker(works: Works, export_id: UUID) -> Tell:
    """For the page of who asked for it. Raises Cancelled from where she called it off."""
    noted = 0.0

    def tell(done: int, _people: int) -> None:
        nonlocal noted
        if time.monotonic() - noted < SECONDS:
            return
        with works.open(SYSTEM) as work:
            requests.note_progress(work, export_id, done)
        noted = time.monotonic()

    return tell
