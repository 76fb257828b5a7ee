"""What a notice says: cleaned before it is kept, each wording a row, and which of them people read at a moment."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select

from lawsuit_hub.features.notices.models import NoticeRow, NoticeWording
from lawsuit_hub.features.notices.types import (
    LONGEST_BODY,
    LONGEST_CORRECTION,
    LONGEST_TITLE,
    BadWords,
    Category,
    Draft,
    Wording,
)
from lawsuit_hub.infra.db import batches, new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import clean, visible

_LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # the feed is XML 1.0


def cleaned(draft: Draft) -> Draft:
    """One spelling, line ends as \\n, nothing invisible. Raises BadWords."""
    title = _kept(clean(_NOT_IN_XML.sub(" ", draft.title)), longest=LONGEST_TITLE, field="title")
    body = _kept(_lines(draft.body), longest=LONGEST_BODY, field="body")
    correction = clean(_NOT_IN_XML.sub(" ", draft.correction))
    if correction:
        correction = _kept(correction, longest=LONGEST_CORRECTION, field="correction")
    return Draft(draft.category, title, body, correction)


def _lines(text: str) -> str:
    kept = visible(_LINE_END.sub("\n", text), keep="\n\t")
    return unicodedata.normalize("NFC", _NOT_IN_XML.sub("", kept)).strip("\n")


def _kept(text: str, *, longest: int, field: str) -> str:
    if not text.strip():
        raise BadWords("empty", field)
    if len(text) > longest:
        raise BadWords("long", field)
    if shape_in(text):
        raise BadWords("number", field)
    return text


def add(work: Work, row: NoticeRow, draft: Draft) -> NoticeWording:
    """The next turn. The notice is held by this work."""
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    row.last_turn += 1
    made = NoticeWording(
        id=new_id(),
        notice_id=row.id,
        turn=row.last_turn,
        category=draft.category.value,
        title=draft.title,
        body=draft.body,
        correction=draft.correction,
        at=work.now,
        by_account=work.actor.id,
    )
    work.db.add(made)
    work.db.flush()
    return made


def drop_unread(work: Work, row: NoticeRow, before: int) -> None:
    """Wordings that nobody ever read, once a later one is read."""
    old = NoticeWording.notice_id == row.id, NoticeWording.turn < before, NoticeWording.shown_from.is_(None)
    work.db.execute(delete(NoticeWording).where(*old))


def live_turn(now: datetime) -> ColumnElement[int]:
    """Of the notice of a statement: the turn that people read at this moment. What is scheduled is read from its minute on,
    whether or not a worker runs."""
    read = NoticeWording.notice_id == NoticeRow.id, NoticeWording.shown_from <= now
    return select(func.max(NoticeWording.turn)).where(*read).correlate(NoticeRow).scalar_subquery()


def live(now: datetime) -> Select[NoticeRow, NoticeWording]:
    """Every notice that people can read at this moment, with what it says; withdrawn ones not."""
    says = (NoticeWording.notice_id == NoticeRow.id) & (NoticeWording.turn == live_turn(now))
    return select(NoticeRow, NoticeWording).join(NoticeWording, says).where(NoticeRow.withdrawn_at.is_(None))


def of(work: Work, notice_ids: Iterable[UUID]) -> dict[UUID, tuple[Wording, ...]]:
    """All of each, the oldest first."""
    found: dict[UUID, list[Wording]] = {}
    for some in batches(notice_ids):
        rows = select(NoticeWording).where(NoticeWording.notice_id.in_(some)).order_by(NoticeWording.turn)
        for row in work.db.scalars(rows):
            found.setdefault(row.notice_id, []).append(view(row))
    return {notice_id: tuple(some) for notice_id, some in found.items()}


def view(row: NoticeWording) -> Wording:
    draft = Draft(Category(row.category), row.title, row.body, row.correction)
    return Wording(row.turn, draft, row.at, row.by_account, row.shown_from)
