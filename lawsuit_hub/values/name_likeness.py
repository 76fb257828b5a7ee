"""The keys under which likely namesakes meet: a name with one letter or syllable left out, its reading, its sound.

Two spellings that differ in one place are the same once that place is left out of both. So equality of keys finds them, and
each key may lie in a table as a blind index. Says who may be alike; what that is worth is for matching to weigh.
"""

import unicodedata
from enum import IntEnum
from typing import NamedTuple

from lawsuit_hub.values.hanja import read_hanja
from lawsuit_hub.values.landlord_name import LandlordName, sound_law
from lawsuit_hub.values.romanised import sound_of_hangul, sounds_of_latin

_MOST_LETTERS = 40  # one key a letter: the longest names are told apart by syllables only
_MOST_SYLLABLES = 16
_FEWEST_SYLLABLES = 3  # of two syllables without one nothing is left to compare


class NameKeyKind(IntEnum):
    """The numbers lie in the database. WHOLE and LETTER share one space of keys, HANGUL and LATIN another."""

    WHOLE = 1
    LETTER = 2
    SYLLABLE = 3
    HANGUL = 4
    LATIN = 5


class NameKey(NamedTuple):
    kind: NameKeyKind
    text: str


def name_keys(name: LandlordName) -> tuple[NameKey, ...]:
    """Each text once in its space."""
    read = sound_law(read_hanja(name.key))
    letters = unicodedata.normalize("NFD", read)
    keys = [NameKey(NameKeyKind.WHOLE, letters)]
    if len(letters) <= _MOST_LETTERS:
        keys += [NameKey(NameKeyKind.LETTER, one) for one in _with_one_left_out(letters)]
    keys += [NameKey(NameKeyKind.SYLLABLE, one) for one in syllable_keys(read)]
    keys += _sounds(name, read)
    return tuple(dict.fromkeys(keys))


def alike_keys(name: LandlordName) -> tuple[str, ...]:
    """The coarse ones, for what is said together with other facts: one syllable left out, and the sound."""
    read = sound_law(read_hanja(name.key))
    sounds = (one.text for one in _sounds(name, read))
    return tuple(dict.fromkeys((*syllable_keys(read), *sounds)))


def syllable_keys(read: str) -> tuple[str, ...]:
    if read.isascii() or not _FEWEST_SYLLABLES <= len(read) <= _MOST_SYLLABLES:
        return (read,)
    return (read, *_with_one_left_out(read))


def _with_one_left_out(text: str) -> list[str]:
    return list(dict.fromkeys(text[:place] + text[place + 1 :] for place in range(len(text)) if len(text) > 1))


def _sounds(name: LandlordName, read: str) -> list[NameKey]:
    sound = sound_of_hangul(read)
    if sound:
        return [NameKey(NameKeyKind.HANGUL, sound)]
    return [NameKey(NameKeyKind.LATIN, one) for one in sounds_of_latin(name.words) if one]
