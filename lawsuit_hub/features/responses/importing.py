"""Imports a file of form answers: recognises its columns, takes its rows in batches, says of each what became of it.

Knows no page and no progress bar. What one answer changes is taking's; what a row says is answers'.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from sqlalchemy.exc import IntegrityError, OperationalError

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.responses import mappings, taking
from lawsuit_hub.features.responses.answers import read_answer, refusing
from lawsuit_hub.features.responses.questions import BadMap, Columns, Question, Recognition, read_map, recognise
from lawsuit_hub.features.responses.types import Line, Rejected, Row
from lawsuit_hub.features.victims.types import AlreadyRegistered
from lawsuit_hub.infra.keystore import TableKeyStore
from lawsuit_hub.infra.sheet import Sheet, open_sheet
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import Keys

__all__ = ["BadMap", "Line", "NotRecognised", "read_mapping", "recognised", "run"]

BATCH_ROWS = 100
ATTEMPTS = 5
PAUSE_SECONDS = 0.05
# Somebody else wrote at the same moment: the batch is undone and taken again, with what the other left.
CONFLICTS = (IntegrityError, OperationalError, AlreadyRegistered)

InBatch = Callable[[Work, list[Line]], None]


class NotRecognised(ValueError):
    """Required questions that no column asks, or questions that several ask. Names questions and columns, no answer."""

    def __init__(self, recognition: Recognition) -> None:
        self.recognition = recognition
        super().__init__(_sentence(recognition))


def _sentence(recognition: Recognition) -> str:
    said = []
    if recognition.missing:
        said.append("no column asks " + ", ".join(recognition.missing))
    if recognition.doubtful:
        said.append("several columns ask " + ", ".join(recognition.doubtful))
    example = next(iter((*recognition.missing, *recognition.doubtful)), Question.PHONE)
    return (
        "; ".join(said)
        + f'. Say it in a JSON file and add --map FILE: {{"text of the column": "{example}", "another": "ignore"}}'
        + ' (or "#3" for the third column).'
    )


def read_mapping(content: bytes) -> dict[str, str]:
    """A mapping file. Raises BadMap."""
    try:
        return read_map(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadMap("The mapping is not UTF-8 text.") from None


def run(
    works: Works,
    stream: BinaryIO,
    file_name: str | None,
    *,
    chosen: Mapping[str, str] | None = None,
    dry_run: bool = False,
    start_row: int = 0,
    actor: Actor = SYSTEM,
    in_batch: InBatch | None = None,
    unknown: Callable[[Sequence[str]], None] | None = None,
) -> Iterator[Line]:
    """A line for every row after `start_row`, when its batch is committed. `in_batch` writes in the batch's transaction.

    `unknown` is told, before the first row, the texts of columns that nobody explained: their answers are not taken.

    Raises UnreadableSheet, NotRecognised (before the first row), and whatever a row met with that nobody foresaw:
    the rows before it are stored then.
    """
    sheet = open_sheet(stream, file_name)
    with works.open(actor) as work:
        recognition = recognised(work, sheet.header, chosen, remember=not dry_run)
    columns = recognition.mapping
    if unknown is not None:
        unknown([text for text in recognition.unknown if text.strip()])
    rows = _rows(sheet, start_row)
    if dry_run:
        yield from _rehearsed(works, actor, columns, rows)
        return
    while batch := list(islice(rows, BATCH_ROWS)):
        yield from _stored(works, actor, columns, batch, in_batch)


def recognised(
    work: Work, header: list[str], chosen: Mapping[str, str] | None = None, *, remember: bool = True
) -> Recognition:
    """By the mapping given now, else by the one remembered for this form, else by the questions' words alone."""
    recognition = recognise(header, chosen or mappings.remembered(work, header))
    if not recognition.certain:
        raise NotRecognised(recognition)
    if chosen and remember:
        mappings.remember(work, header, chosen)
    return recognition


def _rows(sheet: Sheet, start_row: int) -> Iterator[Row]:
    numbered = (Row(number, tuple(cells)) for number, cells in enumerate(sheet, 1))
    return islice(numbered, start_row, None)


def _stored(works: Works, actor: Actor, columns: Columns, batch: list[Row], in_batch: InBatch | None) -> Iterator[Line]:
    """A batch that fails is taken again row by row, so that every good row before a broken one is stored."""
    try:
        lines = _batch(works, actor, columns, batch, in_batch)
    except Exception:
        if len(batch) == 1:
            raise
        for row in batch:
            yield from _alone(works, actor, columns, row, in_batch)
        return
    yield from lines


def _alone(works: Works, actor: Actor, columns: Columns, row: Row, in_batch: InBatch | None) -> list[Line]:
    for attempt in range(1, ATTEMPTS):
        with suppress(*CONFLICTS):
            return _batch(works, actor, columns, [row], in_batch)
        time.sleep(PAUSE_SECONDS * attempt)
    return _batch(works, actor, columns, [row], in_batch)


def _batch(works: Works, actor: Actor, columns: Columns, batch: list[Row], in_batch: InBatch | None) -> list[Line]:
    with works.open(actor) as work:
        lines = _taken(work, columns, batch)
        if in_batch is not None:
            in_batch(work, lines)
    return lines


def _rehearsed(works: Works, actor: Actor, columns: Columns, rows: Iterator[Row]) -> Iterator[Line]:
    """Everything is decided as if stored, in one transaction that is undone; each batch leaves nothing in memory."""
    with works.open(actor) as work:
        while batch := list(islice(rows, BATCH_ROWS)):
            yield from _taken(work, columns, batch)
            work.db.flush()
            work.db.expunge_all()
            audit.drop(work)
            work = replace(work, keys=Keys(works.ring, TableKeyStore(work.db)))  # noqa: PLW2901 - the same transaction
        work.db.rollback()
        work.after_commit.clear()


def _taken(work: Work, columns: Columns, batch: list[Row]) -> list[Line]:
    read = [_read(work, columns, row) for row in batch]
    return [
        Line(row.number, said.outcome, said.reason, said.group, said.membership, list(said.candidates))
        for row, said in zip(batch, taking.take(work, read), strict=True)
    ]


def _read(work: Work, columns: Columns, row: Row) -> taking.Read:
    answer = read_answer(columns, row.cells, home_province=work.settings.home_province)
    if isinstance(answer, Rejected) and answer.reason == "consent":
        return refusing(columns, row.cells) or answer
    return answer
