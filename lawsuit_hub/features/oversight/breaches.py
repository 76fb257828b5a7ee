"""Breaches: opened when known, people found in the trail and frozen by id, notice, report, web notice, the end."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.oversight import breach_facts as facts
from lawsuit_hub.features.oversight import patterns
from lawsuit_hub.features.oversight.breach_means import Part, found_by
from lawsuit_hub.features.oversight.breach_types import (
    BreachClosed,
    Category,
    CountDiffers,
    KnownLater,
    Means,
    NobodyFound,
    NoticeIncomplete,
    NotYet,
)
from lawsuit_hub.features.oversight.breach_views import KIND, breach_of, day_of, missing, row_of
from lawsuit_hub.features.oversight.models import Breach, BreachPerson
from lawsuit_hub.features.oversight.trail import own_account
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed

LONGEST = 2_000


def open_breach(
    work: Work, *, known_at: datetime, what: str, categories: Iterable[Category], external: bool, sensitive: bool
) -> int:
    """Starts the clock at the moment somebody knew; returns its number. Raises KnownLater, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.BREACH_HANDLE)
    kept = audit.clean_reason(what)
    if known_at > work.now:
        raise KnownLater
    row = Breach(
        id=new_id(),
        opened_at=work.now,
        opened_by=own_account(work),
        known_at=known_at,
        what=kept,
        categories=[one.value for one in categories],
        external=external,
        sensitive=sensitive,
        means={"parts": []},
        notice={},
    )
    _number(work, row)
    _note(work, row, "opened", reason=kept)
    work.db.flush()
    return row.number


def _number(work: Work, row: Breach) -> None:
    """The next number that is free; of two officers at one moment the second waits for the first and takes the one after."""
    while True:
        row.number = int(work.db.execute(select(func.coalesce(func.max(Breach.number), 0))).scalar_one()) + 1
        try:
            with work.db.begin_nested():
                work.db.add(row)
                work.db.flush()
        except IntegrityError:
            if work.db.scalar(select(Breach.id).where(Breach.number == row.number)) is None:
                raise  # not the number: somebody who is no account
        else:
            return


def from_pattern(work: Work, find_id: UUID, *, note: str) -> int:
    """A pattern that is a breach: known now, its people those whom the account touched while it lasted.

    Raises NoSuchFind, AlreadyDecided, ReasonMissing, ReasonHoldsNumber.
    """
    seen, _lines = patterns.find(work, find_id)
    number = open_breach(
        work, known_at=work.now, what=note, categories=[Category.NAME, Category.PHONE], external=False, sensitive=False
    )
    patterns.decide(work, find_id, note=note, breach_id=row_of(work, number).id)
    if "@" in seen.who:
        with suppress(NobodyFound):
            span = (seen.from_at, seen.to_at + timedelta(seconds=1))
            add_people(work, number, Part(Means.STAFF, (seen.who,), *span))
    return number


def add_people(work: Work, number: int, part: Part) -> int:
    """Finds whom one way touches and puts them on the list for good; returns how many are new on it.

    Raises NoSuchBreach, BreachClosed, NobodyFound.
    """
    row = _open_row(work, number)
    listed = set(work.db.scalars(select(BreachPerson.victim_id).where(BreachPerson.breach_id == row.id)))
    found = found_by(work, part)
    if not found:
        raise NobodyFound
    new = sorted(found - listed)
    work.db.add_all(BreachPerson(breach_id=row.id, victim_id=one) for one in new)
    row.affected, row.frozen_at = len(listed) + len(new), work.now
    row.means = {"parts": [*row.means.get("parts", []), {**part.told(), "found": len(found)}]}
    _note(work, row, "listed", means=part.means.value, found=len(found), new=len(new))
    work.db.flush()
    return len(new)


def clear_people(work: Work, number: int) -> None:
    """Begins the list anew, while nobody on it was told. Raises NotYet when somebody was."""
    row = _open_row(work, number)
    if row.notified_at is not None:
        raise NotYet
    work.db.execute(delete(BreachPerson).where(BreachPerson.breach_id == row.id))
    row.affected, row.frozen_at, row.means = 0, None, {"parts": []}
    _note(work, row, "list-cleared")


def write_notice(work: Work, number: int, words: Mapping[str, str]) -> None:
    """Keeps the notice as far as it is written, scrubbed of identities. Raises ReasonHoldsNumber, NotYet once it was sent."""
    row = _open_row(work, number)
    if row.notified_at is not None:
        raise NotYet
    row.notice = {name: _scrubbed(words.get(name, "")) for name in facts.notice_items(day_of(row))}
    _note(work, row, "notice-written")
    work.db.flush()


def _scrubbed(text: str) -> str:
    return scrubbed(text[:LONGEST]).strip()


def notify(work: Work, number: int, *, confirm: int | None) -> int:
    """Owes the message to everybody on the list who has not got it; each person once, however often this is pressed.

    Raises NotYet without a list, NoticeIncomplete, CountDiffers when `confirm` is not the number of people, BreachClosed.
    """
    row = _open_row(work, number)
    if row.frozen_at is None or not row.affected:
        raise NotYet
    if lacking := missing(row):
        raise NoticeIncomplete(lacking)
    if confirm != row.affected:
        raise CountDiffers
    untold = (BreachPerson.breach_id == row.id) & BreachPerson.notified_at.is_(None)
    told = update(BreachPerson).where(untold).values(notified_at=work.now).returning(BreachPerson.victim_id)
    people = list(work.db.scalars(told))
    outbox.queue_many(work, KIND, to=people)
    audit.record_many(work, "breach:notified", about=people, breach=row.number)
    if people:
        row.notified_at = row.notified_at or work.now
        _note(work, row, "sent", count=len(people))
    work.db.flush()
    return len(people)


def publish(work: Work, number: int) -> None:
    """On the web for as long as the law wants, for whoever cannot be reached. Raises NoticeIncomplete, BreachClosed."""
    row = _open_row(work, number)
    if lacking := missing(row):
        raise NoticeIncomplete(lacking)
    if row.web_from is None:
        row.web_from = work.now
        row.web_until = work.now + timedelta(days=facts.fact("web_days", day_of(row)).value)
        _note(work, row, "published")


def mark_reported(work: Work, number: int) -> None:
    """The report to the commission was made, outside."""
    row = _open_row(work, number)
    if row.reported_at is None:
        row.reported_at = work.now
        _note(work, row, "reported")


def close(work: Work, number: int, *, note: str) -> None:
    """Raises NotYet while the clock still runs, ReasonMissing, ReasonHoldsNumber, BreachClosed."""
    row = _open_row(work, number)
    kept = audit.clean_reason(note)
    if row.affected and breach_of(work, row).clock_runs:
        raise NotYet
    row.closed_at, row.closing_note = work.now, kept
    _note(work, row, "closed", reason=kept)


def _open_row(work: Work, number: int) -> Breach:
    work.require(Permission.BREACH_HANDLE)
    row = row_of(work, number, lock=True)
    if row.closed_at is not None:
        raise BreachClosed
    return row


def _note(work: Work, row: Breach, deed: str, **more: object) -> None:
    audit.record(work, f"breach:{deed}", about=row.id, kind="breach", number=row.number, **more)  # type: ignore[arg-type]
