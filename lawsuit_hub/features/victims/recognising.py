"""Who is named by words that somebody found, by blind index. Opens nothing; whoever asks says why in her own audit line."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Victim
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadPhone

_AT_ONCE = 500  # SQLite bounds the parameters of a statement


def by_words(work: Work, words: set[str]) -> dict[str, set[VictimId]]:
    """Whose telephone number a word is; whose whole name, for the others."""
    work.require(Permission.ROSTER_TRACE)
    phones = {word: number for word in words if (number := _number(word)) is not None}
    names = [word for word in words if word not in phones]
    work.keys.prefetch_indexes([("victims.name", word) for word in names])
    indexes = {word: records.phone_index(work, number.e164) for word, number in phones.items()}
    indexes |= {word: records.name_index(work, word) for word in names}
    people: dict[bytes, set[VictimId]] = {}
    for column in (Victim.phone_index, Victim.name_index):
        for index, person in _rows(work, column, indexes.values()):
            people.setdefault(index, set()).add(person)
    return {word: people[index] for word, index in indexes.items() if index in people}


def _number(word: str) -> PhoneNumber | None:
    try:
        return PhoneNumber.parse_mobile(word)
    except BadPhone:
        return None


def _rows(
    work: Work, column: InstrumentedAttribute[bytes | None], wanted: Iterable[bytes]
) -> Iterator[tuple[bytes, VictimId]]:
    indexes = list(wanted)
    for start in range(0, len(indexes), _AT_ONCE):
        for index, person in work.db.execute(
            select(column, Victim.id).where(column.in_(indexes[start : start + _AT_ONCE]))
        ):
            yield bytes(index or b""), person
