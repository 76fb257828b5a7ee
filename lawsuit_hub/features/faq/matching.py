"""How sure it is that an utterance asks what an entry answers. Knows no table and nobody who asked.

Each entry gets a few numbers that say nothing of which entry it is: how much of what was said stands in it, how alike its ways of asking
are by notions, by pieces of words and by meaning, and whether utterance and entry are about one subject of the field. Their weights were
learnt on the project's own FAQ, with and without variants, never on an operator's.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np

from lawsuit_hub.features.faq import notions, sentences, spelling, subjects
from lawsuit_hub.features.faq.notions import Said
from lawsuit_hub.features.faq.sentences import Numbers

ENOUGH = 0.45
_HALF = 0.5  # what an answer says counts half of what a question says
_STRANGE = 0.9
_OF_A_SUBJECT = 0.3
_FAR = 30.0
_LONG = 8
_MOST_STRANGE, _MOST_SAID, _FAR_AHEAD = 6, 8, 4
Weighed = dict[str, float]


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry is found by: ways of asking it, and its answer."""

    code: str
    asked: tuple[str, ...]
    answer: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    said: list[Said]
    holds: Weighed
    pieces: list[Weighed]
    asked: Numbers
    whole: Numbers
    subject: int


@dataclass(frozen=True, slots=True)
class _Utterance:
    """Notions and pieces as they weigh among these entries, what it means, what subject it is of, how many letters nobody knows."""

    notions: Weighed
    pieces: Weighed
    meaning: Numbers
    about: Numbers
    strange: int

    @property
    def whole(self) -> float:
        return sum(self.notions.values())


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance before the entries: a row of numbers for each of them, and what says whether it is of the field at all."""

    rows: Numbers
    strange: int
    length: int
    said: float
    outside: float
    inside: float


class Matcher:
    """Of one list of entries; made once for each list."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.codes = [one.code for one in known]
        self._size = len(known)
        read = _read(known)
        self._seen = {piece for saids, _ in read for said in saids for piece in spelling.pieces(said.bare)}
        holding = [_holds(saids) for saids, _ in read]
        self._stand = Counter(name for one in holding for name in one)
        self._told = Counter(
            piece for saids, _ in read for piece in {p for said in saids[:-1] for p in spelling.pieces(said.bare)}
        )
        wholes = sentences.numbers([f"{one.asked[0]} {one.answer}" for one in known])
        self._entries = [
            self._entry(saids, meanings, whole, holds)
            for (saids, meanings), whole, holds in zip(read, wholes, holding, strict=True)
        ]

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Entries with how sure it is, the surest first. The first one's is what counts; the others' say how near they come."""
        if not self._entries or not spelling.words(text):
            return []
        heard = self.hear(text)
        rank = subjects.weights().rank
        drawn = heard.rows @ rank[:-1] + rank[-1]
        order = np.argsort(-drawn, kind="stable").tolist()
        sure = _likely(float(self.evidence(heard, drawn, order) @ subjects.weights().sure))
        first = float(drawn[order[0]])
        return [(self.codes[place], sure * exp(min(0.0, float(drawn[place]) - first))) for place in order]

    def hear(self, text: str) -> Heard:
        (said,), meaning = subjects.read([text])
        return self.compare(said, meaning[0], subjects.scores([said], meaning)[0])

    def compare(self, said: Said, meaning: Numbers, about: Numbers) -> Heard:
        """`about`: what each subject says to it; whoever learns gives scores that were learnt without this utterance."""
        one = _Utterance(
            {name: self._weighs(name) for name in said.notions},
            self._vector(spelling.pieces(said.bare)),
            meaning,
            about,
            sum(self._strange(stretch) for stretch in said.strange),
        )
        return Heard(
            rows=np.array([self._row(entry, one) for entry in self._entries], np.float32),
            strange=min(one.strange, _MOST_STRANGE),
            length=len(said.bare),
            said=one.whole,
            outside=float(about[-1]),
            inside=float(about[:-1].max()),
        )

    def evidence(self, heard: Heard, drawn: Numbers, order: Sequence[int]) -> Numbers:
        """What says whether the first one is meant: its own row, how far ahead it is, and what is strange in the utterance."""
        first, second = float(drawn[order[0]]), float(drawn[order[1]]) if self._size > 1 else -_FAR_AHEAD
        return np.array(
            [
                first,
                min(first - second, _FAR_AHEAD),
                heard.strange,
                heard.strange / max(heard.length, 1),
                min(heard.said, _MOST_SAID),
                heard.outside,
                heard.inside,
                min(heard.length, _LONG) / _LONG,
                *heard.rows[order[0]],
                1,
            ],
            np.float32,
        )

    def _entry(self, saids: list[Said], meanings: Numbers, whole: Numbers, holds: Weighed) -> _Entry:
        asked = saids[:-1]
        about = subjects.scores(asked, meanings[:-1]).mean(axis=0)[:-1]
        pieces = [self._vector(spelling.pieces(one.bare)) for one in asked]
        return _Entry(
            asked, holds, pieces, meanings[:-1], whole, int(about.argmax()) if about.max() > _OF_A_SUBJECT else -1
        )

    def _row(self, entry: _Entry, one: _Utterance) -> list[float]:
        held = sum(weight * entry.holds.get(name, 0) for name, weight in one.notions.items())
        return [
            held / (one.whole + _STRANGE * one.strange + 0.01),
            min(held, _MOST_SAID) / _MOST_SAID,
            max(self._alike(one, other) for other in entry.said),
            max(sum(weight * other.get(piece, 0) for piece, weight in one.pieces.items()) for other in entry.pieces),
            float((entry.asked @ one.meaning).max()),
            float(entry.whole @ one.meaning),
            float(one.about[entry.subject]) if entry.subject >= 0 else 0.0,
        ]

    def _alike(self, one: _Utterance, other: Said) -> float:
        both = sum(weight for name, weight in one.notions.items() if name in other.notions)
        return 2 * both / (one.whole + sum(map(self._weighs, other.notions)) + 0.01)

    def _weighs(self, name: str) -> float:
        return notions.weights()[name] * log(1 + self._size / (0.5 + self._stand[name]))

    def _vector(self, pieces: object) -> Weighed:
        counts = Counter(pieces)  # type: ignore[call-overload]
        weighed = {one: times * log(1 + self._size / (0.5 + self._told[one])) for one, times in counts.items()}
        length = sqrt(sum(one * one for one in weighed.values())) or 1.0
        return {one: weight / length for one, weight in weighed.items()}

    def _strange(self, stretch: str) -> int:
        """Letters of it that no entry has beside each other."""
        known = [False] * len(stretch)
        for place in range(len(stretch) - 1):
            if stretch[place : place + 2] in self._seen:
                known[place] = known[place + 1] = True
        return known.count(False)


def _read(known: Sequence[Known]) -> list[tuple[list[Said], Numbers]]:
    """Ways of asking and then the answer, of each; all in one go."""
    saids, meanings = subjects.read([text for one in known for text in (*one.asked, one.answer)])
    found, place = [], 0
    for one in known:
        stop = place + len(one.asked) + 1
        found.append((saids[place:stop], meanings[place:stop]))
        place = stop
    return found


def _holds(saids: list[Said]) -> Weighed:
    asked = {name: 1.0 for one in saids[:-1] for name in one.notions}
    return {**dict.fromkeys(saids[-1].notions, _HALF), **asked}


def _likely(drawn: float) -> float:
    return 1 / (1 + exp(-max(-_FAR, min(_FAR, drawn))))
