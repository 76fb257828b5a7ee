"""The worker's part of an upload: claims it, asks about its columns, imports it batch by batch, destroys it.

A killed worker leaves a lease that runs out; the next one goes on after the last row that is in the report.
"""

import logging
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, insert, or_, select
from sqlalchemy.exc import DBAPIError

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.responses import importing, mappings, upload_files
from lawsuit_hub.features.responses.models import Upload, UploadRow
from lawsuit_hub.features.responses.questions import Recognition, recognise
from lawsuit_hub.features.responses.types import Line
from lawsuit_hub.features.responses.upload_types import UploadState
from lawsuit_hub.infra.sheet import open_sheet
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.privacy.keyring import CannotOpen, RootTrouble
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub

log = logging.getLogger("lawsuit_hub.uploads")

LEASE = timedelta(minutes=2)
MOST_TRIES = 5
FEWEST_KNOWN_QUESTIONS = 3
LONGEST_QUESTION = 200


class LeaseLost(Exception):
    """Stopped by a caseworker, or taken over by another worker."""


class NoQuestions(Exception):
    """The first row holds no questions: it may be a person's answers, so nothing of it is kept or shown."""


@dataclass(slots=True)
class _Claim:
    upload_id: UUID
    made_by: UUID
    leases: set[datetime] = field(default_factory=set)


def work_off(works: Works) -> int:
    """Takes every upload that waits; returns how many were finished. While RootTrouble is raised they wait on."""
    finished = 0
    while (claim := _claim(works)) is not None:
        try:
            finished += _work(works, claim)
        except RootTrouble:
            _put_back(works, claim)
            raise
    _tidy(works)
    return finished


def _claim(works: Works) -> _Claim | None:
    with works.open(SYSTEM) as work:
        abandoned = and_(Upload.state == UploadState.WORKING, Upload.leased_until < work.now)
        free = select(Upload).where(or_(Upload.state == UploadState.WAITING, abandoned)).order_by(Upload.made_at)
        row = work.db.scalar(free.limit(1).with_for_update(skip_locked=True))
        if row is None:
            return None
        row.state = UploadState.WORKING
        row.leased_until = work.now + LEASE
        row.counts = {**row.counts, "tries": row.counts.get("tries", 0) + 1}
        return _Claim(row.id, row.made_by, {row.leased_until})


def _work(works: Works, claim: _Claim) -> int:
    try:
        chosen, total = _look(works, claim)
        if total is not None:
            _import(works, claim, chosen)
            _end(works, claim, UploadState.DONE)
    except LeaseLost:
        return 0
    except (DBAPIError, RootTrouble):
        raise  # the database or the root key is in trouble, not the file
    except UnreadableSheet as refusal:
        _end(works, claim, UploadState.FAILED, refusal.why)
    except NoQuestions:
        _end(works, claim, UploadState.FAILED, "no_questions")
    except (CannotOpen, FileNotFoundError):
        _end(works, claim, UploadState.FAILED, "file_lost")
    except Exception as error:
        log.error("upload %s was given up: %s", claim.upload_id, type(error).__name__)
        _end(works, claim, UploadState.FAILED, "unexpected")
    return 1


def _look(works: Works, claim: _Claim) -> tuple[dict[str, str], int | None]:
    """Reads the file once: its columns, and how many rows there are. No total: a caseworker is asked."""
    with works.open(SYSTEM, read_only=True) as work:
        row = _held(work, claim, lock=False)
        if row.file_key is None or row.counts["tries"] > MOST_TRIES:
            raise CannotOpen("given up after several attempts")
        with closing(upload_files.opened(work, row.id, row.file_key)) as stream:
            sheet = open_sheet(stream)
            chosen = mappings.by_text(sheet.header, row.mapping or {})
            said = chosen or mappings.remembered(work, sheet.header)
            recognition = recognise(sheet.header, said)
            # What is not recognised is asked once: afterwards somebody has said what this form's columns are.
            clear = recognition.certain and (bool(said) or not any(text.strip() for text in recognition.unknown))
            total = sum(1 for _ in sheet) if clear else None
    with works.open(SYSTEM) as work:
        row = _held(work, claim)
        if total is None:
            _ask(row, sheet.header, recognition)
        else:
            row.counts = {**row.counts, "rows": total}
    return chosen, total


def _ask(row: Upload, header: list[str], recognition: Recognition) -> None:
    if len(recognition.mapping) + len(recognition.doubtful) < FEWEST_KNOWN_QUESTIONS:
        raise NoQuestions
    try:
        row.header = [scrub(text[:LONGEST_QUESTION]).text for text in header]
    except ResidentNumber:
        raise NoQuestions from None
    row.state, row.leased_until, row.mapping = UploadState.ASKING, None, None


def _import(works: Works, claim: _Claim, chosen: dict[str, str]) -> None:
    with works.open(SYSTEM, read_only=True) as work:
        row = _held(work, claim, lock=False)
        if row.file_key is None:
            raise LeaseLost
        done, stream = row.rows_done, upload_files.opened(work, row.id, row.file_key)
    caseworker = Actor(Role.CASEWORKER, claim.made_by)
    with closing(stream):
        for _ in importing.run(
            works,
            stream,
            None,
            chosen=chosen or None,
            start_row=done,
            actor=caseworker,
            in_batch=lambda work, lines: _note(work, claim, lines),
        ):
            pass


def _note(work: Work, claim: _Claim, lines: list[Line]) -> None:
    """The report's rows, in the transaction that stores the answers."""
    row = _held(work, claim)
    work.db.execute(insert(UploadRow), [_report_row(claim.upload_id, line) for line in lines])
    counts = {**row.counts, "tries": 0}
    for line in lines:
        for name in (line.outcome, *([f"{line.outcome}:{line.reason}"] if line.reason else [])):
            counts[name] = counts.get(name, 0) + 1
    row.counts, row.rows_done, row.leased_until = counts, lines[-1].row, work.now + LEASE
    claim.leases.add(row.leased_until)
    work.db.flush()


def _report_row(upload_id: UUID, line: Line) -> dict[str, object]:
    values = asdict(line)
    values["group_code"] = values.pop("group")
    return {"upload_id": upload_id, **values}


def _held(work: Work, claim: _Claim, *, lock: bool = True) -> Upload:
    row = work.db.get(Upload, claim.upload_id, with_for_update=lock or None, populate_existing=True)
    if row is None or row.state != UploadState.WORKING or row.leased_until not in claim.leases:
        raise LeaseLost
    return row


def _put_back(works: Works, claim: _Claim) -> None:
    """Identities are closed for a while: that is no try, and the next round begins after the last stored row."""
    with suppress(LeaseLost), works.open(SYSTEM) as work:
        row = _held(work, claim)
        row.state, row.leased_until = UploadState.WAITING, None
        row.counts = {**row.counts, "tries": max(0, row.counts.get("tries", 0) - 1)}


def _end(works: Works, claim: _Claim, state: UploadState, failure: str | None = None) -> None:
    try:
        with works.open(Actor(Role.CASEWORKER, claim.made_by)) as work:
            finish(work, _held(work, claim), state, failure)
    except LeaseLost:
        return
    upload_files.destroy(works.settings, claim.upload_id)


def finish(work: Work, row: Upload, state: UploadState, failure: str | None) -> None:
    """The file's key goes with this transaction; whoever calls destroys the file after it."""
    row.state, row.failure, row.finished_at = state, failure, work.now
    row.file_key = row.leased_until = row.header = None
    counts = {name: count for name, count in row.counts.items() if name not in {"tries", "rows"}}
    deed = "responses:imported" if state is UploadState.DONE else "responses:import-ended"
    audit.record(work, deed, about=row.id, kind="upload", rows=row.rows_done, why=failure, counts=counts)


def _tidy(works: Works) -> None:
    """Nobody answered for days what a column means: the file does not wait for ever."""
    with works.open(SYSTEM) as work:
        since = work.now - timedelta(days=work.settings.draft_days)
        asking = select(Upload).where(Upload.state == UploadState.ASKING, Upload.made_at < since)
        unanswered = work.db.scalars(asking).all()
        for row in unanswered:
            finish(work, row, UploadState.FAILED, "unanswered")
        kept = set(work.db.scalars(select(Upload.id).where(Upload.file_key.is_not(None))))
        now = work.now.timestamp()
    for row in unanswered:
        upload_files.destroy(works.settings, row.id)
    upload_files.destroy_abandoned(works.settings, kept, now=now)
