"""Which names are nearly the same, by their keys in the database: lies there as blind indexes, so no name is opened for it."""

from collections.abc import Iterable
from enum import IntEnum

from sqlalchemy import delete, exists, insert, select

from lawsuit_hub.features.landlords.blocks import sharing
from lawsuit_hub.features.landlords.models import LandlordNameKey
from lawsuit_hub.features.landlords.records import SAID, run
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Keys
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.name_likeness import NameKeyKind, name_keys

NAME_KEYS = LandlordNameKey.metadata.tables["landlord_name_keys"]
NAME_PURPOSE = "landlords.name"
_PURPOSES = {
    NameKeyKind.WHOLE: "landlords.letters",
    NameKeyKind.LETTER: "landlords.letters",
    NameKeyKind.SYLLABLE: "landlords.syllables",
    NameKeyKind.HANGUL: "landlords.sound",
    NameKeyKind.LATIN: "landlords.sound",
}
MOST_NAMES = 300  # that share one key: more than these are no trace of anybody

_KEY_COLUMNS = (NAME_KEYS.c.key_index, NAME_KEYS.c.name_index, NAME_KEYS.c.kind)
_OWN_COLUMNS = (NAME_KEYS.c.name_index, NAME_KEYS.c.key_index, NAME_KEYS.c.kind)
_KNOWN = select(NAME_KEYS.c.name_index).limit(1)


class Likeness(IntEnum):
    """How near two spellings are, the nearest first."""

    SAME = 0
    VARIANT = 1
    """One by the sound law (유, 류) or the reading of Hanja."""
    SOUND = 2
    """One is written in Latin letters and sounds like the other."""
    LETTER = 3
    SYLLABLE = 4
    OTHER = 5


_BY_KINDS = {
    (NameKeyKind.WHOLE, NameKeyKind.WHOLE): Likeness.VARIANT,
    (NameKeyKind.WHOLE, NameKeyKind.LETTER): Likeness.LETTER,
    (NameKeyKind.LETTER, NameKeyKind.LETTER): Likeness.LETTER,
    (NameKeyKind.SYLLABLE, NameKeyKind.SYLLABLE): Likeness.SYLLABLE,
    (NameKeyKind.HANGUL, NameKeyKind.LATIN): Likeness.SOUND,
    (NameKeyKind.LATIN, NameKeyKind.LATIN): Likeness.SOUND,
}
"""Two Hangul names of one sound are two names: 정 and 종 sound alike only in Latin letters."""

Alike = dict[bytes, Likeness]


def recognised_by(name: LandlordName) -> list[tuple[str, str]]:
    return [(_PURPOSES[key.kind], key.text) for key in name_keys(name)]


def learn(work: Work, name: LandlordName) -> None:
    """Lays down the keys of a name that nobody gave before."""
    index = work.keys.index(NAME_PURPOSE, name.key)
    if run(work, _KNOWN.where(NAME_KEYS.c.name_index == index)).first() is None:
        rows = {blind: kind for kind, blind in reversed(_blind(work.keys, name))}
        values = [{"name_index": index, "key_index": blind, "kind": int(kind)} for blind, kind in rows.items()]
        run(work, insert(NAME_KEYS), values)


def forget_unsaid(work: Work, names: Iterable[bytes]) -> None:
    """The keys of those names go that no report gives any more."""
    wanted = list(names)
    if wanted:
        said = exists().where(SAID.c.fact_index == NAME_KEYS.c.name_index)
        run(work, delete(NAME_KEYS).where(NAME_KEYS.c.name_index.in_(wanted), ~said))


def alike(work: Work, names: Iterable[bytes]) -> dict[bytes, Alike]:
    """For each name, itself and the others that are nearly the same."""
    found: dict[bytes, Alike] = {name: {name: Likeness.SAME} for name in names}
    own: dict[bytes, list[tuple[bytes, NameKeyKind]]] = {}
    for name, key, kind in sharing(work, _OWN_COLUMNS, found, most=MOST_NAMES):
        own.setdefault(key, []).append((name, NameKeyKind(kind)))
    blocks: dict[bytes, list[tuple[bytes, NameKeyKind]]] = {}
    for key, name, kind in sharing(work, _KEY_COLUMNS, own, most=MOST_NAMES):
        blocks.setdefault(key, []).append((name, NameKeyKind(kind)))
    for key, holders in blocks.items():
        if len(holders) >= MOST_NAMES:
            continue
        for name, kind in own[key]:
            _take_nearest(found[name], kind, holders)
    return found


def _take_nearest(found: Alike, kind: NameKeyKind, holders: list[tuple[bytes, NameKeyKind]]) -> None:
    for other, its_kind in holders:
        near = _BY_KINDS.get((min(kind, its_kind), max(kind, its_kind)))
        if near is not None and near < found.get(other, Likeness.OTHER):
            found[other] = near


def _blind(keys: Keys, name: LandlordName) -> list[tuple[NameKeyKind, bytes]]:
    return [(key.kind, keys.index(_PURPOSES[key.kind], key.text)) for key in name_keys(name)]
