"""The terms a Korean text is found by: words, syllables, pairs of syllables. Pure; knows no grammar but a few endings.

A pair goes over the space between two words: people write 전세사기 and 전세 사기. Particles are cut from what is asked for, not from what
is kept: the pairs of 보증금을 hold those of 보증금.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from lawsuit_hub.features.search.types import LONGEST_QUERY, LONGEST_TEXT, MOST_WORDS
from lawsuit_hub.values.text import visible

_LONGEST_WORD = 32
_SHORTEST_PLURAL = 4
_PAIR = 2
_SYLLABLES = "가-힣\u1100-\u11ff\u3130-\u318f一-鿿㐀-䶿"
_RUN = re.compile(rf"[{_SYLLABLES}]+(?: [{_SYLLABLES}]+)*|[^\W_{_SYLLABLES}]+")
_WORD = re.compile(rf"[{_SYLLABLES}]+|[^\W_{_SYLLABLES}]+")
_IS_SYLLABLES = re.compile(rf"[{_SYLLABLES}]")
# The longest first. One syllable is cut where at least two are left: 회의 and 아이 are words.
_PARTICLES = re.compile(
    "(?:에서[는도]|으로는|까지는|부터는|에게서|이라[는고]|입니다|인가요|이에요|에서|에게|으로|까지|부터|처럼|보다|한테|이나|라는|[은는이가을를의에로와과도만요])$"
)
_SUBJECT = re.compile("[은는이가도의에로만]$")
_OBJECT = ("을", "를")
# What every question holds; it orders what is found, and nothing is found by it alone.
_ASKING = re.compile(
    "어떻게|무[엇슨]을?|언제|어디[서에]?|누가|왜|좀|제가|저[는도]|[하되있없]나요|해야|[하되]면|[할될]까요|있을까요|인가요|합니까|됩니까|있는|하는|대해|관련"
    "|경우|방법|싶어요|알려|주세요|the|an?|is|are|of|to|in|for|how|what|can|do"
)


def spelled(text: str) -> str:
    """One spelling for what looks the same: case, width, form, white space."""
    return " ".join(unicodedata.normalize("NFKC", visible(text, keep="\n\t\r")).casefold().split())


def terms_of(text: str) -> Counter[str]:
    """How often each term stands in a text that is kept."""
    found: Counter[str] = Counter()
    for run in _RUN.findall(spelled(text[:LONGEST_TEXT])):
        found.update(_of_run(run))
    return found


def _of_run(run: str) -> list[str]:
    if not _IS_SYLLABLES.match(run):
        return [_stem(run)]
    whole = run.replace(" ", "")
    return [*whole, *_pairs(whole)]


def _pairs(run: str) -> list[str]:
    return [run[place : place + _PAIR] for place in range(len(run) - 1)]


def _stem(word: str) -> str:
    """Without a plural's s; ASCII words only."""
    kept = word[:_LONGEST_WORD]
    if kept.isascii() and len(kept) >= _SHORTEST_PLURAL and kept.endswith("s") and not kept.endswith("ss"):
        return kept[:-1]
    return kept


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. What is found holds most of `wanted`; `beside` orders it. Where no `wanted` stands anywhere, `instead` is looked for: 돈
    of 돈이, which could be a word as 아이 is. `words` are marked in what is shown."""

    wanted: tuple[str, ...]
    beside: tuple[str, ...]
    instead: tuple[str, ...]
    words: tuple[str, ...]


def asked(query: str) -> Asked:
    said = dict.fromkeys(_WORD.findall(spelled(query[:LONGEST_QUERY]))[:MOST_WORDS])
    stems = {word: _without_particle(word) for word in said}
    telling = [word for word in said if not _ASKING.fullmatch(word)]
    sure = {word for word in telling if len(stems[word]) >= _PAIR or not _IS_SYLLABLES.match(word)}
    wanted = dict.fromkeys(term for word in said if word in sure for term in _asked_terms(word, stems[word]))
    beside = dict.fromkeys(term for word in said if word not in sure for term in _asked_terms(word, stems[word]))
    nouns = dict.fromkeys(word[0] for word in telling if len(word) == _PAIR and _SUBJECT.search(word))
    return Asked(
        tuple(wanted),
        tuple(one for one in beside if one not in wanted),
        tuple(one for one in nouns if one not in beside),
        tuple(dict.fromkeys([*(stems[word] for word in telling), *nouns])),
    )


def _asked_terms(word: str, stem: str) -> list[str]:
    if not _IS_SYLLABLES.match(word):
        return [_stem(word)]
    if len(stem) > 1:
        return _pairs(stem)
    return [stem, *_pairs(word)]


def _without_particle(word: str) -> str:
    """As little is cut as may be; of 돈을 the noun is one syllable."""
    if not _IS_SYLLABLES.match(word):
        return word[:_LONGEST_WORD]
    kept = word[:_LONGEST_WORD]
    if len(kept) == _PAIR and kept.endswith(_OBJECT):
        return kept[:1]
    particle = _PARTICLES.search(kept, _PAIR)
    return kept[: particle.start()] if particle else kept
