"""What comes on the board: let on it by a caseworker, with words masked that a machine did not find; hidden with a reason; who asked."""

from collections.abc import Sequence
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.questions import threads
from lawsuit_hub.features.questions.answering import KIND
from lawsuit_hub.features.questions.models import BoardQuestion
from lawsuit_hub.features.questions.types import NotOnBoard
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.text import clean

MASK = "[가림]"
MOST_MASKS = 20
_SHORTEST = 2


def show(work: Work, question_id: UUID, *, seen: int, masks: Sequence[str] = ()) -> None:
    """As she read it, for everybody: the question and what its asker wrote since. `masks`: words that are replaced in them for good.

    Raises NotOnBoard, Stale.
    """
    row = _held(work, question_id, seen=seen)
    if not row.public or row.hidden_at is not None:
        raise NotOnBoard
    _mask(work, row, [word for word in map(clean, masks[:MOST_MASKS]) if len(word) >= _SHORTEST])
    row.shown_on = row.shown_on or work.today
    threads.turned(work, row)
    audit.record(work, "board:shown", about=row.id, kind="question", masked=len(masks))
    threads.index(work, row)


def hide(work: Work, question_id: UUID, *, seen: int, reason: str) -> None:
    """From the board and from the search; the asker reads it still, with the reason. Raises NotOnBoard, Stale, ReasonMissing,
    ReasonHoldsNumber."""
    kept, row = audit.clean_reason(reason), _held(work, question_id, seen=seen)
    if not row.public:
        raise NotOnBoard
    row.hidden_at, row.hidden_reason, row.waits_since = work.now, kept, None
    threads.turned(work, row)
    audit.record(work, "board:hidden", about=row.id, kind="question", reason=kept)
    if row.victim_id is not None:
        outbox.queue(work, KIND, to=row.victim_id)
    threads.index(work, row)


def unhide(work: Work, question_id: UUID, *, seen: int) -> None:
    """It waits for a look, and for an answer where there was none. Raises NotOnBoard, Stale."""
    row = _held(work, question_id, seen=seen)
    if row.hidden_at is None:
        raise NotOnBoard
    row.hidden_at, row.hidden_reason, row.shown_on = None, "", None
    row.waits_since = None if row.answered_at else work.now
    threads.turned(work, row)
    audit.record(work, "board:unhidden", about=row.id, kind="question")


def asker(work: Work, question_id: UUID, *, reason: str) -> UUID:
    """Whose question it is. A mark stays with her, with the reason. Raises NotOnBoard, ReasonMissing, ReasonHoldsNumber."""
    work.require(Permission.PERSON_REVEAL)
    kept = audit.clean_reason(reason)
    row = threads.get(work, question_id)
    if row.victim_id is None:
        raise NotOnBoard
    audit.record(work, "board:asker-opened", about=row.victim_id, reason=kept)
    return row.victim_id


def _held(work: Work, question_id: UUID, *, seen: int) -> BoardQuestion:
    work.require(Permission.QUESTION_ANSWER)
    return threads.hold(work, question_id, seen=seen)


def _mask(work: Work, row: BoardQuestion, words: Sequence[str]) -> None:
    """The asker's words; what she wrote since is on the board from now on. Every wording of hers is written anew."""
    now = threads.thread(work, row, whole=True)
    if words:
        threads.write(work, row, _masked(now.line.title, words), _masked(now.text, words))
    threads.let_on(work, row, lambda text: _masked(text, words))


def _masked(text: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, MASK)
    return text
