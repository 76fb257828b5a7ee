"""Questions of the board before caseworkers: what waits how long, one with its thread, and how fast answers come. Names no asker."""

from datetime import timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.questions import threads
from lawsuit_hub.features.questions.models import BoardPost, BoardQuestion
from lawsuit_hub.features.questions.types import Case, Category, Desk, Line, Pick, Waiting
from lawsuit_hub.features.search import similar
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind

TAKEN_FOR = timedelta(minutes=30)
_FIGURES = timedelta(days=90)
_MOST, _COMPARED, _OTHERS = 100, 200, 5
_UNSHOWN = exists().where(
    BoardPost.question_id == BoardQuestion.id, BoardPost.shown.is_(False), BoardPost.by_account.is_(None)
)
_LOOK = and_(
    BoardQuestion.public.is_(True),
    BoardQuestion.hidden_at.is_(None),
    BoardQuestion.joined_to.is_(None),
    or_(BoardQuestion.shown_on.is_(None), _UNSHOWN),
)
_WAITS = BoardQuestion.waits_since.is_not(None)  # also of one that was hidden, where its asker wrote again


def desk(work: Work, pick: Pick, *, category: Category | None) -> Desk:
    """The oldest first; of what is done, what was touched last."""
    work.require(Permission.QUESTION_ANSWER)
    such = (_such(work, pick), *([BoardQuestion.category == category.value] if category else []))
    done = pick in (Pick.ANSWERED, Pick.HIDDEN)
    order = BoardQuestion.moved_at.desc() if done else func.coalesce(BoardQuestion.waits_since, BoardQuestion.asked_at)
    rows = list(work.db.scalars(select(BoardQuestion).where(*such).order_by(order, BoardQuestion.id).limit(_MOST)))
    waiting, look, oldest = counts(work)
    took = _hours(work)
    return Desk(
        lines=_waiting(work, rows),
        waiting=waiting,
        look=look,
        oldest_days=oldest,
        hours=round(median(took), 1) if took else None,
        answered=len(took),
    )


def counts(work: Work) -> tuple[int, int, int]:
    """How many wait for an answer, how many for a look, and since how many days the oldest waits."""
    wait = select(func.count(), func.min(BoardQuestion.waits_since)).where(_WAITS)
    number, oldest = work.db.execute(wait).one()
    look = work.db.scalar(select(func.count()).select_from(BoardQuestion).where(_LOOK)) or 0
    return number, look, (work.now - oldest).days if oldest else 0


def case(work: Work, question_id: UUID) -> Case:
    """Raises NotOnBoard."""
    work.require(Permission.QUESTION_ANSWER)
    row = threads.get(work, question_id)
    return Case(
        waiting=_waiting(work, [row])[0],
        thread=threads.thread(work, row, whole=True),
        asker=row.victim_id is not None,
        others=_others(work, row),
        until=row.taken_at + TAKEN_FOR if row.taken_at and is_taken(work, row) else None,
    )


def is_taken(work: Work, row: BoardQuestion) -> bool:
    return row.taken_by is not None and row.taken_at is not None and work.now - row.taken_at < TAKEN_FOR


def _such(work: Work, pick: Pick) -> ColumnElement[bool]:
    mine = and_(
        BoardQuestion.taken_by == work.actor.id,
        BoardQuestion.taken_at > work.now - TAKEN_FOR,
        BoardQuestion.hidden_at.is_(None),
    )
    answered = and_(BoardQuestion.waits_since.is_(None), BoardQuestion.hidden_at.is_(None))
    hidden = BoardQuestion.hidden_at.is_not(None)
    return {Pick.WAITING: _WAITS, Pick.LOOK: _LOOK, Pick.MINE: mine, Pick.ANSWERED: answered, Pick.HIDDEN: hidden}[pick]


def _waiting(work: Work, rows: list[BoardQuestion]) -> tuple[Waiting, ...]:
    ids = [row.id for row in rows]
    look = set(work.db.scalars(select(BoardQuestion.id).where(BoardQuestion.id.in_(ids), _LOOK)))
    return tuple(
        Waiting(
            line=line,
            days=(work.now - (row.waits_since or row.asked_at)).days,
            look=row.id in look,
            taken=is_taken(work, row),
            mine=row.taken_by == work.actor.id and is_taken(work, row),
            by_visitor=row.victim_id is None,
        )
        for row, line in zip(rows, threads.lines(work, rows), strict=True)
    )


def _others(work: Work, row: BoardQuestion) -> tuple[Line, ...]:
    """Answered ones that are like it, to which it could be joined; of private ones nobody is told the words of another."""
    if not row.public or row.joined_to is not None:
        return ()
    such = (
        BoardQuestion.id != row.id,
        BoardQuestion.public.is_(True),
        BoardQuestion.hidden_at.is_(None),
        BoardQuestion.joined_to.is_(None),
        BoardQuestion.answered_at.is_not(None),
    )
    newest = select(BoardQuestion).where(*such).order_by(BoardQuestion.answered_at.desc()).limit(_COMPARED)
    rows = list(work.db.scalars(newest))
    work.keys.prefetch([one.id for one in rows], KeyKind.PEER)
    title = threads.line(work, row).title
    return similar.nearest(title, threads.lines(work, rows), lambda one: one.title)[:_OTHERS]


def _hours(work: Work) -> list[float]:
    """From asking to the first answer, of those answered lately."""
    answered = select(BoardQuestion.asked_at, BoardQuestion.answered_at)
    rows = work.db.execute(answered.where(BoardQuestion.answered_at > work.now - _FIGURES))
    return [(answered_at - asked_at).total_seconds() / 3600 for asked_at, answered_at in rows if answered_at]
