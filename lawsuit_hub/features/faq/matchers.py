"""The matcher of the entries that stand: made when it is first asked for, kept until an entry changes."""

import threading
from collections.abc import Iterator, Sequence
from uuid import UUID

from lawsuit_hub.features.faq.matching import ENOUGH, Known, Matcher
from lawsuit_hub.features.faq.spelling import words
from lawsuit_hub.features.faq.types import Draft, Entry

__all__ = ["ENOUGH", "of", "shared"]

_MOST_KEPT = 4
_AS_MUCH = 0.6  # of what the draft's own entry gets
_DRAFT = "\0"
_making = threading.Lock()
_kept: dict[frozenset[tuple[UUID, int]], Matcher] = {}


def of(listed: tuple[Entry, ...]) -> Matcher:
    """By ids and turns: what an entry says changes with its turn alone."""
    key = frozenset((one.id, one.turn) for one in listed)
    with _making:
        if key not in _kept:
            while len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = Matcher([_known(one) for one in listed])
        return _kept[key]


def _known(entry: Entry) -> Known:
    return Known(entry.code, (entry.question, *entry.variants), entry.answer, entry.category)


def shared(others: Sequence[Entry], draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Ways of asking the draft that mean another entry as much: the words, that entry's code and its question."""
    own = Known(_DRAFT, (draft.question, *draft.variants), draft.answer, draft.category)
    matcher, questions = Matcher([*map(_known, others), own]), {one.code: one.question for one in others}
    taken = {_bare(way): one.code for one in others for way in (one.question, *one.variants)}
    for way in own.asked:
        scores = dict(matcher.rank(way))
        mine = scores.pop(_DRAFT, 0.0)
        nearest = max(scores, key=lambda code: scores[code], default="")
        code = taken.get(_bare(way)) or (nearest if nearest and scores[nearest] >= max(_AS_MUCH * mine, ENOUGH) else "")
        if code:
            yield way, code, questions[code]


def _bare(text: str) -> str:
    return "".join(words(text)) or text
