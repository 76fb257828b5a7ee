"""Words of victims in versions: found again by keyed marks, held while a version goes out, let go with age. Keeps no words itself."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.dossiers.models import DossierVersion
from lawsuit_hub.features.suggestions import endings
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.infra.work import Work

_PURPOSE = "dossiers.quoted"  # not the mark that a suggestion has: who holds the tables alone cannot join the two


def mark(work: Work, text: str) -> str:
    """Of words that are quoted: the same words, the same mark, for nobody without our keys."""
    return _mark(work, suggestions.words_mac(work, text))


def standing(work: Work) -> frozenset[str]:
    """Marks of all words that may be quoted now."""
    return frozenset(_mark(work, one) for one in suggestions.quotable(work))


def hold(work: Work, topic_ids: Collection[UUID], marks: Collection[str]) -> None:
    """Until this work ends nobody takes these words back; who was faster is seen by whatever is read after this."""
    suggestions.hold_words(work, topic_ids, _macs(work, marks))


def topics_saying(work: Work, marks: Collection[str]) -> tuple[UUID, ...]:
    """Under which topics these words lie now, as far as they may be quoted."""
    return suggestions.topics_saying(work, _macs(work, marks))


def retire(work: Work) -> int:
    """Suggestions that were kept long enough go; the worker calls it. Words of theirs that a version holds stay in it for good: their
    writers agreed to the end, and nobody can say any more whose they were. What somebody else said too stays marked while hers is kept:
    she may take it back. Returns how many suggestions went."""
    count, words = endings.retire(work)
    gone = {_mark(work, one) for one in words}
    for row in work.db.scalars(select(DossierVersion).where(DossierVersion.printed.is_not(None))) if gone else ():
        assert row.printed is not None  # noqa: S101 - asked for above
        topics = [one | {"marks": [each for each in one["marks"] if each not in gone]} for one in row.printed["topics"]]
        if topics != row.printed["topics"]:
            row.printed = row.printed | {"topics": topics}
    return count


def _macs(work: Work, marks: Collection[str]) -> list[bytes]:
    return [one for one in suggestions.quotable(work) if _mark(work, one) in marks]


def _mark(work: Work, mac: bytes) -> str:
    return work.keys.mac(_PURPOSE, mac).hex()
