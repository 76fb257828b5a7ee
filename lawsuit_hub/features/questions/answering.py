"""Caseworkers answer questions of the board: taken, so that no two write at once; answered, corrected, answered as another was."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.questions import keeping, threads
from lawsuit_hub.features.questions.models import BoardQuestion
from lawsuit_hub.features.questions.queue import is_taken
from lawsuit_hub.features.questions.types import NotOnBoard, Taken
from lawsuit_hub.infra.work import Work

KIND = "question_answered"  # as of an answer from a lawyer: a list of messages does not tell where somebody asked


def take(work: Work, question_id: UUID) -> None:
    """For half an hour it is hers to answer. Raises NotOnBoard, Taken."""
    row = _held(work, question_id)
    row.taken_by, row.taken_at = work.actor.id, work.now
    threads.turned(work, row)


def let_go(work: Work, question_id: UUID) -> None:
    """Raises NotOnBoard, Taken."""
    row = _held(work, question_id)
    row.taken_by = row.taken_at = None
    threads.turned(work, row)


def answer(work: Work, question_id: UUID, text: str, *, seen: int, office: bool) -> None:
    """Read by the asker at once, and by everybody where the question is on the board. Raises NotOnBoard, Taken, Stale, BadWords,
    HoldsPersonal, Full."""
    row = _held(work, question_id, seen=seen)
    said = keeping.answer(text, public=row.public, office=office)
    threads.add_post(work, row, said, shown=True)
    _answered(work, row)
    for joined in _joined(work, row.id):
        threads.add_post(work, joined, said, shown=True)
        _answered(work, joined)
    threads.index(work, row)


def correct(work: Work, question_id: UUID, number: int, text: str, *, seen: int, office: bool) -> None:
    """What was said stays to be read beside what is right. Raises NotOnBoard, Taken, Stale, BadWords, HoldsPersonal."""
    row = _held(work, question_id, seen=seen)
    stands = next((one for one in threads.posts(work, row) if one.number == number and one.by_desk), None)
    if stands is None:
        raise NotOnBoard
    said = keeping.answer(text, public=row.public, office=office)
    threads.add_post(work, row, said, shown=True, number=number)
    audit.record(work, "board:corrected", about=row.id, kind="question")
    _tell(work, row)
    for joined in _joined(work, row.id):
        threads.add_post(work, joined, said, shown=True)
        _tell(work, joined)
    threads.index(work, row)


def join(work: Work, question_id: UUID, other_id: UUID, *, seen: int) -> None:
    """Answers it as another was: with a copy, so that it stands when the other goes. On the board the other alone is listed.

    Raises NotOnBoard, Taken, Stale, Full.
    """
    for one in sorted(
        (question_id, other_id)
    ):  # in one order: two that join each other's wait and do not lock each other out
        threads.hold(work, one)
    row, other = _held(work, question_id, seen=seen), threads.get(work, other_id)
    said = threads.thread(work, other, whole=True).answer
    fits = other.id != row.id and row.public and other.public and other.joined_to is None and other.hidden_at is None
    if not fits or not said:
        raise NotOnBoard
    threads.add_post(work, row, said, shown=True)
    row.joined_to = other.id
    for joined in _joined(work, row.id):
        joined.joined_to = other.id
    _answered(work, row)
    threads.index(work, row)


def close(work: Work, question_id: UUID, *, seen: int) -> None:
    """Nothing more is to be said. Raises NotOnBoard, Taken, Stale."""
    row = _held(work, question_id, seen=seen)
    row.closed_at, row.waits_since, row.taken_by, row.taken_at = work.now, None, None, None
    threads.turned(work, row)
    audit.record(work, "board:closed", about=row.id, kind="question")


def _held(work: Work, question_id: UUID, *, seen: int | None = None) -> BoardQuestion:
    work.require(Permission.QUESTION_ANSWER)
    row = threads.hold(work, question_id, seen=seen)
    if is_taken(work, row) and row.taken_by != work.actor.id:
        raise Taken
    return row


def _joined(work: Work, question_id: UUID) -> list[BoardQuestion]:
    ids = work.db.scalars(
        select(BoardQuestion.id).where(BoardQuestion.joined_to == question_id).order_by(BoardQuestion.id)
    )
    return [threads.hold(work, one) for one in list(ids)]


def _answered(work: Work, row: BoardQuestion) -> None:
    row.answered_at, row.waits_since, row.closed_at = row.answered_at or work.now, None, None
    row.taken_by = row.taken_at = None
    audit.record(work, "board:answered", about=row.id, kind="question")
    _tell(work, row)


def _tell(work: Work, row: BoardQuestion) -> None:
    if row.victim_id is not None:
        outbox.queue(work, KIND, to=row.victim_id)
