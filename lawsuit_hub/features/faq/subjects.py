"""Which subject of the field an utterance is about, or none of them: learnt from utterances that were written for it (field/).

The weights lie in a file that `python -m benchmarks.faq_learning` writes; a test learns them again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from lawsuit_hub.features.faq import notions, sentences, spelling
from lawsuit_hub.features.faq.notions import Said
from lawsuit_hub.features.faq.sentences import Numbers

WEIGHTS = notions.FIELD / "weights.npz"
UTTERANCES = notions.FIELD / "utterances.txt"
OUTSIDE = "-"
SLOTS = 2048
_MEANING = 1.4  # of a sentence's meaning, beside notions and pieces of words which count 1 each


@dataclass(frozen=True, slots=True)
class Weights:
    """`weighs`: how rare each notion and slot of pieces is; `of`: what each feature says for each subject; the rest is the matcher's."""

    subjects: tuple[str, ...]
    weighs: Numbers
    of: Numbers
    rank: Numbers
    sure: Numbers


@cache
def weights() -> Weights:
    with np.load(WEIGHTS, allow_pickle=False) as held:
        return Weights(
            tuple(str(one) for one in held["subjects"]),
            *(held[name].astype(np.float32) for name in ("weighs", "of", "rank", "sure")),
        )


def utterances(path: Path = UTTERANCES) -> list[tuple[str, str]]:
    """Each with its subject."""
    found, subject = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            subject = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            found.append((line.strip(), subject))
    return found


def counted(said: Said) -> Numbers:
    """Notions and pieces of one utterance, before they are weighed."""
    names = notions.names()
    row = np.zeros(len(names) + SLOTS, np.float32)
    row[[place for place, name in enumerate(names) if name in said.notions]] = 1
    for piece in spelling.pieces(said.bare):
        row[len(names) + spelling.slot(piece, SLOTS)] += 1
    return row


def features(rows: Numbers, meanings: Numbers, weighs: Numbers) -> Numbers:
    """`rows` of `counted`; notions, pieces and meaning each of one length, so that a long utterance says no more than a short one."""
    weighed, split = rows * weighs, len(notions.names())
    return np.hstack([_of_length_one(weighed[:, :split]), _of_length_one(weighed[:, split:]), _MEANING * meanings])


def scores(saids: Iterable[Said], meanings: Numbers) -> Numbers:
    """For each utterance what each subject says to it, about 1 for its own and 0 for others."""
    held = weights()
    rows = np.array([counted(one) for one in saids], np.float32)
    return np.asarray(features(rows, meanings, held.weighs) @ held.of, np.float32)


def read(texts: list[str]) -> tuple[list[Said], Numbers]:
    return [notions.read(one) for one in texts], sentences.numbers(texts)


def _of_length_one(rows: Numbers) -> Numbers:
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
