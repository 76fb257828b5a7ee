"""Asking on the board: looked at before it is sent, sent once; following up, taking back, closing what one asked oneself."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.questions import endings, keeping, limiting, near, threads
from lawsuit_hub.features.questions.models import BoardQuestion
from lawsuit_hub.features.questions.types import Asking, NotOnBoard, Preview
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind


def preview(work: Work, asking: Asking, *, network: str) -> Preview:
    """As it would be kept, and what could answer it; nothing is kept. Raises BadWords, TooMany."""
    work.require(Permission.QUESTION_ASK)
    limiting.count(work, "looks", network)
    title, said = keeping.question(work, asking.title, asking.text)
    return Preview(title, said.text, said.replaced, near.of(work, f"{title} {said.text}"))


def ask(work: Work, asking: Asking, *, once: str, network: str) -> UUID | None:
    """None when this very form was sent before. Without an account only in public: nobody could be shown a private answer.

    Raises BadWords, TooMany.
    """
    work.require(Permission.QUESTION_ASK)
    if work.db.scalar(select(BoardQuestion.id).where(BoardQuestion.once == once)) is not None:
        return None
    limiting.count(work, "questions", network)
    title, said = keeping.question(work, asking.title, asking.text)
    row = BoardQuestion(
        id=new_id(),
        victim_id=work.actor.id,
        public=asking.public or work.actor.id is None,
        category=asking.category.value,
        once=once,
        asked_at=work.now,
        moved_at=work.now,
        waits_since=work.now,
    )
    work.keys.new_subject(row.id, KeyKind.PEER)
    threads.write(work, row, title, said.text)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # the same at the same moment
        work.keys.forget(row.id)
        return None
    # About the question and not about her: a caseworker reads the deeds about a person, with their hours.
    audit.record(work, "board:asked", about=row.id, kind="question", public=row.public)
    return row.id


def preview_more(work: Work, question_id: UUID, text: str, *, network: str) -> Preview:
    """Raises NotOnBoard, BadWords, TooMany."""
    own(work, question_id)
    limiting.count(work, "looks", network)
    said = keeping.words(work, text)
    return Preview("", said.text, said.replaced)


def more(work: Work, question_id: UUID, text: str, *, seen: int, network: str) -> None:
    """Asks on. It is read on the board when a caseworker has looked at it. Raises NotOnBoard, BadWords, TooMany, Stale, Full."""
    own(work, question_id)
    limiting.count(work, "questions", network)
    said = keeping.words(work, text)
    row = threads.hold(work, question_id, seen=seen)
    threads.add_post(work, row, said.text, shown=False)
    row.waits_since, row.closed_at = row.waits_since or work.now, None
    audit.record(work, "board:followed-up", about=row.id, kind="question")


def close(work: Work, question_id: UUID) -> None:
    """She needs no more. Raises NotOnBoard."""
    own(work, question_id)
    row = threads.hold(work, question_id)
    row.closed_at, row.waits_since = work.now, None
    threads.turned(work, row)
    audit.record(work, "board:closed", about=row.id, kind="question")


def withdraw(work: Work, question_id: UUID) -> None:
    """With everything that was said on it, from the board too. Raises NotOnBoard."""
    own(work, question_id)
    row = threads.hold(work, question_id)
    audit.record(work, "board:withdrawn", about=row.id, kind="question")
    endings.remove(work, [row])


def own(work: Work, question_id: UUID) -> BoardQuestion:
    """Raises NotOnBoard where it is not hers."""
    work.require(Permission.OWN_WRITE)
    row = threads.get(work, question_id)
    if work.actor.id is None or row.victim_id != work.actor.id:
        raise NotOnBoard
    return row
