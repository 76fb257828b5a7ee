"""How questions of the board end: taken back, with their asker, or kept long enough. The key of each goes with it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from lawsuit_hub.features.questions import threads
from lawsuit_hub.features.questions.models import BoardPost, BoardQuestion
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work


def remove(work: Work, rows: Sequence[BoardQuestion]) -> None:
    """Those that were answered by them keep their copy of the answer and stand alone again."""
    ids = [row.id for row in rows]
    for some in batches(ids):
        left = list(
            work.db.scalars(
                select(BoardQuestion).where(BoardQuestion.joined_to.in_(some), BoardQuestion.id.not_in(ids))
            )
        )
        work.db.execute(update(BoardQuestion).where(BoardQuestion.joined_to.in_(some)).values(joined_to=None))
        work.db.execute(delete(BoardPost).where(BoardPost.question_id.in_(some)))
        for question_id in some:
            search.drop(work, Kind.QUESTION, question_id)
            work.keys.forget(question_id)
        work.db.execute(delete(BoardQuestion).where(BoardQuestion.id.in_(some)))
        for row in left:
            work.db.refresh(row)
            threads.index(work, row)
    work.db.flush()


def forget_person(work: Work, victim_id: UUID) -> None:
    """Everything that she asked, answered or not: her own words may tell who she is. What was made an FAQ entry is the office's."""
    remove(work, list(work.db.scalars(select(BoardQuestion).where(BoardQuestion.victim_id == victim_id))))


def retire(work: Work) -> int:
    """What nobody touched for `question_days`; the worker calls it. Returns how many went."""
    old = BoardQuestion.moved_at <= work.now - timedelta(days=work.settings.question_days)
    rows = list(work.db.scalars(select(BoardQuestion).where(old)))
    remove(work, rows)
    return len(rows)
