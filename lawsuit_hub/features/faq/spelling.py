"""An utterance as letters: one spelling, words, jamo, pieces of words. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from zlib import crc32

LONGEST = 300  # letters of an utterance that are looked at: whoever writes more says it in the beginning
_WORD = re.compile(r"[0-9a-z가-힣]+")
_LEADS, _VOWELS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = "_ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES, _OF_A_LEAD, _OF_A_VOWEL = 11172, 588, 28
_PAIR, _JAMO_RUN = 2, 6


def words(text: str) -> list[str]:
    """Without emoji, lone jamo and signs, in one case and form."""
    return _WORD.findall(unicodedata.normalize("NFKC", text[: LONGEST * 4]).lower()[:LONGEST])


def jamo(text: str) -> str:
    return "".join(piece for char in text for piece in _of_syllable(char))


def _of_syllable(char: str) -> tuple[str, ...]:
    place = ord(char) - ord("가")
    if not 0 <= place < _SYLLABLES:
        return (char,)
    rest = place % _OF_A_LEAD
    return _LEADS[place // _OF_A_LEAD], _VOWELS[rest // _OF_A_VOWEL], _TAILS[rest % _OF_A_VOWEL]


def pieces(bare: str) -> Iterator[str]:
    """Pairs of syllables, and runs of jamo as long as two: a slip of one key leaves most of them."""
    yield from (bare[place : place + _PAIR] for place in range(len(bare) - 1))
    letters = jamo(bare)
    yield from ("~" + letters[place : place + _JAMO_RUN] for place in range(len(letters) - _JAMO_RUN + 1))


def slot(piece: str, slots: int) -> int:
    """The same on every machine and in every process."""
    return crc32(piece.encode()) % slots
