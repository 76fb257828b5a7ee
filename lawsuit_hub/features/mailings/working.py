"""The worker's part: a mailing in pieces of some hundreds, each a transaction of its own. Whoever dies is followed by one who goes on.

A piece takes the mailing's row, looks at the next people as they stand now, owes those who get it a message and moves the cursor: all of
it or nothing. Nobody is looked at twice: the cursor says who was, and the key of `mailing_people` would refuse it.
"""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.mailings import choosing, reporting
from lawsuit_hub.features.mailings.models import Mailing, MailingPerson
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.victims import audience
from lawsuit_hub.infra.work import Work, Works

PIECE = 400
_UNDER_WAY = (
    Mailing.confirmed_at.is_not(None)
    & Mailing.stopped_at.is_(None)
    & Mailing.paused_at.is_(None)
    & Mailing.filled_at.is_(None)
)


def work_off(works: Works, *, pieces: int | None = None) -> int:
    """Until nothing is left to be owed, or so many pieces; how many pieces were written."""
    written = 0
    while (pieces is None or written < pieces) and (mailing_id := _first(works)) is not None:
        with works.open(SYSTEM) as work:
            written += _piece(work, mailing_id)
    with works.open(SYSTEM) as work:
        _finish(work)
    return written


def _begun(work: Work) -> ColumnElement[bool]:
    return _UNDER_WAY & (Mailing.starts_at <= work.now)


def _first(works: Works) -> UUID | None:
    with works.open(SYSTEM, read_only=True) as work:
        return work.db.scalar(select(Mailing.id).where(_begun(work)).order_by(Mailing.starts_at, Mailing.id).limit(1))


def _piece(work: Work, mailing_id: UUID) -> int:
    """0 where somebody paused or stopped it meanwhile. The row is held to the end: whoever stops waits for this piece."""
    mine = (
        update(Mailing).where(Mailing.id == mailing_id, _begun(work)).values(picked=Mailing.picked).returning(Mailing)
    )
    row = work.db.scalars(mine.execution_options(populate_existing=True)).one_or_none()
    if row is None or row.until is None:
        return 0
    people = audience.page(work, choosing.audience_of(work, row, until=row.until), after=row.cursor, size=PIECE)
    if not people:
        row.filled_at = work.now
        audit.record(work, "mailing:owed", about=row.id, kind="mailing", picked=row.picked)
        return 1
    looked = [{"mailing_id": row.id, "victim_id": one, "word": word, "at": work.now} for one, word in people]
    work.db.execute(insert(MailingPerson), looked)
    gets = [one for one, word in people if word == audience.GETS]
    outbox.queue_many(work, row.kind, to=gets, params={"mailing": str(row.id)}, batch=row.batch_id)
    audit.record_many(work, "mailing:sent", about=gets, mailing=str(row.id))
    row.cursor, row.picked = people[-1][0], row.picked + len(people)
    return 1


def _finish(work: Work) -> None:
    """What became of a mailing is kept before the outbox forgets its rows."""
    over = Mailing.filled_at.is_not(None) | Mailing.stopped_at.is_not(None)
    rows = work.db.scalars(select(Mailing).where(over, Mailing.finished_at.is_(None)).with_for_update(skip_locked=True))
    for row in rows:
        report = reporting.now(work, row)
        if not report.waiting:
            row.report, row.finished_at = asdict(report), work.now


def about(work: Work, mailing_id: UUID) -> Mailing | None:
    """For whoever writes its messages."""
    return work.db.get(Mailing, mailing_id)


def still_wanted(work: Work, mailing_id: UUID, victim_id: UUID) -> bool:
    """As a message is written: whether she is still somebody who gets it."""
    row = work.db.get(Mailing, mailing_id)
    if row is None or row.stopped_at is not None or row.until is None:
        return False
    return audience.word_of(work, victim_id, choosing.audience_of(work, row, until=row.until)) == audience.GETS
