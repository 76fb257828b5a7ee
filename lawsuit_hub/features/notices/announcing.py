"""The one place where "published" happens: all that follows from a wording being read, in one transaction, exactly once.

A notice that is published at once comes here in the transaction of that deed. One that is scheduled is read from its minute on whether
or not a worker runs (wordings.live); the worker brings it here in a transaction of its own within a minute, whoever withdraws it
earlier brings it here first. `announced_at` decides between two who come at one moment: only who sets it goes on.

Whoever has to do something when a notice is published (a mirror of it elsewhere, a webhook, messages) is called in `announce`,
beneath the others: what it writes is committed with `announced_at` or not at all.
"""

import contextlib
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.channel.types import Noticed
from lawsuit_hub.features.notices import gate, wordings
from lawsuit_hub.features.notices.board import address
from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.types import Category, Told
from lawsuit_hub.features.notices.writing import held_by_id
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.infra.markdown import to_plain
from lawsuit_hub.infra.work import Work, Works


def announce(work: Work, row: NoticeRow, wording: NoticeWording) -> Told | None:
    """None where it was done before. The notice is held by this work, and the wording is read by now."""
    if not _is_first_to_come(work.db, wording, work.now):
        return None
    told = _told(work, row, wording)
    if told.first:
        audit.record(work, "notice:published", about=row.id, kind="notice", number=row.number, turn=told.turn)
    else:
        audit.record(work, "notice:corrected", about=row.id, kind="notice", number=row.number, turn=told.turn)
    wordings.drop_unread(work, row, before=wording.turn)
    _tell_outside(work, told)
    show_files(work, row, wording)
    search.put(work, Kind.NOTICE, row.id, title=told.title, text=to_plain(told.body), at=row.published_at or told.at)
    return told


def take_back(work: Work, row: NoticeRow, *, erase: bool) -> None:
    """All that follows from a notice being withdrawn: no files, nothing to find, and whoever was told is told so. `erase`: its words go
    from wherever they were written for others."""
    publishing.withdraw(work, gate.holder(row.id))
    search.drop(work, Kind.NOTICE, row.id)
    webhooks.notice_gone(work, number=row.number, url=address(work, row.number), erase=erase)
    channel.withdrawn(work, row.number, erase=erase)


def _tell_outside(work: Work, told: Told) -> None:
    """Other systems, the channel by somebody's hand, and whoever wants each new notice as a message."""
    url, category = address(work, told.number), told.category.value
    webhooks.notice(work, number=told.number, title=told.title, url=url, category=category, first=told.first)
    channel.published(work, Noticed(told.number, told.title, to_plain(told.body), url))
    if told.first:
        channel.tell(work, told.number)


def show_files(work: Work, row: NoticeRow, wording: NoticeWording) -> None:
    """Anybody may fetch them from now on. Files that came after the gate was passed wait until it is passed again."""
    with contextlib.suppress(NotReleased):
        publishing.publish(work, gate.holder(row.id), gate.text_of(wordings.view(wording)))


def announce_due(works: Works) -> int:
    """What was scheduled and is read by now; each in a work of its own. How many."""
    with works.open(SYSTEM, read_only=True) as work:
        due = (NoticeWording.announced_at.is_(None), NoticeWording.shown_from <= work.now)
        found = select(NoticeWording.notice_id).where(*due).order_by(NoticeWording.shown_from)
        waiting = list(dict.fromkeys(work.db.scalars(found)))
    done = 0
    for notice_id in waiting:
        with works.open(SYSTEM) as work:
            row = held_by_id(work, notice_id)
            done += catch_up(work, row) if row is not None else 0
    return done


def catch_up(work: Work, row: NoticeRow) -> int:
    """Announces what of a held notice is read by now, in its order. How many."""
    if row.withdrawn_at is not None:
        return 0
    due = (
        NoticeWording.notice_id == row.id,
        NoticeWording.announced_at.is_(None),
        NoticeWording.shown_from <= work.now,
    )
    rows = work.db.scalars(select(NoticeWording).where(*due).order_by(NoticeWording.turn)).all()
    return sum(announce(work, row, wording) is not None for wording in rows)


def _is_first_to_come(db: Session, wording: NoticeWording, now: datetime) -> bool:
    mine = NoticeWording.id == wording.id, NoticeWording.announced_at.is_(None)
    taken = db.execute(update(NoticeWording).where(*mine).values(announced_at=now).returning(NoticeWording.id))
    return taken.scalar_one_or_none() is not None


def _told(work: Work, row: NoticeRow, wording: NoticeWording) -> Told:
    before = (
        NoticeWording.notice_id == row.id,
        NoticeWording.turn < wording.turn,
        NoticeWording.shown_from.is_not(None),
    )
    first = work.db.scalar(select(NoticeWording.id).where(*before).limit(1)) is None
    assert wording.shown_from is not None  # noqa: S101 - it is read
    category = Category(wording.category)
    return Told(row.id, row.number, wording.turn, category, wording.title, wording.body, wording.shown_from, first)
