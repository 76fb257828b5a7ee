"""How a name sounds, written in few letters: 홍길동, Hong Gildong and HONG GIL DONG sound the same. Gives candidates, never certainty.

Romanisations differ in vowels and in voiced and unvoiced consonants (Jung, Jeong, Chung), so these fall together here.
"""

import re
import unicodedata

_SYLLABLES = range(0xAC00, 0xD7A4)
_INITIALS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h")
_VOWELS = (
    "A",
    "E",
    "YA",
    "YE",
    "O",
    "E",
    "YO",
    "YE",
    "O",
    "WA",
    "WE",
    "WE",
    "YO",
    "O",
    "WO",
    "WE",
    "WI",
    "YO",
    "O",
    "I",
    "I",
)
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "nk", "t", "t",
    "k", "t", "p", "t",
)  # fmt: skip
_VOWELS_AND_FINALS, _FINALS_ALL = 588, 28

# Latin spellings, the longest first; `h` and `r` that no vowel follows only lengthen one (Oh, Ahn, Park).
_SPELLINGS = {
    "yeo": "YO", "yoo": "YO", "you": "YO", "yae": "YE", "woo": "O", "weo": "WO", "wae": "WE", "eui": "I", "ng": "nk",
    "ya": "YA", "ye": "YE", "yo": "YO", "yu": "YO", "yi": "I", "wa": "WA", "we": "WE", "wo": "WO", "wi": "WI", "wu": "O",
    "ae": "E", "ai": "E", "eo": "O", "eu": "O", "ee": "I", "oo": "O", "ou": "O", "oe": "WE", "oi": "WE", "ui": "I",
    "a": "A", "e": "E", "i": "I", "o": "O", "u": "O", "y": "I",
    "ch": "c", "sh": "s", "th": "t", "ph": "p", "rh": "l", "ck": "k",
    "g": "k", "k": "k", "q": "k", "c": "k", "d": "t", "t": "t", "b": "p", "p": "p", "f": "p", "v": "p", "r": "l", "l": "l",
    "j": "c", "z": "c", "s": "s", "h": "h", "m": "m", "n": "n", "x": "ks", "w": "",
}  # fmt: skip
_SILENT = re.compile(r"(?<=[aeiouy])[hr](?![aeiouyw])")
_SPELT = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
_REPEATED = re.compile(r"([a-z])\1+")
_WORD = re.compile(r"[a-z]+")


def sound_of_hangul(name: str) -> str | None:
    """None for a name that is not all Hangul."""
    if not name or any(ord(letter) not in _SYLLABLES for letter in name):
        return None
    return _settled("".join(map(_sound, name)))


def sounds_of_latin(name: str) -> tuple[str, ...]:
    """With the surname first as written, and with the last word as the surname; nothing for what is not all Latin."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    words = _WORD.findall(folded)
    if not words or not all(one.isascii() for one in folded if one.isalpha()):
        return ()
    return tuple(dict.fromkeys(_spelt(order) for order in (words, [words[-1], *words[:-1]])))


def _sound(syllable: str) -> str:
    initial, rest = divmod(ord(syllable) - _SYLLABLES.start, _VOWELS_AND_FINALS)
    vowel, final = divmod(rest, _FINALS_ALL)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _spelt(words: list[str]) -> str:
    spelt = "".join(_SILENT.sub("", word) for word in words)
    return _settled(_SPELT.sub(lambda match: _SPELLINGS[match.group()], spelt))


def _settled(sound: str) -> str:
    """Without what people write or leave out: double consonants, and ㄹ at the beginning of 류, 림, 라."""
    sound = re.sub("l(?=[YI])", "", _REPEATED.sub(r"\1", sound))
    return "n" + sound[1:] if sound.startswith("l") else sound
