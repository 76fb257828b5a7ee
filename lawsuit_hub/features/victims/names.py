"""Whether words are people's names, by blind index. Tells which words, never whose."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.service import profiles
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking

_AT_ONCE = 500  # SQLite bounds the parameters of a statement


def borne(work: Work, victim_ids: Iterable[UUID], words: set[str]) -> set[str]:
    """Those of the words that are the whole name of one of these people.

    In a tier outside only words that look like one of them under the mask are asked about: each question counts there.
    """
    wanted = list(victim_ids)
    if work.inner is not None and words:
        words = _masked_alike(work, wanted, words)
    if not words:
        return set()
    work.keys.prefetch_indexes(("victims.name", word) for word in words)
    known = _indexes(work, wanted)
    return {word for word in words if records.name_index(work, word) in known}


def bearers(work: Work, indexes: Iterable[bytes]) -> set[UUID]:
    """Who bears one of these names, by their indexes; for who looks whether a household applied twice."""
    wanted = list(indexes)
    return set(work.db.scalars(select(Victim.id).where(Victim.name_index.in_(wanted)))) if wanted else set()


def index_of(work: Work, victim_id: UUID) -> bytes | None:
    return work.db.scalar(select(Victim.name_index).where(Victim.id == victim_id))


def _indexes(work: Work, victim_ids: list[UUID]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(victim_ids), _AT_ONCE):
        some = victim_ids[start : start + _AT_ONCE]
        found.update(filter(None, work.db.scalars(select(Victim.name_index).where(Victim.id.in_(some)))))
    return found


def _masked_alike(work: Work, victim_ids: list[UUID], words: set[str]) -> set[str]:
    shown = [one.hints.name for one in profiles(work, victim_ids).values()]
    masks = {part.rstrip(")") for name in shown for part in (name, *name.split("("))}
    return {word for word in words if masking.name(word) in masks}
