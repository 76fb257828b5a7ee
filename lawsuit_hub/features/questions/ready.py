"""Ready answers: of the FAQ for a question of the board, and the other way: an answer that becomes an entry of the FAQ."""

from uuid import UUID

from lawsuit_hub.features.faq import matchers, writing
from lawsuit_hub.features.faq import service as faq
from lawsuit_hub.features.faq.types import Draft, Entry
from lawsuit_hub.features.questions import threads
from lawsuit_hub.features.questions.types import NotOnBoard
from lawsuit_hub.infra.work import Work

_NEARLY = matchers.ENOUGH * 0.8  # shown to be chosen or not: a little less sure than an answer has to be
_SAID = 200  # of a question, what tells most: the matcher is made for short utterances


def entries(work: Work, title: str, text: str = "") -> tuple[Entry, ...]:
    """What of the FAQ could answer it, the likeliest first."""
    listed = faq.entries(work)
    of = {one.code: one for one in listed}
    heard = [faq.hear_among(listed, words) for words in (title, text[:_SAID]) if words.strip()] if listed else []
    near = sorted((one for some in heard for one in some.near if one.score >= _NEARLY), key=lambda one: -one.score)
    return tuple(of[code] for code in dict.fromkeys(one.code for one in near))


def make_entry(work: Work, question_id: UUID, draft: Draft, *, anyway: bool) -> Entry:
    """The words as the caseworker leaves them; none of the asker's is added, since an entry stays when she is erased. Once a question.

    Raises NotOnBoard where it is not on the board or not answered, BadEntry, Collides.
    """
    row = threads.get(work, question_id)
    thread = threads.thread(work, row, whole=False)
    if not threads.is_shown(row) or not thread.answer:
        raise NotOnBoard
    return writing.write(work, draft, once=question_id.hex, anyway=anyway)
