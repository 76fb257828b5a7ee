"""A question and what was said on it, as rows and as they are read. Asks nobody who may read it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.features.questions.aliases import alias_of
from lawsuit_hub.features.questions.models import BoardPost, BoardQuestion
from lawsuit_hub.features.questions.types import (
    MOST_POSTS,
    Category,
    Full,
    Line,
    NotOnBoard,
    Said,
    Stale,
    Status,
    Thread,
)
from lawsuit_hub.features.search import service as search
from lawsuit_hub.features.search.types import Kind
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.peer_texts import opened, seal
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import KeyKind
from lawsuit_hub.values.dates import KST

TITLE, TEXT, POST = "board_questions.title", "board_questions.text", "board_posts.text"


def get(work: Work, question_id: UUID) -> BoardQuestion:
    """Raises NotOnBoard."""
    row = work.db.get(BoardQuestion, question_id)
    if row is None:
        raise NotOnBoard
    return row


def hold(work: Work, question_id: UUID, *, seen: int | None = None) -> BoardQuestion:
    """To the end of this work. Raises NotOnBoard; Stale where it is not as it was `seen`."""
    wanted = select(BoardQuestion).where(BoardQuestion.id == question_id).with_for_update()
    row = work.db.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotOnBoard
    if seen is not None and row.turn != seen:
        raise Stale
    return row


def turned(work: Work, row: BoardQuestion) -> None:
    """Something was done to it: who read it before has to read it again."""
    row.turn += 1
    row.moved_at = work.now


def write(work: Work, row: BoardQuestion, title: str, text: str) -> None:
    row.title, row.text = seal(work, title, TITLE, row.id, row.id), seal(work, text, TEXT, row.id, row.id)


def add_post(work: Work, row: BoardQuestion, text: str, *, shown: bool, number: int | None = None) -> int:
    """Something new, or with `number` a new wording. The question is held. Raises Full, where its asker wrote so much."""
    theirs = BoardPost.question_id == row.id
    last = work.db.scalar(select(func.max(BoardPost.number)).where(theirs)) or 0
    by = work.actor.id if work.actor.id != row.victim_id else None
    if by is None and last >= MOST_POSTS:
        raise Full
    which = number or last + 1
    turn = work.db.scalar(select(func.max(BoardPost.turn)).where(theirs, BoardPost.number == which)) or 0
    post = BoardPost(
        id=new_id(), question_id=row.id, number=which, turn=turn + 1, at=work.now, by_account=by, shown=shown
    )
    post.text = seal(work, text, POST, row.id, post.id)
    work.db.add(post)
    turned(work, row)
    work.db.flush()
    return which


def let_on(work: Work, row: BoardQuestion, worded: Callable[[str], str]) -> None:
    """What its asker wrote since, on the board from now on, as `worded` says."""
    hers = BoardPost.question_id == row.id, BoardPost.by_account.is_(None)
    for post in work.db.scalars(select(BoardPost).where(*hers)):
        post.text = seal(work, worded(opened(work, post.text, POST, row.id, post.id)), POST, row.id, post.id)
        post.shown = True


def lines(work: Work, rows: Iterable[BoardQuestion]) -> tuple[Line, ...]:
    some = list(rows)
    work.keys.prefetch([row.id for row in some], KeyKind.PEER)
    return tuple(line(work, row) for row in some)


def line(work: Work, row: BoardQuestion) -> Line:
    return Line(
        id=row.id,
        category=Category(row.category),
        status=status(row),
        title=opened(work, row.title, TITLE, row.id, row.id),
        public=row.public,
        shown_on=row.shown_on if is_shown(row) else None,
        hidden=row.hidden_at is not None,
        helpful=row.helpful,
    )


def status(row: BoardQuestion) -> Status:
    if row.closed_at is not None:
        return Status.CLOSED
    return Status.ANSWERED if row.answered_at is not None else Status.RECEIVED


def is_shown(row: BoardQuestion) -> bool:
    return row.public and row.shown_on is not None and row.hidden_at is None


def thread(work: Work, row: BoardQuestion, *, whole: bool) -> Thread:
    """`whole`: for its asker and for staff; else what is on the board."""
    said = tuple(one for one in posts(work, row) if whole or one.shown)
    same = work.db.get(BoardQuestion, row.joined_to) if row.joined_to else None
    return Thread(
        line=line(work, row),
        alias=alias_of(row.id),
        text=opened(work, row.text, TEXT, row.id, row.id),
        said=said,
        hidden_reason=row.hidden_reason if whole else "",
        same_as=same.id if same is not None and is_shown(same) else None,
        turn=row.turn,
    )


def posts(work: Work, row: BoardQuestion) -> tuple[Said, ...]:
    """Newest wordings in their order, each with the former ones."""
    by_number: dict[int, list[BoardPost]] = defaultdict(list)
    order = BoardPost.number, BoardPost.turn.desc()
    for post in work.db.scalars(select(BoardPost).where(BoardPost.question_id == row.id).order_by(*order)):
        by_number[post.number].append(post)
    return tuple(_said(work, row, some) for some in by_number.values())


def _said(work: Work, row: BoardQuestion, some: list[BoardPost]) -> Said:
    texts = [(day_of(one.at), opened(work, one.text, POST, row.id, one.id)) for one in some]
    newest = some[0]
    by_desk = newest.by_account is not None
    return Said(newest.number, by_desk, texts[0][1], texts[0][0], newest.shown, tuple(texts[1:]) if by_desk else ())


def day_of(moment: datetime) -> date:
    return moment.astimezone(KST).date()


def index(work: Work, row: BoardQuestion) -> None:
    """Found as it stands on the board; not found where it is not there, or under another with the same answer."""
    work.db.flush()
    if not is_shown(row) or row.joined_to is not None:
        search.drop(work, Kind.QUESTION, row.id)
        return
    shown = thread(work, row, whole=False)
    body = "\n".join([shown.text, *(one.text for one in shown.said)])
    # The day alone: what is found must not be in the order of the hours.
    at = datetime.combine(row.shown_on, datetime.min.time(), KST) if row.shown_on else work.now
    search.put(work, Kind.QUESTION, row.id, title=shown.line.title, text=body, at=at)
