"""The matcher of the entries that stand: made when it is first asked for, kept until an entry changes."""

import threading
from uuid import UUID

from lawsuit_hub.features.faq.matching import ENOUGH, SURELY, Known, Matcher
from lawsuit_hub.features.faq.types import Entry

__all__ = ["ENOUGH", "SURELY", "of"]

_MOST_KEPT = 4
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
