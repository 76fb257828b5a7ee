"""The board as it is read: by anybody, and by who asked. Its order tells no hour and no person."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.questions import limiting, threads
from lawsuit_hub.features.questions.models import BoardQuestion
from lawsuit_hub.features.questions.types import PAGE, Category, Line, NotOnBoard, Thread
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Hit, Kind
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Work

_ON_BOARD = (
    BoardQuestion.public.is_(True),
    BoardQuestion.shown_on.is_not(None),
    BoardQuestion.hidden_at.is_(None),
    BoardQuestion.joined_to.is_(None),
)


def listed(work: Work, *, category: Category | None, page: int) -> tuple[tuple[Line, ...], int]:
    """A page of the board, the newest day first and by chance within a day; and how many there are."""
    such = (*_ON_BOARD, *([BoardQuestion.category == category.value] if category else []))
    total = work.db.scalar(select(func.count()).select_from(BoardQuestion).where(*such)) or 0
    order = BoardQuestion.shown_on.desc(), BoardQuestion.id
    rows = work.db.scalars(select(BoardQuestion).where(*such).order_by(*order).limit(PAGE).offset((page - 1) * PAGE))
    return threads.lines(work, rows), total


def found(work: Work, query: str, *, page: int) -> tuple[tuple[Line, ...], int]:
    """Those with the words, the best first."""
    hits = search.find(work, query, kinds=(Kind.QUESTION,), limit=PAGE, offset=(page - 1) * PAGE)
    ids = [one.id for one in hits.hits]
    rows = {row.id: row for row in work.db.scalars(select(BoardQuestion).where(BoardQuestion.id.in_(ids), *_ON_BOARD))}
    marks = {one.id: one for one in hits.hits}
    shown = threads.lines(work, [rows[one] for one in ids if one in rows])
    return tuple(_marked(one, marks[one.id]) for one in shown), hits.total


def _marked(line: Line, hit: Hit) -> Line:
    return replace(line, marked=hit.title, snippet=hit.snippet)


def thread(work: Work, question_id: UUID) -> tuple[Thread, bool]:
    """As the actor may read it, and whether it is her own. Raises NotOnBoard."""
    row = threads.get(work, question_id)
    hers = row.victim_id is not None and row.victim_id == work.actor.id
    if not hers and not threads.is_shown(row):
        raise NotOnBoard
    return threads.thread(work, row, whole=hers), hers


def own(work: Work) -> tuple[Line, ...]:
    """What she asked, the newest first."""
    work.require(Permission.OWN_READ)
    hers = select(BoardQuestion).where(BoardQuestion.victim_id == work.actor.id)
    return threads.lines(work, work.db.scalars(hers.order_by(BoardQuestion.asked_at.desc(), BoardQuestion.id)))


def helped(work: Work, question_id: UUID, *, browser: str, network: str) -> None:
    """Somebody says that it helped; who, nobody notes. Raises NotOnBoard."""
    thread(work, question_id)
    try:
        limiting.count(work, "helpful", network)
        limiting.first_press(work, str(question_id), browser)
    except TooMany:
        return
    more = update(BoardQuestion).where(BoardQuestion.id == question_id).values(helpful=BoardQuestion.helpful + 1)
    work.db.execute(more)


def kept_of(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """For her own copy (docs/data-copy.md)."""
    hers = select(BoardQuestion).where(BoardQuestion.victim_id == victim_id)
    rows = list(work.db.scalars(hers.order_by(BoardQuestion.asked_at, BoardQuestion.id)))
    return [
        {
            "asked_at": row.asked_at.isoformat(),
            "public": row.public,
            "title": shown.line.title or None,
            "text": shown.text or None,
            "hidden_reason": row.hidden_reason or None,
            "said": [
                {"by": "caseworker" if one.by_desk else "me", "day": one.day.isoformat(), "text": one.text or None}
                for one in shown.said
            ],
        }
        for row in rows
        for shown in [threads.thread(work, row, whole=True)]
    ]
